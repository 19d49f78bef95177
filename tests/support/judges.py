"""The demonstration in front of those who judge pages: axe, the Nu checker, a browser's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from page_kinds import pages_by_kind
from support.readers import DEVICES, NOON, USUAL


@pytest.fixture(scope="session")
def kinds(demonstration: Path) -> dict[str, dict[str, str]]:
    """A page of every kind of the demonstration, by language and kind: whatever kinds there are."""
    return pages_by_kind(demonstration)


@pytest.fixture
def visits(browser, origin) -> Iterator[Callable[..., object]]:
    """Opens a context of a browser at the demonstration, closed with the test."""
    contexts = []

    def arrived(device: str = "desktop", **options: object) -> object:
        settings = USUAL | DEVICES[device] | options
        context = browser.new_context(base_url=origin, **settings)
        context.set_default_timeout(30_000)
        context.clock.set_fixed_time(NOON)
        contexts.append(context)
        return context

    yield arrived
    for context in contexts:
        context.close()

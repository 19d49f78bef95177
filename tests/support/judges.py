"""The demonstration in front of those who judge pages: axe, the Nu checker, a browser's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from page_kinds import pages_by_kind
from support.readers import DEVICES, NOON


@pytest.fixture(scope="session")
def kinds(demonstration: Path) -> dict[str, list[str]]:
    """A page of every kind of the demonstration, by language: whatever kinds there are."""
    found = pages_by_kind(demonstration)
    return {language: list(pages.values()) for language, pages in found.items()}


@pytest.fixture
def visits(browser, origin) -> Iterator[Callable[..., object]]:
    """Opens a context of a browser at the demonstration, closed with the test."""
    contexts = []

    def arrived(device: str = "desktop", **options: object) -> object:
        settings = {"timezone_id": "Asia/Taipei", "locale": "en-GB"} | DEVICES[device] | options
        context = browser.new_context(base_url=origin, **settings)
        context.set_default_timeout(30_000)
        context.clock.set_fixed_time(NOON)
        contexts.append(context)
        return context

    yield arrived
    for context in contexts:
        context.close()

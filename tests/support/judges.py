"""The demonstration in front of those who judge pages: axe, the Nu checker, a browser's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from page_kinds import pages_by_kind
from support import ROOT
from support.readers import DEVICES

TOOLS = ROOT / "tests" / "tools" / "node_modules"


@pytest.fixture(scope="session")
def kinds(demonstration: Path) -> dict[str, list[str]]:
    """A page of every kind of the demonstration, by language: whatever kinds there are."""
    found = pages_by_kind(demonstration)
    return {language: list(pages.values()) for language, pages in found.items()}


@pytest.fixture(scope="session")
def tool() -> Callable[[str], Path]:
    """A file of what `npm ci --prefix tests/tools --ignore-scripts` fetches, and `.ci/run` runs."""

    def found(path: str) -> Path:
        file = TOOLS / path
        if not file.exists():
            missing(f"{path} (npm ci --prefix tests/tools --ignore-scripts)")
        return file

    return found


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Where a program of the machine is."""

    def found(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            missing(name)
        return path

    return found


def missing(what: str) -> None:
    """Skip on a newcomer's machine, but not where everything must be proved."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is needed here")
    pytest.skip(f"{what} is not to be had here")


@pytest.fixture
def visits(browser, origin) -> Iterator[Callable[..., object]]:
    """Opens a context of a browser at the demonstration, closed with the test."""
    contexts = []

    def arrived(device: str = "desktop", **options: object) -> object:
        settings = {"timezone_id": "Asia/Taipei", "locale": "en-GB"} | DEVICES[device] | options
        context = browser.new_context(base_url=origin, **settings)
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context

    yield arrived
    for context in contexts:
        context.close()

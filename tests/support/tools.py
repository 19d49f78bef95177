"""Programs and fonts that a machine may lack: tests that need one are skipped, and say so.

Where `EVERY_TOOL` is set, as `.ci/run` does, what is missing fails instead.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import pytest

from support import TESTS

NEEDS = "needs "
NODE_MODULES = TESTS / "tools" / "node_modules"
HEADLESS = "chromium-headless-shell"
"""Chromium without its windows: it shows the same page for less than half of the work."""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def lacking(tool: str) -> NoReturn:
    """End a test that cannot run without this."""
    if os.environ.get("EVERY_TOOL"):
        pytest.fail(f"{NEEDS}{tool}, and everything has to run here: make test-tools")
    pytest.skip(f"{NEEDS}{tool}")


def program(name: str, *others: str) -> str:
    """Where a program of the machine is."""
    found = next(filter(None, map(shutil.which, (name, *others))), None)
    return found or lacking(name)


def from_npm(path: str) -> Path:
    """A file of the packages that `tests/tools/package-lock.json` names."""
    file = NODE_MODULES / path
    return file if file.exists() else lacking(f"{path.partition('/dist/')[0]} from npm")


def wanted(reasons: Iterable[str]) -> list[str]:
    """Lines that tell which tools were lacking, each with how many tests wait for it."""
    tools = Counter(
        reason.partition(NEEDS)[2] for reason in reasons if reason.startswith(f"Skipped: {NEEDS}")
    )
    if not tools:
        return []
    return [
        *(f"{number:5} skipped: no {tool} here" for tool, number in sorted(tools.items())),
        "`make test-tools` brings what is missing, and `make test` then runs them, too.",
    ]

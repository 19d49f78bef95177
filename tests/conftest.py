"""What tests of several subjects share: one browser for the whole session."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIETLY = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
    *("--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; where there is none, tests are skipped, but never in continuous integration."""
    with sync_playwright() as playwright:
        found = [path for name in NAMES if (path := shutil.which(name))]
        executable = next(iter(found), playwright.chromium.executable_path)
        if not Path(executable).exists() and not os.environ.get("CI"):
            pytest.skip("no Chromium here; `playwright install chromium` fetches one")
        yield playwright.chromium.launch(executable_path=executable, args=QUIETLY)

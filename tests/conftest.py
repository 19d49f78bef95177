"""What tests of several subjects share: one browser and one demonstration for the session."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from support import ROOT
from support.night import AGAIN, NIGHT
from support.tools import CHROMIUM, HEADLESS, program, wanted

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
"""The moment for which the demonstration is built here: noon in Shihua."""
QUIETLY = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
    *("--disable-component-update", "--disable-sync"),
]

settings.register_profile("everyday", max_examples=25, deadline=None)
settings.register_profile("night", max_examples=400, deadline=None)
settings.register_profile("again", max_examples=5, deadline=None)
settings.load_profile("night" if NIGHT else "again" if AGAIN else "everyday")


@pytest.fixture
def untraced() -> Iterator[None]:
    """Time is taken without the measuring of coverage, which makes each line slower."""
    tracer = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(tracer)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the machine's own, or the one that Playwright has fetched."""
    with sync_playwright() as playwright:
        fetched = Path(playwright.chromium.executable_path)
        executable = fetched if fetched.exists() else shutil.which(HEADLESS) or program(*CHROMIUM)
        yield playwright.chromium.launch(executable_path=executable, args=QUIETLY)


@pytest.fixture(scope="session")
def demonstration(demonstration_made: Path) -> Path:
    """The demonstration's site."""
    return demonstration_made


@pytest.fixture(scope="session")
def kept_of_demonstration(demonstration_made: Path) -> Callable[[Path], str]:
    """Copies what the demonstration's build kept, for a build of nearly the same; `CHAGUAN_CACHE`.

    Its pictures, posters and texts are not made once more where a test asks about something else.
    """
    return lambda to: str(shutil.copytree(ROOT / ".cache" / "chaguan", to))


@pytest.fixture(scope="session")
def demonstration_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, built once for the whole test session, by whichever process is first."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder = base / "demonstration"
    finished = folder.with_suffix(".finished")
    try:
        folder.mkdir()
    except FileExistsError:
        while not finished.exists():
            time.sleep(0.1)
        return folder
    try:
        _build_strictly(ROOT / "mkdocs.yml", folder)
    finally:
        finished.touch()
    return folder


@pytest.fixture(scope="session")
def build_strictly() -> Callable[..., None]:
    """Run `mkdocs build --strict` with a configuration into a folder, as a person would."""
    return _build_strictly


def _build_strictly(settings: Path, folder: Path, **environment: str) -> None:
    """The log goes beside the site.

    The history of the repository is left out: it differs from one checkout to the next.
    """
    pinned = {
        "SOURCE_DATE_EPOCH": str(int(NOON.timestamp())),
        "GIT_CEILING_DIRECTORIES": str(ROOT),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    with folder.with_suffix(".log").open("w") as log:
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", settings, "-d", folder],
            env=os.environ | pinned | environment,
            cwd=folder,
            stdout=log,
            stderr=log,
            check=False,
        )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what did not run here for want of a tool, and how to get it."""
    skipped = terminalreporter.stats.get("skipped", [])
    lines = wanted(each.longrepr[2] for each in skipped if isinstance(each.longrepr, tuple))
    if lines:
        terminalreporter.section("not run here")
        terminalreporter.write("\n".join([*lines, ""]))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is marked `nightly` waits for the night, or for somebody who asks for it."""
    is_asked = NIGHT or "nightly" in config.option.markexpr
    tonight = [] if is_asked else [item for item in items if item.get_closest_marker("nightly")]
    if tonight:
        config.hook.pytest_deselected(items=tonight)
        items[:] = [item for item in items if item not in tonight]

"""The command line, run on a folder made in the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chaguan.cli import main

SETTINGS = "name: Slack Tide\nuid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\nlanguages: [en]\n"


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], Path]:
    """Puts files below a new folder, and goes there."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def written(files: dict[str, str]) -> Path:
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return tmp_path

    return written


@pytest.fixture
def two_problems(write: Callable[[dict[str, str]], Path]) -> Path:
    """An error in an event and a warning in a person's file."""
    return write(
        {
            "content/community.yml": SETTINGS,
            "content/events/2026/tea.yml": "title: Tea\nstart: tomorrow\n",
            "content/people/lin-mei.yml": "name: 林梅\nwheather: 50%, rain\n",
            "content/people/wu-hai.yml": "name: 吳海\n",
        }
    )


@pytest.fixture
def chaguan() -> Callable[..., Result]:
    """Runs `chaguan` with arguments, and variables of the environment."""

    def run(*arguments: str, **environment: str) -> Result:
        return CliRunner(env=environment).invoke(main, arguments, catch_exceptions=False)

    return run

"""Content folders to write new records into, and the command to do it with."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from chaguan.cli import main

TWO = "name: {zh-Hant: 茶館, en: Tea House}\ntimezone: Asia/Taipei\nlanguages: [zh-Hant, en]\n"
ONE = "name: Tea House\ntimezone: Europe/London\nlanguages: [en]\n"
UID = "uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n"
PERSON = "name: Lin Mei\n"


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with a community in two languages, one person and one place."""
    return made(tmp_path, monkeypatch, TWO)


@pytest.fixture
def plain(tmp_path, monkeypatch):
    """The same in one language, without schemas."""
    return made(tmp_path, monkeypatch, ONE, with_schemas=False)


def made(tmp_path, monkeypatch, settings, with_schemas=True):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    for path, text in {
        "content/community.yml": settings + UID,
        "content/people/lin-mei.yml": PERSON,
        "content/places/slack-tide.yml": "name: Slack Tide\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    if with_schemas:
        CliRunner().invoke(main, ["schema"])
    return tmp_path


@pytest.fixture
def new():
    """`chaguan new …` on the day 2026-11-22, with a fixed uid."""

    def run(*arguments, env=None):
        fixed = ("--today", "2026-11-22", "--uid", "made-for-a-test")
        return CliRunner().invoke(main, ["new", *arguments, *fixed], env=env)

    return run


@pytest.fixture
def check():
    """What `chaguan check` says of a file."""

    def run(path: Path):
        return CliRunner().invoke(main, ["check", str(path), "--lang", "en"]).output

    return run


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever asks the clock is told the same, so that no test turns red by waiting."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795579200")

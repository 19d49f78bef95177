"""When a file came to the branch, asked of real repositories."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chaguan.load import read
from chaguan.site.announcements import Announcements
from chaguan.site.clock import Clock
from chaguan.source import SourceFile, log_of

TEXT = "title: {}\nstart: {} 19:30\nonline: https://example.org/\n"


class Repository:
    """A repository whose commits have the days that a test says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: str = "2026-01-01") -> None:
        who = {
            f"GIT_{role}_{key}": value
            for role in ("AUTHOR", "COMMITTER")
            for key, value in (("NAME", "A"), ("EMAIL", "a@example.org"))
        }
        # Written long before it came: only the committer's date says when.
        dates = {"GIT_AUTHOR_DATE": "2020-01-01T12:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00Z"}
        command = ["git", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]
        subprocess.run(
            [*command, *arguments],
            cwd=self.folder,
            env=os.environ | who | dates,
            capture_output=True,
            check=True,
        )

    def commit(self, day: str, **files: str) -> None:
        for name, text in files.items():
            path = self.folder / "content" / "events" / f"{name}.yml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.git("add", ".")
        self.git("commit", "-qm", day, day=day)

    def arrivals(self) -> dict[str, str]:
        """By the event's name, the day on which its file came."""
        found = log_of(self.folder / "content").arrivals
        return {Path(path).stem: f"{moment:%Y-%m-%d}" for path, moment in found.items()}


@pytest.fixture
def repository(tmp_path: Path) -> Callable[[str], Repository]:
    def made(name: str = "town") -> Repository:
        folder = tmp_path / name
        folder.mkdir()
        return Repository(folder)

    return made


def test_a_file_counts_from_the_day_on_which_it_came_whatever_it_is_called_since(repository):
    town = repository()
    town.commit("2026-01-10", walk=TEXT.format("Walk", "2026-05-01"))
    town.git("mv", "content/events/walk.yml", "content/events/tea-walk.yml")
    town.commit("2026-02-10")
    town.commit("2026-03-10", **{"tea-walk": TEXT.format("Walk at noon", "2026-05-01")})

    assert town.arrivals() == {"tea-walk": "2026-01-10"}


def test_what_was_merged_counts_from_the_merge(repository):
    town = repository()
    town.commit("2026-01-01", first=TEXT.format("First", "2026-05-01"))
    town.git("checkout", "-qb", "proposal")
    town.commit("2026-01-05", walk=TEXT.format("Walk", "2026-05-01"))
    town.git("checkout", "-q", "main")
    town.commit("2026-01-06", second=TEXT.format("Second", "2026-05-01"))
    town.git("merge", "-q", "--no-ff", "-m", "merge", "proposal", day="2026-01-20")

    expected = {"first": "2026-01-01", "second": "2026-01-06", "walk": "2026-01-20"}
    assert town.arrivals() == expected


def test_what_came_again_counts_from_its_second_coming(repository):
    town = repository()
    town.commit("2026-01-01", walk=TEXT.format("Walk", "2026-05-01"))
    town.git("rm", "-q", "content/events/walk.yml")
    town.commit("2026-02-01", other=TEXT.format("Other", "2026-05-01"))
    town.commit("2026-03-01", walk=TEXT.format("Walk", "2026-06-01"))

    assert town.arrivals()["walk"] == "2026-03-01"


def test_a_shallow_clone_knows_only_what_came_since(repository, tmp_path):
    town = repository()
    for day, name in (("2026-01-01", "old"), ("2026-02-01", "edge"), ("2026-03-01", "new")):
        town.commit(day, **{name: TEXT.format(name, "2026-05-01")})
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "2", town.folder.as_uri(), str(clone)],
        capture_output=True,
        check=True,
    )
    found = log_of(clone / "content").arrivals

    assert {Path(path).stem for path in found} == {"new"}


@pytest.mark.parametrize(("start", "is_announced"), [("2026-01-09", False), ("2026-01-11", True)])
def test_what_was_over_when_it_came_is_announced_to_nobody(repository, start, is_announced):
    town = repository()
    text = TEXT.format("Walk", start)
    town.commit("2026-01-10", walk=text)
    settings = "name: A\nlanguages: [en]\nuid: 5108055d-ee18-4292-890d-56565444b7c5\n"
    files = [SourceFile("community.yml", settings), SourceFile("events/walk.yml", text)]
    event = read(files, name="A").community.events["walk"]
    arrived = log_of(town.folder / "content").arrivals
    known = Announcements(Clock(datetime(2026, 11, 29, tzinfo=UTC)), arrived.get)

    assert known.is_announced(event) is is_announced
    assert known.announced(event) == datetime(2026, 1, 10, 12, tzinfo=UTC)


def test_a_folder_without_git_knows_of_no_arrival(tmp_path):
    assert log_of(tmp_path).arrivals == {}

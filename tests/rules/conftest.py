"""Golden cases: the files of a community, and everything that is wrong with them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from chaguan.cli.check import differing, problems_of
from chaguan.locales import explained
from support.yaml_files import read_quickly

HERE = Path(__file__).parent
DEFAULTS = {
    "community.yml": (
        "name: Slack Tide\ntimezone: Asia/Taipei\nlanguages: [en, zh-Hant]\n"
        "uid: 5108055d-ee18-4292-890d-56565444b7c5\n"
    ),
    "people/lin-mei.yml": "name: 林梅\n",
    "places/annex.yml": "name: Annex\n",
}
"""What a case has unless it says otherwise; a file that is null is not there.

With `upgrade`, what reads differently than in that version is expected.
Under `files` stands what a change makes of the files under `before`, where a case has those.
"""
NOBODY = 65534
GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


class Case:
    """One file of `tests/rules/<CODE>/`."""

    def __init__(self, path: Path) -> None:
        self.name = f"{path.parent.name}/{path.stem}"
        self.code = path.parent.name
        content = read_quickly(path.read_text(encoding="utf-8"))
        self.files: Mapping[str, Any] = DEFAULTS | content["files"]
        self.before: Mapping[str, Any] | None = None
        if "before" in content:
            self.before = DEFAULTS | content["before"]
            self.files = self.before | content["files"]
        self.is_upgrade = "upgrade" in content
        self.expected: list[dict[str, Any]] = content["problems"]

    def write(self, folder: Path) -> None:
        """Put its files below `folder`; what was there before is committed."""
        if self.before is not None:
            _write(self.before, folder)
            for command in ("init", "add .", "commit -m before"):
                subprocess.run([*GIT, *command.split()], check=True, capture_output=True)
        _write(self.files, folder)

    def found(self, folder: Path) -> list[dict[str, Any]]:
        """What `chaguan check` says of the files in `folder`, in both languages."""
        problems = problems_of(folder, None if self.before is None else "HEAD")
        if self.is_upgrade:
            problems = differing(folder)
        if any("unreadable" in content for content in self.files.values() if content):
            with as_a_contributor():  # all that is imported late has been, above
                problems = problems_of(folder)
        return [
            {
                "at": f"{problem.position.path}:{problem.position.line}:{problem.position.column}",
                "code": problem.code,
                "severity": problem.severity.value,
                "message": explained(problem, "en").message,
                "hint": explained(problem, "en").hint,
                "zh-Hant": {
                    "message": explained(problem, "zh-Hant").message,
                    "hint": explained(problem, "zh-Hant").hint,
                },
            }
            for problem in problems
        ]


def _write(files: Mapping[str, Any], folder: Path) -> None:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        match content:
            case None:
                file.unlink(missing_ok=True)
            case str():
                file.write_bytes(content.encode())
            case {"escaped": text}:
                file.write_bytes(text.encode("ascii").decode("unicode_escape").encode("latin-1"))
            case {"text": text, "times": times}:
                file.write_bytes(text.encode() * times)
            case {"symlink": target}:
                file.symlink_to(target)
            case {"fifo": _}:
                os.mkfifo(file)
            case {"unreadable": text}:
                file.write_bytes(text.encode())
                file.chmod(0)
            case _:
                raise ValueError(content)


@contextmanager
def as_a_contributor() -> Iterator[None]:
    """As somebody whom permissions bind; the superuser steps down for the while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@cache
def cases() -> list[Case]:
    """All of them, read once in each process."""
    return [Case(path) for path in sorted(HERE.glob("*/*.yml"))]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        every = cases()
        metafunc.parametrize("case", every, ids=[case.name for case in every])


@pytest.fixture(scope="session")
def every_case() -> list[Case]:
    return cases()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty content folder that anybody may enter."""
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    content = Path("content")
    content.mkdir()
    return content


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever asks the clock is told the same, so that no test turns red by waiting."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795579200")

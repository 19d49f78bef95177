"""A content folder drawn in the test, and what is read from it."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from chaguan.load import Loaded, read
from chaguan.model import Event
from chaguan.source import SourceFile

SETTINGS = """
community.yml
| name: Slack Tide
| timezone: Asia/Taipei
| languages: [en, zh-Hant]
| uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
"""


def files(drawing: str) -> tuple[SourceFile, ...]:
    """The files of a drawing: a folder ends with a slash, a line of a file begins with a bar."""
    found: dict[str, str | None] = {}
    folders: list[tuple[int, str]] = []
    path = ""
    for each in dedent(drawing).strip("\n").splitlines():
        indent, line = len(each) - len(each.lstrip()), each.strip()
        if line.startswith("|"):
            found[path] = f"{found[path] or ''}{line[2:]}\n"
            continue
        while folders and folders[-1][0] >= indent:
            folders.pop()
        path = f"{folders[-1][1] if folders else ''}{line}"
        if line.endswith("/"):
            folders.append((indent, path))
        else:
            found[path] = None
    return tuple(SourceFile(name, text) for name, text in sorted(found.items()))


@pytest.fixture(scope="session")
def content() -> Callable[[str], Loaded]:
    """What is read from the files of a drawing; a `community.yml` is there."""

    def loaded(drawing: str) -> Loaded:
        drawn = {file.path: file for file in (*files(SETTINGS), *files(drawing))}
        return read(drawn.values(), name="content")

    return loaded


@pytest.fixture(scope="session")
def event(content: Callable[[str], Loaded]) -> Callable[[str], Event]:
    """The event that some lines describe, and nothing wrong with it."""

    def described(lines: str) -> Event:
        text = "".join(f"\n    | {line}" for line in dedent(lines).strip("\n").splitlines())
        loaded = content(f"events/\n    tea.yml{text}")
        assert not loaded.problems
        return loaded.community.events["tea"]

    return described

"""Rules over files that are no records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from chaguan.load import portable
from chaguan.model import Position, Problem, warning
from chaguan.source import TEXT_SUFFIXES, is_harmless

MEANT: Final = {
    **{suffix: suffix for suffix in TEXT_SUFFIXES},
    **dict.fromkeys((".markdown", ".mdown", ".mkd", ".mkdn"), ".md"),
}
"""What a name was to end in; small letters are meant, too."""


def refused_files(problems: Iterable[Problem]) -> frozenset[str]:
    """The paths of links, devices and files that nobody can read, as they were reported."""
    return frozenset(each.position.path for each in problems if each.code in ("SR104", "SR105"))


def every_name_is_portable(files: Iterable[str]) -> Iterator[Problem]:
    """ID102, ID112: what a name shows is what it is, and every computer can have the file."""
    for path in sorted(files):
        if not path.endswith(TEXT_SUFFIXES):  # of those, the loader has told
            yield from portable(path)


def every_file_is_harmless(files: Iterable[str]) -> Iterator[Problem]:
    """FL101: a page or script published as it is would run in every reader's browser.

    FL102: a text whose name ends otherwise than what is read is on no page at all.
    """
    for path in sorted(path for path in files if not path.endswith(TEXT_SUFFIXES)):
        name = PurePosixPath(path)
        suffix = name.suffix.lower()
        if (meant := MEANT.get(suffix)) is not None:
            near = name.with_suffix(meant).name
            yield warning("FL102", Position(path), seen=name.suffix, near=near)
        elif not is_harmless(path):
            yield warning("FL101", Position(path), seen=suffix or name.name)

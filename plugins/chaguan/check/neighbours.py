"""Links from a content folder into the rest of a site in which it is a guest."""

from __future__ import annotations

import os.path
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from chaguan.model import Problem


def without_neighbours(
    problems: Iterable[Problem], content: Path, docs: Path | None
) -> tuple[Problem, ...]:
    """`problems`, but LK105 of links to a file of the site around, whose pages are in `docs`."""
    if docs is None:
        return tuple(problems)
    return tuple(
        each for each in problems if each.code != "LK105" or not _is_there(each, content, docs)
    )


def _is_there(problem: Problem, content: Path, docs: Path) -> bool:
    path = unquote(problem.values["seen"].partition("#")[0].partition("?")[0])
    where = os.path.normpath(content.resolve() / problem.position.path / ".." / path)
    return Path(where).is_relative_to(docs.resolve()) and Path(where).is_file()

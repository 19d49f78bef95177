"""What a change since a commit touches, and what it breaks elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from chaguan.check import every_problem_in
from chaguan.check.changes import ContentChange, beyond_content, coming_dates, what_a_change_breaks
from chaguan.check.links import Headings
from chaguan.check.series import ahead_of_time
from chaguan.load import TAGS_FILE, Loaded, read
from chaguan.model import Position, Problem, Record, Severity
from chaguan.site.identity import uid
from chaguan.site.urls import Addresses
from chaguan.source import TEXT_SUFFIXES, decoded

from .affected import SETTINGS, Followed, followed
from .git_base import Base, base_of

_Place = tuple[str, Position]
BETWEEN_RECORDS: Final = frozenset({"AD101", "AD102", "ID101", "ID103", "ID109", "LK101", "LK102"})
"""Problems that a change can cause in a file that it does not touch, besides RF101 and RF102."""

UNRESOLVED: Final = frozenset({"RF101", "FD132", "FD136", "FD145"})
"""What is said of a reference that leads nowhere; which, hangs on what others are called."""


def since(
    reference: str, folder: Path, allow_mixed: bool = False, now: datetime | None = None
) -> tuple[Problem, ...]:
    """The problems that concern what has changed since `reference`, sorted.

    With `now` (aware), among them what can be true only later.

    Content may come together with what builds the site only if `allow_mixed`.
    Raises NoSuchBaseError where git knows no such commit.
    """
    base = base_of(folder, reference)
    touched = base.differing()
    reached = followed(folder, touched, touched - base.blobs.keys())
    besides = beyond_content(base.around(), has_content=bool(touched), is_allowed=allow_mixed)
    ahead = ahead_of_time(reached.loaded.community, now) if now else ()
    early = (each for each in ahead if each.position.path in touched)
    found = (*concerning(touched, base, folder, reached, now), *besides, *early)
    return tuple(sorted(found, key=lambda problem: problem.order))


def concerning(
    touched: frozenset[str],
    base: Base,
    folder: Path,
    reached: Followed,
    now: datetime | None = None,
) -> tuple[Problem, ...]:
    """The problems that concern the files at the paths `touched`, sorted."""
    old = {path: decoded(path, raw) for path, raw in base.contents(touched).items()}
    unchanged = (file for file in reached.files if file.path not in touched)
    before = read((*old.values(), *unchanged), name=folder.resolve().name, unread=reached.unread)
    new_texts = {path: text for path in touched if (text := _text(folder / path)) is not None}
    change = ContentChange(
        before=before.community,
        after=reached.loaded.community,
        old_texts={path: file.text for path, file in old.items() if file.text is not None},
        new_texts=new_texts,
    )
    broken = what_a_change_breaks(
        change, lambda record: uid(record, before.community.settings), _address(reached.loaded)
    )
    elsewhere = frozenset(_elsewhere(touched, reached, before))
    were = Headings(before.community)
    concerned = (
        each
        for each in reached.problems
        if _concerns(each, touched) or _place(each) in elsewhere or _is_lost(each, touched, were)
    )
    dates = coming_dates(change, now) if now else ()
    return tuple(sorted((*concerned, *broken, *dates), key=lambda problem: problem.order))


def _elsewhere(touched: frozenset[str], reached: Followed, before: Loaded) -> Iterator[_Place]:
    """Where something is wrong in another file that was not before.

    Of few files, only what was found on reading them tells; of all, what any rule finds.
    """
    is_about_all = bool(touched & {SETTINGS, TAGS_FILE})
    found = reached.problems if is_about_all else reached.loaded.problems
    new = {
        _place(each)
        for each in found
        if each.position.path not in touched and each.severity is not Severity.NOTICE
    }
    if new:
        known = every_problem_in(before) if is_about_all else before.problems
        yield from new.difference(map(_place, known))


def _is_lost(problem: Problem, touched: frozenset[str], were: Headings) -> bool:
    """Whether the change takes away a heading to which another text leads."""
    path = problem.values.get("path", "")
    if problem.code != "MD108" or path not in touched or problem.position.path in touched:
        return False
    return not any(were.missing(problem.values["seen"], Position(path)))


def _place(problem: Problem) -> _Place:
    """A problem without its guesses."""
    code = "RF101" if problem.code in UNRESOLVED else problem.code
    return (code, problem.position)


def _concerns(problem: Problem, touched: frozenset[str]) -> bool:
    if problem.position.path in touched:
        return True
    if problem.code == "RF102" or problem.code in UNRESOLVED:
        stems = {Path(path).stem for path in touched}
        return problem.values.get("seen") in stems
    named = problem.values.get("path") or problem.values.get("seen") or ""
    return problem.code in BETWEEN_RECORDS and any(
        path == named or Path(path).name == Path(named).name for path in touched
    )


def _text(path: Path) -> str | None:
    if path.is_symlink() or not path.is_file() or path.suffix not in TEXT_SUFFIXES:
        return None
    return decoded(path.name, path.read_bytes()).text


def _address(loaded: Loaded) -> Callable[[Record], str]:
    community = loaded.community
    addresses = Addresses(community.settings.languages)

    def address(record: Record) -> str:
        language = record.written_in(community.settings.languages)[0]
        return addresses.record(record, language).path

    return address

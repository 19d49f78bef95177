"""An evening called off or moved, as a checked change of one file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from chaguan.authoring.evening import UnwritableError, with_all, with_day
from chaguan.authoring.yaml_text import Value
from chaguan.check.run import every_problem_of
from chaguan.load import read
from chaguan.locales import explained
from chaguan.model import Event, Occurrence, Severity
from chaguan.source import decoded, files_of

Wish = tuple[str, str, str, str]
"""The status (empty for none), the reason, the new start and the new place, as they are written."""


class NotThenError(Exception):
    """The evening cannot be changed so; the words say why."""


def evening(
    folder: Path, event: Event, day: date | None, wish: Wish, now: datetime
) -> tuple[str, str]:
    """The file before and after; what came out is read again and says what was wished.

    `now` is on the community's clock. Raises NotThenError.
    """
    status, note, start, place = wish
    said = {"status": status, "status_note": note, "start": start, "place": place}
    changed: dict[str, Value] = {key: value for key, value in said.items() if value}
    before = (folder / event.path).read_bytes().decode("utf-8")
    if event.repeat is None or day is None:
        if day is not None and day != event.span.first_day:
            raise NotThenError(f"{event.id}: {event.span.first_day}")
        return before, _checked(folder, event, with_all(before, changed, now), None, wish)
    known = next((each for each in event.occurrences(day) if each.original >= day), None)
    if known is None or known.original != day or known.is_further:
        near = known.original.isoformat() if known else ""
        raise NotThenError(f"{event.id}: {day.isoformat()} → {near}")
    try:
        after = with_day(before, day, changed, now)
    except UnwritableError as failure:
        raise NotThenError(f"{event.path}: {failure}") from failure
    return before, _checked(folder, event, after, day, wish)


def _checked(folder: Path, event: Event, after: str, day: date | None, wish: Wish) -> str:
    """`after`, once it reads as wished and nothing in it is wrong."""
    new = decoded(event.path, after.encode())
    files = (*(each for each in files_of(folder) if each.path != event.path), new)
    errors = [
        explained(problem).message
        for problem in every_problem_of(files, folder)
        if problem.position.path == event.path and problem.severity is Severity.ERROR
    ]
    if errors:
        raise NotThenError("; ".join(errors))
    held = read(files, name=folder.resolve().name).community.events.get(event.id)
    found = _held(held, day) if held else None
    if found is None or not _is_as_wished(found, wish):
        raise NotThenError(event.path)
    return after


def _held(event: Event, day: date | None) -> Occurrence | None:
    if day is None:
        return next(event.occurrences(), None)
    return next((each for each in event.occurrences(day) if each.original == day), None)


def _is_as_wished(found: Occurrence, wish: Wish) -> bool:
    status, _, start, place = wish
    is_there = not place or found.event.place == place or place == "none"
    is_then = not start or found.span.start.replace(tzinfo=None).isoformat(" ").startswith(start)
    return is_there and is_then and (not status or found.event.status == status)

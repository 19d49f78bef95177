"""An evening called off or moved, as a checked change of one file."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from pathlib import Path
from typing import Final

from chaguan.authoring.evening import UnwritableError, with_all, with_day, with_further_day
from chaguan.authoring.yaml_text import Value
from chaguan.check import every_problem_of
from chaguan.load import read
from chaguan.locales import explained
from chaguan.model import Event, Occurrence, Severity
from chaguan.site.occurrences import Window, occurrences
from chaguan.source import decoded, files_of

Wish = tuple[str, str, str, str]
"""The status (empty for none), the reason, the new start and the new place, as they are written."""


_CLOCK: Final = re.compile(r"(?:(?P<day>\d{4}-\d\d-\d\d)[T ]+)?(?P<clock>\d{1,2}[:：]\d\d)")


class NotThenError(Exception):
    """The evening cannot be changed so; the words say why."""


class NoDayError(NotThenError):
    """There is no evening on that day."""


def evening(
    folder: Path, event: Event, day: date | None, wish: Wish, now: datetime
) -> tuple[str, str]:
    """The file before and after; what came out is read again and says what was wished.

    `now` is on the community's clock. Raises NotThenError.
    """
    before = (folder / event.path).read_bytes().decode("utf-8")
    if event.repeat is None or day is None:
        if day is not None and day != event.span.first_day:
            raise NoDayError(f"{event.id}: {event.span.first_day}")
        wish = _meant(wish, next(event.occurrences(), event.occurrence(event.span.first_day)))
        after = with_all(before, _said(wish), now)
        return before, _checked(folder, event, after, None, wish)
    known = _on(event, day)
    if known is None:
        raise NoDayError(f"{event.id}: {day.isoformat()}")
    wish = _meant(wish, known)
    write = with_further_day if known.is_further else with_day
    try:
        after = write(before, known.original, _said(wish), now)
    except UnwritableError as failure:
        raise NotThenError(f"{event.path}: {failure}") from failure
    return before, _checked(folder, event, after, known.original, wish)


def _on(event: Event, day: date) -> Occurrence | None:
    """The evening that was to be on a day; else the one that has been moved to it."""
    if planned := _held(event, day):
        return planned
    begins = datetime.combine(day, time(), event.zone) - timedelta(days=1)
    near = occurrences(event, Window(begins, begins + timedelta(days=3)))
    return next((each for each in near if each.span.first_day == day), None)


def _meant(wish: Wish, held: Occurrence) -> Wish:
    """The wish in full: a clock alone is that day's, and what was off and is moved takes place."""
    status, note, start, place = wish
    if written := _CLOCK.fullmatch(start.strip()):
        day = written["day"] or held.span.first_day.isoformat()
        start = f"{day} {written['clock'].replace('：', ':').rjust(5, '0')}"
    if (start or place) and held.is_off:
        status = "confirmed"
    return status, note, start, place


def _said(wish: Wish) -> dict[str, Value]:
    status, note, start, place = wish
    said = {"status": status, "status_note": note, "start": start, "place": place}
    return {key: value for key, value in said.items() if value}


def _checked(folder: Path, event: Event, after: str, day: date | None, wish: Wish) -> str:
    """`after`, once it reads as wished and nothing in it is wrong."""
    new = decoded(event.path, after.encode())
    files = (*(each for each in files_of(folder) if each.path != event.path), new)
    errors = [
        " – ".join(filter(None, (said.message, said.hint)))
        for problem in every_problem_of(files, folder)
        if problem.position.path == event.path and problem.severity is Severity.ERROR
        for said in (explained(problem),)
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
    until = takewhile(lambda each: each.original <= day, event.occurrences(day))
    return next((each for each in until if each.original == day), None)


def _is_as_wished(found: Occurrence, wish: Wish) -> bool:
    status, _, start, place = wish
    is_there = not place or found.event.place == place or place == "none"
    is_then = not start or found.span.start.replace(tzinfo=None).isoformat(" ").startswith(start)
    return is_there and is_then and (not status or found.event.status == status)

"""An evening called off or moved, said from a phone, as a checked change of one file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from chaguan.authoring.evening import UnwritableError, with_all, with_day, with_further_day
from chaguan.authoring.yaml_text import Value
from chaguan.check import every_problem_of
from chaguan.load import Loaded, read
from chaguan.locales import explained
from chaguan.model import Event, Occurrence, Severity
from chaguan.site.clock import Clock
from chaguan.site.occurrences import Window, following, occurrences
from chaguan.source import decoded, files_of

from .draft import Draft
from .escape import neutral
from .issue_answers import Finding, refusal
from .issue_form import Form
from .submission import Submission

Wish = tuple[str, str, str, str]
"""The status (empty for none), the reason, the new start and the new place, as they are written."""
_CLOCK: Final = re.compile(r"(?:(?P<day>\d{4}-\d\d-\d\d)[T ]+)?(?P<clock>\d{1,2}[:：]\d\d)")

_DAY = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})\D{1,2})?(?P<month>\d{1,2})\D{1,2}(?P<day>\d{1,2})(?!\d)"
)
"""2026-12-05, 2026/12/5, 12月5日: the year, if it is said, first."""
SHOWN = 4
"""Days that an answer names."""


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


def evening_of(
    form: Form,
    answers: Mapping[str, str],
    submission: Submission,
    loaded: Loaded,
    folder: Path,
) -> tuple[Draft | None, Event | None, tuple[Finding, ...]]:
    """The one changed file, or why there is none; a series without a day means its next one."""
    asked = {question.name: question for question in form.questions}
    event = event_named(answers.get("which", ""), loaded.community.events.values())
    if event is None:
        return None, None, (refusal(asked["which"], "no_event"),)
    now = submission.created.astimezone(loaded.community.settings.zone)
    coming = list(islice(following(event, Clock(now)), SHOWN))
    days = ", ".join(each.original.isoformat() for each in coming)
    said = answers.get("day", "").strip()
    day = next((each.original for each in coming if not each.is_off), None)
    if said:
        day = _day(said, coming)
    if event.repeat is not None and day is None:
        return None, event, (refusal(asked["day"], "no_day", days=days),)
    change = asked["change"].choices.get(answers["change"], answers["change"])
    to, place = answers.get("moved_to", "").strip(), answers.get("moved_place", "").strip()
    if change == "moved" and not (to or place):
        return None, event, (refusal(asked["moved_to"], "no_move"),)
    if change != "moved":
        to = place = ""
    wish = ("" if change == "moved" else change, answers.get("reason", ""), to, place)
    try:
        _, after = evening(folder, event, day if event.repeat else None, wish, now)
    except NotThenError as failure:
        reason = neutral(str(failure))
        if event.repeat is not None and day not in {each.original for each in coming}:
            return None, event, (refusal(asked["day"], "no_day", days=days),)
        return None, event, (refusal(asked["which"], "not_then", reason=reason),)
    return Draft(event.path, after, ()), event, ()


def _day(said: str, coming: Iterable[Occurrence]) -> date | None:
    """The day that is meant; without its year, the one to come. None for words that name none."""
    if (found := _DAY.search(said)) is None:
        return None
    month, day = int(found["month"]), int(found["day"])
    if not found["year"]:
        days = [each.span.first_day for each in coming]
        return next((each for each in days if (each.month, each.day) == (month, day)), None)
    try:
        return date(int(found["year"]), month, day)
    except ValueError:
        return None


def event_named(said: str, events: Iterable[Event]) -> Event | None:
    """The event that a title, an id or the address of a page names, if only one does."""
    wanted = said.strip()
    try:
        path = unquote(urlsplit(wanted).path).strip("/").split("/")
    except ValueError:
        path = [wanted]
    titled = []
    for event in events:
        if event.id in (wanted, path[-1].removesuffix(".yml")):
            return event
        titles = {words.text.casefold() for words in event.title.versions}
        if wanted.casefold() in titles:
            titled.append(event)
    return titled[0] if len(titled) == 1 else None

"""The form for the worst hour: an evening is off or elsewhere, said from a phone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, urlsplit

from chaguan.load import Loaded
from chaguan.model import Event, Occurrence
from chaguan.site.clock import Clock
from chaguan.site.occurrences import following

from .draft import Draft
from .escape import neutral
from .evening import NotThenError, evening
from .issue_answers import Finding, refusal
from .issue_form import Form
from .submission import Submission

_DAY = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})\D{1,2})?(?P<month>\d{1,2})\D{1,2}(?P<day>\d{1,2})(?!\d)"
)
"""2026-12-05, 2026/12/5, 12月5日: the year, if it is said, first."""
SHOWN = 4
"""Days that an answer names."""


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

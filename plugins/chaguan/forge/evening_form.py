"""The form for the worst hour: an evening is off or elsewhere, said from a phone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, urlsplit

from chaguan.load import Loaded
from chaguan.model import Event
from chaguan.site.clock import Clock
from chaguan.site.occurrences import following

from .draft import Draft
from .escape import neutral
from .evening import NotThenError, evening
from .issue_answers import Finding, refusal
from .issue_form import Form
from .submission import Submission

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
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
    event = _event(answers.get("which", ""), loaded.community.events.values())
    if event is None:
        return None, None, (refusal(asked["which"], "no_event"),)
    now = submission.created.astimezone(loaded.community.settings.zone)
    coming = [each for each in islice(following(event, Clock(now)), SHOWN) if not each.is_further]
    days = ", ".join(each.original.isoformat() for each in coming)
    written = _DAY.search(answers.get("day", ""))
    day = next((each.original for each in coming if not each.is_off), None)
    try:
        day = date.fromisoformat(written.group()) if written else day
    except ValueError:
        day = None
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


def _event(said: str, events: Iterable[Event]) -> Event | None:
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

"""What a change means for a series: the dates on which people will come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Final

from chaguan.model import Event, Occurrence, Problem, notice
from chaguan.site.occurrences import Window, occurrences

from .changes import Change

SHOWN: Final = 4
"""Coming dates of a series; what a message shows of a value ends at 80 letters."""


def coming_dates(change: Change, now: datetime) -> Iterator[Problem]:
    """A host sees that "1st sat" means the fifth of December before anybody stands there."""
    for id, event in change.after.events.items():
        if event.repeat is None or event.path not in change.new_texts:
            continue
        before = change.before.events.get(id)
        if before is not None and _days(before) == _days(event):
            continue
        held = (each for each in occurrences(event, Window(since=now)) if not each.is_off)
        coming = tuple(islice(held, SHOWN))
        if coming:
            days = ", ".join(map(_written, coming))
            yield notice("CH120", event.position("repeat"), days=days)


def _days(event: Event) -> object:
    return event.span, event.repeat, event.changes, event.also, event.then


def _written(occurrence: Occurrence) -> str:
    span = occurrence.span
    return span.first_day.isoformat() if span.all_day else f"{span.start:%Y-%m-%d %H:%M}"

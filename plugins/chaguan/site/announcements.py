"""When things became known, and what became news: by these feeds are dated.

A static build does not know what it sent. So nothing here is dated by the clock or the cache:
only by what a file says and by when it came to the branch. What was public before is not news.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from chaguan.model import Event, Occurrence
from chaguan.model.frozen import dataclass

from .clock import Clock
from .index import Index
from .known_dates import NO_DATE
from .occurrences import last_of, next_of

NEWS_LASTS: Final = timedelta(days=30)
"""How long what changed stays in a feed."""
SOON: Final = timedelta(days=30)
"""What takes place within it is never cut from a feed."""


@dataclass(frozen=True, slots=True)
class News:
    """What became different of an event after it was announced."""

    what: str
    """`cancelled`, `postponed`, `moved`, `place` or `changed`."""
    moment: datetime
    days: tuple[Occurrence, ...]
    """The days that differ, in order; none where it is all of a series."""
    name: str
    """The same in every build: tells this news of the event from others."""


def oldest_date(index: Index, clock: Clock) -> datetime:
    """The oldest date that the community knows, for what nothing dates; never in the future."""
    first = index.first_known()
    return first if clock.has_come(first) else NO_DATE


@dataclass(frozen=True)
class Announcements:
    """What a (published) community made known of its events, as of a moment."""

    clock: Clock
    arrived: Callable[[str], datetime | None]
    """When a file came to the branch; None where that is not known."""

    def announced(self, event: Event) -> datetime | None:
        """When an event was first made known; None where nothing says it. Never in the future."""
        for moment in (event.announced, self.arrived(event.path), event.updated):
            if moment is not None and self.clock.has_come(moment):
                return moment
        return None

    def is_announced(self, event: Event) -> bool:
        """Whether it was to come when it was made known, as far as anything says."""
        moment = event.announced or self.arrived(event.path)
        return moment is None or _is_to_come(event, moment)

    def news(self, event: Event) -> News | None:
        """What changed lately, if its file says when: one for one `updated`."""
        moment = event.updated
        if moment is None or not self.clock.has_come(moment):
            return None
        known = event.announced or self.arrived(event.path)
        is_later = moment > known if known is not None else event.revision > 0
        if not is_later or self.clock.has_come(moment + NEWS_LASTS):
            return None
        what, days = _different(event, moment)
        if not what:
            return None
        day = f"{days[0].original:%Y-%m-%d}" if days and event.repeat else "-"
        return News(what, moment, days, f"event/{event.id}/news/{day}/{what}/{event.revision}")

    def is_over(self, event: Event) -> bool:
        """Whether no time of it is to come."""
        last = None if event.is_endless else last_of(event)
        return last is not None and self.clock.has_come(last.span.end)

    def is_soon(self, event: Event) -> bool:
        """Whether its next time begins within `SOON`."""
        coming = next_of(event, self.clock)
        return coming is not None and self.clock.has_come(coming.span.start - SOON)


def _different(event: Event, moment: datetime) -> tuple[str, tuple[Occurrence, ...]]:
    """What is not as it was announced, of what was still to come at a moment."""
    if event.status.is_off:
        if not _is_to_come(event, moment):
            return "", ()
        alone = () if event.repeat else tuple(event.occurrences())
        return event.status.value, alone
    if event.repeat is None:
        is_news = event.revision > 0 and _is_to_come(event, moment)
        return ("changed", tuple(event.occurrences())) if is_news else ("", ())
    days = []
    for change in event.changes:
        day = event.occurrence(change.original, change)
        if _said_of(day) and max(day.usual.end, day.span.end) > moment:
            days.append(day)
    kinds = {_said_of(day) for day in days}
    what = kinds.pop() if len(kinds) == 1 else "changed" if kinds else ""
    return what, tuple(days)


def _said_of(day: Occurrence) -> str:
    if day.is_off:
        return day.event.status.value
    return "moved" if day.is_moved else "place" if day.is_elsewhere else ""


def _is_to_come(event: Event, moment: datetime) -> bool:
    """Whether some of it was still to come at a moment."""
    if event.is_endless:
        return True
    last = last_of(event)
    return last is not None and last.span.end > moment

"""What the lists of events hold, seen from a clock: what is on, what was, and month by month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from math import ceil
from typing import Final

from chaguan.model import Occurrence, Week
from chaguan.model.frozen import dataclass

from .clock import Clock
from .digests import digest_weeks
from .gathered import Nearby
from .index import Index
from .occurrences import Row, between, past, rows, upcoming, with_running

EVENTS_ON_A_PAGE: Final = 50
PAST_ON_A_PAGE: Final = 30
MONTHS_AROUND: Final = 12
"""How many months before and after the present one have a calendar, if anything is in them."""


@dataclass(frozen=True, slots=True)
class EventLists:
    """The lists of an index, by a clock; each is made once for all who ask."""

    index: Index
    clock: Clock

    def coming(self, *, online: bool = False) -> tuple[Row, ...]:
        """What is on, soonest first, a series once; with `online`, what can be joined from afar.

        What has been on for days stands at the end of the first page.
        """

        def found() -> tuple[Row, ...]:
            events = self.index.community.events.values()
            key = ("online", "") if online else None
            coming = rows(upcoming(events, self.clock, key=key), self.clock)
            return with_running(coming, self.clock, EVENTS_ON_A_PAGE)

        return self.index.recorder.remembered(self.index.memory, ("coming", online), found)

    def gone(self) -> tuple[Occurrence, ...]:
        """What is over, latest first."""
        events = self.index.community.events.values()
        return self.index.recorder.remembered(
            self.index.memory, ("gone",), lambda: past(events, self.clock)
        )

    def coming_pages(self, *, online: bool = False) -> int:
        """How many pages the list of what is on has."""
        return max(1, ceil(len(self.coming(online=online)) / EVENTS_ON_A_PAGE))

    def nearby(self) -> tuple[Nearby, ...]:
        """What neighbours have on, soonest first."""

        def found() -> tuple[Nearby, ...]:
            every = self.index.nearby()
            return tuple(each for each in every if not self.clock.has_come(each.event.span.end))

        return self.index.recorder.remembered(self.index.memory, ("nearby",), found)

    def nearby_pages(self) -> int:
        """How many pages it fills; none where nothing was ever gathered."""
        return max(1, ceil(len(self.nearby()) / EVENTS_ON_A_PAGE)) if self.index.nearby() else 0

    def past_pages(self) -> int:
        """How many pages the list of past events has."""
        return max(1, ceil(len(self.gone()) / PAST_ON_A_PAGE))

    def weeks(self) -> tuple[Week, ...]:
        """The weeks of which there is a digest, the latest first."""
        return digest_weeks(self.index, self.clock)

    def months(self) -> tuple[date, ...]:
        """The first day of each month that has a calendar: the present one, and those around it.

        From the first to the last of them in which something is on, none left out in between.
        """
        today = self.clock.today(self.index.settings.zone)
        here = today.year * 12 + today.month - 1

        def found() -> tuple[date, ...]:
            around = range(here - MONTHS_AROUND, here + MONTHS_AROUND + 1)
            busy = [each for each in around if each == here or self.in_month(_first(each))]
            return tuple(map(_first, range(busy[0], busy[-1] + 1)))

        return self.index.recorder.remembered(self.index.memory, ("months", here), found)

    def in_month(self, first: date) -> tuple[Occurrence, ...]:
        """What is on in the month that begins on `first`."""
        last = first.replace(day=monthrange(first.year, first.month)[1])
        events = self.index.events_in(first.year, first.month)
        return between(events, first, last, self.index.settings.zone)


def _first(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)

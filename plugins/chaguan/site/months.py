"""The events of a community by the months in which they may be on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from chaguan.model import Community, Event

MOST_MONTHS: Final = 60
"""What goes on for longer is no event of each of its months any more."""


@dataclass(frozen=True)
class EventMonths:
    """Finds them without looking through all events; only series are looked at each time."""

    community: Community

    def events_in(self, month: date) -> Iterator[Event]:
        """The events that may be on in the month in which a day is."""
        yield from self._by_month.get((month.year, month.month), ())
        yield from self._series

    @cached_property
    def _series(self) -> tuple[Event, ...]:
        return tuple(event for event in self.community.events.values() if event.repeat)

    @cached_property
    def _by_month(self) -> Mapping[tuple[int, int], tuple[Event, ...]]:
        found: dict[tuple[int, int], list[Event]] = defaultdict(list)
        for event in self.community.events.values():
            if event.repeat is None:
                first, last = event.span.first_day, event.span.last_day
                months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
                for month in months[:MOST_MONTHS]:
                    found[(month - 1) // 12, (month - 1) % 12 + 1].append(event)
        return {month: tuple(events) for month, events in found.items()}

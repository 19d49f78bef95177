"""The days that a series of somebody's calendar has, by recurring-ical-events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from dateutil.rrule import rruleset, rrulestr

from chaguan.model.frozen import dataclass

from .export import Clock
from .plain import clock_text
from .rules import Rule, until_day

if TYPE_CHECKING:
    from .ics_group import Group

MOST_SINGLE: Final = 400
MOST_STEPS: Final = 50_000
"""Of a rule that counts minutes, before nobody waits any longer."""
Single = tuple[Clock, Any]
"""A time, and the component that has it."""


@dataclass(frozen=True, slots=True)
class Days:
    """The components of a series, and the days they make on the clock of `zone`."""

    master: Any
    changes: tuple[Any, ...]
    zones: tuple[Any, ...]
    group: Group
    zone: ZoneInfo

    @property
    def is_hourly(self) -> bool:
        """Whether it counts in hours or less."""
        return any(rule is not None and rule.daily().is_subdaily for rule in self.rules())

    @property
    def comes_several_times_a_day(self) -> bool:
        return any(rule is not None and rule.comes_several_times_a_day for rule in self.rules())

    @property
    def start(self) -> Clock:
        return self.group.clock(self.master["DTSTART"], self.zone)

    def end_of(self, start: Clock, event: Any) -> Clock | None:
        """When a day of the series ends that starts at `start`."""
        began, ended = self.group.span(event, self.zone)
        if ended is None:
            return None
        if isinstance(start, datetime) and isinstance(began, datetime):
            assert isinstance(ended, datetime)
            return start + (ended - began)
        first = start.date() if isinstance(start, datetime) else start
        return first + (day_of(ended) - day_of(began))

    def rules(self) -> list[Rule | None]:
        said = self.master.get("RRULE")
        lists = said if isinstance(said, list) else [said] if said is not None else []
        return [Rule.of(each) for each in lists]

    def between(self, first: Clock, last: date) -> list[Single]:
        """What takes place from `first` to `last`, with its component; changed days as changed.

        Raises ValueError where the rule is none.
        """
        rules = self.rules()
        if any(rule is None or rule.falls_on_no_day(day_of(first)) for rule in rules):
            raise ValueError("no rule")
        if self.is_hourly:
            return self._hourly(last)
        calendar = icalendar.Calendar()
        calendar.add("PRODID", "-")
        calendar.add("VERSION", "2.0")  # and no X-WR-TIMEZONE: a rule in UTC has days of UTC
        for each in (*self.zones, self.master, *self.changes):
            calendar.add_component(each)
        query = recurring_ical_events.of(calendar)
        begin = day_of(first) - timedelta(days=2)
        found = []
        for event in query.between(begin, last + timedelta(days=2)):
            if str(event.get("STATUS") or "").upper() == "CANCELLED" and not self._is_cancelled():
                continue
            start = self.group.clock(event["DTSTART"], self.zone)
            if day_of(first) <= day_of(start) <= last:
                found.append((start, event))
        return sorted(found, key=lambda each: clock_text(each[0]))

    def _is_cancelled(self) -> bool:
        return str(self.master.get("STATUS") or "").upper() == "CANCELLED"

    def _hourly(self, last: date) -> list[Single]:
        """The first time on each day of a rule that has many a day."""
        found: dict[date, Single] = {}
        for start in self._times(last):
            if day_of(start) > last or len(found) >= MOST_SINGLE:
                break
            found.setdefault(day_of(start), (start, self.master))
        return list(found.values())

    def _times(self, last: date) -> Iterator[Clock]:
        """The times of such a rule, or of a plain one only the first of each day."""
        begins = self.start
        naive = begins if isinstance(begins, datetime) else datetime.combine(begins, time())
        rules = self.rules()
        seconds = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
        rule = rules[0]
        if len(rules) == 1 and rule and not rule.by and rule.frequency in seconds:
            period = timedelta(seconds=rule.interval * seconds[rule.frequency])
            number = 0
            while rule.count is None or number < rule.count:
                moment = naive + number * period
                until = until_day(rule, None, self.zone)
                if moment.date() > last or (until is not None and moment.date() > until):
                    return
                yield moment if isinstance(begins, datetime) else moment.date()
                tomorrow = datetime.combine(moment.date() + timedelta(days=1), time())
                number = max(number + 1, -(-(tomorrow - naive) // period))
            return
        every = rruleset()
        said = self.master.get("RRULE")
        for each in said if isinstance(said, list) else [said]:
            every.rrule(rrulestr(each.to_ical().decode().replace("Z", ""), dtstart=naive))
        for moment in islice(every, MOST_STEPS):
            yield moment if isinstance(begins, datetime) else moment.date()

    def added(self) -> list[Clock]:
        """The times that RDATE adds; a period among them says no more than its begin."""
        said = self.master.get("RDATE")
        found = []
        for one in said if isinstance(said, list) else [said] if said is not None else []:
            for each in getattr(one, "dts", []):
                value = each.dt[0] if isinstance(each.dt, tuple) else each.dt
                found.append(self._local(value, one))
        return sorted(found, key=clock_text)

    def exceptions(self) -> set[date]:
        """The days that EXDATE and cancelled changes take away."""
        days = set()
        said = self.master.get("EXDATE")
        for one in said if isinstance(said, list) else [said] if said is not None else []:
            for each in getattr(one, "dts", []):
                days.add(day_of(self._local(each.dt, one)))
        for change in self.changes:
            if str(change.get("STATUS") or "").upper() == "CANCELLED":
                days.add(self.original(change))
        return days

    def original(self, change: Any) -> date:
        """The day that a change is about."""
        return day_of(self._local(change["RECURRENCE-ID"].dt, change["RECURRENCE-ID"]))

    def _local(self, value: Clock, prop: Any) -> Clock:
        if not isinstance(value, datetime):
            return value
        if value.tzinfo is None:
            return self.group.clock(_Naive(value, getattr(prop, "params", {})), self.zone)
        return value.astimezone(self.zone).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class _Naive:
    """A time with the parameters of the list that it stands in."""

    dt: datetime
    params: Mapping[str, str]


def is_from_then_on(change: Any) -> bool:
    """Whether a change holds for all that follows, too (RFC 5545, 3.2.13)."""
    said = change["RECURRENCE-ID"].params.get("RANGE")
    return str(said or "").upper() == "THISANDFUTURE"


def day_of(clock: Clock) -> date:
    return clock.date() if isinstance(clock, datetime) else clock

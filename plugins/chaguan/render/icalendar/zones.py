"""Time zones as calendars define them (RFC 5545, 3.6.5): few observances, each with a rule."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Component, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from chaguan.model.frozen import dataclass

LAST_IRREGULAR_YEAR: Final = 2037
"""Changes that follow no rule are listed up to this year."""
_HORIZON: Final = datetime(2066, 1, 1, tzinfo=UTC)
"""A rule that still holds here holds for ever: all weekdays of all dates have come by twice."""
_STEP: Final = timedelta(days=4)
"""Shorter than any zone ever kept an offset in the years that matter."""
_LONGEST_SAVING: Final = timedelta(hours=3)
"""A longer leap is over the date line and not into summer time; dateutil fails on one that is."""
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Offset:
    """What a clock shows for a while."""

    length: timedelta
    """East of UTC."""
    name: str
    saving: timedelta
    """How much of it is daylight saving; negative where winter is the exception (Dublin)."""


@dataclass(frozen=True, slots=True)
class Transition:
    """A moment at which clocks change."""

    moment: datetime
    """In UTC."""
    before: Offset
    after: Offset

    @property
    def clock(self) -> datetime:
        """What the clock showed just before, without a zone, as DTSTART wants it."""
        return self.moment.replace(tzinfo=None) + self.before.length

    @property
    def is_into_summer(self) -> bool:
        zero = timedelta()
        if abs(self.after.length - self.before.length) > _LONGEST_SAVING:
            return False
        return self.after.saving > zero or self.before.saving < zero == self.after.saving

    @property
    def until(self) -> datetime:
        """An UNTIL that includes this one, in UTC.

        dateutil takes it for local time (its `ignoretz`), so it is the later of the two.
        """
        return max(self.moment, self.clock.replace(tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Pattern:
    """The weekday in a week of a month on which clocks change every year, or a fixed date."""

    month: int
    days: tuple[int, ...]
    """The days of the month it may be; those beyond its end are the next month's first."""
    weekday: int | None = None
    nth: int | None = None
    """The how-manieth such weekday, where that says the same as `days`; -1 is the last."""

    def a_day_later(self) -> Pattern:
        days = tuple(day + 1 for day in self.days)
        return Pattern(self.month, days, None if self.weekday is None else (self.weekday + 1) % 7)

    def rules(self) -> Iterator[dict[str, object]]:
        """The parts of RRULEs that together say this: two where a week runs into a next month."""
        if self.weekday is None:
            yield {"BYMONTH": self.month, "BYMONTHDAY": list(self.days)}
            return
        weekday = _WEEKDAYS[self.weekday]
        if self.nth is not None:
            yield {"BYMONTH": self.month, "BYDAY": f"{self.nth}{weekday}"}
            return
        length = monthrange(_HORIZON.year, self.month)[1]
        here = [day for day in self.days if day <= length]
        beyond = [day - length for day in self.days if day > length]
        for month, days in ((self.month, here), (self.month % 12 + 1, beyond)):
            if days:
                yield {"BYMONTH": month, "BYMONTHDAY": days, "BYDAY": weekday}


def timezone(zone: ZoneInfo, first_year: int) -> Timezone:
    """A VTIMEZONE that is right from `first_year` on.

    Years in a row with one rule become one observance, with an UNTIL in UTC where the rule ended
    and without where it still holds; what follows no rule becomes an observance a change, up to
    `LAST_IRREGULAR_YEAR`. There are no RDATEs: clients misread them.
    """
    start = datetime(first_year - 1, 1, 1, tzinfo=UTC)
    since = start.year - start.year % 50
    transitions = [each for each in _transitions(zone, since) if each.moment >= start]
    observances = [each for run in _runs(transitions) for each in _observances(run)]
    if not transitions or transitions[0].clock.year >= first_year:
        observances.append(_initial(zone, start))
    component = Timezone()
    component.add("TZID", zone.key)
    for _, observance in sorted(observances, key=itemgetter(0)):
        component.add_component(observance)
    return component


@cache
def _transitions(zone: ZoneInfo, since: int) -> tuple[Transition, ...]:
    """Every change of a zone's offset from the year `since` on, in order."""
    found = []
    moment = datetime(since, 1, 1, tzinfo=UTC)
    length = _length(zone, moment)
    while moment < _HORIZON:
        later = moment + _STEP
        while _length(zone, later) != length:
            change = _change(zone, moment, later)
            before = _offset(zone, change - timedelta(seconds=1))
            found.append(Transition(change, before, _offset(zone, change)))
            moment, length = change, _length(zone, change)
        moment = later
    return tuple(found)


def _change(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The second at which the offset of `early` gives way to another, at `late` or before."""
    length = _length(zone, early)
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if _length(zone, middle) == length:
            early = middle
        else:
            late = middle
    return late


def _length(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _offset(zone: ZoneInfo, moment: datetime) -> Offset:
    local = moment.astimezone(zone)
    name = local.tzname() or zone.key
    return Offset(_length(zone, moment), name, local.dst() or timedelta())


def _runs(transitions: Iterable[Transition]) -> Iterator[list[Transition]]:
    """Transitions of one kind in years in a row, as long as one pattern fits them."""
    alike: dict[tuple[object, ...], list[Transition]] = defaultdict(list)
    for each in transitions:
        alike[(each.before, each.after, each.clock.time())].append(each)
    for these in alike.values():
        run: list[Transition] = []
        for each in these:
            if run and _pattern([*run, each]) is None:
                yield run
                run = []
            run.append(each)
        yield run


def _pattern(run: Sequence[Transition]) -> Pattern | None:
    """What the transitions of years in a row have in common.

    A change at midnight may be the end of the day before ("last Thursday, 24:00").
    """
    if any(later.clock.year != year.clock.year + 1 for year, later in pairwise(run)):
        return None
    days = [each.clock.date() for each in run]
    found = _pattern_of(days)
    if found is None and run[0].clock.time() == time():
        eve = _pattern_of([day - _DAY for day in days])
        found = eve and eve.a_day_later()
    return found


def _pattern_of(days: Sequence[date]) -> Pattern | None:
    numbers = [day.day for day in days]
    month, weekday = days[0].month, days[0].weekday()
    if any(day.month != month for day in days):
        return None
    if any(day.weekday() != weekday for day in days):
        return Pattern(month, (numbers[0],)) if len(set(numbers)) == 1 else None
    if max(numbers) - min(numbers) > 6:
        return None
    if all(day.day > monthrange(day.year, month)[1] - 7 for day in days):
        return Pattern(month, _week(monthrange(days[0].year, month)[1] - 6), weekday, nth=-1)
    first = max(1, max(numbers) - 6)
    nths = {(number - 1) // 7 + 1 for number in numbers}
    if len(nths) == 1:
        nth = nths.pop()
        return Pattern(month, _week(7 * nth - 6), weekday, nth=nth)
    return Pattern(month, _week(first), weekday)


def _week(first: int) -> tuple[int, ...]:
    return tuple(range(first, first + 7))


def _observances(run: Sequence[Transition]) -> Iterator[tuple[datetime, Component]]:
    """The observances for transitions that share a pattern."""
    if run[0].moment.year > LAST_IRREGULAR_YEAR:
        return
    pattern = _pattern(run)
    if len(run) == 1 or pattern is None:
        yield _observance(run[0])
        return
    for rule in pattern.rules():
        these = [each for each in run if each.clock.month == rule["BYMONTH"]]
        if these and run[-1].moment.year < _HORIZON.year - 1:
            rule["UNTIL"] = these[-1].until
        if these:
            yield _observance(these[0], vRecur({"FREQ": "YEARLY"} | rule))


def _observance(first: Transition, rule: vRecur | None = None) -> tuple[datetime, Component]:
    """An observance and its DTSTART."""
    component = TimezoneDaylight() if first.is_into_summer else TimezoneStandard()
    component.add("DTSTART", first.clock)
    component.add("TZOFFSETFROM", first.before.length)
    component.add("TZOFFSETTO", first.after.length)
    component.add("TZNAME", first.after.name)
    if rule is not None:
        component.add("RRULE", rule)
    return first.clock, component


def _initial(zone: ZoneInfo, start: datetime) -> tuple[datetime, Component]:
    """What the clock shows before the first transition, or always."""
    offset = _offset(zone, start)
    epoch = min(start, datetime(1970, 1, 1, tzinfo=UTC))
    return _observance(Transition(epoch - offset.length, offset, offset))

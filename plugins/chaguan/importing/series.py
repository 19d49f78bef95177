"""A series of a calendar as one event that repeats, proved against the calendar's own days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from dateutil.rrule import rruleset, rrulestr

from chaguan.authoring.yaml_text import Value, yaml_lines
from chaguan.load import read
from chaguan.model import Event
from chaguan.source import decoded

from .export import Asked, Clock
from .plain import clock_text
from .rules import WEEKDAYS, Rule, repeat_of, until_day

if TYPE_CHECKING:
    from .ics import _Group

PROOF: Final = timedelta(days=731)
"""How far the days are compared, from the first one and from today."""
AHEAD: Final = timedelta(days=366)
"""How far single days are written where no words can say the rule."""
MOST_SINGLE: Final = 400
MOST_STEPS: Final = 50_000
"""Of a rule that counts minutes, before nobody waits any longer."""
CHANGEABLE: Final = {
    "place": "LOCATION", "location": "LOCATION", "online": "LOCATION", "status": "STATUS",
    "description": "DESCRIPTION",
}  # fmt: skip
"""What one day may change, and the property that then says so."""
Single = tuple[Clock, Any]


@dataclass(slots=True)
class Series:
    """How a series is written."""

    start: Clock
    values: dict[str, Value]
    singles: list[Single] = field(default_factory=list)
    """Days that the rule does not have."""
    why: str = ""


@dataclass(slots=True)
class Singles:
    """A series that is written day by day."""

    singles: list[Single]
    why: str = "rule"


@dataclass(frozen=True, slots=True)
class Days:
    """The components of a series, and the days they make on the clock of `zone`."""

    master: Any
    changes: tuple[Any, ...]
    zones: tuple[Any, ...]
    group: _Group
    zone: ZoneInfo

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
        return first + (_day(ended) - _day(began))

    def rules(self) -> list[Rule | None]:
        said = self.master.get("RRULE")
        lists = said if isinstance(said, list) else [said] if said is not None else []
        return [Rule.of(each) for each in lists]

    def between(self, first: Clock, last: date) -> list[Single]:
        """What takes place from `first` to `last`, with its component; changed days as changed.

        Raises ValueError where the rule is none.
        """
        rules = self.rules()
        if any(rule is None or rule.falls_on_no_day(_day(first)) for rule in rules):
            raise ValueError("no rule")
        if any(rule is not None and rule.daily().is_subdaily for rule in rules):
            return self._hourly(last)
        calendar = icalendar.Calendar()
        calendar.add("PRODID", "-")
        calendar.add("VERSION", "2.0")
        for each in (*self.zones, self.master, *self.changes):
            calendar.add_component(each)
        query = recurring_ical_events.of(calendar)
        begin = _day(first) - timedelta(days=2)
        found = []
        for event in query.between(begin, last + timedelta(days=2)):
            if str(event.get("STATUS") or "").upper() == "CANCELLED" and not self._is_cancelled():
                continue
            start = self.group.clock(event["DTSTART"], self.zone)
            if _day(first) <= _day(start) <= last:
                found.append((start, event))
        return sorted(found, key=lambda each: clock_text(each[0]))

    def _is_cancelled(self) -> bool:
        return str(self.master.get("STATUS") or "").upper() == "CANCELLED"

    def _hourly(self, last: date) -> list[Single]:
        """The first time on each day of a rule that has many a day."""
        found: dict[date, Single] = {}
        for start in self._times(last):
            if _day(start) > last or len(found) >= MOST_SINGLE:
                break
            found.setdefault(_day(start), (start, self.master))
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

    def exceptions(self) -> set[date]:
        """The days that EXDATE and cancelled changes take away."""
        days = set()
        said = self.master.get("EXDATE")
        for one in said if isinstance(said, list) else [said] if said is not None else []:
            for each in getattr(one, "dts", []):
                days.add(_day(self._local(each.dt, one)))
        for change in self.changes:
            if str(change.get("STATUS") or "").upper() == "CANCELLED":
                days.add(self.original(change))
        return days

    def original(self, change: Any) -> date:
        """The day that a change is about."""
        return _day(self._local(change["RECURRENCE-ID"].dt, change["RECURRENCE-ID"]))

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


def _day(clock: Clock) -> date:
    return clock.date() if isinstance(clock, datetime) else clock


def series_of(days: Days, title: str, values: dict[str, Value], asked: Asked) -> Series | Singles:
    """One event that repeats, where it has the very days of the calendar; else single days."""
    try:
        begins = days.start
        windows = [(begins, _day(begins) + PROOF)]
        if _day(begins) + PROOF < asked.today + PROOF:
            windows.append((max(asked.today, _day(begins)), asked.today + PROOF))
        expected = [days.between(first, last) for first, last in windows]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return Singles([(days.start, days.master)], "bad_rule")
    for repeat in _candidates(days):
        found = _proved(days, title, values, repeat, windows, expected)
        if found is not None:
            return found
    today = max(asked.today, _day(begins))
    singles = days.between(begins, today + AHEAD)
    return Singles(singles[-MOST_SINGLE:] if len(singles) > MOST_SINGLE else singles)


def _candidates(days: Days) -> Iterator[dict[str, Value]]:
    rules = days.rules()
    if len(rules) != 1 or rules[0] is None or "EXRULE" in days.master:
        return
    rule = rules[0]
    repeat = repeat_of(rule, days.start, days.zone)
    if repeat is not None:
        yield repeat
    own = days.master["DTSTART"].dt
    if isinstance(own, datetime) and own.tzinfo is not None and rule.frequency == "WEEKLY":
        apart = (_day(days.start) - own.astimezone(UTC).date()).days
        if apart and own.utcoffset() == timedelta(0) and "BYDAY" in rule.by:
            names = list(WEEKDAYS)
            moved = tuple(
                names[(names.index(each) + apart) % 7] for each in rule.by["BYDAY"] if each in names
            )
            other = Rule(rule.frequency, rule.interval, rule.count, rule.until, {"BYDAY": moved})
            if (repeat := repeat_of(other, days.start, days.zone)) is not None:
                yield repeat


def _proved(
    days: Days, title: str, values: dict[str, Value], repeat: dict[str, Value],
    windows: list[tuple[Clock, date]], expected: list[list[Single]],
) -> Series | None:  # fmt: skip
    """The series with this `repeat`, if it takes place exactly when the calendar says."""
    start, singles = days.start, []
    event = _event(start, values, repeat, days)
    if event is None or event.repeat is None:
        return None
    first = next(iter(event.repeat.days(_day(start))), None)
    if first is None:
        return None
    if first != _day(start):  # RFC 5545 leaves open what that means; the calendars show both
        singles.append((start, days.master))
        start = datetime.combine(first, start.time()) if isinstance(start, datetime) else first
        values = dict(values)
        if "end" in values:
            end = days.end_of(start, days.master)
            values["end"] = clock_text(end) if end is not None else values["end"]
        event = _event(start, values, repeat, days)
        if event is None:
            return None
    if event.repeat is None:
        return None
    far = max(last for _, last in windows) + timedelta(days=400)
    pattern = event.repeat
    falls = set(_until(pattern.days(first), far))
    except_ = sorted(day for day in days.exceptions() if day in falls)
    moved: dict[str, Value] = {}
    for change in sorted(days.changes, key=days.original):
        if str(change.get("STATUS") or "").upper() == "CANCELLED":
            continue
        day = days.original(change)
        if day not in falls:
            singles.append((days.group.clock(change["DTSTART"], days.zone), change))
        elif changed := _changed(days, event, day, change, values):
            moved[day.isoformat()] = changed
    whole: dict[str, Value] = dict(repeat)
    if except_:
        whole["except"] = tuple(each.isoformat() for each in except_)
    if moved:
        whole["moved"] = moved
    event = _event(start, values, whole, days)
    if event is None:
        return None
    known = {clock_text(each) for each, _ in singles}
    for (begin, last), wanted in zip(windows, expected, strict=True):
        got = {_written(each.span) for each in _occurrences(event, last) if each.span.start.date() <= last}  # fmt: skip # noqa: E501
        got = {each for each in got if _day(begin).isoformat() <= each[:10] <= last.isoformat()}
        wants = {clock_text(each): single for each, single in wanted}
        extra = set(wants) - got - known
        if "RDATE" in days.master and got <= set(wants) | known:
            for text in sorted(extra):
                start_of, single = next(pair for pair in wanted if clock_text(pair[0]) == text)
                singles.append((start_of, single))
                known.add(text)
            extra = set()
        inside = {each for each in known if _day(begin).isoformat() <= each[:10] <= last.isoformat()}  # fmt: skip # noqa: E501
        if {each[:10] for each in got | inside} != {each[:10] for each in wants} or (extra and "RDATE" in days.master):  # fmt: skip # noqa: E501
            return None
    del title
    return Series(start, values | {"repeat": whole}, singles)


def _until(days: Iterator[date], last: date) -> Iterator[date]:
    for day in days:
        if day > last:
            return
        yield day


def _occurrences(event: Event, last: date) -> Iterator[Any]:
    for each in event.occurrences():
        if each.original > last + timedelta(days=90):
            return
        yield each


def _written(span: Any) -> str:
    if span.all_day:
        return str(span.first_day.isoformat())
    return clock_text(span.start.replace(tzinfo=None))


def _event(
    start: Clock, values: Mapping[str, Value], repeat: Mapping[str, Value], days: Days
) -> Event | None:
    """The event as it will be read; None where something of it is refused."""
    said: dict[str, Value] = {"title": "-", "start": clock_text(start), "timezone": days.zone.key}
    if "end" in values:
        said["end"] = values["end"]
    short = dict(repeat)
    if isinstance(changes := short.get("moved"), Mapping):
        kept = {day: _times(change) for day, change in changes.items()}
        short["moved"] = {day: change for day, change in kept.items() if change}
        if not short["moved"]:
            short.pop("moved")
    said["repeat"] = short
    text = "".join(f"{line}\n" for line, _ in yaml_lines(said))
    settings = decoded("community.yml", b"name: '-'\nuid: '-'\nlanguages: [en]\n")
    loaded = read((settings, decoded("events/one.yml", text.encode())), name="-")
    return next(iter(loaded.community.events.values()), None)


def _times(change: Value) -> dict[str, Value]:
    assert isinstance(change, Mapping)
    return {name: value for name, value in change.items() if name in ("start", "end")}


def _changed(
    days: Days, event: Event, day: date, change: Any, values: Mapping[str, Value]
) -> dict[str, Value]:
    """What one day says otherwise than the series."""
    usual = event.span.on(day)
    start, end = days.group.span(change, days.zone)
    changed: dict[str, Value] = {}
    title = str(change.get("SUMMARY") or "")
    if title and title != str(days.master.get("SUMMARY") or ""):
        changed["title"] = " ".join(title.split())
    if clock_text(start) != _written(usual):
        changed["start"] = clock_text(start)
    length = days.end_of(start, days.master)
    if end is not None and end != length:
        changed.setdefault("start", clock_text(start))
        changed["end"] = clock_text(end)
    own = days.group.values(change, days.zone)
    for name, source in CHANGEABLE.items():
        if source in change and own.get(name) != values.get(name) and name in own:
            changed[name] = own[name]
    return changed

"""A recurrence rule (RFC 5545, 3.3.10) in the words of `repeat`, where these can say it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from chaguan.authoring.yaml_text import Value
from chaguan.load.repeating import MOST_TIMES
from chaguan.model.frozen import dataclass

WEEKDAYS: Final = dict(zip("MO TU WE TH FR SA SU".split(), "mon tue wed thu fri sat sun".split(), strict=True))  # fmt: skip # noqa: E501
ORDINALS: Final = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
PER_DAY: Final = {"HOURLY": 24, "MINUTELY": 1440, "SECONDLY": 86400}
"""How many of each a day has."""
MOST_COUNTED: Final = 20_000
YEARS_LOOKED: Final = 9
"""Enough for a 29 February on either side of a century."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The parts of a rule, as numbers and names."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, recur: Mapping[str, Any]) -> Rule | None:
        """From what icalendar read; None where that is no rule."""
        said = {key.upper(): value for key, value in recur.items()}
        values = {
            key: tuple(value) if isinstance(value, list | tuple) else (value,)
            for key, value in said.items()
        }
        frequency = str(values.get("FREQ", ("",))[0]).upper()
        if not frequency:
            return None
        try:
            interval = int(values.get("INTERVAL", (1,))[0])
            count = int(values["COUNT"][0]) if "COUNT" in values else None
        except (TypeError, ValueError):
            return None
        by = {
            key: tuple(str(each).upper() for each in value)
            for key, value in values.items()
            if key.startswith("BY")
        }
        until = values.get("UNTIL", (None,))[0]
        if interval < 1:
            return None
        return cls(frequency, interval, count, until, by)

    @property
    def is_subdaily(self) -> bool:
        return self.frequency in PER_DAY

    def falls_on_no_day(self, first: date) -> bool:
        """Whether its days and months never meet, as on 30 February; only looked for day by day.

        A library looks for the next one until the year 9999.
        """
        said: dict[str, Callable[[date], tuple[int, ...]]] = {
            "BYMONTH": lambda day: (day.month,),
            "BYMONTHDAY": lambda day: (day.day, day.day - monthrange(day.year, day.month)[1] - 1),
            "BYYEARDAY": lambda day: (day.timetuple().tm_yday,),
        }
        tests = [(told, set(self.by[name])) for name, told in said.items() if name in self.by]
        if self.frequency in ("MONTHLY", "YEARLY") or not tests:
            return False
        days = (first + timedelta(days=each) for each in range(YEARS_LOOKED * 366))
        return not any(
            all({str(each) for each in told(day)} & wanted for told, wanted in tests)
            for day in days
        )

    @property
    def comes_several_times_a_day(self) -> bool:
        """Whether it counts in hours or less, and has more than one of its times on a day."""
        return self.interval < PER_DAY.get(self.frequency, 0)

    def daily(self) -> Rule:
        """Every 24 hours is every day."""
        per_day = PER_DAY.get(self.frequency)
        if per_day is None or self.by or self.interval % per_day:
            return self
        return Rule("DAILY", self.interval // per_day, self.count, self.until)


def until_day(rule: Rule, clock: time | None, zone: ZoneInfo) -> date | None:
    """The last day on which the rule may fall, on the clock of `zone`.

    UNTIL is an instant: of an evening it may name the next day in UTC, and a time before the
    event's own leaves that day out.
    """
    until = rule.until
    if not isinstance(until, datetime):
        return until
    here = until.astimezone(zone) if until.tzinfo else until
    day = here.date()
    return day - timedelta(days=1) if clock is not None and here.time() < clock else day


def repeat_of(rule: Rule, start: date | datetime, zone: ZoneInfo) -> dict[str, Value] | None:
    """`repeat` for a rule that begins at `start`; None where our words cannot say it."""
    clock = start.time() if isinstance(start, datetime) else None
    first = start.date() if isinstance(start, datetime) else start
    rule = rule.daily()
    by = dict(rule.by)
    for key, own in (("BYHOUR", clock and clock.hour), ("BYMINUTE", clock and clock.minute), ("BYSECOND", 0)):  # fmt: skip # noqa: E501
        if key in by and by.pop(key) != (str(own),):
            return None
    pattern = _pattern(rule.frequency, rule.interval, by, first)
    if pattern is None:
        return None
    every, interval, on = pattern
    repeat: dict[str, Value] = {"every": every}
    if interval > 1:
        repeat["interval"] = interval
    if on:
        repeat["on"] = on[0] if len(on) == 1 else tuple(on)
    if rule.count is not None:
        if rule.count > MOST_TIMES:
            last = _last_of(rule, first)
            if last is not None:
                repeat["until"] = last.isoformat()
        else:
            repeat["count"] = rule.count
    elif (until := until_day(rule, clock, zone)) is not None:
        repeat["until"] = until.isoformat()
    return repeat


def _last_of(rule: Rule, first: date) -> date | None:
    """The last day of a rule that is counted far."""
    if rule.count is None or rule.count > MOST_COUNTED:
        return None
    parts = [f"FREQ={rule.frequency}", f"INTERVAL={rule.interval}", f"COUNT={rule.count}"]
    parts += [f"{key}={','.join(value)}" for key, value in rule.by.items()]
    try:
        days = list(rrulestr(";".join(parts), dtstart=datetime.combine(first, time())))
    except ValueError:
        return None
    return days[-1].date() if days else None


Pattern = tuple[str, int, list[str]]


def _pattern(
    frequency: str, interval: int, by: Mapping[str, tuple[str, ...]], first: date
) -> Pattern | None:
    match frequency:
        case "DAILY":
            return _daily(interval, by)
        case "WEEKLY":
            return _weekly(interval, by, first)
        case "MONTHLY":
            return _monthly(interval, by, first)
        case "YEARLY":
            return _yearly(interval, by, first)
    return None


def _daily(interval: int, by: Mapping[str, tuple[str, ...]]) -> Pattern | None:
    if not by:
        return "day", interval, []
    if interval != 1:
        return None
    if set(by) == {"BYDAY"}:
        days = _weekdays(by["BYDAY"])
        return None if days is None else ("day", 1, []) if len(days) == 7 else ("week", 1, days)
    if set(by) == {"BYMONTHDAY"}:
        numbers = _numbers(by["BYMONTHDAY"])
        return None if numbers is None else ("month", 1, numbers)
    return None


def _weekly(interval: int, by: Mapping[str, tuple[str, ...]], first: date) -> Pattern | None:
    if set(by) - {"BYDAY"}:
        return None
    days = _weekdays(by["BYDAY"]) if "BYDAY" in by else []
    if days is None:
        return None
    own = list(WEEKDAYS.values())[first.weekday()]
    return "week", interval, [] if days == [own] else days


def _monthly(interval: int, by: Mapping[str, tuple[str, ...]], first: date) -> Pattern | None:
    by = dict(by)
    months = by.pop("BYMONTH", None)
    if not by:
        days: list[str] | None = [str(first.day)] if months else []
    elif set(by) == {"BYDAY"} and not months and all(each in WEEKDAYS for each in by["BYDAY"]):
        return _weekly(1, by, first) if interval == 1 else None
    else:
        days = _in_month(by)
    if days is None:
        return None
    if months is None:
        return ("month", interval, days)
    named = _months(months)
    if interval != 1 or named is None:
        return None
    return "year", 1, [f"{day} of {month}" for month in named for day in days]


def _yearly(interval: int, by: Mapping[str, tuple[str, ...]], first: date) -> Pattern | None:
    by = dict(by)
    months = by.pop("BYMONTH", None)
    if months is None:
        if not by:
            return "year", interval, []
        if set(by) == {"BYMONTHDAY"} and interval == 1:
            return _monthly(1, by, first)
        return None
    named = _months(months)
    days = _in_month(by) if by else [str(first.day)]
    if named is None or days is None:
        return None
    on = [f"{day} of {month}" for month in named for day in days]
    own = f"{first.day} of {MONTHS[first.month - 1]}"
    return "year", interval, [] if on == [own] else on


def _in_month(by: Mapping[str, tuple[str, ...]]) -> list[str] | None:
    """Days of a month: by number, by weekday and ordinal, or by weekday and position."""
    positions = by.get("BYSETPOS")
    match sorted(by):
        case ["BYMONTHDAY"]:
            return _numbers(by["BYMONTHDAY"])
        case ["BYDAY"]:
            return _ordinals(by["BYDAY"])
        case ["BYDAY", "BYSETPOS"] if positions is not None:
            days = _weekdays(by["BYDAY"])
            if days is not None and len(days) == 7:
                return _numbers(positions)
            if days is None or len(days) != 1:
                return None
            ordinals = [ORDINALS.get(int(each)) for each in positions]
            return [f"{each} {days[0]}" for each in ordinals] if all(ordinals) else None
        case ["BYDAY", "BYMONTHDAY"]:
            days = _weekdays(by["BYDAY"])
            numbers = {int(each) for each in by["BYMONTHDAY"]}
            for nth in range(1, 5):
                if days and numbers == set(range(7 * nth - 6, 7 * nth + 1)):
                    return [f"{ORDINALS[nth]} {each}" for each in days]
    return None


def _weekdays(names: Iterable[str]) -> list[str] | None:
    found = [WEEKDAYS.get(each.strip()) for each in names]
    days = [each for each in WEEKDAYS.values() if each in found]
    return days if all(found) and days else None


def _ordinals(names: Iterable[str]) -> list[str] | None:
    words = []
    for each in names:
        number, weekday = each.strip()[:-2].lstrip("+"), each.strip()[-2:]
        if weekday not in WEEKDAYS or not number.lstrip("-").isdigit():
            return None
        ordinal = ORDINALS.get(int(number))
        if ordinal is None:
            return None
        words.append(f"{ordinal} {WEEKDAYS[weekday]}")
    return words or None


def _numbers(numbers: Iterable[str]) -> list[str] | None:
    words = []
    for each in numbers:
        if not each.lstrip("+-").isdigit():
            return None
        number = int(each)
        if number == -1:
            words.append("last day")
        elif 1 <= number <= 31:
            words.append(str(number))
        else:
            return None
    return list(dict.fromkeys(words)) or None


def _months(numbers: Iterable[str]) -> list[str] | None:
    found = [int(each) for each in numbers if each.isdigit() and 1 <= int(each) <= 12]
    return [MONTHS[each - 1] for each in sorted(set(found))] or None

"""Fields that say how an event comes again, and on which days it differs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from chaguan.model import LAST, Day, Days, Every, Repeat
from chaguan.model.frozen import dataclass
from chaguan.source import Node

from .changes import Changes, DayOrDays
from .fields import Field, FieldType, ListOf, Part
from .loose_repeats import pattern_day, repetition
from .loose_times import MONTHS
from .reading import Reading, Values, near
from .times import DayOnly
from .words import Choice, Line, Whole

_WEEKDAY_NAMES = {
    name: number
    for number, names in enumerate(
        ("mon monday", "tue tues tuesday", "wed wednesday", "thu thur thurs thursday",
         "fri friday", "sat saturday", "sun sunday")
    )
    for name in names.split()
}  # fmt: skip
_ORDINALS = {
    name: number
    for number, names in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th"), 1
    )
    for name in names.split()
} | {"last": LAST}
_PATTERN = re.compile(
    r"(?:(?P<next>[a-z]+) +after +)?(?:(?P<nth>\w+) +)?"
    r"(?P<day>[a-z]+|\d{1,2}(?:st|nd|rd|th)?)(?: +of +(?P<month>[a-z]+))?"
)


MOST_TIMES: Final = 1000
"""Of a series that is counted; more is a series without an end."""


@dataclass(frozen=True, slots=True)
class PatternDay:
    """`tue`, `last fri`, `15`, `last day`, `2nd sun of may`, `sat after 1st fri`."""

    def read(self, node: Node, name: str, reading: Reading) -> Day | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        day = _pattern_day(line.lower())
        if day is not None and day.after is not None and day.nth not in (1, 2, 3):
            reading.error("EV129", node.position, seen=line)
            return None
        if day is None:
            if fix := pattern_day(line):
                reading.meant(node.position, name, seen=line, fix=fix)
                return None
            guess = _nearest_pattern(line.lower())
            reading.error("EV109", node.position, seen=line, near=guess)
        return day


def _pattern_day(line: str) -> Day | None:
    found = _PATTERN.fullmatch(line)
    if found is None or (found["nth"] and found["nth"] not in _ORDINALS):
        return None
    if found["month"] and found["month"] not in MONTHS:
        return None
    nth = _ORDINALS.get(found["nth"] or "")
    month = MONTHS.get(found["month"] or "")
    day = found["day"]
    if found["next"]:
        if found["next"] not in _WEEKDAY_NAMES or day not in _WEEKDAY_NAMES or nth is None:
            return None
        return Day(
            weekday=_WEEKDAY_NAMES[found["next"]], nth=nth, month=month, after=_WEEKDAY_NAMES[day]
        )
    if day == "weekday" and nth is not None:
        return Day(nth=nth, month=month, working=True)
    if day in _WEEKDAY_NAMES:
        return Day(weekday=_WEEKDAY_NAMES[day], nth=nth, month=month)
    if day == "day" and nth == LAST:
        return Day(of_month=LAST, month=month)
    number = int(re.sub(r"\D", "", day) or 0)
    return Day(of_month=number, month=month) if nth is None and 1 <= number <= 31 else None


def _nearest_pattern(line: str) -> str:
    """`line` with each word as it was probably meant; empty where that is no pattern either."""
    known = (*_WEEKDAY_NAMES, *_ORDINALS, *MONTHS, "of", "day", "weekday", "after")
    words = (word if word in known else near(word, known) or word for word in line.split())
    guess = " ".join(words)
    return guess if _pattern_day(guess) else ""


@dataclass(frozen=True, slots=True)
class Season:
    """A month or a weekday: `dec`, `12`, `sat`."""

    def read(self, node: Node, name: str, reading: Reading) -> tuple[str, int] | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        lower = line.lower()
        if lower in _WEEKDAY_NAMES:
            return ("weekday", _WEEKDAY_NAMES[lower])
        if lower in MONTHS:
            return ("month", MONTHS[lower])
        if lower.isdecimal() and 1 <= int(lower) <= 12:
            return ("month", int(lower))
        guess = near(line, (*_WEEKDAY_NAMES, *MONTHS))
        reading.error("SC101", node.position, seen=line, near=guess)
        return None


EVERY: Final = Field("every", Choice(Every), "day, week, month or year", public=True)
PATTERN: Final = (
    Field("interval", Whole(1), "2 for every second week", public=True),
    Field(
        "on",
        ListOf(PatternDay()),
        "tue, last fri, last weekday, sat after 1st fri, 15, last day, 2nd sun of may",
        public=True,
    ),
)
"""What says which days there are, beside `every`."""


def repeat_type(changed: tuple[Field, ...]) -> FieldType:
    """The type of an event's `repeat`; `changed` are the fields that a day may change."""
    return Part(
        (
            replace(EVERY, is_required=True),
            *PATTERN,
            Field("until", DayOnly(), "the last day it may fall on", public=True),
            Field("count", Whole(1), "how often in all", public=True),
            Field(
                "except",
                ListOf(DayOrDays()),
                "days on which it does not happen: 2026-12-29, or 2026-12-20 to 2027-01-06",
                public=True,
                into=("exceptions", "breaks"),
            ),
            Field(
                "also",
                Changes(changed, is_list=True),
                "further days, or a map: day: the fields that differ",
                public=True,
                into=("also",),
            ),
            Field(
                "moved",
                Changes(changed, is_old=True),
                "original date: the fields that change that day",
                public=True,
                into=("changes",),
            ),
            Field(
                "then",
                Changes((*changed, EVERY, *PATTERN)),
                "day: what holds from then on",
                public=True,
                into=("then",),
            ),
        ),
        in_words=repetition,
    )


def repeat_of(values: Values, reading: Reading) -> Repeat | None:
    """The pattern that `values` describe, once its parts fit together."""
    if "every" not in values:
        return None
    every: Every = values["every"]
    days: tuple[Day, ...] = values.get("on", ())
    days_fit(days, every, "repeat.on", reading)
    off = _off(values, reading)
    if values.get("count", 0) > MOST_TIMES:
        reading.error("EV120", reading.positions["repeat.count"], most=MOST_TIMES)
    if "until" in values and "count" in values:
        reading.error("EV110", reading.positions["repeat.count"])
    return Repeat(
        every=every,
        interval=values.get("interval", 1),
        on=days,
        until=values.get("until"),
        count=values.get("count"),
        exceptions=tuple(sorted(day for day in off if isinstance(day, date))),
        breaks=tuple(sorted(each for each in off if isinstance(each, Days))),
    )


def days_fit(days: tuple[Day, ...], every: Every, name: str, reading: Reading) -> None:
    """Reports those of a pattern's days that its frequency cannot have."""
    for number, day in enumerate(days):
        if not _fits(day, every):
            reading.error("EV115", reading.positions[f"{name}.{number}"], every=every.value)


def _off(values: Values, reading: Reading) -> tuple[date | Days, ...]:
    """Days and stretches of days, each with a position of its own by its first day."""
    days: tuple[date | Days, ...] = values.get("except", ())
    for number, day in enumerate(days):
        first = day.first if isinstance(day, Days) else day
        reading.positions[f"repeat.except.{first}"] = reading.positions[f"repeat.except.{number}"]
    return days


def _fits(day: Day, every: Every) -> bool:
    """Whether a pattern's day says what its frequency needs, and no more."""
    in_month = day.of_month is not None or day.nth is not None  # "after" and "weekday" have an nth
    match every:
        case Every.DAY:
            return False
        case Every.WEEK:
            return day.weekday is not None and day.nth is None and day.month is None
        case Every.MONTH:
            return in_month and day.month is None
        case Every.YEAR:
            return in_month and day.month is not None

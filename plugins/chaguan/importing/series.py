"""A series of a calendar as one event that repeats, proved against the calendar's own days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from chaguan.authoring.yaml_text import Value, yaml_lines
from chaguan.load import read
from chaguan.model import Event
from chaguan.source import decoded

from .export import Asked, Clock
from .ics_words import untemplated
from .plain import clock_text, line, without_mail
from .rules import WEEKDAYS, Rule, repeat_of
from .series_days import MOST_SINGLE, Days, Single, day_of, is_from_then_on

if TYPE_CHECKING:
    pass

PROOF: Final = timedelta(days=731)
"""How far the days are compared, from the first one and from today."""
AHEAD: Final = timedelta(days=366)
"""How far single days are written where no words can say the rule."""
CHANGEABLE: Final = {
    "place": "LOCATION", "location": "LOCATION", "online": "LOCATION", "status": "STATUS",
    "description": "DESCRIPTION",
}  # fmt: skip
"""What one day may change, and the property that then says so."""


@dataclass(slots=True)
class Series:
    """How a series is written."""

    start: Clock
    values: dict[str, Value]
    singles: list[Single] = field(default_factory=list)
    """Days that the rule does not have."""
    why: str = ""
    elsewhen: tuple[str, ...] = ()
    """When it takes place by the calendar on days on which it is written with another time."""


@dataclass(slots=True)
class Singles:
    """A series that is written day by day."""

    singles: list[Single]
    why: str = "rule"


def series_of(days: Days, title: str, values: dict[str, Value], asked: Asked) -> Series | Singles:
    """One event that repeats, where it has the very days of the calendar; else single days."""
    try:
        begins = days.start
        windows = [(begins, day_of(begins) + PROOF)]
        if day_of(begins) + PROOF < asked.today + PROOF:
            windows.append((max(asked.today, day_of(begins)), asked.today + PROOF))
        expected = [days.between(first, last) for first, last in windows]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return Singles([(days.start, days.master)], "bad_rule")
    for repeat in _candidates(days):
        found = _proved(days, title, values, repeat, windows, expected)
        if found is not None:
            return found
    today = max(asked.today, day_of(begins))
    singles = days.between(begins, today + AHEAD)
    why = "hourly" if days.comes_several_times_a_day else "rule"
    return Singles(singles[-MOST_SINGLE:] if len(singles) > MOST_SINGLE else singles, why)


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
        apart = (day_of(days.start) - own.astimezone(UTC).date()).days
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
    first = next(iter(event.repeat.days(day_of(start))), None)
    if first is None:
        return None
    if first != day_of(start):  # RFC 5545 leaves open what that means; the calendars show both
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
    then: dict[str, Value] = {}
    for change in sorted(days.changes, key=days.original):
        if str(change.get("STATUS") or "").upper() == "CANCELLED":
            continue
        day = days.original(change)
        if is_from_then_on(change):
            changed = _changed(days, event, day, change, values)
            if day not in falls or clock_text(days.group.span(change, days.zone)[0])[:10] != day.isoformat():  # fmt: skip # noqa: E501
                return None  # which days it falls on from then on is for no words of ours
            if changed:
                then[day.isoformat()] = changed
        elif day not in falls:
            singles.append((days.group.clock(change["DTSTART"], days.zone), change))
        elif changed := _changed(days, event, day, change, values):
            moved[day.isoformat()] = changed
    whole: dict[str, Value] = dict(repeat)
    if except_:
        whole["except"] = tuple(each.isoformat() for each in except_)
    if moved:
        whole["moved"] = moved
    if then:
        whole["then"] = then
    if also := _further(days, falls | days.exceptions(), event):
        whole["also"] = also
    event = _event(start, values, whole, days)
    if event is None:
        return None
    known = {clock_text(each) for each, _ in singles}
    elsewhen: set[str] = set()
    for (begin, last), wanted in zip(windows, expected, strict=True):
        got = {_written(each.span) for each in _occurrences(event, last) if each.span.start.date() <= last}  # fmt: skip # noqa: E501
        got = {each for each in got if day_of(begin).isoformat() <= each[:10] <= last.isoformat()}
        wants = {clock_text(each): single for each, single in wanted}
        extra = set(wants) - got - known
        if "RDATE" in days.master and got <= set(wants) | known:
            for text in sorted(extra):
                start_of, single = next(pair for pair in wanted if clock_text(pair[0]) == text)
                singles.append((start_of, single))
                known.add(text)
            extra = set()
        inside = {each for each in known if day_of(begin).isoformat() <= each[:10] <= last.isoformat()}  # fmt: skip # noqa: E501
        if then and got | inside != set(wants):
            return None
        if {each[:10] for each in got | inside} != {each[:10] for each in wants} or (extra and "RDATE" in days.master):  # fmt: skip # noqa: E501
            return None
        elsewhen |= set(wants) - got - known
    del title
    return Series(start, values | {"repeat": whole}, singles, elsewhen=tuple(sorted(elsewhen)))


def _further(days: Days, known: set[date], event: Event) -> Value:
    """Days that the calendar adds to the rule, as `also` has them."""
    found: dict[str, Value] = {}
    are_usual = True
    for start in days.added():
        day = day_of(start)
        if day not in known and day > event.span.first_day:
            found[day.isoformat()] = {"start": clock_text(start)}
            are_usual &= clock_text(start) == _written(event.span.on(day))
    return tuple(found) if are_usual else found


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
    for name in ("moved", "then"):
        if isinstance(changes := short.get(name), Mapping):
            kept = {day: _times(change) for day, change in changes.items()}
            short[name] = {day: change for day, change in kept.items() if change}
            if not short[name]:
                short.pop(name)
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
    title, usual_title = (
        line(without_mail(untemplated(str(each.get("SUMMARY") or "")))[0])
        for each in (change, days.master)
    )
    if title and title != usual_title:
        changed["title"] = title
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

"""The days of a series that were written one by one, and what holds from a day on, with times."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chaguan.model import Change, Repeat, Span, Status, Turn

from .changes import Dated, changed_values
from .loose_times import Clock, written
from .reading import Reading, Values
from .repeating import days_fit


def series_of(span: Span, repeat: Repeat, again: Values, reading: Reading) -> dict[str, Any]:
    """`then`, `also` and `moved` as an event has them, each from what holds on its day."""
    turns: list[Turn] = []
    for dated in again.get("then", ()):
        if dated.day <= span.first_day:
            position = reading.positions[dated.name]
            reading.error("EV124", position, day=dated.day, start=span.first_day)
        elif turn := _turn(dated, _held(span, repeat, turns, dated.day), reading):
            turns.append(turn)

    def usual(day: date) -> Span:
        return _held(span, repeat, turns, day)[0].on(day)

    also = tuple(_further(each, usual(each.day), reading) for each in again.get("also", ()))
    moved = tuple(_change(each, usual(each.day), reading) for each in again.get("moved", ()))
    return {"then": tuple(turns), "also": also, "changes": moved}


def _held(span: Span, repeat: Repeat, turns: list[Turn], day: date) -> tuple[Span, Repeat]:
    """The first time and the pattern that hold on a day."""
    for turn in reversed(turns):
        if turn.original <= day:
            return turn.span or span, turn.repeat
    return span, repeat


def _change(dated: Dated, usual: Span, reading: Reading) -> Change:
    span = _changed(dated.values, dated.name, usual, dated.zone, reading)
    return Change(original=dated.day, span=span, **changed_values(dated.values))


def _further(dated: Dated, usual: Span, reading: Reading) -> Change:
    """A further day has its times from the start, so that no pattern can move it."""
    span = _changed(dated.values, dated.name, usual, dated.zone, reading)
    return Change(original=dated.day, span=span or usual, **changed_values(dated.values))


def _turn(dated: Dated, held: tuple[Span, Repeat], reading: Reading) -> Turn | None:
    """What holds from a day on; its first time is the first day of its pattern from then on."""
    usual, before = held
    values, name = dated.values, dated.name
    if values.get("status") is Status.CANCELLED:
        reading.error("EV133", reading.positions[f"{name}.status"])
    every, days = values.get("every", before.every), values.get("on", ())
    days_fit(days, every, f"{name}.on", reading)
    is_same = not {"every", "interval", "on"} & values.keys()
    start: Clock | None = values.get("start")
    written_day = start.date() if isinstance(start, datetime) else start
    if not days and every is before.every:
        days = before.on
    pattern = Repeat(every=every, interval=values.get("interval", before.interval), on=days)
    if not days and written_day is not None:
        first: date | None = written_day
    elif is_same:
        first = next(before.days(usual.first_day, since=dated.day), None)
    else:
        first = next(pattern.days(dated.day), None)
    if first is None:
        reading.warning("EV135", reading.positions[name], day=dated.day)
        return None
    if written_day not in (None, dated.day, first) or first < dated.day:
        position = reading.positions[f"{name}.start"]
        reading.error("EV130", position, start=written_day, day=dated.day, near=first)
        return None
    if start is not None and written_day != first:
        by = first - dated.day
        values = values | {each: values[each] + by for each in ("start", "end") if each in values}
    span = _changed(values, name, usual.on(first), dated.zone, reading)
    kept = replace(pattern, exceptions=before.exceptions, breaks=before.breaks)
    said = changed_values(dated.values)
    return Turn(original=dated.day, span=span or usual.on(first), repeat=kept, **said)


def span_of(values: Values, prefix: str, zone: ZoneInfo, reading: Reading) -> Span | None:
    """From `start` to `end` on the clocks of a zone; None without a start."""
    start: Clock | None = values.get("start")
    end: Clock | None = values.get("end")
    if start is None:
        return None
    ends = reading.positions.get(f"{prefix}end") or reading.positions[f"{prefix}start"]
    if end is not None and isinstance(start, datetime) is not isinstance(end, datetime):
        reading.error("EV104", ends)
        return None
    if not isinstance(start, datetime):
        return Span.of_days(start, end or start, zone)
    if end == start:
        reading.warning("EV119", ends, seen=written(start))
        end = None
    until = end.replace(tzinfo=zone) if isinstance(end, datetime) else None
    return Span.of_times(start.replace(tzinfo=zone), until)


def _changed(
    values: Values, name: str, expected: Span, zone: ZoneInfo | None, reading: Reading
) -> Span | None:
    """The times of a day; a new start alone keeps the length, a new end alone the start."""
    expected = (
        expected.at(zone) if (is_elsewhere := zone and zone.key != expected.zone.key) else expected
    )
    here, prefix = zone or expected.zone, f"{name}."
    if "start" in values:
        span = span_of(values, prefix, here, reading)
        if span is None or "end" in values or expected.open_ended:
            return span
        if span.all_day or expected.all_day:
            return span if span.all_day != expected.all_day else expected.on(span.first_day)
        length = expected.end.astimezone(UTC) - expected.start.astimezone(UTC)
        return Span.of_times(span.start, (span.start.astimezone(UTC) + length).astimezone(here))
    if "end" in values:
        starts = expected.first_day if expected.all_day else expected.start.replace(tzinfo=None)
        return span_of({**values, "start": starts}, prefix, here, reading)
    return expected if is_elsewhere else None

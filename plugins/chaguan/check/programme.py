"""Rules over the inside of events: programmes, calls, and how many came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC

from chaguan.model import AgendaItem, Call, Event, Problem, Span, warning


def programme_is_inside(event: Event) -> Iterator[Problem]:
    """AG101, AG104: a programme and calls within the time of their event, or of their day."""
    yield from _inside(event, event.agenda, event.calls, event.span, "", is_series=event.repeat)
    for name, changes in (("moved", event.changes), ("also", event.also)):
        for change in changes:
            held = event.stretch(change.original).occurrence(change.original, change)
            own = f"repeat.{name}.{change.original}."
            agenda, calls = change.agenda or (), change.calls or ()
            yield from _inside(event, agenda, calls, held.span, own)


def _inside(
    event: Event,
    agenda: Iterable[AgendaItem],
    calls: Iterable[Call],
    span: Span,
    own: str,
    *,
    is_series: object = None,
) -> Iterator[Problem]:
    """What is outside of a span; `own` is where its fields stand in the file."""
    for number, item in enumerate(agenda):
        at = item.on(span)
        if at is None or (span.open_ended and at >= span.start):
            continue
        if not span.start.astimezone(UTC) <= at.astimezone(UTC) < span.end.astimezone(UTC):
            seen = at.strftime("%Y-%m-%d %H:%M")
            starts, ends = (each.strftime("%Y-%m-%d %H:%M") for each in (span.start, span.end))
            position = event.position(f"{own}agenda.{number}.at")
            yield warning("AG101", position, seen=seen, start=starts, end=ends)
    for number, call in enumerate(calls if not is_series else ()):
        if call.until and call.until > span.end:
            position = event.position(f"{own}calls.{number}.until")
            yield warning("AG104", position, seen=call.until.strftime("%Y-%m-%d"))


def heads_are_counted(event: Event) -> Iterator[Problem]:
    """EV150, EV151: newcomers are some of all who came, and a series is counted day by day."""
    days = [("", event.came, event.new)]
    for name, changes in (("moved", event.changes), ("also", event.also)):
        days += [(f"repeat.{name}.{each.original}.", each.came, each.new) for each in changes]
    for own, came, new in days:
        if new is not None and came is None:
            yield warning("EV150", event.position(f"{own}new"), new=new)
    every = [("", event.came)] if event.repeat is not None else []
    every += [(f"repeat.then.{each.original}.", each.came) for each in event.then]
    for own, came in every:
        if came is not None:
            yield warning("EV151", event.position(f"{own}came"), came=came)

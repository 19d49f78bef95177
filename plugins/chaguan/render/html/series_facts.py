"""What is to be said of the days of a series: its rule, and what is not as usual on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chaguan.model import Event, Occurrence, Stretch
from chaguan.render.text.dates import clock_words, date_words, day_and_month, short_day
from chaguan.render.text.recurrence import rule_words, span_clock
from chaguan.site.occurrences import shown_of

from .event_facts import where
from .page_context import PageContext


def rules(event: Event, shown: Occurrence, view: PageContext) -> Iterator[str]:
    """The rule that holds at the time that is shown, then what holds from a later day on."""
    if event.repeat is None:
        return
    stretches = event.stretches
    now = event.stretch(shown.original)
    later = [each for each in stretches if each.begins > now.begins]
    yield rule_words(now.event, view.words, has_end=not later)
    for stretch in later:
        span, repeat = stretch.event.span, stretch.event.repeat
        assert repeat is not None
        day = next(repeat.held(span.first_day), stretch.begins)
        rule = rule_words(stretch.event, view.words, has_end=stretch is later[-1])
        if (place := where(stretch.event, view)) and place != where(now.event, view):
            rule = view.words("event.rule_at", rule=rule, place=place.text)
        yield view.words("event.from_day", day=date_words(day, view.language), rule=rule)


def held_now(event: Event, view: PageContext) -> Stretch:
    """The part of a series in which its next time is, by the build's clock; else its last."""
    if not event.then:
        return event.stretch(event.span.first_day)
    return event.stretch(shown_of(event, view.clock).original)


def rule_now(event: Event, view: PageContext) -> str:
    """The rule that a series has now, with its own times; empty where it does not repeat."""
    held = held_now(event, view)
    return next(rules(event, held.occurrence(held.event.span.first_day), view), "")


@dataclass(frozen=True, slots=True)
class Doubt:
    """That nobody has lately said that an endless series goes on."""

    since: datetime
    """From when on that is to be said."""
    words: str
    is_told: bool
    """It is to be said already."""


def doubt_of(event: Event, view: PageContext) -> Doubt | None:
    """The doubt about a series that needs signs of life; None for all others."""
    if event.confirmed is None or event.doubtful is None:
        return None
    day = date_words(event.confirmed, view.language)
    words = view.words("event.unconfirmed", day=day)
    return Doubt(event.doubtful, words, view.clock.has_come(event.doubtful))


def marks(occurrence: Occurrence, view: PageContext) -> Iterator[str]:
    """What is not as usual on a day of a series: another day, another hour, another place."""
    usual = occurrence.usual
    if occurrence.is_on_another_day:
        is_near = usual.first_day.year == occurrence.span.first_day.year
        said = day_and_month if is_near else short_day
        yield view.words("event.instead_of_day", day=said(usual.first_day, view.language))
    elif occurrence.is_moved and not usual.all_day and not occurrence.span.all_day:
        clock, before = clock_words(occurrence.span.start), clock_words(usual.start)
        if clock != before:
            yield view.words("event.instead_of_clock", clock=clock, usual=before)
        elif occurrence.span.zone.key == usual.zone.key:
            now, then = span_clock(occurrence.span, view.words), span_clock(usual, view.words)
            yield view.words("event.instead_of_clock", clock=now, usual=then)
    if occurrence.is_elsewhere:
        yield from _elsewhere(occurrence, view)


def _elsewhere(occurrence: Occurrence, view: PageContext) -> Iterator[str]:
    here, usual = occurrence.event, occurrence.series
    if (here.place, here.location) != (usual.place, usual.location):
        place = where(here, view)
        if place is not None:
            yield view.words("event.elsewhere", place=place.text)
        elif here.is_online:
            yield view.words("event.not_here")
    elif usual.is_online and not here.is_online:
        yield view.words("event.not_online")

"""Events at a glance, each time of one by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chaguan.model import Occurrence
from chaguan.render.html.event_facts import geo_of, geo_words, signup_words, status_words, where
from chaguan.render.html.page_context import Link, PageContext, Picture
from chaguan.render.text.dates import (
    clock_words,
    day_words,
    short_month,
    short_weekday,
    span_words,
)


@dataclass(frozen=True, slots=True)
class EventCard:
    """One time of an event in a list."""

    title: str
    href: str
    language: str
    language_name: str
    starts: datetime
    ends: datetime
    all_day: bool
    when: str
    day: str
    """Its day in words, where `clock` says the rest of `when`; else empty."""
    clock: str
    """The time alone: "19:30–21:30"; empty for whole days."""
    number: int
    """Of the day in its month."""
    month: str
    weekday: str
    status: str
    status_words: str
    """Empty where it is confirmed."""
    note: str
    where: Link | None
    is_online: bool
    is_series: bool
    is_moved: bool
    form: str
    picture: Picture | None
    first_day: str
    """ISO 8601, on the event's own clock."""
    last_day: str
    """ISO 8601, inclusive."""
    geo: str
    """Latitude and longitude with a comma between; empty where it is not known."""
    groups: tuple[str, ...]
    """Ids."""
    scenes: tuple[str, ...]
    """Ids."""
    facts: tuple[str, ...]
    """What it costs and how many have room."""
    signup: str
    """Until when one signs up; empty where nobody has to."""
    signup_ends: datetime | None
    is_signup_closed: bool


def event_card(occurrence: Occurrence, view: PageContext) -> EventCard:
    """One time of an event."""
    key = ("event card", occurrence.event.id, occurrence.original, occurrence.span.start)
    return view.index.recorder.remembered(view.memory, key, lambda: _event_card(occurrence, view))


def _event_card(occurrence: Occurrence, view: PageContext) -> EventCard:
    event, span = occurrence.event, occurrence.span
    languages = event.written_in(view.community.settings.languages)
    language = view.addresses.nearest(view.language, languages)
    title = view.best(event.title)
    until = event.signup.until if event.signup else None
    seats = view.words("event.room", number=event.capacity) if event.capacity else ""
    return EventCard(
        title=title.text,
        href=view.addresses.record(event, language).url,
        language=view.foreign(title.language or language),
        language_name=view.mark(language),
        starts=span.start,
        ends=span.end,
        all_day=span.all_day,
        when=span_words(span, view.language),
        day=""
        if span.all_day or span.last_day != span.first_day
        else day_words(span.first_day, view.language),
        clock=_clock(occurrence),
        number=span.start.day,
        month=short_month(span.first_day, view.language),
        weekday=short_weekday(span.first_day, view.language),
        status=event.status.value,
        status_words=status_words(event, view),
        note=view.best(event.status_note).text,
        where=where(event, view),
        is_online=event.is_online,
        is_series=event.repeat is not None,
        is_moved=occurrence.is_moved,
        form=view.words.of("form", event.category) if event.category else "",
        picture=view.picture(event.image, view.best(event.image_alt).text),
        first_day=span.first_day.isoformat(),
        last_day=span.last_day.isoformat(),
        geo=geo_words(geo_of(event, view)),
        groups=event.groups,
        scenes=event.scenes,
        facts=tuple(filter(None, (view.best(event.cost).text, seats))),
        signup=signup_words(until, view),
        signup_ends=until,
        is_signup_closed=until is not None and view.clock.has_come(until),
    )


def _clock(occurrence: Occurrence) -> str:
    span = occurrence.span
    if span.all_day:
        return ""
    starts = clock_words(span.start)
    return starts if span.open_ended else f"{starts}–{clock_words(span.end)}"

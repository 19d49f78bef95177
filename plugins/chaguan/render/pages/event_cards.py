"""Events at a glance, each time of one by itself."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from chaguan.model import Occurrence, Span
from chaguan.model.frozen import dataclass
from chaguan.render.html.event_facts import (
    Doubt,
    doubt_of,
    geo_of,
    geo_words,
    marks,
    signup_words,
    status_words,
    where,
)
from chaguan.render.html.page_context import Link, PageContext, Picture
from chaguan.render.text.localized import (
    city_words,
    clock_words,
    day_and_month,
    day_words,
    is_one_evening,
    short_month,
    short_span,
    short_weekday,
)
from chaguan.render.text.recurrence import span_clock
from chaguan.site.occurrences import is_running


@dataclass(frozen=True, slots=True)
class SeriesDay:
    """A day of a series, beside others in one row."""

    words: str
    """Its number; of the first, and of the first of a month, with the month."""
    month_and_day: str
    iso: str
    href: str
    starts: datetime
    ends: datetime
    leaf: tuple[str, str, str]
    """Month, number and weekday, as the leaf shows them once it is the next."""
    marks: tuple[str, ...]
    """What is not as usual: that it is cancelled, another hour, another place, another title."""
    is_off: bool
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class EventCard:
    """One time of an event in a list."""

    is_shared: ClassVar = True
    title: str
    href: str
    language: str
    language_name: str
    starts: datetime
    ends: datetime
    all_day: bool
    when: str
    """In full, with the year."""
    short: str
    """What need not be said twice beside the leaf with its day: no year, few letters."""
    day: str
    """Its day in words, where `clock` says the rest of `when`; else empty."""
    weekday_and_day: str
    """Its first day, without the year."""
    clock: str
    """The time alone: "19:30–21:30", or that it is all day; empty for several whole days."""
    number: int
    """Of the day in its month."""
    month: str
    weekday: str
    year: str
    """Empty where it is the present one."""
    status: str
    status_words: str
    """Empty where it is confirmed."""
    note: str
    where: Link | None
    is_online: bool
    is_series: bool
    anchor: str
    """What its day is called on the event's page; empty for what happens once."""
    ics: str
    """The calendar file of that day alone, relative to the site's root."""
    marks: tuple[str, ...]
    """What is not as usual on this day, in words."""
    there: str
    """Where its clocks differ from the community's: what they show, and where they hang."""
    until: str
    """Of what has been on for days: until when, in words; else empty."""
    doubt: Doubt | None
    is_off: bool
    """It is cancelled or postponed."""
    form: str
    picture: Picture | None
    first_day: str
    """ISO 8601, on the community's clock; of whole days, the days themselves."""
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
    head: str = ""
    """What stands above it in a long list: the month that begins with it."""
    rule: str = ""
    """Of a series that has one row: how it comes again, in the series' own words."""
    days: tuple[SeriesDay, ...] = ()
    """Of a series that has one row: its next days."""
    all_days: str = ""
    """ISO 8601, the first and the last of each time that takes place, with spaces between."""


@dataclass(frozen=True, slots=True)
class LeadEvent:
    """The next event, large: what else is said of it at once."""

    summary: str
    hosts: tuple[Link, ...]
    calendar: str
    """Its calendar file, relative to the site's root."""


def lead_event(occurrence: Occurrence, view: PageContext) -> LeadEvent:
    """What the home page says of the next event besides its card."""
    event = occurrence.event
    return LeadEvent(
        summary=view.best(event.summary).text,
        hosts=view.people(event.hosts),
        calendar=view.addresses.event_calendar(event, view.language).url,
    )


def event_card(occurrence: Occurrence, view: PageContext) -> EventCard:
    """One time of an event."""
    key = ("event card", occurrence.event.id, occurrence.original, occurrence.span.start)
    return view.index.recorder.remembered(view.memory, key, lambda: _event_card(occurrence, view))


def _event_card(occurrence: Occurrence, view: PageContext) -> EventCard:
    event, own = occurrence.event, occurrence.span
    span = own.seen_from(view.community.settings.zone)
    runs = is_running(occurrence, view.clock)
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
        when=_until(span, view) if runs else short_span(span, view.language, has_year=True),
        short=_until(span, view) if runs else short_span(span, view.language),
        day="" if runs or not _is_one_day(span) else day_words(span.first_day, view.language),
        weekday_and_day=day_and_month(span.first_day, view.language),
        clock=_clock(span, view),
        number=span.start.day,
        month=short_month(span.first_day, view.language),
        weekday=short_weekday(span.first_day, view.language),
        year="" if _is_this_year(span, view) else str(span.first_day.year),
        status=event.status.value,
        status_words=status_words(event, view),
        note=view.best(event.status_note).text,
        where=where(event, view),
        is_online=event.is_online,
        is_series=event.repeat is not None,
        anchor=occurrence.original.isoformat() if event.repeat else "",
        ics=view.addresses.day_calendar(event, occurrence.original, view.language).url
        if event.repeat
        else "",
        marks=tuple(marks(occurrence, view)),
        there=_there(own, span, view),
        until=_until(span, view) if runs else "",
        doubt=doubt_of(event, view),
        is_off=occurrence.is_off,
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


def _is_this_year(span: Span, view: PageContext) -> bool:
    """By the build's clock, which is asked nothing that is another answer tomorrow."""
    zone = view.community.settings.zone
    begins, ends = (datetime(span.start.year + more, 1, 1, tzinfo=zone) for more in (0, 1))
    return view.clock.has_come(begins) and not view.clock.has_come(ends)


def _is_one_day(span: Span) -> bool:
    """Whether its end needs no day: a night that ends on the next morning is one, too."""
    return span.first_day == span.last_day if span.all_day else is_one_evening(span)


def _clock(span: Span, view: PageContext) -> str:
    if span.all_day and span.first_day == span.last_day:
        return view.words("event.all_day")
    return span_clock(span, view.words)


def _until(span: Span, view: PageContext) -> str:
    return view.words("event.runs_until", day=day_and_month(span.last_day, view.language))


def _there(own: Span, seen: Span, view: PageContext) -> str:
    """What the clocks there show, with the day where that is another."""
    if own is seen:
        return ""
    time = clock_words(own.start)
    if own.first_day != seen.first_day:
        time = f"{day_and_month(own.first_day, view.language)} {time}"
    return view.words("event.there", time=time, city=city_words(own.start, view.language))

"""What an event's page shows besides its description."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Final
from urllib.parse import quote

from chaguan.model import Days, Event, Occurrence
from chaguan.model.frozen import dataclass
from chaguan.render.html.embeds import Embed, embed
from chaguan.render.html.event_facts import (
    Doubt,
    Whereabouts,
    doubt_of,
    rules,
    signup_words,
    status_words,
    where,
    whereabouts,
)
from chaguan.render.html.page_context import Link, PageContext, Picture
from chaguan.render.text.localized import city_words, clock_words, day_words, short_span, zone_words
from chaguan.render.text.recurrence import span_clock
from chaguan.site.occurrences import NEXT_TIMES, following, is_waiting, shown_of

from .cards import PostCard, post_card
from .event_cards import EventCard, event_card
from .programme import (
    AgendaDay,
    CallLine,
    HeldDay,
    agenda_days,
    call_line,
    came_words,
    credits_of,
    held_days,
)


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    """The ways into a calendar."""

    file: str
    """To open or to save; relative to the site's root."""
    webcal: str
    google: str
    plain: str


@dataclass(frozen=True, slots=True)
class Off:
    """A day before the next one that does not take place."""

    words: str
    ends: datetime


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event and everything one has to know to come."""

    title: str
    title_language: str
    summary: str
    when: str
    zone: str
    """The name of the clock."""
    city: str
    """Where that clock hangs."""
    clock: str
    """When it begins on that clock; empty for whole days."""
    hours: str
    """From when to when on that clock; empty for whole days."""
    starts: datetime
    ends: datetime
    last_day: str
    """ISO 8601, inclusive."""
    all_day: bool
    is_over: bool
    is_last: bool
    """The times that are listed are all that are left."""
    doubt: Doubt | None
    waiting: str
    """That it was postponed and waits for a new date, in words; else empty."""
    off: tuple[Off, ...]
    """The days before the next that takes place which do not, with their reasons, in words."""
    rules: tuple[str, ...]
    """How a series comes again, with its own times; what holds from a later day on, after it."""
    usually: str
    """Where the series is, where the next time is elsewhere; else empty."""
    times: tuple[EventCard, ...]
    """The next times of a series."""
    skipped: tuple[str, ...]
    """Days to come on which a series does not happen."""
    status: str
    status_words: str
    note: str
    where: Whereabouts | None
    online: str
    form: str
    hosts: tuple[Link, ...]
    speakers: tuple[Link, ...]
    groups: tuple[Link, ...]
    scenes: tuple[Link, ...]
    tags: tuple[Link, ...]
    cost: str
    capacity: int | None
    agenda: tuple[AgendaDay, ...]
    calls: tuple[CallLine, ...]
    credits: tuple[tuple[str, tuple[Link, ...]], ...]
    """Role in words, and who helped."""
    came: str
    """How many were there, in words."""
    held: tuple[HeldDay, ...]
    """Of a series, the past days that tell who came and helped."""
    campaign: tuple[Link, ...]
    is_full: bool
    signup: str
    signup_until: str
    is_signup_closed: bool
    signup_ends: datetime | None
    picture: Picture | None
    recordings: tuple[Embed, ...]
    recaps: tuple[PostCard, ...]
    calendar: CalendarLinks
    its: frozenset[str]
    """What holds on the day that is shown alone, by field: a script takes it away with the day."""


DAY_FACTS: Final = ("hosts", "speakers", "cost", "capacity", "online", "signup", "agenda")


def event_page(event: Event, view: PageContext, site_url: str) -> EventPage:
    """What an event's page shows."""
    coming = tuple(islice(following(event, view.clock), NEXT_TIMES))
    shown = shown_of(event, view.clock)
    held, span = shown.event, shown.span
    signup = held.signup
    until = signup.until if signup else None
    repeat = event.repeat
    title = view.best(event.title)
    recaps = view.index.recaps(event.id, view.language)
    file = view.addresses.event_calendar(event, view.language)
    return EventPage(
        title=title.text,
        title_language=view.foreign(title.language),
        summary=_summary(event, view),
        when=short_span(span, view.language, has_year=True),
        zone=zone_words(span.start, view.language),
        city=city_words(span.start, view.language),
        clock="" if span.all_day else clock_words(span.start),
        hours=span_clock(span, view.words),
        starts=span.start,
        ends=span.end,
        last_day=span.last_day.isoformat(),
        all_day=span.all_day,
        is_over=not coming and not is_waiting(event, view.clock) and event.doubtful is None,
        is_last=len(coming) < NEXT_TIMES,
        doubt=doubt_of(event, view),
        waiting=view.words("event.waiting") if is_waiting(event, view.clock) else "",
        off=tuple(_off(each, view) for each in coming if _is_before(each, shown)),
        rules=tuple(rules(event, shown, view)),
        usually=_usually(shown, view),
        times=tuple(event_card(each, view) for each in coming) if repeat else (),
        skipped=tuple(_skipped(event, view)),
        status=held.status.value,
        status_words="" if is_waiting(event, view.clock) else status_words(held, view),
        note=view.best(held.status_note).text,
        where=whereabouts(held, view),
        online=held.online or "",
        form=view.words.of("form", event.category) if event.category else "",
        hosts=view.people(held.hosts),
        speakers=view.people(held.speakers),
        groups=view.groups(event.groups),
        scenes=view.scenes(event.scenes),
        tags=view.tags(event.tags),
        cost=view.best(held.cost).text,
        capacity=held.capacity,
        agenda=agenda_days(shown.event.agenda, shown.span, view),
        calls=tuple(call_line(call, view) for call in shown.event.calls),
        credits=credits_of(shown.event, view),
        came=came_words(shown.event, view),
        held=held_days(event, view) if repeat else (),
        campaign=view.campaigns((event.campaign,) if event.campaign else ()),
        is_full=signup is not None and signup.is_full,
        signup=(signup.url or "") if signup else "",
        signup_until=signup_words(until, view),
        is_signup_closed=until is not None and view.clock.has_come(until),
        signup_ends=until,
        picture=view.picture(event.image, view.best(event.image_alt).text),
        recordings=tuple(
            embed(view.best(each.label).text, each.url, view.words) for each in event.recordings
        ),
        recaps=tuple(post_card(post, view) for post in recaps),
        calendar=calendar_links(file.url, site_url),
        its=frozenset(
            name
            for name in DAY_FACTS
            if event.repeat and getattr(held, name) != getattr(shown.series, name)
        ),
    )


def _summary(event: Event, view: PageContext) -> str:
    """The summary, unless the description says the same."""
    summary = view.best(event.summary).text
    return "" if summary == view.best(event.description).text else summary


def _is_before(each: Occurrence, shown: Occurrence) -> bool:
    """Whether a day of a series is off before the next one that takes place."""
    return each.is_off and each.series.repeat is not None and each.span.start < shown.span.start


def _off(occurrence: Occurrence, view: PageContext) -> Off:
    """Such as: Tuesday, December 1, 2026: Cancelled. The kettle is broken."""
    day = day_words(occurrence.span.first_day, view.language)
    said = view.words("event.off_day", day=day, status=status_words(occurrence.event, view))
    words = " ".join(filter(None, (said, view.best(occurrence.event.status_note).text)))
    return Off(words, occurrence.span.end)


def _usually(shown: Occurrence, view: PageContext) -> str:
    usual = where(shown.series, view)
    if usual is None or usual == where(shown.event, view):
        return ""
    return view.words("event.usually", place=usual.text)


def _skipped(event: Event, view: PageContext) -> Iterator[str]:
    """The days to come on which a series does not happen; a break as its first and last day."""
    repeat = event.repeat
    if repeat is None:
        return
    today = view.clock.today(event.zone)
    off = [*(Days(day, day) for day in repeat.exceptions), *repeat.breaks]
    for each in sorted(off):
        if each.last < today:
            continue
        days = dict.fromkeys((each.first, each.last))
        yield " – ".join(day_words(day, view.language) for day in days)


def calendar_links(file: str, site_url: str) -> CalendarLinks:
    """The ways to put a calendar file, relative to the root, into a calendar."""
    plain = f"{site_url}{file}"
    webcal = f"webcal://{plain.partition('://')[2]}"
    google = f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}"
    return CalendarLinks(file, webcal, google, plain)

"""What an event's page shows besides its description."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import quote

from chaguan.model import Event, Occurrence
from chaguan.render.html.embeds import LinkCard, link_card
from chaguan.render.html.event_facts import (
    Whereabouts,
    signup_words,
    status_words,
    whereabouts,
)
from chaguan.render.html.page_context import Link, PageContext, Picture
from chaguan.render.text.dates import (
    city_words,
    clock_words,
    date_words,
    day_words,
    span_words,
)
from chaguan.render.text.recurrence import repeat_words
from chaguan.render.text.zone_names import zone_words
from chaguan.site.occurrences import following, last_of

from .cards import PostCard, post_card
from .event_cards import EventCard, event_card

NEXT_TIMES = 6


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    """The ways into a calendar."""

    file: str
    """To open or to save; relative to the site's root."""
    webcal: str
    google: str
    plain: str


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
    starts: datetime
    ends: datetime
    last_day: str
    """ISO 8601, inclusive."""
    all_day: bool
    is_over: bool
    repeat: str
    times: tuple[EventCard, ...]
    """The next times of a series."""
    skipped: tuple[str, ...]
    """Days to come on which a series does not happen."""
    moved: tuple[str, ...]
    """What happens at another time than the pattern says, in words."""
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
    signup: str
    signup_until: str
    is_signup_closed: bool
    signup_ends: datetime | None
    picture: Picture | None
    recordings: tuple[LinkCard, ...]
    recaps: tuple[PostCard, ...]
    calendar: CalendarLinks


def event_page(event: Event, view: PageContext, site_url: str) -> EventPage:
    """What an event's page shows."""
    coming = tuple(islice(following(event, view.clock), NEXT_TIMES))
    shown = coming[0] if coming else _last(event)
    span = shown.span
    signup = event.signup
    until = signup.until if signup else None
    repeat = event.repeat
    title = view.best(event.title)
    recaps = view.index.recaps(event.id, view.language)
    file = view.addresses.event_calendar(event, view.language)
    return EventPage(
        title=title.text,
        title_language=view.foreign(title.language),
        summary=_summary(event, view),
        when=span_words(span, view.language),
        zone=zone_words(span.start, view.language),
        city=city_words(span.start, view.language),
        clock="" if span.all_day else clock_words(span.start),
        starts=span.start,
        ends=span.end,
        last_day=span.last_day.isoformat(),
        all_day=span.all_day,
        is_over=not coming,
        repeat=repeat_words(repeat, event.span.first_day, view.words) if repeat else "",
        times=tuple(event_card(each, view) for each in coming) if repeat else (),
        moved=tuple(_moved(each, view) for each in coming if repeat and each.is_moved),
        skipped=tuple(
            day_words(day, view.language)
            for day in (repeat.exceptions if repeat else ())
            if day >= view.clock.today(event.zone)
        ),
        status=event.status.value,
        status_words=status_words(event, view),
        note=view.best(event.status_note).text,
        where=whereabouts(shown.event, view),
        online=shown.event.online or "",
        form=view.words.of("form", event.category) if event.category else "",
        hosts=view.people(event.hosts),
        speakers=view.people(event.speakers),
        groups=view.groups(event.groups),
        scenes=view.scenes(event.scenes),
        tags=view.tags(event.tags),
        cost=view.best(event.cost).text,
        capacity=event.capacity,
        signup=(signup.url or "") if signup else "",
        signup_until=signup_words(until, view),
        is_signup_closed=until is not None and view.clock.has_come(until),
        signup_ends=until,
        picture=view.picture(event.image, view.best(event.image_alt).text),
        recordings=tuple(
            link_card(view.best(each.label).text, each.url, view.words) for each in event.recordings
        ),
        recaps=tuple(post_card(post, view) for post in recaps),
        calendar=calendar_links(file.url, site_url),
    )


def _summary(event: Event, view: PageContext) -> str:
    """The summary, unless the description says the same."""
    summary = view.best(event.summary).text
    return "" if summary == view.best(event.description).text else summary


def _last(event: Event) -> Occurrence:
    """The last time it happened; its first where every day was an exception."""
    return last_of(event) or event.occurrence(event.span.first_day)


def _moved(occurrence: Occurrence, view: PageContext) -> str:
    """Such as: Wednesday, December 23, 2026 19:30-21:30 instead of December 22, 2026."""
    instead = date_words(occurrence.original, view.language)
    when = span_words(occurrence.span, view.language)
    return view.words("event.moved_from", when=when, day=instead)


def calendar_links(file: str, site_url: str) -> CalendarLinks:
    """The ways to put a calendar file, relative to the root, into a calendar."""
    plain = f"{site_url}{file}"
    webcal = f"webcal://{plain.partition('://')[2]}"
    google = f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}"
    return CalendarLinks(file, webcal, google, plain)

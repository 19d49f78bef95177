"""What was gathered elsewhere, as pages show it: what neighbours have on, what members write."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import islice
from urllib.parse import urlsplit

from chaguan.model import FeedEntry, Neighbour, Person, Record, Span, Status
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.html.sanitize import UGC
from chaguan.render.text.localized import (
    date_words,
    day_words,
    month_words,
    short_month,
    short_weekday,
    span_words,
)
from chaguan.render.text.recurrence import span_clock
from chaguan.site.event_lists import EVENTS_ON_A_PAGE, EventLists
from chaguan.site.gathered import ON_THE_PLANET, Nearby
from chaguan.site.urls import CALENDAR, Address

from .event_page import CalendarLinks, calendar_links
from .lists import Pager, pager


@dataclass(frozen=True, slots=True)
class NearbyCard:
    """One day of an event of a neighbour."""

    link: Link
    """Its title; it leads nowhere where its page is not known."""
    language: str
    """Of its words, where it is not the page's."""
    language_name: str
    starts: datetime
    ends: datetime
    all_day: bool
    when: str
    day: str
    """Its day in words, where `clock` says the rest of `when`; else empty."""
    clock: str
    number: int
    """Of the day in its month."""
    month: str
    weekday: str
    status: str
    status_words: str
    """Empty where it is confirmed."""
    note: str
    where: str
    is_online: bool
    is_series: bool
    missing: str
    """Said where the neighbour does not list it any more; else empty."""
    sources: tuple[Link, ...]
    """From whom it is."""
    says_so: str
    """Who says that it is off, where that is not the first of them."""
    head: str = ""
    """The month that begins with it."""


@dataclass(frozen=True, slots=True)
class NearbyList:
    """What neighbours have on, soonest first."""

    events: tuple[NearbyCard, ...]
    pager: Pager
    neighbours: tuple[Link, ...]
    all: Address
    """What is on here."""
    calendar: CalendarLinks


def nearby_list(view: PageContext, number: int, site_url: str) -> NearbyList:
    """Page `number` of it."""
    lists = EventLists(view.index, view.clock)
    start = (number - 1) * EVENTS_ON_A_PAGE
    shown = lists.nearby()[start : start + EVENTS_ON_A_PAGE]
    addresses, language = view.addresses, view.language
    cards, last = [], ""
    for each in shown:
        head = month_words(_seen(each, view).first_day, language)
        card = nearby_card(each, view)
        cards.append(replace(card, head=head) if head != last else card)
        last = head
    there = {each.url for one in view.index.nearby() for each in one.neighbours}
    return NearbyList(
        tuple(cards),
        pager(number, lists.nearby_pages(), lambda page: addresses.nearby(language, page)),
        neighbours=tuple(
            _link(each, view) for each in view.community.settings.neighbours if each.url in there
        ),
        all=addresses.section("event", language),
        calendar=calendar_links((addresses.nearby(language) / CALENDAR).url, site_url),
    )


def nearby_card(nearby: Nearby, view: PageContext) -> NearbyCard:
    """A card, with its times on the community's clock."""
    event, span = nearby.event, _seen(nearby, view)
    title, language = view.best(event.title), view.language
    is_on = event.status is Status.CONFIRMED
    is_short = not span.all_day and span.first_day == span.last_day
    return NearbyCard(
        link=Link(title.text, event.url(language), rel=UGC),
        language=view.foreign(title.language),
        language_name=view.mark(title.language) if title.language else "",
        starts=span.start,
        ends=span.end,
        all_day=span.all_day,
        when=span_words(span, language),
        day=day_words(span.first_day, language) if is_short else "",
        clock=span_clock(span, view.words),
        number=span.start.day,
        month=short_month(span.first_day, language),
        weekday=short_weekday(span.first_day, language),
        status=event.status.value,
        status_words="" if is_on else view.words(f"status.{event.status.value}"),
        note=view.best(event.note).text,
        where=view.best(event.place).text,
        is_online=event.is_online,
        is_series=event.day is not None,
        missing=view.words("nearby.missing") if event.missing else "",
        sources=tuple(_link(each, view) for each in nearby.neighbours),
        says_so=view.best(nearby.said_by.name).text if nearby.said_by else "",
    )


def _seen(nearby: Nearby, view: PageContext) -> Span:
    return nearby.event.span.seen_from(view.community.settings.zone)


def _link(neighbour: Neighbour, view: PageContext) -> Link:
    """A neighbour by name; its site, where its line names no mere file."""
    name = view.best(neighbour.name)
    parts = urlsplit(neighbour.url)
    is_file = parts.query or parts.path.lower().endswith((".ics", ".ical", ".json"))
    url = "" if is_file else neighbour.url
    return Link(name.text, url, view.foreign(name.language), rel="noopener" if url else "")


@dataclass(frozen=True, slots=True)
class PlanetEntry:
    """Something that somebody wrote elsewhere."""

    link: Link
    text: str
    """The beginning of it."""
    language: str
    """Of its words, where it is not the page's."""
    host: str
    """Where it leads to."""
    iso: str
    day: str
    author: Link | None = None
    """Who wrote it; None on their own page."""


@dataclass(frozen=True, slots=True)
class PlanetPage:
    """What members write elsewhere, newest first."""

    entries: tuple[PlanetEntry, ...]


def planet_page(view: PageContext) -> PlanetPage:
    """What the page shows."""
    found = islice(view.index.planet(), ON_THE_PLANET)
    return PlanetPage(
        tuple(
            planet_entry(each.entry, view, next(iter(view.people((each.person,))), None))
            for each in found
        )
    )


def elsewhere_of(record: Record | None, view: PageContext) -> tuple[PlanetEntry, ...]:
    """What a person wrote elsewhere lately."""
    if not isinstance(record, Person) or record.feed is None:
        return ()
    return tuple(planet_entry(each, view) for each in view.index.elsewhere(record.id))


def planet_entry(entry: FeedEntry, view: PageContext, author: Link | None = None) -> PlanetEntry:
    """An entry as pages show it, with its day on the community's clock."""
    day = entry.appeared.astimezone(view.community.settings.zone).date()
    language = view.foreign(entry.language)
    return PlanetEntry(
        link=Link(entry.title, entry.url, language, rel=UGC),
        text=entry.text,
        language=language,
        host=(urlsplit(entry.url).hostname or "").removeprefix("www."),
        iso=day.isoformat(),
        day=date_words(day, view.language),
        author=author,
    )

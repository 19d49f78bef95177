"""What is to be said of an event wherever it is shown: where, until when, and whether it holds.

Of a series also its rule, and what is not as usual on a day; and whom an event looks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote

from chaguan.locales import Vocabulary
from chaguan.model import Event, Geo, Occurrence, Span, Stretch, Text
from chaguan.model.frozen import dataclass
from chaguan.render.text.localized import (
    clock_words,
    date_words,
    day_and_month,
    deadline_words,
    postal_words,
    short_day,
    zone_words,
)
from chaguan.render.text.recurrence import rule_words, span_clock
from chaguan.site.calls import Wanting
from chaguan.site.occurrences import shown_of

from .page_context import Link, PageContext


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where to go."""

    name: Link
    address: str
    map: str
    """A page that shows it on a map; empty where it is not known."""
    geo: str
    """Latitude and longitude with a comma between, for the phone's own map; or empty."""
    label: str
    """What that map may call it."""


def signup_words(until: datetime | None, view: PageContext) -> str:
    """Until when one signs up, on the event's clock; a day alone stands for all of it."""
    if until is None:
        return ""
    return view.words("event.signup_by", day=deadline_words(until, view.language))


def geo_of(event: Event, view: PageContext) -> Geo | None:
    """Where on the globe it is."""
    if event.place is not None and (place := view.community.places.get(event.place)):
        return place.location.geo
    return event.location.geo if event.location else None


def geo_words(geo: Geo | None) -> str:
    """A point as maps take it: latitude, longitude."""
    return f"{geo.latitude:.6g},{geo.longitude:.6g}" if geo else ""


def status_words(event: Event, view: PageContext) -> str:
    """What is to be said of an event's status; nothing where it is confirmed."""
    return "" if event.status == "confirmed" else view.words(f"status.{event.status.value}")


def with_zone(said: str, span: Span, view: PageContext) -> str:
    """A time in words, with the name of its clock where that is not the community's."""
    if span.all_day or span.zone.key == view.community.settings.zone.key:
        return said
    return f"{said} ({zone_words(span.start, view.language)})"


def where(event: Event, view: PageContext) -> Link | None:
    """The place's page, or the location's name; None for what is only online."""
    if event.place is not None and (place := view.community.places.get(event.place)):
        return view.record_link(place, view.best(place.name))
    if event.location is not None:
        location = event.location
        words = next(filter(None, (location.name, location.address, location.city)), Text())
        return Link(view.best(words).text)
    return None


def whereabouts(event: Event, view: PageContext) -> Whereabouts | None:
    """Where to go; None for what is only online."""
    if event.place is not None and (place := view.community.places.get(event.place)):
        name, location = view.record_link(place, view.best(place.name)), place.location
        address = postal_words(location, view.language)
    elif event.location is not None:
        location = event.location
        words = postal_words(location, view.language)
        name = Link(view.best(location.name).text or words)
        address = words if location.name else ""
    else:
        return None
    query = postal_words(location, view.language)
    return Whereabouts(
        name, address, map_link(location.geo, query), geo_words(location.geo), name.text
    )


def map_link(geo: Geo | None, address: str = "") -> str:
    """A map of the point, else of the address; asked only when the reader follows the link.

    OpenStreetMap needs no app and no account. A script turns the link into one that opens the
    phone's own map, where the phone has one.
    """
    if geo is None:
        return f"https://www.openstreetmap.org/search?query={quote(address)}" if address else ""
    at = f"{geo.latitude:.6g}", f"{geo.longitude:.6g}"
    return f"https://www.openstreetmap.org/?mlat={at[0]}&mlon={at[1]}#map=17/{at[0]}/{at[1]}"


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


def call_title(each: Wanting, words: Vocabulary) -> str:
    """Whom it looks for, and for what: "Helpers: A day on the roof"."""
    whom = words(f"event.wanted.{each.call.wanted.value}")
    title = each.event.title.best(words.language).text
    if each.occurrence is not None:
        title = f"{title} ({date_words(each.occurrence.span.first_day, words.language)})"
    return words("calls.title", whom=whom, title=title)


def until_words(until: datetime | None, words: Vocabulary) -> str:
    """Until when; a day alone stands for all of it. Empty where nobody said."""
    if until is None:
        return ""
    return words("event.signup_until", day=deadline_words(until, words.language))

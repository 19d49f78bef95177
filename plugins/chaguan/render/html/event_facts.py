"""What is to be said of an event wherever it is shown: where, until when, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from chaguan.model import Event, Geo, Span, Text
from chaguan.render.text.dates import clock_words, date_words
from chaguan.render.text.postal import postal_words
from chaguan.render.text.zone_names import zone_words

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
    day = date_words(until.date(), view.language)
    whole = (until.hour, until.minute) == (23, 59)
    return view.words("event.signup_by", day=day if whole else f"{day} {clock_words(until)}")


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

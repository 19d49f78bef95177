"""Places and locations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from chaguan.model import Location, Place, RecordId, Text
from chaguan.source import Mapping, Node, Scalar

from .fields import Field, ListOf, MapOf, read_fields
from .links import Picture, Point, Reference, WebAddress
from .reading import Reading, Values
from .times import DayOnly, Zone
from .words import Flag, Line, TextByLanguage

WHERE: Final = (
    Field("address", TextByLanguage(), "street and number"),
    Field("city", TextByLanguage(), "town or city"),
    Field("country", Line(), "two letters: TW"),
    Field("geo", Point(), "[latitude, longitude] in degrees"),
)
LOCATION: Final = (Field("name", TextByLanguage(), "what it is called"), *WHERE)


@dataclass(frozen=True, slots=True)
class Closing:
    """`true`, or the day it closed."""

    def read(self, node: Node, name: str, reading: Reading) -> bool | date | None:
        if isinstance(node, Scalar) and node.value[:1].isdigit():
            return DayOnly().read(node, name, reading)
        return Flag().read(node, name, reading)


FIELDS: Final = (
    Field("name", TextByLanguage(), "what it is called", is_required=True),
    Field("kind", TextByLanguage(), "tea house, bookshop, studio…"),
    Field("about", TextByLanguage(is_markdown=True), "what it is like there, in Markdown"),
    Field("people", ListOf(Reference("person")), "who runs it"),
    *WHERE,
    Field("timezone", Zone(), "an IANA zone, where it is not the community's"),
    Field("hours", TextByLanguage(), "when it is open"),
    Field("links", MapOf(WebAddress()), "label: address"),
    Field("image", Picture(), "a picture of it"),
    Field("image_alt", TextByLanguage(), "what the picture shows"),
    Field("scenes", ListOf(Reference("scene")), "situations in which it helps"),
    Field("closed", Closing(), "true, or the day it closed for good"),
    Field("uid", Line(), "keeps its identity when the file is renamed"),
)


def location_of(values: Values) -> Location:
    """Where something is, from the fields in `LOCATION`."""
    return Location(
        name=values.get("name", Text()),
        address=values.get("address", Text()),
        city=values.get("city", Text()),
        country=values.get("country", ""),
        geo=values.get("geo"),
    )


def read(mapping: Mapping, id: RecordId, reading: Reading) -> Place | None:
    """The place that a file describes."""
    values = read_fields(FIELDS, mapping, reading)
    if reading.is_broken:
        return None
    closed = values.get("closed", False)
    return Place(
        id=id,
        path=reading.path,
        positions=reading.positions,
        uid=values.get("uid", ""),
        name=values["name"],
        location=location_of(values),
        sort=values.get("kind", Text()),
        about=values.get("about", Text()),
        people=values.get("people", ()),
        zone=values.get("timezone"),
        hours=values.get("hours", Text()),
        links=values.get("links", ()),
        image=values.get("image"),
        image_alt=values.get("image_alt", Text()),
        scenes=values.get("scenes", ()),
        is_closed=bool(closed),
        closed_on=closed if isinstance(closed, date) else None,
    )

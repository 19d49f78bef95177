"""Places and locations."""

from __future__ import annotations

from datetime import date
from typing import Final

from chaguan.model import Location, Place, RecordId
from chaguan.model.frozen import dataclass
from chaguan.source import Mapping, Node, Scalar

from .fields import Field, ListOf, MapOf, made, read_fields
from .links import Country, OldAddress, Picture, Point, Reference, WebAddress
from .reading import Reading, Values
from .times import DayOnly, Zone
from .words import Flag, Line, TextByLanguage

WHERE: Final = (
    Field("address", TextByLanguage(), "street and number", public=True, into=("location",)),
    Field("city", TextByLanguage(), "town or city", public=True, into=("location",)),
    Field("country", Country(), "two letters: TW", public=True, into=("location",)),
    Field("geo", Point(), "[latitude, longitude] in degrees", public=True, into=("location",)),
)
LOCATION: Final = (Field("name", TextByLanguage(), "what it is called", public=True), *WHERE)


@dataclass(frozen=True, slots=True)
class Closing:
    """`true`, or the day it closed."""

    def read(self, node: Node, name: str, reading: Reading) -> bool | date | None:
        if isinstance(node, Scalar) and node.value[:1].isdigit():
            return DayOnly().read(node, name, reading)
        return Flag().read(node, name, reading)


FIELDS: Final = (
    Field("name", TextByLanguage(), "what it is called", is_required=True, public=True),
    Field(
        "kind", TextByLanguage(), "tea house, bookshop, studio…", public=True, attribute="category"
    ),
    Field(
        "about", TextByLanguage(is_markdown=True), "what it is like there, in Markdown", public=True
    ),
    Field("people", ListOf(Reference("person")), "who runs it", public=True),
    *WHERE,
    Field(
        "timezone",
        Zone(),
        "an IANA zone, where it is not the community's",
        public=True,
        attribute="zone",
    ),
    Field("hours", TextByLanguage(), "when it is open", public=True),
    Field("links", MapOf(WebAddress()), "label: address", public=True),
    Field("image", Picture(), "a picture of it", public=True),
    Field("image_alt", TextByLanguage(), "what the picture shows", public=True),
    Field("scenes", ListOf(Reference("scene")), "situations in which it helps", public=True),
    Field(
        "closed",
        Closing(),
        "true, or the day it closed for good",
        public=True,
        into=("is_closed", "closed_on"),
    ),
    Field("aliases", ListOf(OldAddress()), "addresses it used to have", public=True),
    Field("uid", Line(), "keeps its identity when the file is renamed", public=True),
)


def location_of(values: Values) -> Location:
    """Where something is, from the fields in `LOCATION`."""
    return Location(
        **{field.name: values[field.name] for field in LOCATION if field.name in values}
    )


def read(mapping: Mapping, id: RecordId, reading: Reading) -> Place | None:
    """The place that a file describes."""
    values = read_fields(FIELDS, mapping, reading)
    if reading.is_broken:
        return None
    location = location_of(values)
    for field in WHERE:
        values.pop(field.name, None)
    closed = values.pop("closed", False)
    closing = {"is_closed": bool(closed), "closed_on": closed if isinstance(closed, date) else None}
    return made(Place, values, id, reading, location=location, **closing)

"""Events."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from chaguan.model import Event, Location, RecordId, Recording, Signup, Status
from chaguan.model.frozen import dataclass
from chaguan.source import Mapping, Node

from .changes import Deadline, NotNone, OrNone, zone_in
from .fields import Field, ListOf, MapOf, Part, is_absent, made, read_fields
from .links import OldAddress, Picture, Reference, WebAddress
from .place import LOCATION
from .programme import AGENDA_FIELD, CALLS_FIELD
from .reading import Reading
from .repeating import repeat_of, repeat_type
from .series import series_of, span_of
from .times import DayOnly, Instant, Moment, Zone
from .words import Choice, Flag, Line, Tag, TextByLanguage, Whole, few_enough

RECORDING: Final = (
    Field("url", WebAddress(), "where it is", is_required=True, public=True),
    Field("label", TextByLanguage(), "what it is", public=True),
)


@dataclass(frozen=True, slots=True)
class RecordingType:
    """An address, or a map of `label` and `url`."""

    def read(self, node: Node, name: str, reading: Reading) -> Recording | None:
        if isinstance(node, Mapping):
            recording: Recording | None = Part(RECORDING, Recording).read(node, name, reading)
            return recording
        url = WebAddress().read(node, name, reading)
        return None if url is None else Recording(url=url)


def _signup(until: Any = None, **said: Any) -> Signup:
    """What `signup` says; its end is a moment, or so long before each day."""
    if isinstance(until, timedelta):
        return Signup(before=until, **said)
    return Signup(until=until, **said)


TIMES: Final = (
    Field(
        "start",
        Moment(),
        "2026-04-03 14:00 on the clock there; a day alone lasts all day",
        public=True,
        into=("span",),
    ),
    Field(
        "end", Moment(), "when it ends; of whole days, the last one", public=True, into=("span",)
    ),
)
PLACE: Final = Field("place", Reference("place"), "the id of a place", public=True)
ONLINE: Final = Field("online", WebAddress(), "where to join from afar", public=True)
ZONE: Final = Field(
    "timezone",
    Zone(),
    "an IANA zone, where it is not the place's or the community's",
    public=True,
    into=("span",),
)
CHANGEABLE: Final = (
    Field("location", Part(LOCATION, Location), "where, if that is no place of ours", public=True),
    Field("status", Choice(Status), "confirmed, tentative, postponed or cancelled", public=True),
    Field("status_note", TextByLanguage(), "why, in a sentence", public=True),
    Field("summary", TextByLanguage(), "one or two sentences", public=True),
    Field(
        "description", TextByLanguage(is_markdown=True), "everything else, in Markdown", public=True
    ),
    Field("hosts", ListOf(Reference("person")), "who runs it", public=True),
    Field("speakers", ListOf(Reference("person")), "who speaks or teaches", public=True),
    Field("tags", ListOf(Tag()), "words to find it by", public=True),
    Field("capacity", Whole(1), "how many can come", public=True),
    Field("cost", TextByLanguage(), "what it costs, in words", public=True),
    Field(
        "signup",
        Part(
            (
                Field("url", WebAddress(), "where to sign up", public=True),
                Field("full", Flag(), "true: no seat is left", public=True, attribute="is_full"),
                Field(
                    "until",
                    Deadline(Instant(time(23, 59), is_local=True)),
                    "the last moment to do so, or 2 days before",
                    public=True,
                    into=("until", "before"),
                ),
            ),
            _signup,
        ),
        "url and until",
        public=True,
    ),
    Field("image", Picture(), "a picture for it", public=True),
    Field("image_alt", TextByLanguage(), "what the picture shows", public=True),
    Field(
        "recordings", ListOf(RecordingType()), "what can be watched or read afterwards", public=True
    ),
    AGENDA_FIELD,
    CALLS_FIELD,
    Field("credits", MapOf(ListOf(Reference("person"))), "role: people who helped", public=True),
    Field("came", Whole(), "how many were there", public=True),
    Field("new", Whole(), "how many of them for the first time", public=True),
)
"""What a day of a series may change as well."""
TITLE: Final = Field("title", TextByLanguage(), "what it is called", public=True)
BY_DAY: Final = (
    TITLE,
    *TIMES,
    ZONE,
    replace(PLACE, type=OrNone(PLACE.type)),
    replace(ONLINE, type=OrNone(ONLINE.type)),
    *CHANGEABLE,
)
_ORDER: Final = (
    "title start end timezone place location online status status_note summary description hosts"
    " speakers groups scenes tags kind capacity cost signup repeat image image_alt recordings"
    " agenda calls credits came new campaign announced still_on updated revision aliases uid"
).split()
"""As people read and write them."""
_FIELDS: Final = (
    replace(TITLE, is_required=True),
    replace(TIMES[0], is_required=True),
    TIMES[1],
    ZONE,
    replace(PLACE, type=NotNone(PLACE.type)),
    replace(ONLINE, type=NotNone(ONLINE.type)),
    *CHANGEABLE,
    Field("groups", ListOf(Reference("group")), "whose event it is", public=True),
    Field("scenes", ListOf(Reference("scene")), "situations in which it helps", public=True),
    Field("kind", Line(), "walk, talk, workshop, meetup…", public=True, attribute="category"),
    Field(
        "repeat",
        repeat_type(BY_DAY),
        "how it comes again",
        public=True,
        into=("repeat", "changes", "also", "then"),
    ),
    Field("campaign", Reference("campaign"), "the campaign it belongs to", public=True),
    Field("announced", Instant(), "when it was first made known", public=True),
    Field("still_on", DayOnly(), "when somebody last said that it goes on", public=True),
    Field("updated", Instant(), "when this file's facts last changed", public=True),
    Field("revision", Whole(), "raise it whenever time, place or status change", public=True),
    Field("aliases", ListOf(OldAddress()), "addresses it used to have", public=True),
    Field("uid", Line(), "keeps its identity when the file is renamed", public=True),
)
FIELDS: Final = tuple(sorted(_FIELDS, key=lambda field: _ORDER.index(field.name)))


def read(
    mapping: Mapping, id: RecordId, reading: Reading, zones: ReadOnly[RecordId, ZoneInfo]
) -> Event | None:
    """The event that a file describes; `zones` are the places' own."""
    reading.place_zones = zones
    reading.zone = zone_in(mapping, reading) or reading.around.zone
    reading.is_zone_named = not is_absent(mapping.get("timezone"))
    reading.day = _day_of(mapping, reading)
    values = read_fields(FIELDS, mapping, reading)
    span = span_of(values, "", reading.zone, reading)
    again = values.get("repeat", {})
    repeat = repeat_of(again, reading)
    few_enough(values.get("tags", ()), reading)
    if span is None or (repeat is None and again):
        return None
    series = series_of(span, repeat, again, reading) if repeat else {}
    if reading.is_broken:
        return None
    for name in ("start", "end", "timezone", "repeat"):
        values.pop(name, None)
    return made(Event, values, id, reading, span=span, repeat=repeat, **series)


def _day_of(mapping: Mapping, reading: Reading) -> date | None:
    """The day on which the event starts, where that can be read."""
    node = mapping.get("start")
    clock = None if node is None else Moment().read(node, "start", Reading("", reading.around))
    return clock.date() if isinstance(clock, datetime) else clock

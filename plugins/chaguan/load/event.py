"""Events."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from chaguan.model import Change, Event, Location, RecordId, Recording, Signup, Span, Status
from chaguan.source import Mapping, Node

from .fields import Field, ListOf, Part, is_absent, made, read_fields
from .links import Picture, Reference, WebAddress
from .loose_times import Clock, written
from .old_addresses import OldAddress
from .place import LOCATION
from .reading import Reading, Values
from .repeating import repeat_of, repeat_type
from .times import Instant, Moment, Zone
from .words import Choice, Line, Tag, TextByLanguage, Whole, few_enough

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
CHANGEABLE: Final = (
    Field("place", Reference("place"), "the id of a place", public=True),
    Field("location", Part(LOCATION, Location), "where, if that is no place of ours", public=True),
    Field("online", WebAddress(), "where to join from afar", public=True),
    Field("status", Choice(Status), "confirmed, tentative, postponed or cancelled", public=True),
    Field("status_note", TextByLanguage(), "why, in a sentence", public=True),
    Field("summary", TextByLanguage(), "one or two sentences", public=True),
    Field(
        "description", TextByLanguage(is_markdown=True), "everything else, in Markdown", public=True
    ),
)
TITLE: Final = Field("title", TextByLanguage(), "what it is called", public=True)
FIELDS: Final = (
    Field("title", TextByLanguage(), TITLE.about, is_required=True, public=True),
    Field("start", Moment(), TIMES[0].about, is_required=True, public=True, into=("span",)),
    TIMES[1],
    Field(
        "timezone",
        Zone(),
        "an IANA zone, where it is not the place's or the community's",
        public=True,
        into=("span",),
    ),
    *CHANGEABLE,
    Field("hosts", ListOf(Reference("person")), "who runs it", public=True),
    Field("speakers", ListOf(Reference("person")), "who speaks or teaches", public=True),
    Field("groups", ListOf(Reference("group")), "whose event it is", public=True),
    Field("scenes", ListOf(Reference("scene")), "situations in which it helps", public=True),
    Field("tags", ListOf(Tag()), "words to find it by", public=True),
    Field("kind", Line(), "walk, talk, workshop, meetup…", public=True, attribute="category"),
    Field("capacity", Whole(1), "how many can come", public=True),
    Field("cost", TextByLanguage(), "what it costs, in words", public=True),
    Field(
        "signup",
        Part(
            (
                Field("url", WebAddress(), "where to sign up", public=True),
                Field(
                    "until",
                    Instant(time(23, 59), is_local=True),
                    "the last moment to do so",
                    public=True,
                ),
            ),
            Signup,
        ),
        "url and until",
        public=True,
    ),
    Field(
        "repeat",
        repeat_type((TITLE, *TIMES, *CHANGEABLE)),
        "how it comes again",
        public=True,
        into=("repeat", "changes"),
    ),
    Field("image", Picture(), "a picture for it", public=True),
    Field("image_alt", TextByLanguage(), "what the picture shows", public=True),
    Field(
        "recordings", ListOf(RecordingType()), "what can be watched or read afterwards", public=True
    ),
    Field("updated", Instant(), "when this file's facts last changed", public=True),
    Field("revision", Whole(), "raise it whenever time, place or status change", public=True),
    Field("aliases", ListOf(OldAddress()), "addresses it used to have", public=True),
    Field("uid", Line(), "keeps its identity when the file is renamed", public=True),
)


def read(
    mapping: Mapping, id: RecordId, reading: Reading, zones: ReadOnly[RecordId, ZoneInfo]
) -> Event | None:
    """The event that a file describes; `zones` are the places' own."""
    reading.zone = _zone_of(mapping, reading, zones)
    reading.day = _day_of(mapping, reading)
    values = read_fields(FIELDS, mapping, reading)
    zone = reading.zone
    span = _span(values, "start", "end", zone, reading)
    repeat = repeat_of(values.get("repeat", {}), reading)
    changes = tuple(
        _change(day, changed, span, zone, reading)
        for day, changed in values.get("repeat", {}).get("moved", ())
        if span is not None
    )
    few_enough(values.get("tags", ()), reading)
    if reading.is_broken or span is None:
        return None
    for name in ("start", "end", "timezone", "repeat"):
        values.pop(name, None)
    return made(Event, values, id, reading, span=span, repeat=repeat, changes=changes)


def _zone_of(mapping: Mapping, reading: Reading, zones: ReadOnly[RecordId, ZoneInfo]) -> ZoneInfo:
    """The event's zone, else its place's, else the community's."""
    quiet = Reading(reading.path, reading.around)
    named, place = mapping.get("timezone"), mapping.get("place")
    zone = None
    if named is not None and not is_absent(named):
        zone = Zone().read(named, "timezone", quiet)
    if zone is None and place is not None and not is_absent(place):
        found = Line().read(place, "place", quiet)
        zone = zones.get(RecordId(found)) if found else None
    return zone or reading.around.zone


def _day_of(mapping: Mapping, reading: Reading) -> date | None:
    """The day on which the event starts, where that can be read."""
    node = mapping.get("start")
    clock = None if node is None else Moment().read(node, "start", Reading("", reading.around))
    return clock.date() if isinstance(clock, datetime) else clock


def _span(
    values: Values, start_name: str, end_name: str, zone: ZoneInfo, reading: Reading
) -> Span | None:
    start: Clock | None = values.get("start")
    end: Clock | None = values.get("end")
    if start is None:
        return None
    if end is not None and isinstance(start, datetime) is not isinstance(end, datetime):
        reading.error("EV104", reading.positions[end_name])
        return None
    if not isinstance(start, datetime):
        return Span.of_days(start, end or start, zone)
    if end == start:
        reading.warning("EV119", reading.positions[end_name], seen=written(start))
        end = None
    until = end.replace(tzinfo=zone) if isinstance(end, datetime) else None
    return Span.of_times(start.replace(tzinfo=zone), until)


def _change(day: date, values: Values, usual: Span, zone: ZoneInfo, reading: Reading) -> Change:
    """What is different on `day`; a new start alone keeps the length, a new end alone the start."""
    name = f"repeat.moved.{day.isoformat()}"
    span = None
    expected = usual.on(day)
    if "start" in values:
        span = _span(values, f"{name}.start", f"{name}.end", zone, reading)
        if span is not None and "end" not in values and not usual.open_ended:
            if span.all_day or usual.all_day:
                span = span if span.all_day != usual.all_day else usual.on(span.first_day)
            else:
                length = usual.end.timestamp() - usual.start.timestamp()
                ends = datetime.fromtimestamp(span.start.timestamp() + length, zone)
                span = Span.of_times(span.start, ends)
    elif "end" in values:
        starts = expected.first_day if usual.all_day else expected.start.replace(tzinfo=None)
        span = _span({**values, "start": starts}, f"{name}.end", f"{name}.end", zone, reading)
    kept = {name: value for name, value in values.items() if name not in ("start", "end")}
    return Change(original=day, span=span, **kept)

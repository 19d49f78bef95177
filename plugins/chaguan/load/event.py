"""Events."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from chaguan.model import Change, Event, RecordId, Recording, Signup, Span, Status, Text
from chaguan.source import Mapping, Node

from .fields import Field, ListOf, Part, is_absent, read_fields
from .links import Picture, Reference, WebAddress
from .old_addresses import OldAddress
from .place import LOCATION, location_of
from .reading import Reading, Values
from .repeating import repeat_of, repeat_type
from .times import Clock, Moment, Zone, at_clock, written
from .words import Choice, Line, Tag, TextByLanguage, Whole, few_enough

RECORDING: Final = (
    Field("url", WebAddress(), "where it is", is_required=True),
    Field("label", TextByLanguage(), "what it is"),
)


@dataclass(frozen=True, slots=True)
class RecordingType:
    """An address, or a map of `label` and `url`."""

    def read(self, node: Node, name: str, reading: Reading) -> Values | None:
        if isinstance(node, Mapping):
            return Part(RECORDING).read(node, name, reading)
        url = WebAddress().read(node, name, reading)
        return None if url is None else {"url": url}


TIMES: Final = (
    Field("start", Moment(), "2026-04-03 14:00 on the clock there; a day alone lasts all day"),
    Field("end", Moment(), "when it ends; of whole days, the last one"),
)
CHANGEABLE: Final = (
    Field("place", Reference("place"), "the id of a place"),
    Field("location", Part(LOCATION), "where, if that is no place of ours"),
    Field("online", WebAddress(), "where to join from afar"),
    Field("status", Choice(Status), "confirmed, tentative, postponed or cancelled"),
    Field("status_note", TextByLanguage(), "why, in a sentence"),
    Field("summary", TextByLanguage(), "one or two sentences"),
    Field("description", TextByLanguage(is_markdown=True), "everything else, in Markdown"),
)
TITLE: Final = Field("title", TextByLanguage(), "what it is called")
FIELDS: Final = (
    Field("title", TextByLanguage(), TITLE.about, is_required=True),
    Field("start", Moment(), TIMES[0].about, is_required=True),
    TIMES[1],
    Field("timezone", Zone(), "an IANA zone, where it is not the place's or the community's"),
    *CHANGEABLE,
    Field("hosts", ListOf(Reference("person")), "who runs it"),
    Field("speakers", ListOf(Reference("person")), "who speaks or teaches"),
    Field("groups", ListOf(Reference("group")), "whose event it is"),
    Field("scenes", ListOf(Reference("scene")), "situations in which it helps"),
    Field("tags", ListOf(Tag()), "words to find it by"),
    Field("kind", Line(), "walk, talk, workshop, meetup…"),
    Field("capacity", Whole(1), "how many can come"),
    Field("cost", TextByLanguage(), "what it costs, in words"),
    Field(
        "signup",
        Part(
            (
                Field("url", WebAddress(), "where to sign up"),
                Field("until", Moment(), "the last moment to do so"),
            )
        ),
        "url and until",
    ),
    Field("repeat", repeat_type((TITLE, *TIMES, *CHANGEABLE)), "how it comes again"),
    Field("image", Picture(), "a picture for it"),
    Field("image_alt", TextByLanguage(), "what the picture shows"),
    Field("recordings", ListOf(RecordingType()), "what can be watched or read afterwards"),
    Field("updated", Moment(), "when this file's facts last changed"),
    Field("revision", Whole(), "raise it whenever time, place or status change"),
    Field("aliases", ListOf(OldAddress()), "addresses it used to have"),
    Field("uid", Line(), "keeps its identity when the file is renamed"),
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
    return Event(
        id=id,
        path=reading.path,
        positions=reading.positions,
        uid=values.get("uid", ""),
        title=values["title"],
        span=span,
        place=values.get("place"),
        location=location_of(values["location"]) if "location" in values else None,
        online=values.get("online"),
        hosts=values.get("hosts", ()),
        speakers=values.get("speakers", ()),
        groups=values.get("groups", ()),
        scenes=values.get("scenes", ()),
        tags=values.get("tags", ()),
        form=values.get("kind", ""),
        status=values.get("status", Status.CONFIRMED),
        status_note=values.get("status_note", Text()),
        capacity=values.get("capacity"),
        cost=values.get("cost", Text()),
        signup=_signup(values["signup"], zone) if "signup" in values else None,
        repeat=repeat,
        changes=changes,
        image=values.get("image"),
        image_alt=values.get("image_alt", Text()),
        summary=values.get("summary", Text()),
        description=values.get("description", Text()),
        recordings=tuple(
            Recording(**{"label": Text(), **each}) for each in values.get("recordings", ())
        ),
        updated=at_clock(values.get("updated"), reading.around.zone),
        revision=values.get("revision", 0),
        aliases=values.get("aliases", ()),
    )


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
    return Change(
        original=day,
        span=span,
        title=values.get("title"),
        place=values.get("place"),
        location=location_of(values["location"]) if "location" in values else None,
        online=values.get("online"),
        status=values.get("status"),
        status_note=values.get("status_note"),
        summary=values.get("summary"),
        description=values.get("description"),
    )


def _signup(values: Values, zone: ZoneInfo) -> Signup:
    return Signup(url=values.get("url"), until=at_clock(values.get("until"), zone, time(23, 59)))

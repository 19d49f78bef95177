"""Fields of a series that belong to days: what is off, what is added, what changes."""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnly
from datetime import date, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from chaguan.model import Days, RecordId
from chaguan.model.frozen import dataclass
from chaguan.source import Mapping, Node, Scalar, Sequence

from .fields import Field, FieldType, is_absent, read_fields
from .other_words import NUMERAL, han_number
from .reading import Reading, Values
from .times import DayOnly, Instant, Zone
from .words import Line

NONE: Final = "none"
"""Takes away what the series has; no record may be called so."""
_RANGE = re.compile(r"(\S+) +to +(\S+)")
_BEFORE = re.compile(r"(\d{1,3}) +(hour|day|week)s? +before", re.I)
_LENGTH = re.compile(r"(\d{1,3}) +(day|week|month)s?", re.I)
_DAYS: Final = {"day": 1, "week": 7, "month": 30}
_LENGTHS: Final = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}


@dataclass(frozen=True, slots=True)
class DayOrDays:
    """`2026-04-03`, or `2026-12-20 to 2027-01-06`, both inclusive."""

    def read(self, node: Node, name: str, reading: Reading) -> date | Days | None:
        found = _RANGE.fullmatch(node.value.strip()) if isinstance(node, Scalar) else None
        if found is None or not isinstance(node, Scalar):
            return DayOnly().read(node, name, reading)
        parts = (Scalar(part, node.position) for part in found.groups())
        first, last = (DayOnly().read(part, name, reading) for part in parts)
        if first is None or last is None:
            return None
        if first > last:
            near = f"{last.isoformat()} to {first.isoformat()}"
            reading.error("EV121", node.position, seen=node.value, near=near)
            return None
        return Days(first, last)


@dataclass(frozen=True, slots=True)
class OrNone:
    """A value, or `none`: what the series has is not there on this day."""

    of: FieldType

    def read(self, node: Node, name: str, reading: Reading) -> Any:
        if isinstance(node, Scalar) and node.value.strip().casefold() == NONE:
            return NONE
        return self.of.read(node, name, reading)


@dataclass(frozen=True, slots=True)
class NotNone:
    """A value that may not be `none`: an event has what it has, and no line for the rest."""

    of: FieldType

    def read(self, node: Node, name: str, reading: Reading) -> Any:
        if isinstance(node, Scalar) and node.value.strip().casefold() == NONE:
            reading.error("EV128", node.position, field=name)
            return None
        return self.of.read(node, name, reading)


_BEFORE_IN_WORDS = re.compile(
    rf"(?:活動|聚會)?(?:(?:(?P<digits>\d{{1,2}})|(?P<number>{NUMERAL}{{1,3}}))\s*[天日](?:以)?前"
    rf"|前(?P<ahead>{NUMERAL})[天日])(?:截止)?"
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the event's clock, or how long before each day: `2 days before`."""

    instant: Instant

    def read(self, node: Node, name: str, reading: Reading) -> Any:
        found = _BEFORE.fullmatch(node.value.strip()) if isinstance(node, Scalar) else None
        if found is not None:
            return int(found[1]) * _LENGTHS[found[2].lower()]
        if isinstance(node, Scalar) and (said := _BEFORE_IN_WORDS.fullmatch(node.value.strip())):
            seen = node.value.strip()
            number = int(said["digits"] or 0) or han_number(said["number"] or said["ahead"])
            reading.meant(
                node.position, name, seen=seen, fix=f"{number} day{'s' * (number != 1)} before"
            )
            return None
        return self.instant.read(node, name, reading)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: `8 weeks`."""

    def read(self, node: Node, name: str, reading: Reading) -> timedelta | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        found = _LENGTH.fullmatch(line)
        if found is None or not int(found[1]):
            reading.error("EV137", node.position, seen=line)
            return None
        return int(found[1]) * timedelta(days=_DAYS[found[2].lower()])


@dataclass(frozen=True, slots=True)
class Dated:
    """What is written under one day of a series."""

    day: date
    name: str
    """Where in the file, as positions are named."""
    values: Values
    zone: ZoneInfo | None = None
    """The clock of that day, where it is not the series'."""


@dataclass(frozen=True, slots=True)
class Changes:
    """`moved`, `then`: a map from a day to the fields that change; `also`: a list of such, too."""

    fields: tuple[Field, ...]
    is_list: bool = False
    """Days without anything changed may stand in a list."""
    is_old: bool = False
    """Files of Chaguan 0.1 have it, and read their times on the series' clock."""

    def read(self, node: Node, name: str, reading: Reading) -> tuple[Dated, ...]:
        if isinstance(node, Mapping):
            found = [self._dated(key, item, name, reading) for key, item in node.entries]
        elif self.is_list:
            items = node.items if isinstance(node, Sequence) else (node,)
            found = [each for item in items for each in self._listed(item, name, reading)]
        else:
            reading.error("FD106", node.position, field=name, example="2026-04-03")
            return ()
        return tuple(sorted(filter(None, found), key=lambda each: each.day))

    def _listed(self, item: Node, name: str, reading: Reading) -> list[Dated | None]:
        if isinstance(item, Mapping):
            return [self._dated(key, value, name, reading) for key, value in item.entries]
        day = DayOnly().read(item, name, reading)
        if day is None:
            return []
        dotted = f"{name}.{day.isoformat()}"
        reading.positions[dotted] = item.position
        return [Dated(day, dotted, {})]

    def _dated(self, key: Scalar, item: Node, name: str, reading: Reading) -> Dated | None:
        day = DayOnly().read(key, name, reading)
        if not isinstance(item, Mapping):
            reading.error("FD106", item.position, field=f"{name}.{key.value}", example="start")
            return None
        if day is None:
            return None
        dotted = f"{name}.{day.isoformat()}"
        reading.positions[dotted] = key.position
        for inner, value in item.entries:
            if inner.value in ("place", "online") and is_absent(value):
                reading.error("EV127", inner.position, field=f"{dotted}.{inner.value}")
        zone, usual, around = zone_in(item, reading), reading.zone, reading.day
        if self.is_old and zone and usual and zone.key != usual.key and not item.get("timezone"):
            place = item.get("place")
            position = place.position if place else key.position
            reading.warning("TM111", position, zone=zone.key, before=usual.key)
        reading.zone, reading.day = zone or usual, day
        values = read_fields(self.fields, item, reading, f"{dotted}.")
        reading.zone, reading.day = usual, around
        return Dated(day, dotted, values, zone)


def zone_in(mapping: Mapping, reading: Reading) -> ZoneInfo | None:
    """The clock that a map names: its `timezone`, else its place's; None where it names none.

    At a place without a zone of its own the community's clocks hang, unless the event names one.
    """
    quiet = Reading(reading.path, reading.around)
    named, place = mapping.get("timezone"), mapping.get("place")
    if named is not None and not is_absent(named):
        return Zone().read(named, "timezone", quiet)
    if place is None or is_absent(place):
        return None
    found = Line().read(place, "place", quiet)
    if not found or found == NONE:
        return None
    return reading.place_zones.get(RecordId(found)) or (
        None if reading.is_zone_named else reading.around.zone
    )


def changed_values(values: ReadOnly[str, Any]) -> dict[str, Any]:
    """What a day says of an event, as a `Change` takes it."""
    kept = {name: value for name, value in values.items() if name not in _ASIDE and value != NONE}
    without = tuple(name for name in ("place", "online") if values.get(name) == NONE)
    return kept | ({"without": without} if without else {})


_ASIDE: Final = ("start", "end", "timezone", "every", "interval", "on")

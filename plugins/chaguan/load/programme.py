"""What an event says of its inside: the programme, and who is still wanted."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time
from typing import Any, Final

from chaguan.model import AgendaItem, Call, Wanted
from chaguan.model.frozen import dataclass
from chaguan.source import Node

from .fields import Field, ListOf, Part
from .links import Reference, WebAddress
from .reading import Reading
from .times import Instant, Moment
from .words import Choice, Line, TextByLanguage

_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class ClockOrMoment:
    """`19:30` on the event's day, or `2026-04-03 19:30` on another: days after it, and a clock."""

    def read(self, node: Node, name: str, reading: Reading) -> tuple[int, time] | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        plain = unicodedata.normalize("NFKC", line)
        if found := _CLOCK.fullmatch(plain):
            hour, minute = int(found[1]), int(found[2])
            if hour < 24 and minute < 60:
                return 0, time(hour, minute)
        elif isinstance(moment := Moment().read(node, name, _quiet(reading)), datetime):
            return (moment.date() - reading.day).days if reading.day else 0, moment.time()
        reading.error("FD141", node.position, seen=line)
        return None


def _quiet(reading: Reading) -> Reading:
    return Reading(reading.path, reading.around, zone=reading.zone, day=reading.day)


def _agenda_item(*, at: tuple[int, time] | None = None, **values: Any) -> AgendaItem:
    if at is None:
        return AgendaItem(**values)
    return AgendaItem(day=at[0], at=at[1], **values)


AGENDA: Final = (
    Field("at", ClockOrMoment(), "19:30, or 2026-04-03 19:30", public=True, into=("at", "day")),
    Field("title", TextByLanguage(), "what it is called", is_required=True, public=True),
    Field("room", TextByLanguage(), "in which room", public=True),
    Field("speakers", ListOf(Reference("person")), "who speaks or plays", public=True),
    Field("about", TextByLanguage(), "a sentence about it", public=True),
)
CALLS: Final = (
    Field("for", Choice(Wanted), "speakers, helpers or makers", is_required=True, public=True,
          attribute="wanted"),
    Field("until", Instant(time(23, 59), is_local=True), "the last moment to say so", public=True),
    Field("url", WebAddress(), "where to say so", public=True),
    Field("about", TextByLanguage(), "what is needed", public=True),
)  # fmt: skip
AGENDA_FIELD: Final = Field(
    "agenda", ListOf(Part(AGENDA, _agenda_item)), "the programme, by time", public=True
)
CALLS_FIELD: Final = Field("calls", ListOf(Part(CALLS, Call)), "who is wanted", public=True)

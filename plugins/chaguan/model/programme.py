"""The inside of an event: its programme, and who is still wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from .record import RecordId, Url
from .span import Span
from .text import Text


class Wanted(StrEnum):
    """Whom an event still looks for."""

    SPEAKERS = "speakers"
    HELPERS = "helpers"
    MAKERS = "makers"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A piece of the programme."""

    title: Text
    at: time | None = None
    """The time of the clock; None where nobody has said."""
    day: int = 0
    """How many days after the event's first day."""
    room: Text = Text()
    speakers: tuple[RecordId, ...] = ()
    about: Text = Text()

    def on(self, span: Span) -> datetime | None:
        """When it is where the event lasts for `span`.

        A clock before that of the start is the next day's, where the event goes on until then.
        """
        if self.at is None:
            return None
        first = datetime.combine(span.first_day + timedelta(days=self.day), self.at, span.zone)
        if self.day or first >= span.start or span.all_day or span.open_ended:
            return first
        later = datetime.combine(span.first_day + timedelta(days=1), self.at, span.zone)
        return later if later <= span.end else first


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Who is still wanted."""

    wanted: Wanted
    """`for` in the file."""
    until: datetime | None = None
    """The last moment, in the event's zone."""
    url: Url | None = None
    about: Text = Text()


def in_order(
    agenda: Iterable[AgendaItem], span: Span
) -> tuple[tuple[datetime | None, AgendaItem], ...]:
    """The programme with its moments, by time; as written where something says no time."""
    found = tuple((item.on(span), item) for item in agenda)
    if any(moment is None for moment, _ in found):
        return found
    return tuple(sorted(found, key=lambda each: each[0].timestamp() if each[0] else 0.0))

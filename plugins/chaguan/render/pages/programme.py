"""The inside of an event: its programme, who is wanted, and how many came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Final

from chaguan.model import AgendaItem, Call, Change, Event, Span
from chaguan.model.event_parts import in_order
from chaguan.model.frozen import dataclass
from chaguan.render.html.event_facts import until_words
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.text.localized import clock_words, day_words

MOST_HELD: Final = 12
"""Past days of a series, of which its page tells who came and helped."""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A piece of the programme."""

    clock: str
    iso: str
    title: str
    language: str
    room: str
    speakers: tuple[Link, ...]
    about: str


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """The programme of one day."""

    heading: str
    """The day; empty where there is only one."""
    items: tuple[AgendaLine, ...]


@dataclass(frozen=True, slots=True)
class CallLine:
    """Who is wanted."""

    whom: str
    about: str
    url: str
    until: str
    ends: datetime | None
    is_closed: bool


def agenda_days(
    agenda: Sequence[AgendaItem], span: Span, view: PageContext
) -> tuple[AgendaDay, ...]:
    """The programme day by day; what says no time goes with what is before it."""
    days: list[tuple[date | None, AgendaLine]] = []
    for moment, item in in_order(agenda, span):
        day = moment.date() if moment else (days[-1][0] if days else None)
        days.append((day, _agenda_line(item, moment, view)))
    several = len({day for day, _ in days}) > 1
    return tuple(
        AgendaDay(
            heading=day_words(day, view.language) if day and several else "",
            items=tuple(line for _, line in lines),
        )
        for day, lines in groupby(days, key=lambda each: each[0])
    )


def _agenda_line(item: AgendaItem, moment: datetime | None, view: PageContext) -> AgendaLine:
    title = view.best(item.title)
    return AgendaLine(
        clock=clock_words(moment) if moment else "",
        iso=moment.isoformat() if moment else "",
        title=title.text,
        language=view.foreign(title.language),
        room=view.best(item.room).text,
        speakers=view.people(item.speakers),
        about=view.best(item.about).text,
    )


def call_line(call: Call, view: PageContext) -> CallLine:
    """Who is wanted, and until when."""
    return CallLine(
        whom=view.words(f"event.wanted.{call.wanted.value}"),
        about=view.best(call.about).text,
        url=call.url or "",
        until=until_words(call.until, view.words),
        ends=call.until,
        is_closed=call.until is not None and view.clock.has_come(call.until),
    )


@dataclass(frozen=True, slots=True)
class HeldDay:
    """A day of a series that is over, where somebody counted or was thanked."""

    day: str
    came: str
    credits: tuple[tuple[str, tuple[Link, ...]], ...]
    """Role in words, and who helped."""


def held_days(event: Event, view: PageContext) -> tuple[HeldDay, ...]:
    """The last days that tell who came and who helped, the latest first."""
    said = [event.occurrence(each.original, each) for each in event.changes if _is_told(each)]
    said += [event.further(each) for each in event.also if _is_told(each)]
    over = [each for each in said if not each.is_off and view.clock.has_come(each.span.end)]
    over.sort(key=lambda each: each.span.start, reverse=True)
    return tuple(
        HeldDay(
            day=day_words(each.span.first_day, view.language),
            came=came_words(each.event, view),
            credits=credits_of(each.event, view),
        )
        for each in over[:MOST_HELD]
    )


def _is_told(change: Change) -> bool:
    return change.came is not None or bool(change.credits)


def credits_of(event: Event, view: PageContext) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Who helped, by role in words."""
    return tuple((view.words.of("role", role), view.people(ids)) for role, ids in event.credits)


def came_words(event: Event, view: PageContext) -> str:
    """How many were there, and how many of them for the first time."""
    if event.came is None:
        return ""
    came = view.words.count("event.came", event.came)
    return f"{came} {view.words('event.new', number=event.new)}" if event.new else came

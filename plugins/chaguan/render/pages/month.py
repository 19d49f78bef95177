"""What the calendar of a month shows."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta

from chaguan.model import Occurrence, Span
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.text.localized import day_and_month, month_words, weekdays
from chaguan.site.event_lists import EventLists
from chaguan.site.urls import Address

from .event_cards import EventCard, event_card

GOES_ON = "goes-on"
"""What began before, as a cell of the grid marks it."""


@dataclass(frozen=True, slots=True)
class MonthEvent:
    """An event on one of its days, as a cell of the grid names it."""

    link: Link
    clock: str
    """When it begins; empty where it began before or lasts all day."""
    status: str


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the month."""

    number: int
    iso: str
    words: str
    """With its weekday."""
    count: str
    """How many events, in words; empty for none."""
    entries: tuple[MonthEvent, ...]
    cards: tuple[EventCard, ...]
    """What begins on it, or goes on when the month begins."""
    going_on: tuple[Link, ...]
    """What began on an earlier day of the month."""


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month as a grid, and its days with events."""

    name: str
    weekdays: tuple[tuple[int, str, str], ...]
    weeks: tuple[tuple[MonthDay | None, ...], ...]
    days: tuple[MonthDay, ...]
    """Those on which something is on."""
    earlier: Link | None
    later: Link | None
    all: Address
    past: Address


def month_page(first: date, view: PageContext) -> MonthPage:
    """The calendar of the month that begins on `first`."""
    lists = EventLists(view.index, view.clock)
    by_day: dict[date, list[Occurrence]] = defaultdict(list)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    for each in lists.in_month(first):
        span = _span(each, view)
        day = max(first, span.first_day)
        while day <= min(last, span.last_day):
            by_day[day].append(each)
            day += timedelta(days=1)
    every = [_day(first.replace(day=n), by_day, first, view) for n in range(1, last.day + 1)]
    padded = [*[None] * first.weekday(), *every, *[None] * (6 - last.weekday())]
    others = lists.months()
    at = others.index(first)
    return MonthPage(
        name=month_words(first, view.language),
        weekdays=weekdays(view.language),
        weeks=tuple(tuple(padded[n : n + 7]) for n in range(0, len(padded), 7)),
        days=tuple(day for day in every if day.entries),
        earlier=_link(others[at - 1], view) if at else None,
        later=_link(others[at + 1], view) if at + 1 < len(others) else None,
        all=view.addresses.section("event", view.language),
        past=view.addresses.past(view.language),
    )


def _day(
    day: date, by_day: dict[date, list[Occurrence]], first: date, view: PageContext
) -> MonthDay:
    here = by_day.get(day, [])
    begun = [each for each in here if max(first, _span(each, view).first_day) < day]
    begins = [each for each in here if max(first, _span(each, view).first_day) == day]
    cards = tuple(event_card(each, view) for each in begins)
    going_on = tuple(_entry(event_card(each, view)).link for each in begun)
    entries = (
        *(_entry(card) for card in cards),
        *(MonthEvent(link, "", GOES_ON) for link in going_on),
    )
    return MonthDay(
        number=day.day,
        iso=day.isoformat(),
        words=day_and_month(day, view.language),
        count=view.words.count("month.events", len(here)) if here else "",
        entries=entries,
        cards=cards,
        going_on=going_on,
    )


def _entry(card: EventCard) -> MonthEvent:
    link = Link(card.title, card.href, card.language)
    return MonthEvent(link, card.clock[:5], card.status)


def _span(occurrence: Occurrence, view: PageContext) -> Span:
    """When it is on the community's clocks, which the whole month is about."""
    return occurrence.span.seen_from(view.community.settings.zone)


def _link(month: date, view: PageContext) -> Link:
    return Link(month_words(month, view.language), view.addresses.month(month, view.language).url)

"""What stands beside a list of events on a desk: a small month, what to join, the newest story."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from chaguan.render.html.event_facts import signup_words
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.text.dates import date_words, month_words, weekdays
from chaguan.site.event_lists import EventLists

from .cards import PostCard, post_card
from .lists import newest

MOST_TO_JOIN = 4


@dataclass(frozen=True, slots=True)
class SmallDay:
    """A day of the small month."""

    number: int
    iso: str
    words: str
    """The day and how much is on; empty where nothing is."""
    href: str
    """The day in the calendar of its month; empty where nothing is on."""


@dataclass(frozen=True, slots=True)
class Joining:
    """What one can sign up for or take part in now."""

    link: Link
    until: str
    """In words; empty where there is no end."""
    ends: datetime | None


@dataclass(frozen=True, slots=True)
class EventAside:
    """What stands beside a list of events."""

    month: Link
    weekdays: tuple[tuple[int, str, str], ...]
    weeks: tuple[tuple[SmallDay | None, ...], ...]
    joining: tuple[Joining, ...]
    story: PostCard | None


def event_aside(view: PageContext) -> EventAside:
    """For all lists of events of a language, the same."""
    return view.index.recorder.remembered(view.memory, ("event aside",), lambda: _aside(view))


def _aside(view: PageContext) -> EventAside:
    first = view.clock.today(view.community.settings.zone).replace(day=1)
    page = view.addresses.month(first, view.language).url
    stories = newest(view, 2)
    return EventAside(
        month=Link(month_words(first, view.language), page),
        weekdays=weekdays(view.language),
        weeks=_weeks(first, page, view),
        joining=_joining(view),
        story=post_card(max(stories, key=lambda each: each.date), view) if stories else None,
    )


def _weeks(first: date, page: str, view: PageContext) -> tuple[tuple[SmallDay | None, ...], ...]:
    counts: dict[int, int] = {}
    last = monthrange(first.year, first.month)[1]
    for each in EventLists(view.index, view.clock).in_month(first):
        span = each.span.seen_from(view.community.settings.zone)
        if (span.first_day.year, span.first_day.month) == (first.year, first.month):
            counts[span.first_day.day] = counts.get(span.first_day.day, 0) + 1
    days: list[SmallDay | None] = [None] * first.weekday()
    for number in range(1, last + 1):
        iso, count = first.replace(day=number).isoformat(), counts.get(number, 0)
        said = view.words.count("month.events", count) if count else ""
        words = f"{date_words(first.replace(day=number), view.language)}: {said}" if count else ""
        days.append(SmallDay(number, iso, words, f"{page}#d-{iso}" if count else ""))
    days += [None] * (-len(days) % 7)
    return tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7))


def _joining(view: PageContext) -> tuple[Joining, ...]:
    """What closes first before others."""
    found: list[tuple[datetime, Joining]] = []
    for row in EventLists(view.index, view.clock).coming():
        event = row.next.event
        until = event.signup.until if event.signup else None
        if until is None or view.clock.has_come(until) or row.next.is_off:
            continue
        if event.signup and event.signup.is_full:
            continue
        name = view.best(event.title)
        link = Link(name.text, view.event_address(event).url, view.foreign(name.language))
        found.append((until, Joining(link, signup_words(until, view), until)))
    found.sort(key=lambda each: (each[0], each[1].link.href))
    return tuple(joining for _, joining in found[:MOST_TO_JOIN])

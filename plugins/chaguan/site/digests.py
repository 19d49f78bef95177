"""Which weeks have a digest: those that are over, from the first one on, in which there was news.

A digest is about a week that is over, and is out on the Monday after it at 00:00 on the
community's clock. What is on is looked at from that Monday, however late it is built.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from chaguan.model import Occurrence, Week

from .clock import Clock
from .index import Index
from .occurrences import between
from .weeks import Found

_A_DAY: Final = timedelta(days=1)
MOST: Final = 520
"""Weeks that have a digest: ten years of them, the latest."""


def out(week: Week, index: Index) -> datetime:
    """When the digest of a week is out: on Monday, aware."""
    return week.next.begins(index.settings.zone)


def week_news(week: Week, index: Index) -> Found:
    """What was new in a week: each part that has something, and the ids of its records."""
    return index.week(week.monday.isoformat())


def week_ahead(week: Week, index: Index) -> tuple[Occurrence, ...]:
    """What is on in the week after a week; what is off stays among it."""
    ahead, zone = week.next, index.settings.zone
    months = dict.fromkeys((day.year, day.month) for day in (ahead.monday, ahead.sunday))
    events = {event.id: event for month in months for event in index.events_in(*month)}
    return between(events.values(), ahead.monday, ahead.sunday, zone)


def digest_weeks(index: Index, clock: Clock) -> tuple[Week, ...]:
    """The weeks that have a digest, the latest first."""
    first = index.settings.digest
    if first is None:
        return ()
    week = Week.of(clock.today(index.settings.zone))
    found: list[Week] = []
    while (week := Week.of(week.monday - _A_DAY)) >= first and len(found) < MOST:
        if week_news(week, index) or week_ahead(week, index):
            found.append(week)
    return tuple(found)

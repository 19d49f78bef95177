"""What a neighbour has on: from its `api/community.json` and calendar, or from any calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Final
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from chaguan.load.gathered import MOST_EVENTS
from chaguan.model import GatheredCalendar, NearbyEvent, Neighbour
from chaguan.site.gathered import is_taken

from .apart import apart
from .calendar import AHEAD, NoCalendarError, days_of, event_of
from .fetch import Answer, NotFetchedError
from .town import Ask, Town

OF_A_SERIES: Final = 3
"""Days of one series, the next ones."""
API: Final = "api/community.json"


def places_to_ask(url: str) -> tuple[str, ...]:
    """Where a neighbour's events may be: what its line names, or the data of its site."""
    parts = urlsplit(url)
    if parts.query or parts.path.lower().endswith((".ics", ".ical", ".json")):
        return (url,)
    return (urljoin(url if url.endswith("/") else f"{url}/", API), url)


def found_in(answer: Answer, ask: Ask, zone: ZoneInfo, today: date) -> tuple[NearbyEvent, ...]:
    """The events in an answer; `ask` fetches the calendar in which a town's series are unrolled.

    Raises NotFetchedError.
    """
    try:
        if answer.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
            return _in_order(Town(answer, ask, zone, today).events())
        days = apart(days_of, answer.body, zone, today, today + AHEAD)
    except NoCalendarError as failure:
        raise NotFetchedError("no_calendar") from failure
    return _in_order(filter(None, map(event_of, days)))


def _order(event: NearbyEvent) -> tuple[datetime, str, str]:
    return event.span.start, event.uid, str(event.day)


def _in_order(events: Iterable[NearbyEvent]) -> tuple[NearbyEvent, ...]:
    by_key = {(each.uid, each.day): each for each in events}
    return tuple(sorted(by_key.values(), key=_order))


def kept_of(
    old: GatheredCalendar,
    found: tuple[NearbyEvent, ...],
    neighbour: Neighbour,
    now: datetime,
) -> tuple[NearbyEvent, ...]:
    """What is kept of what was `found`, and of what has vanished since: marked until its day.

    At most `MOST_EVENTS`, the soonest.
    """
    today = now.date()
    coming = [each for each in found if each.span.end > now]
    taken = [each for each in coming if is_taken(neighbour.take, each.scenes, each.tags)]
    of_series: Counter[str] = Counter()
    chosen = []
    for each in taken:
        of_series[each.uid] += each.day is not None
        if each.day is None or of_series[each.uid] <= OF_A_SERIES:
            chosen.append(each)
    there = {(each.uid, each.day) for each in found}
    uids = {each.uid for each in found if each.day is None}
    for each in old.events:
        is_gone = (each.uid, each.day) not in there and each.uid not in uids
        if is_gone and each.span.end > now and is_taken(neighbour.take, each.scenes, each.tags):
            chosen.append(replace(each, missing=each.missing or today))
    return _in_order(chosen)[:MOST_EVENTS]

"""The days of a neighbour's calendar: iCalendar as every program writes it, series unrolled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from chaguan.importing.ics import MOST, mended
from chaguan.importing.ics_group import PRIVATE
from chaguan.importing.rules import Rule
from chaguan.importing.zones import zone_called
from chaguan.load.gathered import TITLE
from chaguan.load.json_values import is_address
from chaguan.load.times import zone_names
from chaguan.model import NearbyEvent, Span, Status, Text, Url
from chaguan.model.frozen import dataclass

from .words import one_line, text_of_anything

AHEAD: Final = timedelta(days=366)
"""How far ahead events are looked for."""
STATUSES: Final = {"TENTATIVE": Status.TENTATIVE, "CANCELLED": Status.CANCELLED}
LONGEST: Final = timedelta(days=366)
"""What lasts for longer has a mistake in its end."""
_BROKEN: Final = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)
"""What calendar libraries raise for values of strangers."""
_WITHIN_DAYS: Final = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})


class NoCalendarError(Exception):
    """These bytes are no calendar, or only the beginning of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One day of an event of a calendar; its words are as they were found."""

    uid: str
    original: date | None
    """Of a series, the day as the pattern has it."""
    span: Span
    summary: str
    location: str
    url: str
    categories: tuple[str, ...]
    status: Status
    revision: int
    updated: datetime | None
    is_changed: bool = False
    """Its words are not those of the series."""


def days_of(body: bytes, zone: ZoneInfo, first: date, last: date) -> tuple[CalendarDay, ...]:
    """What is on from `first` to `last`, soonest first. Raises NoCalendarError.

    Times without a zone are on the calendar's clock, else on that of `zone`. What is private is
    left out, and so is a series that comes several times a day or on no day at all.
    """
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call] # else zones of one name mix
    if b"END:VCALENDAR" not in body.upper()[-4096:]:
        raise NoCalendarError
    try:
        calendars = icalendar.Calendar.from_ical(mended(body), multiple=True)
    except (*_BROKEN, RecursionError) as failure:
        raise NoCalendarError from failure
    if not calendars or any(each.name != "VCALENDAR" for each in calendars):
        raise NoCalendarError
    found: list[CalendarDay] = []
    for each in calendars:
        own = zone_called(str(each.get("X-WR-TIMEZONE") or "")) or zone
        found += _Calendar(each, own).days(first, last)
    return tuple(sorted(found, key=lambda each: (each.span.start, each.uid, str(each.original))))


def event_of(day: CalendarDay) -> NearbyEvent | None:
    """A day of a calendar; None where it has no title."""
    title = line_of(day.summary, TITLE)
    if not title:
        return None
    return NearbyEvent(
        uid=line_of(day.uid, 500) or title,
        day=day.original,
        title=Text.plain(title),
        span=day.span,
        place=plain_text(line_of(day.location, TITLE)),
        is_online=is_address(day.location.strip()),
        urls=(("", Url(day.url)),) if is_address(day.url) else (),
        status=day.status,
        tags=lines_of(day.categories),
        revision=day.revision,
        updated=day.updated,
    )


def line_of(words: str, most: int) -> str:
    return one_line(text_of_anything(words), most)


def plain_text(words: str) -> Text:
    return Text.plain(words) if words else Text()


def lines_of(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (line_of(each, 100) for each in words))))[:30]


class _Calendar:
    def __init__(self, component: Any, zone: ZoneInfo) -> None:
        self._zone = zone
        self._zones = component.walk("VTIMEZONE")
        self._groups: dict[str, list[Any]] = defaultdict(list)
        events = [each for each in component.subcomponents if each.name == "VEVENT"]
        if len(events) > MOST:
            raise NoCalendarError
        for each in events:
            if str(each.get("CLASS") or "").upper() not in PRIVATE and _has_start(each):
                self._name_zones(each)
                self._groups[_uid(each)].append(each)

    def days(self, first: date, last: date) -> Iterator[CalendarDay]:
        for uid, components in self._groups.items():
            try:
                yield from list(self._of(uid, components, first, last))
            except _BROKEN:
                continue  # one event of a stranger's that nobody can read

    def _of(
        self, uid: str, components: list[Any], first: date, last: date
    ) -> Iterator[CalendarDay]:
        masters = [each for each in components if "RECURRENCE-ID" not in each]
        changes = [each for each in components if "RECURRENCE-ID" in each]
        master = max(masters, key=_sequence, default=None)
        if master is None or not any(name in master for name in ("RRULE", "RDATE")):
            for each in (*([master] if master is not None else []), *changes):
                original = self._original(each) if each is not master else None
                day = self._day(each, uid, original, is_changed=False)
                if first <= day.span.last_day and day.span.first_day <= last:
                    yield day
            return
        if not _is_daily(master):
            return
        calendar = icalendar.Calendar()
        for each in (*self._zones, master, *changes):
            calendar.add_component(each)
        query = recurring_ical_events.of(calendar, keep_recurrence_attributes=True)
        for event in query.between(first - timedelta(days=1), last + timedelta(days=2)):
            differs = any(
                str(event.get(name) or "") != str(master.get(name) or "")
                for name in ("SUMMARY", "LOCATION")
            )
            original = self._original(event) if "RECURRENCE-ID" in event else None
            day = self._day(event, uid, original, is_changed=differs)
            if first <= day.span.last_day and day.span.first_day <= last:
                yield day

    def _day(self, event: Any, uid: str, original: date | None, *, is_changed: bool) -> CalendarDay:
        status = str(event.get("STATUS") or "").upper()
        return CalendarDay(
            uid=uid,
            original=original,
            span=self._span(event),
            summary=str(event.get("SUMMARY") or ""),
            location=str(event.get("LOCATION") or ""),
            url=str(event.get("URL") or ""),
            categories=_categories(event),
            status=STATUSES.get(status, Status.CONFIRMED),
            revision=_sequence(event),
            updated=_stamp(event),
            is_changed=is_changed,
        )

    def _original(self, event: Any) -> date:
        value = event["RECURRENCE-ID"].dt
        if not isinstance(value, datetime):
            assert isinstance(value, date)
            return value
        start = event["DTSTART"].dt
        own = start.tzinfo if isinstance(start, datetime) else None
        return (value.astimezone(own) if value.tzinfo and own else value).date()

    def _name_zones(self, event: Any) -> None:
        """Put what is on no clock on one: by the names of Windows, else the calendar's own."""
        for name in ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"):
            said = event.get(name)
            for prop in said if isinstance(said, list) else [said]:
                zone = zone_called(str(getattr(prop, "params", {}).get("TZID") or ""))
                for each in getattr(prop, "dts", [prop]):
                    value = getattr(each, "dt", None)
                    if isinstance(value, datetime) and value.tzinfo is None:
                        each.dt = value.replace(tzinfo=zone or self._zone)

    def _span(self, event: Any) -> Span:
        """From when to when; the last of whole days is inclusive."""
        start = event["DTSTART"].dt
        end = getattr(event.get("DTEND"), "dt", None)
        length = getattr(event.get("DURATION"), "dt", None)
        if not isinstance(start, datetime):
            last = end if end is not None else start + (length or timedelta(days=1))
            last = last.date() if isinstance(last, datetime) else last
            last = max(start, last - timedelta(days=1))
            return Span.of_days(start, min(last, start + LONGEST), self._zone)
        begins = self._aware(start)
        until = None
        if isinstance(end, datetime):
            until = self._aware(end).astimezone(begins.tzinfo)
        elif isinstance(length, timedelta):
            until = (begins.astimezone(UTC) + length).astimezone(begins.tzinfo)
        if until is not None and not begins < until <= begins + LONGEST:
            until = None
        return Span.of_times(begins, until)

    def _aware(self, value: datetime) -> datetime:
        """A time on the clock of a named zone: its own, else the calendar's."""
        zone = value.tzinfo
        if isinstance(zone, ZoneInfo) and zone.key in zone_names():
            return value
        aware = value if zone is not None else value.replace(tzinfo=self._zone)
        return aware.astimezone(self._zone)


def _uid(event: Any) -> str:
    own = str(event.get("UID") or "").strip()
    return own or f"{event.get('SUMMARY')} {event['DTSTART'].to_ical().decode()}"


def _has_start(event: Any) -> bool:
    try:
        return isinstance(event["DTSTART"].dt, date)
    except _BROKEN:
        return False


def _is_daily(master: Any) -> bool:
    """Whether its rules give at most one time a day, and some day at all."""
    said = master.get("RRULE")
    lists = said if isinstance(said, list) else [said] if said is not None else []
    start = master["DTSTART"].dt
    first = start.date() if isinstance(start, datetime) else start
    for each in lists:
        rule = Rule.of(each)
        if rule is None or rule.is_subdaily or _WITHIN_DAYS & rule.by.keys():
            return False
        if rule.falls_on_no_day(first) or _never(rule):
            return False
    return True


def _never(rule: Rule) -> bool:
    """Whether a rule asks for a day that its months do not have."""
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
    months = [int(each) for each in rule.by.get("BYMONTH", ())] or list(range(1, 13))
    days = [abs(int(each)) for each in rule.by.get("BYMONTHDAY", ())]
    return bool(days) and all(day > longest.get(m, 31) for day in days for m in months)


def _sequence(event: Any) -> int:
    said = str(event.get("SEQUENCE") or "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0


def _stamp(event: Any) -> datetime | None:
    value = getattr(event.get("LAST-MODIFIED"), "dt", None)
    if not isinstance(value, datetime) or not 1990 < value.year < 2200:
        return None
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


def _categories(event: Any) -> tuple[str, ...]:
    found = event.get("CATEGORIES")
    lists = found if isinstance(found, list) else [found] if found is not None else []
    return tuple(str(each) for one in lists for each in getattr(one, "cats", ()))

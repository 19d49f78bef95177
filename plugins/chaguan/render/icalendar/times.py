"""When an event happens, as calendars are told (RFC 5545, 3.8.2, 3.8.4.4 and 3.8.5)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Event as VEvent
from icalendar import vRecur

from chaguan.model import Day, Every, Repeat, Span
from chaguan.site.series import Series

_FREQUENCIES: Final = {
    Every.DAY: "DAILY",
    Every.WEEK: "WEEKLY",
    Every.MONTH: "MONTHLY",
    Every.YEAR: "YEARLY",
}
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def add_times(component: VEvent, span: Span) -> None:
    """DTSTART and DTEND: local with TZID, `Z` in UTC, or days with an exclusive end.

    Where clocks are set back while it lasts, its end may be a time that the clock shows twice;
    then DURATION says how long it really is (RFC 5545, 3.3.5 reads such a time as the first).
    """
    component.add("DTSTART", clock(span))
    if span.all_day:
        component.add("DTEND", span.last_day + timedelta(days=1))
    elif span.end.fold:
        component.add("DURATION", span.end.astimezone(UTC) - span.start.astimezone(UTC))
    elif span.end > span.start:
        component.add("DTEND", span.end)


def add_recurrence(component: VEvent, series: Series) -> None:
    """RRULE and EXDATE, in the zone and the value type of DTSTART."""
    if series.repeat is None:
        return
    component.add("RRULE", recurrence_rule(series.repeat, series.span))
    if series.skipped:
        component.add("EXDATE", [clock(series.span.on(day)) for day in series.skipped])


def clock(span: Span) -> date | datetime:
    """When a span begins: a day, or an aware time."""
    return span.first_day if span.all_day else span.start


def recurrence_rule(repeat: Repeat, first: Span) -> vRecur:
    """RRULE (RFC 5545, 3.3.10) for a pattern that begins with `first`; weeks begin on Monday.

    UNTIL is a day for whole days and in UTC for times.
    """
    rule: dict[str, object] = {"FREQ": _FREQUENCIES[repeat.every]}
    if repeat.until is not None:
        last = first.on(repeat.until)
        rule["UNTIL"] = last.first_day if last.all_day else last.start.astimezone(UTC)
    if repeat.count is not None:
        rule["COUNT"] = repeat.count
    if repeat.interval > 1:
        rule["INTERVAL"] = repeat.interval
    if months := sorted({day.month for day in repeat.on if day.month is not None}):
        rule["BYMONTH"] = months
    if numbers := sorted({day.of_month for day in repeat.on if day.of_month is not None}):
        rule["BYMONTHDAY"] = numbers
    if len(repeat.on) == 1 and repeat.on[0].working:
        rule |= {"BYDAY": list(_WEEKDAYS[:5]), "BYSETPOS": repeat.on[0].nth}
    elif len(repeat.on) == 1 and repeat.on[0].after is not None:
        day = repeat.on[0]
        soonest = 7 * ((day.nth or 1) - 1) + _days_after(day) + 1
        rule |= {
            "BYDAY": _WEEKDAYS[day.weekday or 0],
            "BYMONTHDAY": list(range(soonest, soonest + 7)),
        }
    elif weekdays := [day for day in repeat.on if day.of_month is None]:
        rule["BYDAY"] = list(dict.fromkeys(_weekday(day) for day in weekdays))
    return vRecur(rule | {"WKST": "MO"})


def _days_after(day: Day) -> int:
    """How many days after the other one it comes."""
    return ((day.weekday or 0) - (day.after or 0) - 1) % 7 + 1


def _weekday(day: Day) -> str:
    return f"{day.nth or ''}{_WEEKDAYS[day.weekday or 0]}"

"""Rules, exceptions and changed days mean what the model means."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from chaguan.model import Change, Day, Every, Repeat, Status, Text
from chaguan.render.icalendar.values import recurrence_rule
from chaguan.site.series import series_of

WEEKDAYS = st.builds(Day, weekday=st.integers(0, 6))
NTHS = st.builds(Day, weekday=st.integers(0, 6), nth=st.sampled_from([1, 2, 3, 4, 5, -1]))
NUMBERS = st.builds(Day, of_month=st.sampled_from([*range(1, 32), -1]))
MONTHS = st.integers(1, 12)


@st.composite
def repeats(draw) -> Repeat:
    every = draw(st.sampled_from(list(Every)))
    days = {
        Every.DAY: st.just(()),
        Every.WEEK: st.lists(WEEKDAYS, max_size=3, unique=True),
        Every.MONTH: st.lists(NTHS | NUMBERS, max_size=3, unique=True),
        Every.YEAR: st.lists(
            st.builds(
                lambda day, month: Day(
                    weekday=day.weekday, nth=day.nth, of_month=day.of_month, month=month
                ),
                NTHS | NUMBERS,
                MONTHS,
            ),
            max_size=3,
            unique=True,
        ),
    }[every]
    return Repeat(
        every=every,
        interval=draw(st.integers(1, 4)),
        on=tuple(draw(days)),
        exceptions=tuple(draw(st.lists(st.dates(date(2026, 1, 1), date(2028, 1, 1)), max_size=3))),
        **draw(st.sampled_from([{}, {"count": 1}, {"count": 7}, {"until": date(2027, 6, 30)}])),
    )


@given(repeat=repeats(), first=st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_rules_fall_on_the_days_of_the_pattern(an_event, repeat, first):
    event = an_event(f"{first} 18:30", zone="Europe/London", repeat=repeat)
    far = date(2030, 1, 1)
    read = []
    for series in series_of(event):
        rule = recurrence_rule(series.repeat, series.span).to_ical().decode()
        days = rrulestr(rule, dtstart=series.span.start)
        until = datetime(far.year, 1, 1, tzinfo=series.span.zone)
        found = {day.date() for day in days.between(series.span.start, until, inc=True)}
        read += sorted(found - set(series.skipped))
    expected = []
    for each in event.occurrences():
        if each.original >= far:
            break
        expected.append(each.original)

    assert sorted(read) == expected


@given(repeat=repeats())
def test_dtstart_is_the_first_day_of_the_pattern(an_event, repeat):
    event = an_event("2026-02-03 18:30", repeat=repeat)
    days = list(islice(repeat.days(event.span.first_day), 1))
    assume(days)

    assert min(series.span.first_day for series in series_of(event)) == days[0]


def components(calendar: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(calendar).events


def lines_of(calendar: bytes, *names: str) -> list[str]:
    lines = calendar.replace(b"\r\n ", b"").decode().splitlines()
    begin = lines.index("BEGIN:VEVENT")
    return [line for line in lines[begin:] if line.startswith(names)]


def test_timed_series_ends_in_utc(an_event, calendar_of):
    repeat = Repeat(every=Every.WEEK, interval=2, until=date(2026, 6, 26))
    event = an_event("2026-04-03 19:00", "2026-04-03 21:00", "America/New_York", repeat=repeat)

    assert lines_of(calendar_of(event), "DTSTART", "DTEND", "RRULE") == [
        "DTSTART;TZID=America/New_York:20260403T190000",
        "DTEND;TZID=America/New_York:20260403T210000",
        "RRULE:FREQ=WEEKLY;UNTIL=20260626T230000Z;INTERVAL=2;BYDAY=FR;WKST=MO",
    ]


def test_all_day_series_is_in_days_throughout(an_event, calendar_of):
    repeat = Repeat(every=Every.YEAR, until=date(2030, 1, 1), exceptions=(date(2027, 4, 3),))
    change = Change(original=date(2028, 4, 3), title=Text.plain("Leap tea"))
    event = an_event("2026-04-03", "2026-04-04", repeat=repeat, changes=(change,))
    names = ("DTSTART", "DTEND", "RRULE", "EXDATE", "RECURRENCE-ID")

    assert lines_of(calendar_of(event), *names) == [
        "DTSTART;VALUE=DATE:20260403",
        "DTEND;VALUE=DATE:20260405",
        "RRULE:FREQ=YEARLY;UNTIL=20300101;BYMONTHDAY=3;BYMONTH=4;WKST=MO",
        "EXDATE;VALUE=DATE:20270403",
        "DTSTART;VALUE=DATE:20280403",
        "DTEND;VALUE=DATE:20280405",
        "RECURRENCE-ID;VALUE=DATE:20280403",
    ]


def test_utc_times_have_a_z_and_no_zone(an_event, calendar_of):
    repeat = Repeat(every=Every.DAY, count=3, exceptions=(date(2026, 4, 4),))
    calendar = calendar_of(an_event("2026-04-03 14:00", zone="UTC", repeat=repeat))

    assert lines_of(calendar, "DTSTART", "DTEND", "EXDATE") == [
        "DTSTART:20260403T140000Z",
        "DTEND:20260403T150000Z",
        "EXDATE:20260404T140000Z",
    ]
    assert b"VTIMEZONE" not in calendar


def test_exceptions_and_changes_are_in_the_zone_of_the_series(an_event, a_span, calendar_of):
    repeat = Repeat(every=Every.WEEK, exceptions=(date(2026, 4, 10),))
    moved = a_span("2026-04-18 10:00", "2026-04-18 11:00", "Europe/London")
    change = Change(original=date(2026, 4, 17), span=moved)
    event = an_event("2026-04-03 19:00", zone="Europe/London", repeat=repeat, changes=(change,))

    assert lines_of(calendar_of(event), "EXDATE", "RECURRENCE-ID", "DTSTART") == [
        "DTSTART;TZID=Europe/London:20260403T190000",
        "EXDATE;TZID=Europe/London:20260410T190000",
        "DTSTART;TZID=Europe/London:20260418T100000",
        "RECURRENCE-ID;TZID=Europe/London:20260417T190000",
    ]


@pytest.mark.parametrize("day", [date(2026, 4, 10), date(2026, 4, 11)])
def test_change_of_a_day_that_does_not_come_is_left_out(day, an_event, calendar_of):
    repeat = Repeat(every=Every.WEEK, exceptions=(date(2026, 4, 10),))
    change = Change(original=day, status=Status.CANCELLED)
    event = an_event("2026-04-03 19:00", repeat=repeat, changes=(change,))

    assert len(components(calendar_of(event))) == 1


def test_cancelled_day_stays_and_is_marked(an_event, calendar_of):
    repeat = Repeat(every=Every.WEEK)
    change = Change(
        original=date(2026, 4, 10),
        status=Status.CANCELLED,
        status_note=Text.plain("The kettle is broken."),
    )
    event = an_event("2026-04-03 19:00", repeat=repeat, changes=(change,), revision=2)
    series, day = components(calendar_of(event))

    assert (series["STATUS"], day["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert (series["SUMMARY"], day["SUMMARY"]) == ("Spring tea", "Cancelled: Spring tea")
    assert series["UID"] == day["UID"]
    assert series["SEQUENCE"] == day["SEQUENCE"] == 2
    assert day["DESCRIPTION"].startswith("The kettle is broken.\n")


def test_pattern_that_no_rule_can_say_becomes_two_series(an_event, calendar_of):
    days = (Day(of_month=15), Day(weekday=4, nth=-1))
    event = an_event("2026-04-01 19:00", repeat=Repeat(every=Every.MONTH, on=days, count=4))
    first, second = components(calendar_of(event))

    assert second["UID"] == f"{first['UID']}-2"
    assert lines_of(calendar_of(event), "RRULE") == [
        "RRULE:FREQ=MONTHLY;UNTIL=20260529T110000Z;BYMONTHDAY=15;WKST=MO",
        "RRULE:FREQ=MONTHLY;UNTIL=20260529T110000Z;BYDAY=-1FR;WKST=MO",
    ]


def test_same_date_of_several_months_is_one_series(an_event, calendar_of):
    days = tuple(Day(of_month=number, month=month) for month in (3, 6) for number in (1, 15))
    event = an_event("2026-03-01 19:00", repeat=Repeat(every=Every.YEAR, on=days))

    assert lines_of(calendar_of(event), "RRULE") == [
        "RRULE:FREQ=YEARLY;BYMONTHDAY=1,15;BYMONTH=3,6;WKST=MO"
    ]


def test_pattern_that_never_comes_is_no_event(an_event, calendar_of):
    repeat = Repeat(every=Every.WEEK, until=date(2026, 4, 1))

    assert components(calendar_of(an_event("2026-04-03 19:00", repeat=repeat))) == []


def test_night_on_which_clocks_go_back_keeps_its_real_length(an_event, calendar_of):
    night = an_event("2026-10-31 23:00", "2026-11-01 03:00", "America/New_York")
    (read,) = components(calendar_of(night))

    assert read.end.astimezone(UTC) - read.start.astimezone(UTC) == timedelta(hours=5)


def test_end_that_the_clock_shows_twice_is_told_by_its_length(an_event, a_span, calendar_of):
    repeat = Repeat(every=Every.WEEK, until=date(2026, 11, 7))
    change = Change(original=date(2026, 10, 31), title=Text.plain("Long night"))
    event = an_event(
        "2026-10-24 23:30",
        "2026-10-25 02:30",
        "America/New_York",
        repeat=repeat,
        changes=(change,),
    )

    assert lines_of(calendar_of(event), "DTEND", "DURATION") == [
        "DTEND;TZID=America/New_York:20261025T023000",
        "DURATION:PT3H",
    ]

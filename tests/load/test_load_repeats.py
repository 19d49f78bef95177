"""Patterns as people write them fall on the days that calendars compute."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
ORDINALS = {"1st": 1, "2nd": 2, "third": 3, "4th": 4, "5th": 5, "last": -1}
FREQUENCIES = {
    "day": rrule.DAILY,
    "week": rrule.WEEKLY,
    "month": rrule.MONTHLY,
    "year": rrule.YEARLY,
}


@st.composite
def weekly(draw) -> tuple[list[str], dict[str, object]]:
    days = draw(st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True))
    return [WEEKDAYS[day] for day in days], {"byweekday": days}


@st.composite
def nth_weekdays(draw) -> tuple[list[str], dict[str, object]]:
    nth, day = draw(st.sampled_from(sorted(ORDINALS))), draw(st.integers(0, 6))
    return [f"{nth} {WEEKDAYS[day]}"], {"byweekday": rrule.weekday(day)(ORDINALS[nth])}


@st.composite
def numbered(draw) -> tuple[list[str], dict[str, object]]:
    numbers = draw(st.lists(st.integers(1, 31), min_size=1, max_size=3, unique=True))
    last = draw(st.booleans())
    words = [str(number) for number in numbers] + ["last day"] * last
    return words, {"bymonthday": numbers + [-1] * last}


@st.composite
def patterns(draw) -> tuple[str, list[str], dict[str, object]]:
    every = draw(st.sampled_from(sorted(FREQUENCIES)))
    match every:
        case "day":
            return every, [], {}
        case "week":
            return every, *draw(weekly())
        case "month":
            return every, *draw(st.one_of(nth_weekdays(), numbered()))
    words, rule = draw(st.one_of(nth_weekdays(), numbered()))
    month = draw(st.integers(1, 12))
    named = [f"{each} of {MONTHS[month - 1]}" for each in words]
    return every, named, {**rule, "bymonth": month}


@given(
    pattern=patterns(),
    interval=st.integers(1, 5),
    start=st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    count=st.one_of(st.none(), st.integers(1, 30)),
)
def test_pattern_falls_on_the_days_of_its_rule(content, pattern, interval, start, count):
    every, words, rule = pattern
    limits = "" if count is None else f", count: {count}"
    loaded = content(f"""
        events/
            tea.yml
            | title: Tea
            | start: {start} 14:00
            | repeat: {{every: {every}, interval: {interval}, on: [{", ".join(words)}]{limits}}}
    """)
    days = rrule.rrule(
        FREQUENCIES[every],
        dtstart=datetime.combine(start, time(14)),
        interval=interval,
        count=count,
        wkst=rrule.MO,
        **rule,
    )
    expected = [each.date() for each in islice(days, 40) if each.year < 2090]

    repeat = loaded.community.events["tea"].repeat
    assert list(islice(repeat.days(start), len(expected))) == expected


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("{every: week}", ["2026-04-03", "2026-04-10", "2026-04-17"]),
        ("{every: week, interval: 2}", ["2026-04-03", "2026-04-17", "2026-05-01"]),
        ("{every: week, on: [fri, Sunday]}", ["2026-04-03", "2026-04-05", "2026-04-10"]),
        ("{every: month}", ["2026-04-03", "2026-05-03", "2026-06-03"]),
        ("{every: month, on: first fri}", ["2026-04-03", "2026-05-01", "2026-06-05"]),
        ("{every: month, on: 3rd}", ["2026-04-03", "2026-05-03", "2026-06-03"]),
        ("{every: year, on: 1st fri of april}", ["2026-04-03", "2027-04-02", "2028-04-07"]),
        ("{every: year}", ["2026-04-03", "2027-04-03", "2028-04-03"]),
        ("{every: day, until: 2026-04-04}", ["2026-04-03", "2026-04-04"]),
        ("{every: day, count: 2}", ["2026-04-03", "2026-04-04"]),
        ("{every: day, interval: 999999999}", ["2026-04-03"]),
    ],
)
def test_pattern_means_what_it_says(event, written, days):
    read = event(f"title: Tea\nstart: 2026-04-03 14:00\nrepeat: {written}")

    assert [each.original.isoformat() for each in islice(read.occurrences(), 3)] == days


def test_exception_is_counted_and_left_out(event):
    read = event("""
        title: Tea
        start: 2026-04-03 14:00
        repeat: {every: week, count: 3, except: [2026-04-10]}
    """)

    assert [each.original.day for each in read.occurrences()] == [3, 17]


MOVED = """
    title: Tea
    start: 2026-04-03 14:00
    end: 2026-04-03 16:00
    repeat:
      every: week
      count: 4
      moved:
        2026-04-10: {start: 2026-04-11 18:00}
        2026-04-17: {end: 2026-04-17 20:00}
        2026-04-24: {status: cancelled, title: No tea}
"""


def test_moved_start_keeps_the_length(event):
    second = list(event(MOVED).occurrences())[1]

    assert (second.original.day, second.span.start.day, second.span.start.hour) == (10, 11, 18)
    assert second.span.end - second.span.start == timedelta(hours=2)
    assert second.is_moved


def test_moved_end_keeps_the_start(event):
    third = list(event(MOVED).occurrences())[2]

    assert (third.span.start.hour, third.span.end.hour) == (14, 20)


def test_changed_words_keep_the_time(event):
    fourth = list(event(MOVED).occurrences())[3]

    assert (fourth.event.title.best("en").text, fourth.event.is_cancelled) == ("No tea", True)
    assert not fourth.is_moved


def test_series_keeps_its_clock_time_when_clocks_change(event):
    read = event("""
        title: Tea
        timezone: Europe/Berlin
        start: 2026-03-27 19:00
        repeat: {every: week, count: 2}
    """)

    before, after = read.occurrences()
    assert (before.span.start.hour, after.span.start.hour) == (19, 19)
    assert before.span.start.utcoffset() != after.span.start.utcoffset()


def test_moved_whole_days_may_last_longer(event):
    read = event("""
        title: Camp
        start: 2026-04-03
        repeat:
          every: week
          moved:
            2026-04-10: {start: 2026-04-11, end: 2026-04-13}
    """)

    second = list(islice(read.occurrences(), 2))[1]
    assert (second.span.first_day.day, second.span.last_day.day) == (11, 13)

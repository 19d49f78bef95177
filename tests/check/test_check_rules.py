"""Rules over the model: what they say, and what they leave in peace."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from time import process_time
from zoneinfo import ZoneInfo

import pytest

from chaguan.check import EVENT_RULES, POST_RULES
from chaguan.model import Day, Event, Every, Repeat, Span, Text

BERLIN = ZoneInfo("Europe/Berlin")


def event(start: str, zone: ZoneInfo = BERLIN, **fields: object) -> Event:
    span = Span.of_times(datetime.fromisoformat(start).replace(tzinfo=zone), None)
    return at_the_annex(span, **fields)


def at_the_annex(span: Span, **fields: object) -> Event:
    return Event(
        id="tea", path="tea.yml", title=Text.plain("Tea"), span=span, place="annex", **fields
    )


def codes(each: Event) -> list[str]:
    return [problem.code for rule in EVENT_RULES.values() for problem in rule(each)]


@pytest.mark.parametrize("rules", [EVENT_RULES, POST_RULES])
def test_every_rule_says_why_it_matters(rules):
    for code, rule in rules.items():
        assert re.fullmatch(r"[A-Z]{2}\d{3}", code)
        assert rule.__doc__
        assert rule.__doc__.strip().endswith(".")


def test_ordinary_event_is_left_in_peace():
    assert codes(event("2026-04-03 14:00")) == []


@pytest.mark.parametrize(
    ("start", "zone", "code"),
    [
        ("2026-03-29 02:30", "Europe/Berlin", ["TM108"]),
        ("2026-03-29 01:59", "Europe/Berlin", []),
        ("2026-03-29 03:00", "Europe/Berlin", []),
        ("2026-10-25 02:30", "Europe/Berlin", ["TM109"]),
        ("2026-10-25 03:00", "Europe/Berlin", []),
        ("2024-09-08 00:30", "America/Santiago", ["TM108"]),
        ("2024-04-06 23:30", "America/Santiago", ["TM109"]),
        ("2026-04-05 01:45", "Australia/Lord_Howe", ["TM109"]),
        ("2026-03-29 02:30", "Asia/Taipei", []),
        ("2026-03-29 02:30", "UTC", []),
    ],
)
def test_times_that_clocks_skip_or_double_are_found(start, zone, code):
    assert codes(event(start, ZoneInfo(zone))) == code


def test_clock_change_is_found_in_the_first_year_of_a_daily_series():
    series = event("2026-04-01 02:30", repeat=Repeat(every=Every.DAY))

    assert codes(series) == ["TM108", "TM109"]


def test_exception_spares_the_day_of_the_clock_change():
    days = (date(2026, 10, 25), date(2027, 3, 28))
    series = event("2026-04-01 02:30", repeat=Repeat(every=Every.DAY, exceptions=days))

    assert codes(series) == []


def test_whole_days_have_no_clock():
    days = Span.of_days(date(2026, 3, 29), date(2026, 3, 29), BERLIN)

    assert codes(at_the_annex(days)) == []


def test_endless_pattern_without_a_day_ends():
    never = Repeat(
        every=Every.YEAR, on=(Day(of_month=31, month=2),), exceptions=(date(2026, 5, 1),)
    )

    began = process_time()

    assert "EV106" in codes(event("2026-04-03 14:00", repeat=never))
    assert process_time() - began < 1


def test_many_exceptions_of_a_long_series_take_no_time():
    days = tuple(date(2190, 1, 1) + timedelta(days=number) for number in range(1_500))
    series = event("1950-01-01 14:00", repeat=Repeat(every=Every.DAY, exceptions=days))

    began = process_time()

    assert codes(series) == []
    assert process_time() - began < 2

"""What a site asks of its calendars, and what would lose a whole calendar somewhere."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote

import icalendar
import pytest
import recurring_ical_events

from chaguan.model import Day, Every, Repeat, Status, Text
from chaguan.render.icalendar.options import (
    CalendarOptions,
    length_of,
    months_after,
    months_of,
)
from chaguan.site.stream import site_stream
from chaguan.site.urls import EVERY_EVENT

NOW = datetime(2026, 11, 29, tzinfo=UTC)
WEEKLY = Repeat(every=Every.WEEK)
TUESDAYS = Repeat(every=Every.WEEK, on=(Day(weekday=1),))


def lines(calendar: bytes) -> list[str]:
    return calendar.replace(b"\r\n ", b"").decode().splitlines()


@pytest.mark.parametrize(
    ("words", "length"),
    [("2 hours", timedelta(hours=2)), ("1 hour", timedelta(hours=1)), ("1 day", timedelta(1))],
)
def test_a_length_of_time(words, length):
    assert length_of(words) == length


@pytest.mark.parametrize(("words", "months"), [("18 months", 18), ("2 years", 24)])
def test_a_number_of_months(words, months):
    assert months_of(words) == months


@pytest.mark.parametrize("read", [length_of, months_of])
@pytest.mark.parametrize("words", ["", "2h", "true", "0 hours", "two months", "-1 months"])
def test_what_is_no_length_says_what_to_write(read, words):
    with pytest.raises(ValueError, match="write '"):
        read(words)


def test_months_end_before_the_shortest_does():
    assert months_after(datetime(2024, 8, 31, tzinfo=UTC), 18) == datetime(2026, 2, 28, tzinfo=UTC)


def test_a_bounded_calendar_leaves_out_what_is_long_over(an_event, calendars_of):
    ended = Repeat(every=Every.WEEK, until=date(2026, 10, 1))
    calendars = calendars_of(
        an_event("2024-01-05 14:00", id="old", title="Old"),
        an_event("2025-12-05 14:00", id="late", title="Late"),
        an_event("2020-01-05 14:00", id="endless", title="Endless", repeat=WEEKLY),
        an_event("2020-01-05 14:00", id="ended", title="Ended", repeat=ended),
        options=CalendarOptions(past=18),
        now=NOW,
    )
    site = site_stream(calendars.index, "en")

    def titles(text: bytes) -> set[str]:
        return {str(each["SUMMARY"]) for each in icalendar.Calendar.from_ical(text).walk("VEVENT")}

    assert titles(calendars.of(site)) == {"Late", "Endless", "Ended"}
    assert titles(calendars.of(site, EVERY_EVENT)) == {"Old", "Late", "Endless", "Ended"}
    assert b"SOURCE;VALUE=URI:https://tea.example/events-all.ics" in calendars.of(site, EVERY_EVENT)


def test_a_cancelled_event_may_be_told_by_its_title_alone(an_event, calendar_of):
    cancelled = an_event(status=Status.CANCELLED)
    said = lines(calendar_of(cancelled, options=CalendarOptions(has_cancelled_status=False)))

    assert "STATUS:TENTATIVE" in said
    assert "SUMMARY:Cancelled: Spring tea" in said
    assert "TRANSP:TRANSPARENT" in said


@pytest.mark.parametrize("start", ["2026-11-03 20:00", "2026-11-03 01:00"])
@pytest.mark.parametrize("zone", ["Asia/Taipei", "America/Vancouver"])
def test_a_series_in_utc_stays_on_its_day(zone, start, an_event, calendar_of):
    series = an_event(start, zone="UTC", repeat=TUESDAYS)
    calendar = icalendar.Calendar.from_ical(calendar_of(series, zone=zone))
    found = recurring_ical_events.of(calendar).between((2026, 11, 1), (2026, 12, 20))

    read = sorted(each.start.astimezone(UTC) for each in found)
    first = datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert read == [first + timedelta(days=7 * number) for number in range(len(read))]
    assert len(read) >= 6


def test_other_calendars_name_the_community_s_clock(an_event, calendar_of):
    assert "X-WR-TIMEZONE:Asia/Taipei" in lines(calendar_of(an_event(repeat=WEEKLY)))


def test_html_is_only_in_an_event_s_own_calendar(an_event, calendars_of):
    event = an_event(description=Text.plain("Bring a *cup*."))
    page = '<p>Bring a <em>cup</em>, "see" <a href="../x/">this</a>; 茶</p>'
    calendars = calendars_of(event, html=lambda event, language: page)
    alone = icalendar.Calendar.from_ical(calendars.of_event(event, "en")).walk("VEVENT")[0]
    html = unquote(alone["DESCRIPTION"].params["ALTREP"])

    assert alone["DESCRIPTION"].startswith('Bring a cup, "see" this (https://tea.example/events/')
    assert html.startswith("data:text/html,<p>Bring a <em>cup</em>")
    assert '<a href="https://tea.example/events/2026/x/">this</a>; 茶' in html
    assert '<a href="https://tea.example/events/2026/tea/">' in html
    assert b"ALTREP" not in calendars.of(site_stream(calendars.index, "en"))


def test_nothing_in_a_calendar_loses_the_whole_of_it(year_of_events, an_event, calendar_of):
    """Each of these makes some client drop the calendar: `docs/clients.md`."""
    awkward = [
        an_event("2026-01-15 19:30", id="both", repeat=Repeat(
            every=Every.MONTH, on=(Day(of_month=15), Day(weekday=4, nth=-1)))),
        an_event("2026-01-05 19:30", id="until", repeat=Repeat(
            every=Every.WEEK, until=date(2026, 9, 1), exceptions=(date(2026, 1, 12),))),
        an_event("2026-01-05", id="days", repeat=Repeat(every=Every.WEEK, until=date(2026, 9, 1))),
    ]  # fmt: skip
    said = lines(calendar_of(*year_of_events, *awkward))
    text = "\n".join(said)

    assert "CALSCALE:GREGORIAN" in said
    for name in ("RDATE", "EXRULE", "RSCALE=", "RANGE=THISANDFUTURE", "METHOD:"):
        assert name not in text
    for event in re.findall(r"BEGIN:VEVENT\n.*?END:VEVENT", text, re.S):
        is_day = "DTSTART;VALUE=DATE:" in event
        for until in re.findall(r"UNTIL=([^;\n]+)", event):
            assert re.fullmatch(r"\d{8}" if is_day else r"\d{8}T\d{6}Z", until)
        assert event.count("\nRRULE:") <= 1
    assert text.index("BEGIN:VTIMEZONE") < text.index("BEGIN:VEVENT")
    assert "\nUID:" not in text.partition("BEGIN:VEVENT")[0]

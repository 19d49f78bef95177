"""Clocks and zones: what a file says is what the clock on the wall there shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

TEA = "title: Tea\nstart: 2026-04-03 14:00\n"


def test_event_is_on_the_clock_of_its_own_zone(content):
    loaded = content("""
        places/
            annex.yml
            | name: Annex
            | timezone: Asia/Tokyo
        events/
            tea.yml
            | title: Tea
            | start: 2026-04-03 14:00
            | timezone: Europe/London
            | place: annex
    """)

    start = loaded.community.events["tea"].span.start
    assert (start.tzinfo.key, start.hour) == ("Europe/London", 14)


def test_event_is_on_the_clock_of_its_place(content):
    loaded = content("""
        places/
            annex.yml
            | name: Annex
            | timezone: Asia/Tokyo
        events/
            tea.yml
            | title: Tea
            | start: 2026-04-03 14:00
            | place: annex
    """)

    assert loaded.community.events["tea"].zone.key == "Asia/Tokyo"


def test_event_elsewhere_is_on_the_clock_of_the_community(event):
    assert event(TEA).zone.key == "Asia/Taipei"


def test_community_without_a_zone_is_on_universal_time(content):
    loaded = content("""
        community.yml
        | name: Slack Tide
        | uid: 5108055d
        events/
            tea.yml
            | title: Tea
            | start: 2026-04-03 14:00
    """)

    assert loaded.community.events["tea"].span.start == datetime(2026, 4, 3, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["2026-04-03 14:00", "2026-04-03T14:00", "2026-04-03  14:00:00", '"2026-04-03 14:00"'],
)
def test_time_is_read_with_a_space_or_a_t(event, written):
    start = event(f"title: Tea\nstart: {written}").span.start

    assert start.replace(tzinfo=None) == datetime(2026, 4, 3, 14)  # noqa: DTZ001 - on the wall


def test_event_without_an_end_is_open(event):
    span = event(TEA).span

    assert span.open_ended
    assert span.end - span.start == timedelta(hours=1)


def test_day_alone_lasts_all_day(event):
    span = event("title: Tea\nstart: 2026-04-03").span

    assert span.all_day
    assert (span.first_day, span.last_day) == (date(2026, 4, 3), date(2026, 4, 3))


def test_last_day_is_part_of_it(event):
    span = event("title: Camp\nstart: 2026-04-03\nend: 2026-04-05").span

    assert span.last_day == date(2026, 4, 5)
    assert span.end.date() == date(2026, 4, 6)


def test_event_runs_past_midnight(event):
    span = event("title: Tea\nstart: 2026-04-03 22:00\nend: 2026-04-04 01:00").span

    assert span.end - span.start == timedelta(hours=3)


def test_night_of_the_clock_change_is_an_hour_longer(event):
    night = "title: Tea\ntimezone: Europe/Berlin\nstart: 2026-10-24 22:00\nend: 2026-10-25 06:00"

    span = event(night).span

    assert (span.start.hour, span.end.hour) == (22, 6)
    assert span.end.astimezone(UTC) - span.start.astimezone(UTC) == timedelta(hours=9)


def test_sign_up_until_a_day_is_open_all_that_day(event):
    until = event(f"{TEA}signup: {{until: 2026-04-02}}").signup.until

    assert (until.day, until.hour, until.minute) == (2, 23, 59)


def test_post_is_dated_on_the_clock_of_the_community(content):
    loaded = content("""
        people/
            lin-mei.yml
            | name: 林梅
        posts/
            rain.md
            | ---
            | title: Rain
            | date: 2026-04-03
            | authors: lin-mei
            | ---
            | It rained.
    """)

    assert loaded.community.posts[0].date.isoformat() == "2026-04-03T00:00:00+08:00"

"""What is heard of the clock says for how long a page stays right, and never too long."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chaguan.build.recorder import BETWEEN, Recorder
from chaguan.load import read
from chaguan.site.activity import is_asleep, latest_life
from chaguan.site.clock import Clock
from chaguan.site.index import Index
from chaguan.site.occurrences import past, upcoming
from chaguan.site.stream import stream_of
from chaguan.site.urls import Addresses
from chaguan.site.visibility import published
from chaguan.source import SourceFile

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
TOWN = {
    "community.yml": (
        "name: A town\nlanguages: [en]\ntimezone: Asia/Taipei\n"
        "uid: 6856e934-b4d3-4a55-9c4e-0b6bf4c04bc9\n"
    ),
    "groups/walk.yml": "name: Walkers\n",
    "groups/tea.yml": "name: Tea\n",
    "events/2026-11-24-tea.yml": (
        "title: Tea\nstart: 2026-11-24 20:00\nend: 2026-11-24 22:00\ngroups: [tea]\n"
    ),
    "events/2026-03-01-snow.yml": (
        "title: Snow\nstart: 2026-03-01\ntimezone: America/New_York\ngroups: [walk]\n"
    ),
    "events/2026-01-06-week.yml": (
        "title: Weekly\nstart: 2026-01-06 19:00\ntimezone: Europe/London\n"
        "repeat:\n  every: week\n  on: [tue]\n  until: 2027-01-12\n"
        "  moved:\n"
        "    2026-12-01: {start: 2026-11-27 09:00}\n"
        "    2026-12-08: {status: cancelled}\n"
    ),
    "events/2026-01-02-month.yml": (
        "title: Monthly\nstart: 2026-01-02 23:00\nend: 2026-01-03 02:00\n"
        "repeat: {every: month, on: [last fri]}\n"
    ),
}


@pytest.fixture(scope="module")
def streams() -> Index:
    files = [SourceFile(path, text) for path, text in TOWN.items()]
    loaded = read(files, name="A town")
    assert loaded.problems == ()
    return Index(published(loaded.community, NOON), Addresses(("en",)))


def told(streams: Index, clock: Clock) -> object:
    events = streams.community.events.values()
    lives = {
        id: is_asleep(latest_life(stream_of(streams, group, "en"), clock), clock)
        for id, group in streams.community.groups.items()
    }
    return upcoming(events, clock), past(events, clock), lives


@given(st.integers(0, 600 * 24 * 4), st.integers(-60 * 24 * 4, 60 * 24 * 4))
@example(365 * 24 * 4, -300 * 24 * 4)
def test_within_what_was_heard_everything_is_the_same(streams, quarters, later):
    quarter = timedelta(minutes=15)
    first = datetime(2025, 12, 20, tzinfo=UTC) + quarter * quarters
    other = Clock(first + quarter * later)
    recorder = Recorder()
    with recorder.recording() as heard:
        before = told(streams, Clock(first, recorder))

    ((what, since, until),) = heard

    assert what == BETWEEN
    assert Clock(first).is_between(since, until)
    if other.is_between(since, until):
        assert told(streams, other) == before


@pytest.mark.parametrize("zone", ["Asia/Taipei", "America/New_York", "Asia/Kathmandu"])
def test_a_day_is_one_from_midnight_to_midnight_there(zone):
    there, recorder = ZoneInfo(zone), Recorder()
    with recorder.recording() as heard:
        day = Clock(NOON, recorder).today(there)

    ((_, since, until),) = heard

    assert datetime.fromtimestamp(float(since), there).isoformat()[:16] == f"{day}T00:00"
    next_day = datetime.fromtimestamp(float(until), there)
    assert next_day.date() == day + timedelta(days=1)
    assert (next_day.hour, next_day.minute) == (0, 0)
    assert day == NOON.astimezone(there).date()
    assert isinstance(day, date)


def test_what_is_not_asked_is_not_heard():
    recorder = Recorder()
    clock = Clock(NOON, recorder)
    clock.has_come(NOON)
    with recorder.recording() as heard:
        assert clock.moment == NOON

    assert tuple(heard) == ()


def test_who_listens_around_another_hears_both():
    recorder = Recorder()
    clock = Clock(NOON, recorder)
    hour = timedelta(hours=1)
    with recorder.recording() as outer:
        clock.has_come(NOON + 3 * hour)
        with recorder.recording() as inner:
            clock.has_come(NOON + 2 * hour)
            clock.has_come(NOON - hour)

    assert (inner.since, inner.until) == ((NOON - hour).timestamp(), (NOON + 2 * hour).timestamp())
    assert (outer.since, outer.until) == (inner.since, inner.until)

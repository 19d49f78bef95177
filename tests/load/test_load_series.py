"""Days of a series that were written one by one, and what holds from a day on."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from chaguan.load import read
from chaguan.model import Day, Event, Every, Occurrence, Repeat
from chaguan.source import SourceFile

FILES = {
    "community.yml": "name: A\nlanguages: [en]\ntimezone: Europe/Berlin\n"
    "uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n",
    "places/hall.yml": "name: Berlin Hall\naddress: Strasse 1\n",
    "places/room.yml": "name: Small Room\naddress: Strasse 2\n",
    "places/tokyo.yml": "name: Tokyo\ntimezone: Asia/Tokyo\n",
    "people/lin-mei.yml": "name: Lin Mei\n",
}
TUESDAYS = "title: B\nstart: 2026-11-03 19:30\nend: 2026-11-03 21:30\nplace: hall\n"


def event(text: str) -> Event:
    """The event that a file holds."""
    files = FILES | {"events/b.yml": text}
    loaded = read([SourceFile(path, words) for path, words in files.items()], name="A")
    (found,) = loaded.community.events.values()
    assert not [each for each in loaded.problems if each.severity == "error"]
    return found


def days(text: str, number: int = 6) -> list[str]:
    """When a series is on, as a clock there shows it."""
    return [each.span.start.strftime("%m-%d %H:%M") for each in first(text, number)]


def first(text: str, number: int) -> list[Occurrence]:
    return list(islice(event(text).occurrences(), number))


def test_a_range_of_days_is_off():
    text = f"{TUESDAYS}repeat: {{every: week, except: [2026-11-10 to 2026-11-24]}}\n"

    assert days(text, 2) == ["11-03 19:30", "12-01 19:30"]


def test_further_days_are_in_their_place():
    also = "[2026-11-05, {2026-11-07: {start: 2026-11-07 10:00}}]"
    text = f"{TUESDAYS}repeat: {{every: week, also: {also}}}\n"

    assert days(text, 4) == ["11-03 19:30", "11-05 19:30", "11-07 10:00", "11-10 19:30"]


def test_from_a_day_on_something_else_holds():
    text = (
        f"{TUESDAYS}repeat:\n  every: week\n  then:\n"
        "    2026-11-17: {start: 2026-11-18 20:00, on: wed, place: room}\n"
        "    2026-12-01: {online: https://example.org/}\n"
    )
    held = first(text, 5)

    assert days(text, 5) == [
        "11-03 19:30", "11-10 19:30", "11-18 20:00", "11-25 20:00", "12-02 20:00",
    ]  # fmt: skip
    assert [each.event.place for each in held] == ["hall", "hall", "room", "room", "room"]
    assert [bool(each.event.online) for each in held] == [False, False, False, False, True]
    assert {str(each.span.end - each.span.start) for each in held} == {"2:00:00"}


def test_the_count_goes_through_all_that_holds():
    then = "{2026-11-17: {start: 2026-11-18 20:00}}"
    text = f"{TUESDAYS}repeat: {{every: week, count: 4, then: {then}}}\n"

    assert days(text) == ["11-03 19:30", "11-10 19:30", "11-18 20:00", "11-25 20:00"]


def test_every_other_week_stays_so_where_only_the_place_changes():
    text = (
        f"{TUESDAYS}repeat: {{every: week, interval: 2, then: {{2026-11-10: {{place: room}}}}}}\n"
    )

    assert days(text, 3) == ["11-03 19:30", "11-17 19:30", "12-01 19:30"]


def test_nothing_is_left_of_a_place_that_is_none():
    text = (
        f"{TUESDAYS}repeat: {{every: week, moved: "
        "{2026-11-10: {online: https://example.org/, place: none}}}\n"
    )
    day = first(text, 2)[1].event

    assert (day.place, day.location, day.online) == (None, None, "https://example.org/")


@pytest.mark.parametrize(
    ("fields", "moment"),
    [
        ("place: tokyo", "2026-11-10T19:30:00+09:00"),
        ("place: tokyo, timezone: Europe/Berlin", "2026-11-10T19:30:00+01:00"),
        ("place: tokyo, start: 2026-11-11 09:00", "2026-11-11T09:00:00+09:00"),
        ("timezone: America/New_York", "2026-11-10T19:30:00-05:00"),
        ("place: room", "2026-11-10T19:30:00+01:00"),
    ],
)
def test_a_day_is_on_the_clock_of_its_place(fields, moment):
    text = f"{TUESDAYS}repeat: {{every: week, moved: {{2026-11-10: {{{fields}}}}}}}\n"
    day = first(text, 2)[1].span

    assert day.start.isoformat() == moment
    assert str(day.end - day.start) == "2:00:00"


def test_a_day_has_people_of_its_own():
    moved = "{2026-11-10: {speakers: lin-mei, capacity: 9}}"
    text = f"{TUESDAYS}repeat: {{every: week, moved: {moved}}}\n"
    found = [(each.event.speakers, each.event.capacity) for each in first(text, 3)]

    assert found == [((), None), (("lin-mei",), 9), ((), None)]


def test_signing_up_ends_before_each_day():
    text = f"{TUESDAYS}repeat: {{every: week}}\nsignup: {{until: 2 days before}}\n"
    ends = [each.event.signup.until.strftime("%m-%d %H:%M") for each in first(text, 2)]

    assert ends == ["11-01 23:59", "11-08 23:59"]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (Day(nth=-1, working=True), ["2026-10-30", "2026-11-30", "2026-12-31"]),
        (Day(weekday=5, nth=1, after=4), ["2026-10-03", "2026-11-07", "2026-12-05"]),
        (Day(weekday=3, nth=1, after=4), ["2026-10-08", "2026-11-12", "2026-12-10"]),
    ],
)
def test_days_that_other_days_name(on, expected):
    repeat = Repeat(every=Every.MONTH, on=(on,))

    assert [str(day) for day in islice(repeat.days(date(2026, 10, 1)), 3)] == expected

"""One calendar for each stream and event, each event made once."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import icalendar

from chaguan.model import Group, Text
from chaguan.render.icalendar.zones import timezone
from chaguan.site.stream import site_stream, stream_of, tag_stream
from support import TESTS

MENDERS = Group(id="menders", path="groups/menders.yml", name=Text.plain("Menders"))


def head_of(calendar: bytes) -> list[str]:
    lines = calendar.replace(b"\r\n ", b"").decode().splitlines()
    return lines[: next(i for i, line in enumerate(lines) if i and line.startswith("BEGIN:"))]


def items_of(calendar: bytes) -> dict[tuple[str, str], bytes]:
    """What a poll compares: each event's text, by its identifier."""
    return {
        (str(each["UID"]), str(each.get("RECURRENCE-ID", ""))): each.to_ical()
        for each in icalendar.Calendar.from_ical(calendar).events
    }


def test_calendar_says_what_it_is(an_event, calendars_of):
    calendars = calendars_of(an_event(groups=("menders",)), groups={"menders": MENDERS})
    stream = stream_of(calendars.index, MENDERS, "en")

    assert head_of(calendars.of(stream)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Chaguan//Community calendar//EN",
        "CALSCALE:GREGORIAN",
        "DESCRIPTION:What is on: Menders",
        "X-WR-CALDESC:What is on: Menders",
        "NAME:Menders · Slack Tide",
        "X-WR-CALNAME:Menders · Slack Tide",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "SOURCE;VALUE=URI:https://tea.example/groups/menders/events.ics",
        "URL;VALUE=URI:https://tea.example/groups/menders/",
        "X-PUBLISHED-TTL:PT6H",
        "X-WR-TIMEZONE:Asia/Taipei",
    ]


def test_calendar_of_one_event_has_no_name(an_event, calendars_of):
    event = an_event()
    head = head_of(calendars_of(event).of_event(event, "en"))

    assert [line for line in head if "NAME" in line] == []
    assert "SOURCE;VALUE=URI:https://tea.example/events/2026/tea.ics" in head


def test_event_is_the_same_in_every_stream_and_alone(an_event, calendars_of):
    event = an_event(groups=("menders",), tags=("tea",))
    calendars = calendars_of(event, groups={"menders": MENDERS})
    streams = calendars.index
    texts = [
        calendars.of(site_stream(streams, "en")),
        calendars.of(stream_of(streams, MENDERS, "en")),
        calendars.of(tag_stream(streams, "tea", "en")),
        calendars.of_event(event, "en"),
    ]

    assert len({text[text.index(b"BEGIN:VEVENT") :] for text in texts}) == 1


def test_each_event_is_made_once_in_each_language(an_event, calendars_of):
    asked = []
    events = [an_event(id=f"tea-{number}", tags=("tea",)) for number in range(3)]
    calendars = calendars_of(*events)

    class Counting:
        def __call__(self, key: str, **values: object) -> str:
            asked.append(key)
            return key

    counted = replace(calendars, words=lambda language: Counting(), _made={}, _tellings={})
    for stream in (site_stream(counted.index, "en"), tag_stream(counted.index, "tea", "en")):
        counted.of(stream)

    assert asked.count("calendar.page") == len(events)


def test_editing_one_event_changes_one_item(an_event, calendar_of):
    events = [
        an_event(id=f"tea-{number}", start=f"2026-04-0{number} 14:00") for number in (1, 2, 3)
    ]
    edited = [*events[:2], replace(events[2], title=Text.plain("Late tea"), revision=1)]
    before, after = items_of(calendar_of(*events)), items_of(calendar_of(*edited))

    assert before.keys() == after.keys()
    assert len([key for key in before if before[key] != after[key]]) == 1


def test_adding_an_event_changes_no_other(an_event, calendar_of):
    events = [
        an_event(id=f"tea-{number}", start=f"2026-04-0{number} 14:00") for number in (1, 2, 3)
    ]
    before, after = items_of(calendar_of(*events[:2])), items_of(calendar_of(*events))

    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_every_zone_that_is_named_is_there_once_in_order(an_event, calendar_of):
    zones = ("Europe/London", "Asia/Taipei", "Europe/London", "UTC", "America/New_York")
    events = [an_event(id=f"tea-{number}", zone=zone) for number, zone in enumerate(zones)]
    calendar = icalendar.Calendar.from_ical(calendar_of(*events))

    assert [str(zone["TZID"]) for zone in calendar.timezones] == [
        "America/New_York",
        "Asia/Taipei",
        "Europe/London",
    ]


def test_zones_are_right_for_the_oldest_event(an_event, calendar_of):
    old = an_event("1999-04-20 19:00", zone="America/New_York", id="old")
    calendar = calendar_of(old, an_event(zone="America/New_York"))
    zone = timezone(old.zone, 1999).to_ical()

    assert zone in calendar


def test_same_bytes_whatever_the_hash_seed_and_the_machine_s_zone():
    program = (
        "import sys\n"
        f"sys.path.insert(0, {str(TESTS)!r})\n"
        "from support import calendars as given\n"
        "events = [*given.a_year_of_events('Europe/London'),\n"
        "          *given.a_year_of_events('America/New_York')]\n"
        "sys.stdout.buffer.write(given.calendar_of(*events))\n"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Taipei"), ("2", "America/New_York"))
    }

    assert len(made) == 1
    assert made.pop().startswith(b"BEGIN:VCALENDAR\r\n")

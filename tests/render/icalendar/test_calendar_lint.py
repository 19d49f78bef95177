"""The raw text of calendars keeps every rule that some client insists on."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaguan.model import Day, Event, Every, Location, Repeat, Status, Text
from chaguan.site.stream import site_stream

NEEDS_VALUE = {
    "CONFERENCE": "URI", "IMAGE": "URI", "REFRESH-INTERVAL": "DURATION", "SOURCE": "URI",
}  # fmt: skip
TIMES = ("DTSTART", "DTEND", "EXDATE", "RECURRENCE-ID")
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


def lint(calendar: bytes) -> list[str]:
    """Everything wrong with the bytes of a calendar."""
    wrong = []
    physical = calendar.split(b"\r\n")
    if physical.pop() != b"" or b"\n" in b"".join(physical) or b"\r" in b"".join(physical):
        wrong.append("a line does not end with CRLF")
    for line in physical:
        if len(line) > 75:
            wrong.append(f"{len(line)} octets: {line!r}")
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            wrong.append(f"a character is cut in two: {line!r}")
    if calendar.startswith(b"\xef\xbb\xbf"):
        wrong.append("a byte order mark")
    logical = calendar.replace(b"\r\n ", b"").decode("utf-8", "replace").split("\r\n")[:-1]
    return wrong + list(lint_lines(logical))


def lint_lines(lines: list[str]):
    stack: list[str] = []
    seen: set[tuple[str, str]] = set()
    named, defined = set(), {"UTC"}
    event: dict[str, str] = {}
    for line in lines:
        head, _, value = split_line(line)
        name, *params = re.split(r";(?=[A-Z-]+=)", head)
        values = dict(param.split("=", 1) for param in params)
        if name == "BEGIN":
            stack.append(value)
            event = {} if value == "VEVENT" else event
            continue
        if name == "END":
            if stack.pop() != value:
                yield f"{value} ends where it did not begin"
            if value == "VEVENT":
                yield from lint_event(event, seen)
            continue
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line):
            yield f"a control character: {line!r}"
        match stack:
            case ["VCALENDAR"] if name in ("UID", "METHOD"):
                yield f"{name} of the calendar itself"
            case ["VCALENDAR", "VTIMEZONE"] if name == "TZID":
                defined.add(value)
            case [*_, "STANDARD" | "DAYLIGHT"] if name == "RDATE":
                yield "a time zone with RDATE"
            case ["VCALENDAR", "VEVENT"]:
                event[name] = line
                if name in ("ORGANIZER", "ATTENDEE"):
                    yield f"an {name}"
                if name in TIMES:
                    yield from lint_time(line, value, values)
                    named |= {values["TZID"]} if "TZID" in values else set()
        if name in NEEDS_VALUE and values.get("VALUE") != NEEDS_VALUE[name]:
            yield f"no VALUE: {line}"
    yield from (f"nobody defines {zone}" for zone in sorted(named - defined))


def split_line(line: str) -> tuple[str, str, str]:
    """Head, colon and value; a colon may be quoted in a parameter."""
    found = re.match(r'((?:[^":]|"[^"]*")*)(:)(.*)', line, re.S)
    assert found, line
    return found[1], found[2], found[3]


def lint_time(line: str, value: str, params: dict[str, str]):
    for each in value.split(","):
        if params.get("VALUE") == "DATE":
            if not re.fullmatch(r"\d{8}", each) or "TZID" in params:
                yield f"not a date: {line}"
        elif not re.fullmatch(r"\d{8}T\d{6}Z?", each):
            yield f"not a time: {line}"
        elif each.endswith("Z") is ("TZID" in params):
            yield f"floating, or in two zones: {line}"


def lint_event(event: dict[str, str], seen: set[tuple[str, str]]):
    for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS"):
        if name not in event:
            yield f"no {name}"
    key = (event.get("UID", ""), event.get("RECURRENCE-ID", ""))
    if key in seen:
        yield f"twice: {key}"
    seen.add(key)
    start, end = (split_line(event.get(name, ":"))[2] for name in ("DTSTART", "DTEND"))
    if end and end <= start and "Z" not in start:
        yield f"ends before it starts: {start} {end}"


def test_a_year_is_clean(year_of_events, calendars_of):
    calendars = calendars_of(*year_of_events)

    assert lint(calendars.of(site_stream(calendars.index, "en"))) == []


def test_each_event_alone_is_clean(year_of_events, calendars_of):
    calendars = calendars_of(*year_of_events)

    assert [
        wrong for each in year_of_events for wrong in lint(calendars.of_event(each, "en"))
    ] == []


def test_stream_without_events_is_a_calendar_with_a_component(calendar_of):
    calendar = calendar_of()

    assert lint(calendar) == []
    assert b"BEGIN:VTIMEZONE" in calendar


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"\r\n", b"\n"),
        (b"VERSION:2.0", b"VERSION:2.0\r\nUID:one"),
        (b"DTSTART;TZID=Asia/Taipei", b"DTSTART"),
        (b"REFRESH-INTERVAL;VALUE=DURATION", b"REFRESH-INTERVAL"),
        (b"TZID:Asia/Taipei", b"TZID:Asia/Tokyo"),
        (b"DTSTAMP", b"X-STAMP"),
    ],
)
def test_the_lint_sees_what_is_wrong(good, bad, an_event, calendar_of):
    calendar = calendar_of(an_event())

    assert lint(calendar) == []
    assert lint(calendar.replace(good, bad)) != []


@given(title=ANY_TEXT, note=ANY_TEXT, address=ANY_TEXT, tag=ANY_TEXT)
def test_any_text_survives(an_event, calendar_of, title, note, address, tag):
    event: Event = replace(
        an_event(),
        title=Text.plain(title),
        status_note=Text.plain(note),
        location=Location(address=Text.plain(address)),
        tags=(tag,),
    )
    calendar = calendar_of(event)
    read = icalendar.Calendar.from_ical(calendar).events[0]

    assert lint(calendar) == []
    assert read["SUMMARY"] == legible(title)
    assert read["DESCRIPTION"].startswith(legible(note))
    assert read.get("LOCATION", "") == legible(address)
    assert [str(each) for each in read["CATEGORIES"].cats] == [legible(tag)]


def legible(text: str) -> str:
    """Text as a content line may say it: no controls, one kind of line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", "", lines)


@given(
    weekday=st.integers(0, 6),
    nth=st.sampled_from([1, 2, 3, 4, 5, -1]),
    status=st.sampled_from(list(Status)),
    zone=st.sampled_from(["Asia/Taipei", "Europe/London", "America/New_York", "UTC"]),
    skipped=st.sets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=4),
)
def test_any_series_is_clean(an_event, calendar_of, weekday, nth, status, zone, skipped):
    days = (Day(weekday=weekday, nth=nth),)
    repeat = Repeat(every=Every.MONTH, on=days, exceptions=tuple(sorted(skipped)))
    event = an_event("2026-01-01 18:00", zone=zone, status=status, repeat=repeat)

    assert lint(calendar_of(event)) == []

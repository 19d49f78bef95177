"""Time zones mean the same to whoever reads them as to Python."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import dateutil.tz
import icalendar
import pytest

from chaguan.render.icalendar.zones import timezone

ZONES = (
    "Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "America/Argentina/Buenos_Aires",
    "America/Asuncion", "America/Caracas", "America/Havana", "America/Los_Angeles",
    "America/Mexico_City", "America/New_York", "America/Nuuk", "America/Phoenix",
    "America/Santiago", "America/Sao_Paulo", "America/St_Johns", "Antarctica/Troll", "Asia/Amman",
    "Asia/Beirut", "Asia/Damascus", "Asia/Gaza", "Asia/Hong_Kong", "Asia/Jerusalem",
    "Asia/Kathmandu", "Asia/Kolkata", "Asia/Pyongyang", "Asia/Shanghai", "Asia/Taipei",
    "Asia/Tehran", "Asia/Tokyo", "Asia/Ulaanbaatar", "Atlantic/Azores", "Australia/Adelaide",
    "Australia/Lord_Howe", "Australia/Sydney", "Europe/Berlin", "Europe/Chisinau",
    "Europe/Dublin", "Europe/Istanbul", "Europe/Lisbon", "Europe/London", "Europe/Moscow",
    "Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Easter", "Pacific/Fiji",
    "Pacific/Kiritimati", "UTC",
)  # fmt: skip


def lines_of(zone: str, first_year: int) -> list[str]:
    return timezone(ZoneInfo(zone), first_year).to_ical().decode().splitlines()


def in_a_calendar(zone: str, first_year: int) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add_component(timezone(ZoneInfo(zone), first_year))
    return calendar


def samples(zone: str, first: int, last: int) -> list[datetime]:
    """An instant every nine days at changing hours, and those around each change of the clocks."""
    known = ZoneInfo(zone)
    moment, found = datetime(first, 1, 1, tzinfo=UTC), []
    while moment.year < last:
        found.append(moment)
        moment += timedelta(days=9, hours=5)
    around = []
    for early, late in pairwise(found):
        length = early.astimezone(known).utcoffset()
        if late.astimezone(known).utcoffset() == length:
            continue
        while late - early > timedelta(minutes=1):
            middle = early + (late - early) / 2
            if middle.astimezone(known).utcoffset() == length:
                early = middle
            else:
                late = middle
        around += [early - timedelta(minutes=95), late + timedelta(minutes=95)]
    return sorted(found + around)


def is_shown_twice(clock: datetime) -> bool:
    return clock.replace(fold=0).utcoffset() != clock.replace(fold=1).utcoffset()


@pytest.mark.parametrize("zone", ZONES)
def test_icalendar_reads_the_same_clock(zone):
    read = timezone(ZoneInfo(zone), 2012).to_tz(lookup_tzid=False)
    differing = [
        moment
        for moment in samples(zone, 2012, 2036)
        if moment.astimezone(read).utcoffset() != moment.astimezone(ZoneInfo(zone)).utcoffset()
    ]

    assert differing == []


@pytest.mark.parametrize("zone", ZONES)
def test_dateutil_reads_the_same_clock(zone):
    text = io.StringIO(in_a_calendar(zone, 2024).to_ical().decode().replace("\r\n ", ""))
    read = dateutil.tz.tzical(text).get()
    differing = [
        moment
        for moment in samples(zone, 2024, 2030)
        if not is_shown_twice(moment.astimezone(ZoneInfo(zone)))
        and moment.astimezone(ZoneInfo(zone)).replace(tzinfo=read).utcoffset()
        != moment.astimezone(ZoneInfo(zone)).utcoffset()
    ]

    assert differing == []


def test_ical_js_reads_the_same_clocks(ical_js):
    script = """
    return calendars.map((text) => {
      const [calendar, moments] = JSON.parse(text);
      const part = new ICAL.Component(ICAL.parse(calendar)).getFirstSubcomponent('vtimezone');
      const zone = new ICAL.Timezone(part);
      return moments.map((moment) => zone.utcOffset(ICAL.Time.fromString(moment)));
    });
    """
    asked, known = [], []
    for zone in ZONES:
        clocks = [moment.astimezone(ZoneInfo(zone)) for moment in samples(zone, 2020, 2032)]
        clocks = [clock for clock in clocks if not is_shown_twice(clock)]
        text = in_a_calendar(zone, 2020).to_ical().decode()
        asked.append(json.dumps([text, [f"{clock:%Y-%m-%dT%H:%M:%S}" for clock in clocks]]))
        known.append([int(clock.utcoffset().total_seconds()) for clock in clocks])

    assert dict(zip(ZONES, ical_js(script, [each.encode() for each in asked]), strict=True)) == (
        dict(zip(ZONES, known, strict=True))
    )


@pytest.mark.parametrize("zone", ZONES)
def test_there_are_no_lists_of_dates(zone):
    assert [line for line in lines_of(zone, 2000) if line.startswith("RDATE")] == []


def test_zone_without_summer_time_is_one_observance():
    assert lines_of("Asia/Kathmandu", 2026) == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Kathmandu",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:+0545",
        "TZOFFSETFROM:+0545",
        "TZOFFSETTO:+0545",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_rule_that_still_holds_has_no_end():
    assert lines_of("America/New_York", 2026) == [
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250309T020000",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "TZNAME:EDT",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251102T020000",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
        "TZNAME:EST",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_rule_that_ended_says_when_in_utc():
    rules = [line for line in lines_of("America/New_York", 2000) if line.startswith("RRULE")]

    assert rules == [
        "RRULE:FREQ=YEARLY;UNTIL=20060402T070000Z;BYDAY=1SU;BYMONTH=4",
        "RRULE:FREQ=YEARLY;UNTIL=20061029T060000Z;BYDAY=-1SU;BYMONTH=10",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
    ]


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        (
            "Asia/Jerusalem",
            ["BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10"],
        ),
        (
            "America/Nuuk",
            ["BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10"],
        ),
        (
            "Africa/Cairo",
            [
                "BYDAY=-1FR;BYMONTH=4",
                "BYDAY=FR;BYMONTHDAY=26,27,28,29,30,31;BYMONTH=10",
                "BYDAY=FR;BYMONTHDAY=1;BYMONTH=11",
            ],
        ),
    ],
)
def test_weeks_that_are_no_nth_weekday_are_spelled_out(zone, rules):
    found = [line for line in lines_of(zone, 2026) if line.startswith("RRULE")]

    assert found == [f"RRULE:FREQ=YEARLY;{rule}" for rule in rules]


def test_what_follows_no_rule_is_told_change_by_change():
    assert [line for line in lines_of("Europe/Moscow", 2011) if line[:5] in ("DTSTA", "RRULE")] == [
        "DTSTART:20100328T020000",
        "DTSTART:20101031T030000",
        "DTSTART:20110327T020000",
        "DTSTART:20141026T020000",
    ]


def test_leap_over_the_date_line_is_one_change():
    lines = lines_of("Pacific/Apia", 2012)

    assert lines[lines.index("DTSTART:20111230T000000") - 1] == "BEGIN:STANDARD"


def test_irregular_changes_are_listed_to_a_fixed_year():
    starts = [line for line in lines_of("Asia/Gaza", 2026) if line.startswith("DTSTART")]

    assert starts[-1].startswith("DTSTART:2037")


def test_summer_is_daylight_also_where_winter_is_the_exception():
    lines = lines_of("Europe/Dublin", 2026)

    assert lines[2:4] == ["BEGIN:DAYLIGHT", "DTSTART:20250330T010000"]

"""A series that comes from a calendar takes place on the days of that calendar."""

from datetime import date, timedelta

import pytest

pytestmark = pytest.mark.slow

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Some//Calendar//EN\r\n"
TAIL = "END:VCALENDAR\r\n"
TAIPEI = "DTSTART;TZID=Asia/Taipei:20260904T190000\r\nDTEND;TZID=Asia/Taipei:20260904T210000\r\n"
BERLIN = (
    "DTSTART;TZID=Europe/Berlin:20260904T190000\r\nDTEND;TZID=Europe/Berlin:20260904T210000\r\n"
)
DAYS = "DTSTART;VALUE=DATE:20260904\r\nDTEND;VALUE=DATE:20260906\r\n"
SAID = [
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;COUNT=9",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=DAILY;UNTIL=20261001T105959Z",
    "FREQ=HOURLY;INTERVAL=24;COUNT=30",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU,FR",
    "FREQ=WEEKLY;BYDAY=FR,SU;COUNT=11",
    "FREQ=WEEKLY;UNTIL=20270402T155959Z",
    "FREQ=WEEKLY;BYHOUR=19;BYMINUTE=0",
    "freq=weekly;byday=fr",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYDAY=1FR",
    "FREQ=MONTHLY;BYDAY=1FR,3FR;COUNT=12",
    "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=1",
    "FREQ=MONTHLY;BYMONTHDAY=4",
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=1FR",
    "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7;BYDAY=FR",
    "FREQ=MONTHLY;BYMONTH=9,12,3;BYDAY=1FR",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=4",
    "FREQ=YEARLY;BYMONTH=9;BYDAY=1FR",
    "FREQ=YEARLY;BYMONTH=9,1;BYMONTHDAY=4",
]
"""What our words can say, from a first Friday on."""
OFF = [
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=2TU;COUNT=4",
    "FREQ=WEEKLY;BYDAY=MO,WE",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=12;BYDAY=-1SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
]
"""Rules on which the first day does not fall."""
UNSAID = [
    "FREQ=HOURLY;INTERVAL=36",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYYEARDAY=247",
    "FREQ=MONTHLY;BYDAY=-2FR",
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,FR",
    "FREQ=YEARLY;BYDAY=36FR",
    "FREQ=DAILY;BYMONTH=9,10",
    "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
]


def calendar(times: str, *further: str) -> str:
    lines = "".join(f"{each}\r\n" for each in further)
    inner = f"UID:one@example.org\r\nSUMMARY:Tea\r\n{times}{lines}"
    return f"{HEAD}BEGIN:VEVENT\r\n{inner}END:VEVENT\r\n{TAIL}"


@pytest.mark.parametrize("times", [TAIPEI, BERLIN, DAYS], ids=["taipei", "berlin", "days"])
@pytest.mark.parametrize("rule", SAID)
def test_a_rule_becomes_a_series_with_the_same_days_for_two_years(town, export_days, rule, times):
    if times is DAYS and ("HOUR" in rule.upper() or "UNTIL" in rule):
        pytest.skip("whole days have no hours")
    export = town.write("one.ics", calendar(times, f"RRULE:{rule}"))
    done = town.take_in("one.ics")

    first, last = date(2026, 9, 4), date(2028, 9, 3)
    assert done.exit_code == 0, done.output
    assert town.files() == ["community.yml", "events/2026/tea.yml"]
    assert town.days(first, last) == export_days(export, first, last)


@pytest.mark.parametrize("rule", OFF)
def test_a_first_day_beside_the_rule_is_an_event_of_its_own(town, export_days, rule):
    export = town.write("one.ics", calendar(TAIPEI, f"RRULE:{rule}"))
    done = town.take_in("one.ics")

    first, last = date(2026, 9, 4), date(2028, 9, 3)
    assert done.exit_code == 0, done.output
    assert len(town.files()) == 3
    assert town.days(first, last) == export_days(export, first, last)


@pytest.mark.parametrize("rule", UNSAID)
def test_what_our_words_cannot_say_becomes_single_days_for_a_year(town, export_days, rule):
    export = town.write("one.ics", calendar(TAIPEI, f"RRULE:{rule}"))
    done = town.take_in("one.ics")

    first, last = date(2026, 9, 4), date(2026, 11, 29) + timedelta(days=366)
    assert done.exit_code == 0, done.output
    assert "cannot be said in our words" in done.output
    assert town.days(first, last) == export_days(export, first, last)


def test_several_rules_become_single_days(town, export_days):
    rules = ("RRULE:FREQ=WEEKLY;BYDAY=FR", "RRULE:FREQ=MONTHLY;BYMONTHDAY=15")
    export = town.write("one.ics", calendar(TAIPEI, *rules))
    done = town.take_in("one.ics")

    first, last = date(2026, 9, 4), date(2026, 11, 29) + timedelta(days=366)
    assert "single days" in done.output
    assert town.days(first, last) == export_days(export, first, last)


def test_many_times_a_day_become_one_event_a_day(town):
    town.write("one.ics", calendar(TAIPEI, "RRULE:FREQ=MINUTELY;INTERVAL=10"))
    done = town.take_in("one.ics")

    assert done.exit_code == 0, done.output
    days = {each[:10] for each in town.days(date(2026, 9, 4), date(2027, 11, 30))}
    assert len(days) > 365
    assert "several times a day" in done.output


def test_days_taken_out_moved_and_added_come_along(town, export_days):
    lines = (
        "RRULE:FREQ=WEEKLY;UNTIL=20270301T000000Z",
        "EXDATE;TZID=Asia/Taipei:20260911T190000,20260918T190000",
        "RDATE;TZID=Asia/Taipei:20260916T190000",
    )
    change = (
        "BEGIN:VEVENT\r\nUID:one@example.org\r\nSUMMARY:Tea\\, late\r\n"
        "RECURRENCE-ID;TZID=Asia/Taipei:20260925T190000\r\n"
        "DTSTART;TZID=Asia/Taipei:20260926T200000\r\nDTEND;TZID=Asia/Taipei:20260926T230000\r\n"
        "END:VEVENT\r\n"
    )
    text = calendar(TAIPEI, *lines).replace(TAIL, change + TAIL)
    export = town.write("one.ics", text)
    done = town.take_in("one.ics")

    first, last = date(2026, 9, 4), date(2028, 9, 3)
    assert done.exit_code == 0, done.output
    assert town.days(first, last) == export_days(export, first, last)
    written = town.read("events/2026/tea.yml")
    assert "except: [2026-09-11, 2026-09-18]" in written
    assert 'title: "Tea, late"' in written
    assert "end: 2026-09-26 23:00" in written


def test_a_rule_in_utc_keeps_its_days_on_the_calendars_clock(town):
    """Fridays of UTC, as its rule says, are Saturdays there."""
    text = calendar(
        "DTSTART:20260904T233000Z\r\nDTEND:20260905T003000Z\r\n", "RRULE:FREQ=WEEKLY;BYDAY=FR"
    ).replace("VERSION:2.0\r\n", "VERSION:2.0\r\nX-WR-TIMEZONE:Asia/Taipei\r\n")
    town.write("one.ics", text)
    town.take_in("one.ics")

    assert "start: 2026-09-05 07:30" in town.read("events/2026/tea.yml")
    assert town.days(date(2026, 9, 1), date(2026, 9, 30)) == [
        f"2026-09-{day:02} 23:30Z" for day in (4, 11, 18, 25)
    ]


def test_a_rule_that_is_none_leaves_its_first_day(town):
    town.write("one.ics", calendar(TAIPEI, "RRULE:FREQ=SOMETIMES"))
    done = town.take_in("one.ics")

    assert done.exit_code in (0, 2)
    assert "Traceback" not in done.output


def test_a_change_from_a_day_on_is_said_as_then_and_a_further_day_as_also(town, export_days):
    lines = ("RRULE:FREQ=WEEKLY;BYDAY=FR", "RDATE;TZID=Asia/Taipei:20260916T190000,20260921T200000")
    change = (
        "BEGIN:VEVENT\r\nUID:one@example.org\r\nSUMMARY:Tea\\, earlier\r\n"
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Taipei:20261106T190000\r\n"
        "DTSTART;TZID=Asia/Taipei:20261106T173000\r\nDTEND;TZID=Asia/Taipei:20261106T193000\r\n"
        "LOCATION:New hall\r\nEND:VEVENT\r\n"
    )
    export = town.write("one.ics", calendar(TAIPEI, *lines).replace(TAIL, change + TAIL))
    done = town.take_in("one.ics")

    first, last = date(2026, 9, 4), date(2028, 9, 3)
    assert done.exit_code == 0, done.output
    assert town.files() == ["community.yml", "events/2026/tea.yml"]
    assert town.days(first, last) == export_days(export, first, last)
    written = town.read("events/2026/tea.yml")
    assert '  then:\n    2026-11-06:\n      title: "Tea, earlier"\n' in written
    assert "start: 2026-11-06 17:30" in written
    assert "2026-09-21: {start" in written or "start: 2026-09-21 20:00" in written


def test_a_change_from_a_day_on_that_falls_on_other_days_becomes_single_days(town, export_days):
    change = (
        "BEGIN:VEVENT\r\nUID:one@example.org\r\nSUMMARY:Tea\r\n"
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Taipei:20261106T190000\r\n"
        "DTSTART;TZID=Asia/Taipei:20261107T190000\r\nDTEND;TZID=Asia/Taipei:20261107T210000\r\n"
        "END:VEVENT\r\n"
    )
    text = calendar(TAIPEI, "RRULE:FREQ=WEEKLY;BYDAY=FR").replace(TAIL, change + TAIL)
    export = town.write("one.ics", text)
    done = town.take_in("one.ics")

    first, last = date(2026, 11, 29), date(2026, 11, 29) + timedelta(days=366)
    assert "cannot be said in our words" in done.output
    assert town.days(first, last) == export_days(export, first, last)

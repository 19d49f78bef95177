"""What neighbours have on: from any calendar and from the data of a town, now and a night later."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chaguan.gathering.calendar import NoCalendarError, days_of, event_of
from chaguan.gathering.fetch import Answer, NotFetchedError
from chaguan.gathering.files import as_json
from chaguan.gathering.neighbour import found_in, kept_of, places_to_ask
from chaguan.load.gathered import read_one
from chaguan.model import GatheredCalendar, Neighbour, Status, Text, Url
from chaguan.source import SourceFile

TAIPEI = ZoneInfo("Asia/Taipei")
TODAY = date(2026, 11, 29)
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
URL = Url("https://saltmarsh.example/api/community.json")
MARSH = Neighbour(name=Text.plain("Salt Marsh"), url=URL)
EMPTY = GatheredCalendar(path=".gathered/neighbour-a.json", url=URL, host="saltmarsh.example")


def calendar(*events: str) -> bytes:
    """The days of a calendar with these VEVENTs, lines with spaces before them taken as lines."""
    whole = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//X//EN\n"
    for number, event in enumerate(events):
        lines = "\n".join(line.strip() for line in event.strip().splitlines())
        uid = "" if "UID:" in event else f"UID:e{number}\n"
        whole += f"BEGIN:VEVENT\n{uid}{lines}\nEND:VEVENT\n"
    return f"{whole}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def days(*events: str, zone: ZoneInfo = TAIPEI):
    return days_of(calendar(*events), zone, TODAY, TODAY + timedelta(days=60))


def starts(found) -> list[str]:
    return [each.span.start.isoformat()[:16] for each in found]


TEA = """
    UID:tea
    SUMMARY:Tea
    DTSTART;TZID=Asia/Taipei:20261201T193000
    DTEND;TZID=Asia/Taipei:20261201T213000
"""


def test_single_event_has_its_times_and_words():
    (found,) = days(
        TEA + "LOCATION:Salt House\nURL:https://saltmarsh.example/tea\nCATEGORIES:茶,雨"
    )
    event = event_of(found)

    assert starts([found]) == ["2026-12-01T19:30"]
    assert found.span.zone == TAIPEI
    assert (event.day, event.uid, event.tags) == (None, "tea", ("茶", "雨"))
    assert event.place.best("en").text == "Salt House"
    assert event.url("en") == "https://saltmarsh.example/tea"


def test_series_is_unrolled_without_its_exceptions():
    found = days(
        TEA + "RRULE:FREQ=WEEKLY;UNTIL=20261230T000000Z\nEXDATE;TZID=Asia/Taipei:20261215T193000"
    )

    assert starts(found) == [f"2026-12-{day}T19:30" for day in ("01", "08", "22", "29")]
    assert [each.original for each in found] == [each.span.first_day for each in found]


def test_moved_and_cancelled_days_keep_their_day_in_the_pattern():
    found = days(
        TEA + "RRULE:FREQ=WEEKLY;COUNT=3",
        """
        UID:tea
        SUMMARY:Tea on a Wednesday
        RECURRENCE-ID;TZID=Asia/Taipei:20261208T193000
        DTSTART;TZID=Asia/Taipei:20261209T193000
        """,
        """
        UID:tea
        SUMMARY:Tea
        RECURRENCE-ID;TZID=Asia/Taipei:20261215T193000
        DTSTART;TZID=Asia/Taipei:20261215T193000
        STATUS:CANCELLED
        """,
    )

    assert [each.original.day for each in found] == [1, 8, 15]
    assert starts(found)[1] == "2026-12-09T19:30"
    assert [each.status for each in found] == [Status.CONFIRMED, Status.CONFIRMED, Status.CANCELLED]


@pytest.mark.parametrize(
    ("stated", "start", "is_all_day"),
    [
        ("DTSTART;TZID=Taipei Standard Time:20261201T193000", "2026-12-01T19:30", False),
        ("DTSTART;TZID=British Columbia Standard Time:20261201T193000", "2026-12-01T19:30", False),
        ("DTSTART:20261201T113000Z", "2026-12-01T11:30", False),
        ("DTSTART:20261201T193000", "2026-12-01T19:30", False),
        ("DTSTART;VALUE=DATE:20261201", "2026-12-01T00:00", True),
        ("DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261203", "2026-12-01T00:00", True),
    ],
)
def test_times_of_every_kind_are_read(stated, start, is_all_day):
    (found,) = days(f"SUMMARY:Tea\n{stated}")

    assert starts([found]) == [start]
    assert found.span.all_day is is_all_day


def test_windows_zone_holds_for_the_exceptions_too():
    name = "British Columbia Standard Time"
    found = days(
        f"""
        SUMMARY:Tea
        DTSTART;TZID={name}:20261201T193000
        RRULE:FREQ=DAILY;COUNT=3
        EXDATE;TZID={name}:20261202T193000
        """
    )

    assert starts(found) == ["2026-12-01T19:30", "2026-12-03T19:30"]


def test_floating_times_are_on_the_clock_of_the_calendar():
    text = calendar("SUMMARY:Tea\nDTSTART:20261201T193000\nRRULE:FREQ=DAILY;COUNT=2")
    named = text.replace(b"VERSION", b"X-WR-TIMEZONE:Europe/Berlin\r\nVERSION")
    found = days_of(named, TAIPEI, TODAY, TODAY + timedelta(days=60))

    assert [each.span.zone.key for each in found] == ["Europe/Berlin"] * 2


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=SOMETIMES",
        "nonsense",
    ],
)
def test_rule_that_nobody_could_keep_is_left_out(rule):
    found = days(f"{TEA}RRULE:{rule}", "SUMMARY:Walk\nDTSTART:20261205T100000Z")

    assert [each.summary for each in found] == ["Walk"]


def test_private_and_broken_events_are_left_out():
    found = days(
        TEA + "CLASS:PRIVATE",
        "SUMMARY:No start",
        "SUMMARY:Bad\nDTSTART:2026-12-01 late",
        "SUMMARY:Ends before\nDTSTART:20261202T100000Z\nDTEND:20261201T100000Z",
    )

    assert [(each.summary, each.span.open_ended) for each in found] == [("Ends before", True)]


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"<html>", b"BEGIN:VCALENDAR\r\n", b"BEGIN:VEVENT\r\nEND:VCALENDAR"]
)
def test_what_is_no_calendar_is_none(body):
    with pytest.raises(NoCalendarError):
        days_of(body, TAIPEI, TODAY, TODAY)


def town(*events: dict[str, object], **more: object) -> bytes:
    return json.dumps({"version": 1, "events": list(events), **more}).encode()


def told(name: str = "tea", **more: object) -> dict[str, object]:
    return {
        "id": name,
        "iri": "urn:uuid:6a1f9a5b-15c5-541f-a94d-512a54d26d60",
        "uid": name,
        "title": {"zh-Hant": "茶", "en": "Tea"},
        "start": "2026-12-01T19:30:00+08:00",
        "end": "2026-12-01T21:30:00+08:00",
        "timezone": "Asia/Taipei",
        "pages": {"en": f"https://saltmarsh.example/en/{name}/"},
        **more,
    }


def nothing(url: str) -> Answer:
    raise NotFetchedError("http")


def found(body: bytes, ask=nothing):
    return found_in(Answer(str(URL), body), ask, TAIPEI, TODAY)


def test_town_is_read_with_its_languages_scenes_and_places():
    (event,) = found(
        town(
            told(place="salt", scenes=["rainy-weekend"], tags=["茶"], status="postponed"),
            places=[{"id": "salt", "name": {"en": "Salt House"}, "city": "Marsh"}],
        )
    )

    assert event.title.best("zh-Hant").text == "茶"
    assert event.place.best("en").text == "Salt House · Marsh"
    assert (event.scenes, event.tags, event.status) == (
        ("rainy-weekend",),
        ("茶",),
        Status.POSTPONED,
    )
    assert event.url("en") == "https://saltmarsh.example/en/tea/"


def test_town_of_an_older_version_is_told_by_its_iri():
    event = told()
    del event["uid"]
    (read,) = found(town(event))

    assert read.uid == "6a1f9a5b-15c5-541f-a94d-512a54d26d60"


def test_series_of_a_town_are_those_of_its_calendar():
    asked = []

    def ask(url: str) -> Answer:
        asked.append(url)
        series = """
            UID:walk
            SUMMARY:Walk
            DTSTART;TZID=Asia/Taipei:20261205T100000
            RRULE:FREQ=WEEKLY;COUNT=2
        """
        alone = "UID:walk-20261226\nSUMMARY:Night walk\nDTSTART;TZID=Asia/Taipei:20261226T200000"
        return Answer(url, calendar(series, alone, TEA))

    series = told("walk", repeat={"every": "week", "interval": 1, "count": 2}, scenes=["outside"])
    events = found(town(told(), series), ask)

    assert asked == ["https://saltmarsh.example/events.ics"]
    assert [(each.uid, each.day and each.day.day) for each in events] == [
        ("tea", None),
        ("walk", 5),
        ("walk", 12),
        ("walk", 26),
    ]
    assert {each.scenes for each in events if each.uid == "walk"} == {("outside",)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": {"en": ["x"]}},
        {"start": "2026-12-01T19:30:00"},
        {"start": "2026-13-01"},
        {"start": 5},
        {"start": "2026-12-01", "end": "2020-01-01"},
        {"end": "1999-01-01T00:00:00Z"},
        {"uid": "", "iri": "", "id": ""},
    ],
)
def test_event_of_a_town_that_cannot_be_is_left_out(wrong):
    events = found(town(told() | wrong, told("walk")))

    assert [each.uid for each in events] == ["walk"]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"{}",
        b'{"events": 5}',
        b'{"a":' * 50_000,
        b"<html>404</html>",
        b"\xff\xfe",
    ],
)
def test_what_is_no_town_is_none(body):
    with pytest.raises(NotFetchedError, match="no_calendar"):
        found(body)


def test_words_of_a_hostile_town_are_plain_text():
    event = told(
        title="<script>alert(1)</script>T\u202eea",
        status_note="<img src=x onerror=alert(1)>note",
        pages={"en": "javascript:alert(1)", "zh-Hant": "https://elsewhere.example/"},
        tags=["<b>x</b>", 5],
        timezone="../../etc/passwd",
    )
    (read,) = found(town(event))

    assert read.title.best("en").text == "Tea"
    assert read.note.best("en").text == "note"
    assert (read.urls, read.tags) == ((), ("x",))


def test_where_a_neighbour_is_asked():
    assert places_to_ask("https://a.example/") == (
        "https://a.example/api/community.json",
        "https://a.example/",
    )
    assert places_to_ask("https://a.example/town")[0] == "https://a.example/town/api/community.json"
    for one in ("https://a.example/x.ics", "https://a.example/?ical=1", "https://a.example/c.json"):
        assert places_to_ask(one) == (one,)


def test_cancellation_arrives():
    before = kept_of(EMPTY, found(town(told())), MARSH, NOON)
    old = GatheredCalendar(path=EMPTY.path, url=URL, host=EMPTY.host, events=before)
    after = kept_of(old, found(town(told(status="cancelled", revision=1))), MARSH, NOON)

    assert [each.status for each in after] == [Status.CANCELLED]


def test_what_vanished_is_marked_and_dropped_after_its_day():
    before = kept_of(EMPTY, found(town(told(), told("walk"))), MARSH, NOON)
    old = GatheredCalendar(path=EMPTY.path, url=URL, host=EMPTY.host, events=before)
    marked = kept_of(old, found(town(told("walk"))), MARSH, NOON)
    again = GatheredCalendar(path=EMPTY.path, url=URL, host=EMPTY.host, events=marked)
    later = NOON + timedelta(days=1)

    assert {each.uid: each.missing for each in marked} == {"tea": TODAY, "walk": None}
    still = kept_of(again, found(town(told("walk"))), MARSH, later)
    assert {each.uid: each.missing for each in still} == {"tea": TODAY, "walk": None}
    assert kept_of(again, found(town(told(), told("walk"))), MARSH, later)[0].missing is None
    assert kept_of(again, (), MARSH, NOON + timedelta(days=3)) == ()


def test_days_of_a_series_that_are_only_far_have_not_vanished():
    weekly = TEA + "RRULE:FREQ=WEEKLY"
    before = kept_of(EMPTY, found(calendar(weekly)), MARSH, NOON)
    old = GatheredCalendar(path=EMPTY.path, url=URL, host=EMPTY.host, events=before)
    after = kept_of(old, found(calendar(weekly)), MARSH, NOON + timedelta(days=3))

    assert [each.day.day for each in before] == [1, 8, 15]
    assert [(each.day.day, each.missing) for each in after] == [(8, None), (15, None), (22, None)]


def test_only_what_is_wanted_is_taken():
    wants = Neighbour(name=MARSH.name, url=URL, take=("rainy-weekend", "Tea"))
    events = found(
        town(
            told("a", scenes=["rainy-weekend"]),
            told("b", tags=["tea"]),
            told("c", scenes=["outside"]),
            told("d"),
        )
    )

    assert [each.uid for each in kept_of(EMPTY, events, wants, NOON)] == ["a", "b"]


def test_at_most_fifty_are_kept_the_soonest():
    many = [
        told(f"e{n:03}", start=f"2027-01-{1 + n % 28:02}T{n % 24:02}:00:00+08:00", end=None)
        for n in range(200)
    ]
    kept = kept_of(EMPTY, found(town(*many)), MARSH, NOON)

    assert len(kept) == 50
    assert kept[-1].span.start < datetime(2027, 1, 8, tzinfo=TAIPEI)


def test_what_is_written_is_read_again_and_written_as_it_was():
    events = found(
        town(
            told(place="salt", scenes=["rain"], tags=["茶"], status="cancelled", revision=2,
                 status_note="Rain", updated="2026-11-28T10:00:00+08:00", online="https://x.example"),
            told("days", start="2026-12-05", end="2026-12-06"),
            places=[{"id": "salt", "name": {"en": "Salt House"}}],
        )
    )  # fmt: skip
    events += found(calendar("UID:x\nSUMMARY:Open\nDTSTART:20261204T100000Z"))
    kept = GatheredCalendar(
        path=EMPTY.path, url=URL, host=EMPTY.host, events=kept_of(EMPTY, events, MARSH, NOON)
    )
    text = as_json(kept)
    read, problems = read_one(SourceFile(kept.path, text))

    assert problems == ()
    assert read == kept
    assert as_json(read) == text

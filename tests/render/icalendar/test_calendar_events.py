"""What calendars tell about an event."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from chaguan.model import Geo, Location, Person, Place, Signup, Status, Text, Words
from chaguan.render.icalendar.options import CalendarOptions
from chaguan.site.images import Album, PublishedPicture, Rendition
from chaguan.site.stream import site_stream
from chaguan.site.urls import Address

TEA_HOUSE = Place(
    id="slack-tide",
    path="places/slack-tide.yml",
    name=Text((Words("等潮茶館", "zh-Hant"), Words("Slack Tide", "en"))),
    location=Location(
        address=Text.plain("12 Yugang Road"),
        city=Text.plain("Shihua Harbour"),
        country="TW",
        geo=Geo(latitude=25.2661, longitude=121.6148),
    ),
)
TITLE = Text((Words("春茶會", "zh-Hant"), Words("Spring tea", "en")))
PLACES = {TEA_HOUSE.id: TEA_HOUSE}


def told(calendar: bytes) -> icalendar.Event:
    return icalendar.Calendar.from_ical(calendar).events[0]


def lines_of(calendar: bytes, name: str) -> list[str]:
    lines = calendar.replace(b"\r\n ", b"").decode().splitlines()
    return [line for line in lines if line.startswith(name)]


def test_where_it_is(an_event, calendar_of):
    event = told(calendar_of(an_event(place="slack-tide"), places=PLACES))

    assert event["LOCATION"] == "Slack Tide, 12 Yugang Road, Shihua Harbour"
    assert event["GEO"].to_ical() == "25.2661;121.6148"


def test_address_is_written_as_the_reader_s_language_has_it(an_event, calendar_of):
    where = Location(address=Text.plain("漁港路 12 號"), city=Text.plain("石花澳"))
    calendar = calendar_of(an_event(location=where), language="zh-Hant")

    assert told(calendar)["LOCATION"] == "石花澳漁港路 12 號"


def test_where_to_join_from_afar(an_event, calendar_of):
    calendar = calendar_of(an_event(online="https://meet.example/a;b,c?d=1"))

    assert lines_of(calendar, "CONFERENCE") == [
        "CONFERENCE;FEATURE=VIDEO;LABEL=Join online;VALUE=URI:https://meet.example/a;b,c?d=1"
    ]
    assert told(calendar)["LOCATION"] == "https://meet.example/a;b,c?d=1"
    assert "Join online: https://meet.example/a;b,c?d=1" in told(calendar)["DESCRIPTION"]


def test_hybrid_event_is_at_its_place(an_event, calendar_of):
    event = an_event(place="slack-tide", online="https://meet.example/")

    assert told(calendar_of(event, places=PLACES))["LOCATION"].startswith("Slack Tide")


@pytest.mark.parametrize(
    ("status", "said", "title", "is_busy", "alarms"),
    [
        (Status.CONFIRMED, "CONFIRMED", "Spring tea", "OPAQUE", 1),
        (Status.TENTATIVE, "TENTATIVE", "Not certain yet: Spring tea", "OPAQUE", 1),
        (Status.POSTPONED, "TENTATIVE", "Postponed: Spring tea", "TRANSPARENT", 0),
        (Status.CANCELLED, "CANCELLED", "Cancelled: Spring tea", "TRANSPARENT", 0),
    ],
)
def test_status_is_told_and_marked(status, said, title, is_busy, alarms, an_event, calendar_of):
    ringing = CalendarOptions(reminder=timedelta(hours=2))
    event = told(calendar_of(an_event(title=TITLE, status=status), options=ringing))

    assert (event["STATUS"], event["SUMMARY"], event["TRANSP"]) == (said, title, is_busy)
    assert len(event.walk("VALARM")) == alarms


def test_mark_is_in_the_language_of_the_stream(an_event, calendar_of):
    event = an_event(
        title=TITLE, status=Status.CANCELLED, status_note=Text((Words("颱風。", "zh-Hant"),))
    )
    read = told(calendar_of(event, language="zh-Hant"))

    assert read["SUMMARY"] == "已取消：春茶會"
    assert read["DESCRIPTION"].startswith("颱風。\n")


def test_description_says_everything_in_order(an_event, calendar_of):
    until = datetime(2026, 4, 1, 18, tzinfo=ZoneInfo("Asia/Taipei"))
    event = an_event(
        summary=Text.plain("An afternoon of tea."),
        description=Text.plain("Bring a *cup*.\n\n- [Lin Mei](../../people/lin-mei.yml) pours"),
        cost=Text.plain("Free"),
        signup=Signup(url="https://forms.example/tea", until=until),
    )
    lin_mei = Person(id="lin-mei", path="people/lin-mei.yml", name=Text.plain("Lin Mei"))
    calendar = calendar_of(event, people={"lin-mei": lin_mei})

    assert told(calendar)["DESCRIPTION"].splitlines() == [
        "An afternoon of tea.",
        "",
        "Bring a cup.",
        "",
        "• Lin Mei (https://tea.example/people/lin-mei/) pours",
        "",
        "Cost: Free",
        "",
        "Sign up by April 1, 2026 18:00: https://forms.example/tea",
        "",
        "Details and latest news: https://tea.example/events/2026/tea/",
    ]


def test_unlisted_person_is_not_linked(an_event, calendar_of):
    event = an_event(description=Text.plain("[Lin Mei](../../people/lin-mei.yml) pours"))

    assert "people" not in told(calendar_of(event))["DESCRIPTION"]


def test_all_day_event_leaves_the_reader_free_and_reminds_by_day(an_event, calendar_of):
    ringing = CalendarOptions(reminder=timedelta(minutes=30))
    event = told(calendar_of(an_event("2026-04-03"), options=ringing))

    assert event["TRANSP"] == "TRANSPARENT"
    assert event.walk("VALARM")[0]["TRIGGER"].to_ical() == b"-PT15H"


def test_no_calendar_rings_unasked(an_event, calendar_of):
    assert b"VALARM" not in calendar_of(an_event(), an_event("2026-04-05", id="fair"))


def test_reminder_of_a_timed_event(an_event, calendar_of):
    ringing = CalendarOptions(reminder=timedelta(hours=2))
    (alarm,) = told(calendar_of(an_event(), options=ringing)).walk("VALARM")

    assert alarm["ACTION"] == "DISPLAY"
    assert alarm["TRIGGER"].to_ical() == b"-PT2H"


def test_picture_is_absolute_and_has_its_type(an_event, calendar_of):
    full = Rendition(Address("images/春 tea.JPG"), "image/jpeg", 1600, 1200, 4711)
    album = Album({"images/春 tea.JPG": PublishedPicture(full)})

    calendar = calendar_of(an_event(image="images/春 tea.JPG"), album=album)

    assert lines_of(calendar, "IMAGE") == [
        "IMAGE;DISPLAY=BADGE;FMTTYPE=image/jpeg;VALUE=URI:"
        "https://tea.example/images/%E6%98%A5%20tea.JPG"
    ]


def test_a_picture_that_is_not_published_is_not_announced(an_event, calendar_of):
    assert lines_of(calendar_of(an_event(image="images/broken.jpg")), "IMAGE") == []


def test_tags_are_categories(an_event, calendar_of):
    calendar = calendar_of(an_event(tags=("茶", "a, b; c")))

    assert lines_of(calendar, "CATEGORIES") == ["CATEGORIES:茶,a\\, b\\; c"]


def test_nobody_is_named_as_organiser_or_guest(an_event, calendar_of):
    person = Person(
        id="lin-mei",
        path="people/lin-mei.yml",
        name=Text.plain("Lin Mei"),
        contact="mei@tea.example",
    )
    calendar = calendar_of(an_event(hosts=("lin-mei",)), people={"lin-mei": person})

    assert [word for word in (b"ORGANIZER", b"ATTENDEE", b"mailto", b"@") if word in calendar] == []


def test_identifier_is_the_same_in_every_language_and_for_life(an_event, calendar_of):
    event = an_event(title=TITLE)
    renamed = replace(event, title=Text.plain("Tea"), span=an_event("2027-01-01 10:00").span)
    read = {
        str(told(calendar)["UID"])
        for calendar in (
            calendar_of(event),
            calendar_of(event, language="zh-Hant"),
            calendar_of(renamed),
        )
    }

    assert len(read) == 1


def test_stamps_come_from_the_file(an_event, calendar_of):
    updated = datetime(2026, 3, 1, 8, tzinfo=ZoneInfo("Asia/Taipei"))
    event = told(calendar_of(an_event(updated=updated, revision=3)))

    assert event["SEQUENCE"] == 3
    assert event.DTSTAMP == event.LAST_MODIFIED == datetime(2026, 3, 1, tzinfo=UTC)


def test_stamp_of_an_event_that_does_not_say_when_it_changed_only_grows(an_event, calendar_of):
    stamps = [
        told(calendar_of(an_event(start, revision=revision))).DTSTAMP
        for start, revision in (("2026-04-03 14:00", 0), ("2026-04-01 14:00", 1))
    ]

    assert stamps == sorted(stamps)
    assert stamps[0] != stamps[1]


def test_page_in_the_nearest_language_is_linked(an_event, calendars_of):
    event = an_event(title=Text((Words("春茶會", "zh-Hant"),)))
    calendars = calendars_of(event, languages=("zh-Hant", "en"))
    read = told(calendars.of(site_stream(calendars.index, "en")))

    assert read["URL"] == "https://tea.example/events/2026/tea/"

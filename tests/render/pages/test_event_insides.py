"""The inside of an event: the same on its page, poster and calendar, to machines and as data."""

from __future__ import annotations

import json

import pytest
from icalendar import Calendar

from chaguan.locales import vocabulary
from chaguan.model import RecordId
from chaguan.render.api.community import community_json
from chaguan.render.icalendar.calendar import Calendars
from chaguan.render.jsonld import event as linked_event
from chaguan.render.jsonld.names import LinkedNames
from chaguan.render.pages.event_page import event_page
from chaguan.render.posters.lines import lines_of
from chaguan.site.images import NO_PICTURES

SITE = "https://t.example/"
PEOPLE = {"people/mei.yml": "name: Mei\n", "people/bo.yml": "name: Secret Bo\nunlisted: true\n"}
ROOMS = """\
title: Two days
start: 2026-12-12
end: 2026-12-13
hosts: [mei]
location: {name: Hall}
signup: {url: "https://t.example/s", full: true}
agenda:
  - {at: 2026-12-13 09:00, title: Breakfast, room: Hall}
  - {at: 2026-12-12 10:00, title: Paper, room: Loft, speakers: [mei, bo], about: Bring a knife}
  - {at: 2026-12-12 10:00, title: Ink, room: Hall}
calls: [{for: helpers, until: 2026-12-10, about: Ladders, url: "https://t.example/h"}]
"""
SERIES = """\
title: Tea
start: 2026-11-03 19:30
end: 2026-11-03 21:30
hosts: [mei]
location: {name: Hall}
agenda: [{at: 19:30, title: Kettle}, {at: 20:30, title: Cups}]
repeat:
  every: week
  moved:
    2026-11-10: {came: 12, new: 3, credits: {stove: [mei, bo]}}
    2026-11-17: {status: cancelled, came: 9}
    2026-12-01:
      start: 2026-12-02 20:00
      end: 2026-12-02 23:00
      agenda: [{at: 20:15, title: Ghosts, speakers: [bo]}]
      calls: [{for: speakers}]
      signup: {full: true}
      credits: {lamp: [bo, mei]}
  also: [{2026-11-14: {came: 7, new: 1}}]
"""


@pytest.fixture
def view(seen):
    return seen(PEOPLE | {"events/rooms.yml": ROOMS, "events/tea.yml": SERIES})


def event_of(view, id: str):
    return view.community.events[RecordId(id)]


def calendar_of(view, id: str) -> str:
    calendars = Calendars(view.index, SITE, vocabulary, lambda event, language: "")
    return calendars.of_event(event_of(view, id), "en").decode("utf-8").replace("\r\n ", "")


def test_the_page_has_a_programme_of_days_and_rooms(view):
    page = event_page(event_of(view, "rooms"), view, SITE)

    told = [
        (day.heading, [(each.clock, each.title, each.room) for each in day.items])
        for day in page.agenda
    ]
    assert told == [
        ("Saturday, December 12, 2026", [("10:00", "Paper", "Loft"), ("10:00", "Ink", "Hall")]),
        ("Sunday, December 13, 2026", [("09:00", "Breakfast", "Hall")]),
    ]
    assert [each.text for each in page.agenda[0].items[0].speakers] == ["Mei", "a member"]
    assert page.is_full


def test_the_page_of_a_series_has_what_its_next_day_says(view):
    page = event_page(event_of(view, "tea"), view, SITE)

    assert [each.title for day in page.agenda for each in day.items] == ["Ghosts"]
    assert [each.whom for each in page.calls] == ["Speakers"]
    assert page.is_full


def test_the_page_of_a_series_tells_of_each_day_that_was_counted_the_latest_first(view):
    page = event_page(event_of(view, "tea"), view, SITE)

    assert [(each.day, each.came) for each in page.held] == [
        ("Saturday, November 14, 2026", "7 people came. 1 of them for the first time."),
        ("Tuesday, November 10, 2026", "12 people came. 3 of them for the first time."),
    ]
    ((role, them),) = page.held[1].credits
    assert (role, [each.text for each in them]) == ("stove", ["Mei", "a member"])


def test_the_poster_has_the_programme_and_says_when_it_is_full(view):
    said = repr(lines_of(event_of(view, "tea"), view))

    assert "20:15 Ghosts" in said
    assert view.words("event.full") in said


def test_the_calendar_has_programme_rooms_speakers_and_calls_and_names_nobody_unlisted(view):
    text = calendar_of(view, "rooms")

    assert r"10:00 Paper (Loft) · Mei\n10:00 Ink (Hall)\nDecember 13\, 2026 09:00" in text
    assert r"Helpers: Ladders until December 10\, 2026 https://t.example/h" in text
    assert r"\nFull\n" in text
    assert "Secret" not in text


def test_the_calendar_of_a_series_has_each_days_own(view):
    found = Calendar.from_ical(calendar_of(view, "tea"))

    told = {
        f"{each['RECURRENCE-ID'].dt:%m-%d}" if "RECURRENCE-ID" in each else "": str(
            each["DESCRIPTION"]
        )
        for each in found.walk("VEVENT")
        if "RRULE" in each or "RECURRENCE-ID" in each
    }
    assert "19:30 Kettle\n20:30 Cups" in told[""]
    assert "20:15 Ghosts" in told["12-01"]
    assert "Kettle" not in told["12-01"]
    assert "Full" in told["12-01"]


def test_machines_read_the_programme_as_events_within_and_that_it_is_full(view):
    names = LinkedNames(view.index, SITE, "en", vocabulary("en"), NO_PICTURES)

    node = linked_event.of_event(event_of(view, "rooms"), names)

    assert [each["name"] for each in node["subEvent"]] == ["Paper", "Ink", "Breakfast"]
    assert node["subEvent"][0]["startDate"] == "2026-12-12T10:00:00+08:00"
    assert node["subEvent"][0]["location"] == {"@type": "Place", "name": "Loft"}
    assert node["offers"]["availability"] == "https://schema.org/SoldOut"
    assert "Secret" not in json.dumps(node)


def test_data_has_it_all_also_of_single_days_and_names_nobody_unlisted(view):
    data = community_json(view.index, SITE, NO_PICTURES)
    events = {each["id"]: each for each in json.loads(data)["events"]}

    day = next(each for each in events["tea"]["changes"] if each["original"] == "2026-12-01")
    assert day["agenda"] == [{"title": "Ghosts", "at": "20:15", "day": 0}]
    assert day["calls"] == [{"for": "speakers"}]
    assert day["credits"] == {"lamp": ["mei"]}
    assert day["signup"] == {"full": True}
    assert events["tea"]["also"][0]["came"] == 7
    assert events["rooms"]["agenda"][1]["speakers"] == ["mei"]
    assert b'"bo"' not in data

"""Page, list, poster, calendar and data ask one question: which days are there?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from chaguan.load import load
from chaguan.locales import vocabulary
from chaguan.model import Block, Event
from chaguan.render.html.excerpts import Body
from chaguan.render.html.page_context import PageContext
from chaguan.render.icalendar.calendar import Calendars
from chaguan.render.images.social.records import card_face
from chaguan.render.jsonld import event as linked_event
from chaguan.render.jsonld.names import LinkedNames
from chaguan.render.pages.blocks import pieces
from chaguan.render.pages.event_lists import event_list, past_list
from chaguan.render.pages.event_page import event_page
from chaguan.render.pages.month import month_page
from chaguan.render.pages.stream_page import part_of
from chaguan.render.pages.subscribe import subscribe
from chaguan.render.posters.lines import lines_of
from chaguan.render.search.records import search_entry
from chaguan.render.search.terms import PageText
from chaguan.site.clock import Clock
from chaguan.site.heartbeat import with_heartbeats
from chaguan.site.index import Index
from chaguan.site.stream import stream_of
from chaguan.site.urls import Addresses
from chaguan.site.visibility import published

SITE = "https://tea.example.org/"
NOW = datetime.fromisoformat("2026-11-29T12:00+01:00")
TOWN = {
    "community.yml": "name: A\nlanguages: [en]\ntimezone: Europe/Berlin\n"
    "uid: 5108055d-ee18-4292-890d-56565444b7c5\n",
    "places/hall.yml": "name: Berlin Hall\naddress: Strasse 1\n",
    "places/room.yml": "name: Small Room\naddress: Strasse 2\n",
    "places/tokyo.yml": "name: Tokyo Room\ntimezone: Asia/Tokyo\n",
    "places/york.yml": "name: New Room\ntimezone: America/New_York\n",
    "people/lin-mei.yml": "name: Lin Mei\n",
    "groups/tea.yml": "name: Tea\n",
}
WEEKLY = (
    "title: B\nstart: 2026-11-03 19:30\nend: 2026-11-03 21:30\nplace: hall\nhosts: lin-mei\n"
    "groups: tea\nrepeat: {every: week, moved: {%s}}\n"
)
MOVED = WEEKLY % ("2026-12-01: {start: 2026-12-01 15:00, end: 2026-12-01 16:00, place: room}")
CANCELLED = WEEKLY % "2026-12-01: {status: cancelled, status_note: No heating.}"


def _days(cards) -> list[str]:
    """When each row begins, and the further days of a series."""
    return [day.starts.strftime("%m-%d %H:%M") for card in cards for day in (card.days or (card,))]


class Town:
    """What readers see of one event."""

    def __init__(self, folder: Path, files: dict[str, str], now: datetime) -> None:
        for path, text in (TOWN | files).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        loaded = load(folder, name="A", language="en").community
        seen = published(loaded, now)
        asked = replace(seen, settings=replace(seen.settings, heartbeat=loaded.settings.heartbeat))
        community = with_heartbeats(asked, {}, now)
        index = Index(community, Addresses(community.settings.languages))
        words = vocabulary("en")
        self.view = PageContext(index, words, Clock(now), lambda record, language: Body(""))
        self.community = community
        self.index = index

    @property
    def event(self) -> Event:
        return self.community.events["b"]

    @property
    def page(self):
        return event_page(self.event, self.view, SITE)

    def poster(self, record=None) -> str:
        """A poster's lines as one text."""
        lines = lines_of(record or self.event, self.view)
        said = [
            (*(line.words, *line.more), *(f"{c.what} {c.when}" for c in line.coming))
            for line in lines
        ]
        return "\n".join(" | ".join(filter(None, each)) for each in said)

    def listed(self) -> list[str]:
        return _days(event_list(self.view, 1).events)

    def at(self, place: str) -> list[str]:
        stream = stream_of(self.index, self.community.places[place], "en")
        return _days(part_of(stream, "upcoming", 1, self.view).events)

    def calendar(self, place: str = "") -> str:
        calendars = Calendars(self.index, SITE, vocabulary, lambda event, language: "")
        if not place:
            return calendars.of_event(self.event, "en").decode().replace("\r\n ", "")
        stream = stream_of(self.index, self.community.places[place], "en")
        return calendars.of(stream).decode().replace("\r\n ", "")

    def linked(self):
        names = LinkedNames(self.index, SITE, "en", vocabulary("en"), self.view.album)
        return linked_event.of_event(self.event, names)


@pytest.fixture
def town(tmp_path: Path) -> Callable[..., Town]:
    def made(text: str, now: datetime = NOW, **more: str) -> Town:
        return Town(tmp_path, {"events/b.yml": text, **more}, now)

    return made


def test_a_rule_is_told_with_the_words_of_the_series(town):
    poster = town(MOVED).poster()

    assert "every Tuesday, 19:30–21:30" in poster
    assert "Berlin Hall | Strasse 1" in poster
    assert "next: Tue, Dec 1, 15:00, Small Room" in poster


def test_the_head_tells_of_the_next_day_where_and_when_it_is(town):
    page = town(MOVED).page

    assert page.starts.isoformat() == "2026-12-01T15:00:00+01:00"
    assert page.where.name.text == "Small Room"
    assert page.usually == "Usually: Berlin Hall"
    assert page.rules == ("every Tuesday, 19:30–21:30",)


def test_a_day_that_is_off_is_announced_nowhere_and_named_in_the_head(town):
    here = town(CANCELLED)
    page = here.page

    assert page.starts.isoformat() == "2026-12-08T19:30:00+01:00"
    assert [each.words for each in page.off] == ["Tuesday, December 1, 2026: Cancelled No heating."]
    assert "next: Tue, Dec 8, 19:30" in here.poster()
    for record in (
        here.community.places["hall"],
        here.community.groups["tea"],
        here.community.people["lin-mei"],
    ):
        assert "B Tuesday, December 8, 2026 19:30" in here.poster(record)
    assert here.page.times[0].status == "cancelled"


def test_days_are_in_the_order_in_which_they_take_place(town):
    here = town(WEEKLY % "2026-12-01: {start: 2026-12-10 19:30}")

    assert here.listed()[:3] == ["12-08 19:30", "12-10 19:30", "12-15 19:30"]
    assert here.page.starts.day == 8


def test_a_day_pulled_forward_is_found(town):
    here = town(
        "title: B\nstart: 2026-11-07 19:30\nplace: hall\n"
        "repeat: {every: month, on: 1st sat, moved: {2027-03-06: {start: 2026-11-30 19:30}}}\n"
    )

    assert here.listed()[0] == "11-30 19:30"
    assert here.page.starts.isoformat() == "2026-11-30T19:30:00+01:00"


def test_a_series_has_one_row_with_its_rule_and_its_days(town):
    changed = "2026-12-08: {status: cancelled}, 2026-12-15: {place: room, title: C}"
    (row,) = event_list(town(WEEKLY % changed).view, 1).events

    assert (row.title, row.rule) == ("B", "every Tuesday, 19:30–21:30")
    assert row.where.text == "Berlin Hall"
    assert [day.words for day in row.days] == ["Dec 1", "8", "15", "22", "29", "Jan 5"]
    assert [day.marks for day in row.days if day.marks] == [
        ("Cancelled",),
        ("elsewhere: Small Room", "C"),
    ]
    assert [day.is_off for day in row.days][:3] == [False, True, False]
    assert row.days[1].href == "events/b/#2026-12-08"


def test_a_row_begins_with_the_next_day_that_takes_place(town):
    (row,) = event_list(town(CANCELLED).view, 1).events

    assert (row.number, row.status) == (8, "confirmed")
    assert [(day.words, day.is_off) for day in row.days][:2] == [("Dec 1", True), ("8", False)]
    assert row.all_days.startswith("2026-12-08 2026-12-08 2026-12-15")


def test_a_series_with_one_day_ahead_needs_no_list_of_days(town):
    here = town("title: B\nstart: 2026-12-05 20:00\nplace: hall\nrepeat: {every: year}\n")
    (row,) = event_list(here.view, 1).events

    assert (row.rule, row.days) == ("every year on December 5, 20:00", ())


@pytest.mark.parametrize(
    ("times", "shown"),
    [
        ("start: 2026-12-11\nend: 2026-12-13", "Fri, Dec 11 – Sun, Dec 13"),
        ("start: 2026-12-11 18:00\nend: 2026-12-13 12:00", "Fri, Dec 11 18:00 – Sun, Dec 13 12:00"),
        ("start: 2026-12-31 22:00\nend: 2027-01-01 02:00", "Thu, Dec 31 22:00–02:00"),
    ],
)
def test_a_list_says_no_more_of_a_range_than_it_needs(town, times, shown):
    (row,) = event_list(town(f"title: B\n{times}\nplace: hall\n").view, 1).events

    assert row.short == shown


def test_beside_the_list_stands_what_can_be_joined_now(town):
    text = f"{WEEKLY % ''}signup: {{url: https://example.org/, until: 2026-12-04}}\n"
    here = town(text)
    aside = event_list(here.view, 1).aside
    busy = [day.number for week in aside.weeks for day in week if day and day.href]

    assert [(each.link.text, each.until) for each in aside.joining] == [
        ("B", "Sign up by December 4, 2026")
    ]
    assert (aside.month.text, busy) == ("November 2026", [3, 10, 17, 24])


def test_a_place_has_its_own_days(town):
    here = town(MOVED)

    assert here.at("room") == ["12-01 15:00"]
    assert here.at("hall")[:2] == ["12-08 19:30", "12-15 19:30"]
    assert "B Tuesday, December 8" in here.poster(here.community.places["hall"])
    assert "B Tuesday, December 1, 2026 15:00" in here.poster(here.community.places["room"])
    room, hall = here.calendar("room"), here.calendar("hall")
    assert "FREQ=WEEKLY" not in room
    assert room.count("BEGIN:VEVENT") == 1
    assert "-20261201\r\n" in room
    assert "EXDATE;TZID=Europe/Berlin:20261201T193000" in hall
    assert "RECURRENCE-ID" not in hall


@pytest.mark.parametrize(
    ("changed", "mark"),
    [
        ("start: 2026-12-01 20:00", "20:00 instead of 19:30"),
        ("start: 2026-12-02 19:30", "instead of Tue, Dec 1"),
        ("place: room", "elsewhere: Small Room"),
        ("online: https://example.org/, place: none", "online only"),
    ],
)
def test_what_is_not_as_usual_is_marked_as_what_it_is(town, changed, mark):
    assert town(WEEKLY % f"2026-12-01: {{{changed}}}").page.times[0].marks == (mark,)


def test_no_date_stands_inside_a_rule(town):
    here = town(
        "title: B\nstart: 2026-11-06 23:00\nend: 2026-11-07 02:00\nplace: hall\n"
        "repeat: {every: week}\n"
    )

    assert here.page.rules == ("every Friday, 23:00–02:00",)
    assert here.page.times[0].clock == "23:00–02:00"
    assert "every Friday, 23:00–02:00" in here.poster()


def test_a_day_online_is_nowhere_else(town):
    here = town(WEEKLY % "2026-12-01: {online: https://example.org/, place: none}")
    day = here.linked()["subEvent"][0]

    assert day["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert here.page.where is None
    assert "LOCATION:https://example.org/" in here.calendar()
    (online,) = event_list(here.view, 1, online=True).events
    assert online.starts.day == 1


def test_a_day_in_another_zone_is_on_the_clock_there(town):
    here = town(WEEKLY % "2026-12-01: {place: tokyo}")
    card = here.page.times[0]

    assert here.page.starts.isoformat() == "2026-12-01T19:30:00+09:00"
    assert card.starts.isoformat() == "2026-12-01T11:30:00+01:00"
    assert card.there == "19:30 in Tokyo"


@pytest.mark.parametrize(
    ("usual", "place", "said"),
    [
        ("hall", "tokyo", "next: Tue, Dec 1, 19:30 (Japan Standard Time), Tokyo Room"),
        ("tokyo", "hall", "next: Tue, Dec 1, 19:30 (Central European Standard Time), Berlin Hall"),
        ("hall", "room", "next: Tue, Dec 1, 19:30, Small Room"),
    ],
)
def test_the_next_day_on_a_poster_names_its_clock_where_it_is_another(town, usual, place, said):
    text = (WEEKLY % f"2026-12-01: {{place: {place}}}").replace(
        "\nplace: hall", f"\nplace: {usual}"
    )

    assert said in town(text).poster()


def test_what_was_postponed_waits_and_is_not_over(town):
    here = town("title: B\nstart: 2026-11-20 19:30\nplace: hall\nstatus: postponed\n")

    assert not here.page.is_over
    assert here.page.waiting == "Postponed. A new date is being looked for."
    assert [link.text for link in event_list(here.view, 1).waiting] == ["B"]
    assert event_list(here.view, 1).events == past_list(here.view, 1).events == ()


def test_a_schedule_is_told_for_each_rule(town):
    here = town(
        "title: B\nstart: 2026-05-10\nplace: hall\n"
        "repeat: {every: year, on: [2nd sun of may, 3rd sat of june]}\n"
    )
    schedules = here.linked()["eventSchedule"]

    assert [(each["byDay"], each["byMonth"]) for each in schedules] == [
        (["2SU"], [5]),
        (["3SA"], [6]),
    ]


def test_no_schedule_leaves_the_range_of_its_words(town):
    here = town("title: B\nstart: 2026-11-30\nplace: hall\nrepeat: {every: month, on: last day}\n")

    assert "eventSchedule" not in here.linked()


def test_what_has_been_on_for_months_stands_behind_what_begins_next(town):
    show = "title: Show\nstart: 2026-10-01\nend: 2027-01-31\nplace: hall\n"
    cards = event_list(town(MOVED, **{"events/show.yml": show}).view, 1).events

    assert cards[0].title == "B"
    assert (cards[-1].title, cards[-1].until) == ("Show", "until Sun, Jan 31")


BUSY = {
    f"events/busy-{number}.yml": f"title: Busy {number}\nstart: 2026-12-02 19:30\nplace: hall\n"
    for number in range(60)
}
SHOW = "title: Show\nstart: 2026-10-01\nend: 2027-01-31\nplace: hall\n"


def test_what_has_been_on_for_months_is_found_beside_a_full_programme(town):
    here = town(SHOW, **BUSY)
    cards = event_list(here.view, 1).events
    (piece,) = pieces(Body("", pieces=(Block("upcoming", 4),)), here.view)
    stream = stream_of(here.index, here.community.places["hall"], "en")
    (section,) = piece.sections

    assert len(cards) == 50
    assert (cards[-1].title, cards[-1].head) == ("Show", "Still on")
    assert all(card.title != "Show" for card in event_list(here.view, 2).events)
    assert [card.title for card in part_of(stream, "upcoming", 1, here.view).events][-1] == "Show"
    assert "Show until Sunday, January 31, 2027" in here.poster(here.community.places["hall"])
    assert section.seen == 3
    assert [card.until for card in section.events][-2:] == ["", "until Sun, Jan 31"]


def test_what_is_off_for_ever_is_said_once(town):
    here = town(f"{WEEKLY % ''}status: cancelled\n")

    assert here.listed() == ["12-01 19:30"]
    assert [card.is_off for card in here.page.times] == [True] * 6


def test_a_rule_tells_the_clock_of_the_other_nights_where_clocks_change_in_the_first(town):
    here = town(
        "title: B\nstart: 2026-10-24 22:00\nend: 2026-10-25 04:00\nplace: hall\n"
        "repeat: {every: week}\n"
    )

    assert here.page.rules == ("every Saturday, 22:00–05:00",)
    assert here.page.times[0].clock == "22:00–05:00"
    assert here.linked()["eventSchedule"]["endTime"] == "05:00:00"


def test_a_day_of_another_year_is_named_with_it(town):
    here = town(WEEKLY % "2027-01-05: {start: 2026-12-30 18:00}")
    marks = [card.marks for card in here.page.times if card.marks]

    assert marks == [("instead of Tue, Jan 5, 2027",)]


def test_an_event_far_away_stands_on_the_right_day(town):
    here = town("title: B\nstart: 2026-12-05 20:00\nplace: york\n")
    card = event_list(here.view, 1).events[0]
    days = [day.number for day in month_page(date(2026, 12, 1), here.view).days]

    assert (card.number, card.clock, card.there) == (6, "02:00", "Sat, Dec 5 20:00 in New York")
    assert days == [6]


def test_signing_up_is_told_for_each_day(town):
    here = town(f"{WEEKLY % ''}signup: {{url: https://example.org/, until: 2 days before}}\n")

    assert here.page.signup_until == "Sign up by November 29, 2026"
    assert not here.page.is_signup_closed


def test_what_is_so_on_the_next_day_alone_goes_with_it(town):
    changed = "2026-12-01: {cost: Free, online: https://example.org/}"
    here = town(f"{WEEKLY % changed}signup: {{url: https://example.org/, until: 2 days before}}\n")

    assert here.page.its == {"cost", "online", "signup"}
    assert town("title: B\nstart: 2026-12-01 19:30\nplace: hall\n").page.its == frozenset()


def test_what_holds_from_a_day_on_is_told_ahead(town):
    here = town(
        "title: B\nstart: 2026-11-03 19:30\nend: 2026-11-03 21:30\nplace: hall\nrepeat:\n"
        "  every: week\n  then:\n    2027-01-05: {start: 2027-01-06 20:00, on: wed, place: room}\n"
    )

    assert here.page.rules == (
        "every Tuesday, 19:30–21:30",
        "From January 6, 2027: every Wednesday, 20:00–22:00, Small Room",
    )
    assert here.at("room")[0] == "01-06 20:00"
    text = here.calendar()
    assert "UNTIL=20270104T183000Z" in text
    assert "-from-20270105\r\n" in text


def test_each_listed_day_can_be_added_alone(town):
    here = town(MOVED)
    calendars = Calendars(here.index, SITE, vocabulary, lambda event, language: "")
    day = next(iter(here.event.occurrences(date(2026, 12, 1))))
    text = calendars.of_day(here.event, day, "en").decode()

    assert here.page.times[0].anchor == "2026-12-01"
    assert here.page.times[0].ics == "events/b/2026-12-01.ics"
    assert "-20261201\r\n" in text
    assert "RELATED-TO:" in text
    assert "DTSTART;TZID=Europe/Berlin:20261201T150000" in text


@pytest.mark.parametrize(
    ("still_on", "is_doubted", "is_listed"),
    [("2026-11-20", False, True), ("2026-09-20", True, True), ("2026-07-01", True, False)],
)
def test_a_series_that_nobody_speaks_for_is_doubted_and_then_no_longer_announced(
    town, still_on, is_doubted, is_listed
):
    settings = {"community.yml": f"{TOWN['community.yml']}heartbeat: 8 weeks\n"}
    text = (
        "title: B\nstart: 2026-06-02 19:30\nplace: hall\nrepeat: {every: week}\n"
        f"still_on: {still_on}\n"
    )
    here = town(text, **settings)

    assert here.page.doubt.is_told is is_doubted
    assert not here.page.is_over
    assert here.page.rules == ("every Tuesday, 19:30",)
    assert bool(here.listed()) is is_listed
    assert ("UNTIL=" in here.calendar()) is True


def test_who_has_events_is_followed_by_them_apart_from_the_stories(town):
    page = subscribe(town(MOVED, **{"groups/idle.yml": "name: Idle\n"}).view, SITE)
    groups = {
        each.page.text: [link.href for link in each.follow.events]
        for kind in page.by_kind
        if kind.kind == "group"
        for each in kind.streams
    }

    assert groups == {
        "Idle": [],
        "Tea": [
            "groups/tea/events/rss.xml",
            "groups/tea/events/atom.xml",
            "groups/tea/events/feed.json",
        ],
    }


TURNED = (
    "title: B\nstart: 2026-09-01 19:30\nend: 2026-09-01 21:30\nplace: hall\nrepeat:\n"
    "  every: week\n  then:\n    2026-11-04: {start: 2026-11-04 20:00, on: wed, place: room}\n"
)


@pytest.mark.parametrize(
    ("text", "note", "card"),
    [
        (MOVED, "every Tuesday, 19:30–21:30", ("every Tuesday, 19:30–21:30", "Berlin Hall")),
        (TURNED, "every Wednesday, 20:00–22:00", ("every Wednesday, 20:00–22:00", "Small Room")),
        (
            "title: B\nstart: 2026-12-02 20:00\nplace: york\nstatus: cancelled\n",
            "Cancelled · Wednesday, December 2, 2026 20:00 (Eastern Standard Time)",
            ("Wednesday, December 2, 2026 20:00 (Eastern Standard Time)", "New Room"),
        ),
        (
            "title: B\nstart: 2026-12-04 18:00\ntimezone: Africa/Casablanca\n"
            "online: https://example.org/\nrepeat: {every: week}\n",
            "every Friday, 18:00 (Western European Standard Time)",
            ("every Friday, 18:00 (Western European Standard Time)", "Online"),
        ),
    ],
)
def test_search_and_link_cards_tell_the_rule_that_holds_and_whose_clock(town, text, note, card):
    here = town(text)
    address = here.view.event_address(here.event)
    found = search_entry(here.event, "B", address, PageText(), here.view)
    face = card_face(here.event, here.view, lambda path: b"")

    assert found.note == note
    assert face.lines == card
    assert ("Cancelled" in face.kicker) is ("Cancelled" in note)


def test_a_leaf_says_the_year_where_it_is_not_the_present_one(town):
    later = "title: B\nstart: 2027-01-05 20:00\nplace: hall\n"
    sooner = later.replace("2027-01-05", "2026-12-05")

    assert event_list(town(later).view, 1).events[0].year == "2027"
    assert event_list(town(sooner).view, 1).events[0].year == ""


def test_what_was_is_listed_by_months(town):
    gone = "title: B\nstart: 2026-10-05 20:00\nplace: hall\n"

    assert [card.head for card in past_list(town(gone).view, 1).events] == ["October 2026"]

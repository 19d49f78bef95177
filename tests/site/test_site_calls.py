"""Whom events look for: which calls there are, which are open, and what each is called for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from chaguan.locales import vocabulary
from chaguan.render.feeds.call_feed import CallFeed
from chaguan.render.icalendar.calendar import Calendars
from chaguan.render.pages.calls import call_list
from chaguan.site.announcements import Announcements
from chaguan.site.calls import calls, open_calls

EVENT = "title: {title}\nstart: {day} 14:00\nhosts: [mei]\ncalls:\n"
MEI = {"people/mei.yml": "name: Mei\n"}


def event(*wanted: str, day: str = "2026-12-05", title: str = "Roof", more: str = "") -> str:
    lines = "".join(f"  - {{{each}}}\n" for each in wanted)
    return EVENT.format(title=title, day=day) + lines + more


@pytest.fixture
def names(seen):
    """The names of the calls in some files, and of those that are open on November 25, 2026."""

    def of(files):
        view = seen(MEI | files)
        every = [each.name for each in calls(view.index)]
        return every, [each.name for each in open_calls(view.index, view.clock)]

    return of


def test_a_call_is_named_by_its_event_and_whom_it_looks_for(names):
    every, _ = names({"events/roof.yml": event("for: helpers", "for: makers", "for: helpers")})

    assert every == [
        "event/roof/call/helpers",
        "event/roof/call/helpers-2",
        "event/roof/call/makers",
    ]


@pytest.mark.parametrize(
    ("written", "is_open"),
    [
        (event("for: helpers"), True),
        (event("for: helpers, until: 2026-11-25"), True),
        (event("for: helpers, until: 2026-11-24"), False),
        (event("for: helpers, until: 2026-11-25 12:00"), False),  # which is this very moment
        (event("for: helpers, until: 2026-11-25 12:01"), True),
        (event("for: helpers", day="2026-11-01"), False),
        (event("for: helpers", more="status: cancelled\n"), False),
        (event("for: helpers", day="2026-11-01", more="repeat: {every: week}\n"), True),
        (event("for: helpers", day="2026-11-01", more="repeat: {every: week, count: 2}\n"), False),
    ],
)
def test_a_call_is_open_until_its_last_day_or_the_end_of_its_event(names, written, is_open):
    _, found = names({"events/roof.yml": written})

    assert bool(found) is is_open


def test_one_day_of_a_series_may_look_for_somebody_of_its_own(names):
    series = (
        "title: Tea\nstart: 2026-11-03 19:30\nhosts: [mei]\nrepeat:\n  every: week\n"
        "  moved:\n    2026-12-01: {calls: [{for: speakers, about: Ghosts}]}\n"
        "    2026-11-10: {calls: [{for: speakers}]}\n"
        "    2026-12-15: {status: cancelled, calls: [{for: speakers}]}\n"
        "  also: [{2026-12-06: {calls: [{for: helpers}]}}]\n"
    )
    every, found = names({"events/tea.yml": series})

    assert len(every) == 4
    assert found == ["event/tea/2026-12-01/call/speakers", "event/tea/2026-12-06/call/helpers"]


def test_what_holds_from_a_day_on_ends_what_was_wanted_before(names):
    series = (
        "title: Tea\nstart: 2026-09-01 19:30\nhosts: [mei]\ncalls: [{for: helpers}]\n"
        "repeat:\n  every: week\n  then: {2026-11-03: {calls: [{for: speakers}]}}\n"
    )
    _, found = names({"events/tea.yml": series})

    assert found == ["event/tea/from-2026-11-03/call/speakers"]


def test_the_page_has_what_closes_first_first(seen):
    view = seen(MEI | {
        "events/a.yml": event("for: helpers, until: 2026-12-03", title="A"),
        "events/b.yml": event("for: makers, until: 2026-12-01", title="B", day="2027-01-01"),
        "events/c.yml": event("for: speakers", title="C", more="repeat: {every: week}\n"),
    })  # fmt: skip

    page = call_list(view, "https://town.example/")

    assert [each.event.text for each in page.calls] == ["B", "A", "C"]
    assert page.calls[0].line.until == "until December 1, 2026"
    assert page.calls[2].when == ""  # a series has no day of its own
    assert page.rss == "events/calls/rss.xml"


@pytest.fixture
def feed(seen):
    """The feed of some files in a language."""

    def of(files, language="en"):
        view = seen(MEI | files)
        announcements = Announcements(view.clock, lambda path: None)
        site = CallFeed(view.index, "https://t.example/", vocabulary, view.clock, announcements)
        return site.of(language)

    return of


def test_the_feed_tells_of_open_calls_with_ids_that_no_change_of_words_moves(feed):
    before = feed({"events/roof.yml": event("for: helpers, until: 2026-11-30, about: Ladders")})
    after = feed({"events/roof.yml": event("for: helpers, until: 2026-12-02", title="Tiles")})
    other = feed({"events/roof.yml": event("for: makers")})

    assert [each.title for each in before.entries] == ["Helpers: Roof"]
    assert before.entries[0].summary == "Ladders · until November 30, 2026"
    assert before.entries[0].id == after.entries[0].id != other.entries[0].id
    assert before.entries[0].published is None  # nobody said when it was made known


def test_what_is_dangerous_in_a_call_is_text_in_its_feed(feed):
    bad = event('for: helpers, about: "<script>alert(1)</script>"')

    (entry,) = feed({"events/roof.yml": bad}).entries

    assert "<script" not in entry.html
    assert entry.summary == "<script>alert(1)</script>"


def test_the_calendar_has_the_last_day_of_each_call(seen):
    view = seen(MEI | {
        "events/a.yml": event("for: helpers, until: 2026-12-03", "for: makers", title="A"),
        "events/b.yml": event("for: makers, until: 2026-12-01 18:00", title="B"),
        "events/c.yml": event("for: makers, until: 2026-12-02", more="status: cancelled\n"),
    })  # fmt: skip
    calendars = Calendars(view.index, "https://t.example/", vocabulary, lambda event, lang: "")

    found = Calendar.from_ical(calendars.of_calls("en"))

    told = {str(each["SUMMARY"]): each for each in found.walk("VEVENT")}
    assert set(told) == {"Last day: Helpers: A", "Last day: Makers: B", "Last day: Makers: Roof"}
    assert f"{told['Last day: Helpers: A']['DTSTART'].dt}" == "2026-12-03"
    moment = told["Last day: Makers: B"]["DTSTART"].dt
    assert moment.astimezone(UTC) == datetime(2026, 12, 1, 10, tzinfo=UTC)
    assert told["Last day: Makers: Roof"]["STATUS"] == "CANCELLED"
    assert len({str(each["UID"]) for each in told.values()}) == 3
    assert len(found.walk("VTIMEZONE")) == 1


def test_without_any_last_day_the_calendar_is_still_one(seen):
    view = seen(MEI | {"events/a.yml": event("for: helpers")})
    calendars = Calendars(view.index, "https://t.example/", vocabulary, lambda event, lang: "")

    assert Calendar.from_ical(calendars.of_calls("zh-Hant")).walk("VEVENT") == []


def test_a_call_of_a_day_leads_to_that_day(seen):
    series = (
        "title: Tea\nstart: 2026-11-03 19:30\nhosts: [mei]\nrepeat:\n  every: week\n"
        "  moved: {2026-12-01: {calls: [{for: speakers}]}}\n"
    )
    view = seen(MEI | {"events/tea.yml": series})

    (each,) = call_list(view, "").calls

    assert each.event.href == "events/tea/#2026-12-01"
    assert each.when == "Tuesday, December 1, 2026"


def test_an_index_without_calls_knows_it(seen):
    view = seen(MEI | {"events/a.yml": event("for: helpers")})
    first, *_ = view.index._all.events.values()
    without = replace(view.index._all, events={first.id: replace(first, calls=())})

    assert view.index.has_calls()
    assert not type(view.index)(without, view.addresses).has_calls()

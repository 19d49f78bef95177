"""What event feeds tell, by which dates, and that nobody is told twice."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from chaguan.render.feeds.formats import atom, rss
from chaguan.site.identity import iri
from chaguan.site.stream import every_stream

CAME = datetime(2026, 5, 1, 12, tzinfo=UTC)
"""When the files came to the branch."""
NOW = datetime(2026, 6, 1, tzinfo=UTC)
WALK = """
    events/
        walk.yml
        | title: Walk
        | start: 2026-06-20 08:00
        | end: 2026-06-20 10:00
"""
TABLE = """
    places/
        hall.yml
        | name: Hall
        room.yml
        | name: Room
    events/
        table.yml
        | title: Table
        | start: 2026-05-05 19:30
        | end: 2026-05-05 21:30
        | place: hall
        | updated: 2026-05-30
        | revision: 1
        | repeat:
        |   every: week
        |   moved:
"""


def told(town, drawing: str, *, came: datetime | None = CAME, now: datetime = NOW, **more):
    """The entries of the site's event feed, as title to entry."""
    drawn = town(drawing)
    paths = (event.path for event in drawn.community.events.values())
    arrived = dict.fromkeys(paths, came) if came else {}
    feed = drawn.event_feed(arrived=arrived, now=now, **more)
    return {entry.title: entry for entry in feed.entries}


def news(entries) -> list[str]:
    return [title for title in entries if title.startswith("[feed.news.")]


def test_an_event_is_dated_by_when_its_file_came_to_the_branch(town):
    (walk,) = told(town, WALK).values()

    assert (walk.published, walk.updated) == (CAME, CAME)


def test_what_its_file_says_of_its_announcement_wins(town):
    (walk,) = told(town, f"{WALK}        | announced: 2026-04-02 09:00\n").values()

    assert walk.published.isoformat() == "2026-04-02T09:00:00+08:00"


def test_without_both_an_edit_dates_it_and_without_that_nothing(town):
    (edited,) = told(town, f"{WALK}        | updated: 2026-05-20\n", came=None).values()
    (bare,) = told(town, WALK, came=None).values()

    assert edited.published.isoformat() == "2026-05-20T00:00:00+08:00"
    assert bare.published is None


@pytest.mark.parametrize("came", [CAME, None])
def test_no_date_is_in_the_future(town, came):
    later = f"{WALK}        | announced: 2026-06-10\n        | updated: 2026-06-11\n"
    (walk,) = told(town, later, came=came).values()

    assert walk.published == came


def test_what_was_over_when_it_came_is_not_announced(town):
    assert told(town, WALK, came=datetime(2026, 6, 21, tzinfo=UTC)) == {}


def test_titles_say_when(town):
    titles = told(town, WALK) | told(town, TABLE + "        |     2026-06-02: {title: Other}\n")

    assert set(titles) == {"Sat, Jun 20 · Walk", "[repeat.week.one] Tuesday · Table"}


def test_what_runs_into_the_next_year_says_both(town):
    prints = """
        events/
            prints.yml
            | title: Prints
            | start: 2026-11-01
            | end: 2027-01-31
    """

    assert list(told(town, prints)) == ["Sun, Nov 1, 2026 – Sun, Jan 31, 2027 · Prints"]


def test_a_cancellation_is_told_in_an_entry_of_its_own(town):
    before = told(town, WALK)
    changes = "status: cancelled\n        | updated: 2026-05-25\n        | revision: 1\n"
    after = told(town, f"{WALK}        | {changes}")

    (title,) = news(after)
    announcement = after["[calendar.cancelled] Sat, Jun 20 · Walk"]
    (was,) = before.values()
    assert title == "[feed.news.cancelled] [feed.of_days] Walk Sat, Jun 20"
    assert after[title].published.isoformat() == "2026-05-25T00:00:00+08:00"
    assert (announcement.id, announcement.published) == (was.id, was.published)
    assert after[title].id != was.id
    assert list(after) == [title, "[calendar.cancelled] Sat, Jun 20 · Walk"]


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2026-06-02: {status: cancelled}", "cancelled] [feed.of_days] Table Tue, Jun 2"),
        ("2026-06-02: {start: 2026-06-03 19:30}", "moved] [feed.of_days] Table Tue, Jun 2"),
        ("2026-06-02: {place: room}", "place] [feed.of_days] Table Tue, Jun 2"),
        ("2026-06-02: {summary: With cake}", ""),
        ("2026-05-26: {status: cancelled}", ""),
    ],
)  # fmt: skip
def test_a_day_that_differs_is_news_while_it_is_to_come(town, day, title):
    found = told(town, f"{TABLE}        |     {day}\n")

    title = title and f"[feed.news.{title}"
    assert news(found) == ([title] if title else [])
    if title:
        assert found[title].url.endswith("/events/table/#2026-06-02")


def test_one_entry_tells_all_days_of_one_update(town):
    days = "".join(
        f"        |     2026-06-{day:02}: {{status: cancelled}}\n" for day in (2, 9, 16, 23)
    )
    (title,) = news(told(town, TABLE + days))

    assert title.endswith("Table Tue, Jun 2[comma]Tue, Jun 9[comma]Tue, Jun 16…")


@pytest.mark.parametrize(
    "lines",
    [
        "status: cancelled",
        "status: cancelled\n        | updated: 2026-04-20",
        "status: cancelled\n        | updated: 2026-06-21",
        "updated: 2026-05-25",
    ],
    ids=["undated", "before-it-came", "after-today", "only-words"],
)
def test_what_is_no_news_is_not_told(town, lines):
    assert news(told(town, f"{WALK}        | {lines}\n")) == []


def test_news_stay_for_thirty_days(town):
    cancelled = f"{WALK}        | status: cancelled\n        | updated: 2026-05-25\n"
    last = datetime(2026, 6, 23, 15, tzinfo=UTC)

    assert len(news(told(town, cancelled, now=last))) == 1
    assert news(told(town, cancelled, now=last + timedelta(days=2))) == []


def many(number: int, *, months_ahead: int = 6) -> str:
    """Events far ahead, announced lately, and one tomorrow, announced long ago."""
    drawn = "events/\n"
    for each in range(number):
        drawn += (
            f"        e{each:03}.yml\n        | title: Event {each}\n"
            f"        | start: 2026-12-{1 + each % 28:02} 10:00\n"
            f"        | announced: 2026-05-{1 + each % 28:02}\n"
        )
    return drawn + (
        "        tomorrow.yml\n        | title: Tomorrow\n"
        "        | start: 2026-06-02 10:00\n        | announced: 2025-01-01\n"
    )


def test_what_is_soon_is_never_cut(town):
    entries = told(town, many(120))

    assert len(entries) == 101
    assert "Tue, Jun 2, 2026 · Tomorrow" in entries


def town_of_150() -> str:
    """Events around today, a third of them cancelled or postponed, mostly long ago."""
    dice = random.Random(14)
    drawn = "events/\n"
    for number in range(150):
        start = NOW.date() + timedelta(days=dice.randint(-500, 200))
        drawn += (
            f"        e{number:03}.yml\n        | title: Evening {number}\n"
            f"        | start: {start} 19:30\n        | end: {start} 21:30\n"
        )
        if number % 3 == 0:
            said = min(start - timedelta(days=dice.randint(0, 20)), NOW.date())
            status = dice.choice(["cancelled", "postponed"])
            drawn += (
                f"        | status: {status}\n        | updated: {said}\n        | revision: 1\n"
            )
    return drawn


def test_nobody_is_told_twice_by_the_upgrade(town):
    """0.1 held the hundred with the latest `updated` or start, under the same ids."""
    drawn = town(town_of_150())
    events = sorted(drawn.community.events.values(), key=lambda event: event.id)
    arrived = {each.path: each.span.start - timedelta(days=60) for each in events}
    farthest = sorted(events, key=lambda each: each.updated or each.span.start, reverse=True)
    before = {iri(each, drawn.community.settings) for each in farthest[:100]}

    new = [each for each in drawn.event_feed(arrived=arrived).entries if each.id not in before]
    announcements = {iri(each, drawn.community.settings): each for each in events}
    for entry in new:
        event = announcements.get(entry.id)
        if event is None:  # news: of the last days, and its day was to come
            assert NOW - timedelta(days=30) <= entry.published <= NOW
        else:  # an evening that 0.1 had cut
            assert event.span.end > NOW
    assert 0 < sum(entry.id not in announcements for entry in new) < 15


def test_every_stream_with_events_has_feeds_of_its_own(town):
    drawn = town(TABLE + "        |     2026-06-02: {place: room}\n")
    streams = {stream.key: stream for stream in every_stream(drawn.index, "en")}
    feed = drawn.events(arrived={}).of(streams["hall"])
    site = drawn.event_feed()

    assert feed.rss_url == "https://community.example/town/places/hall/events/rss.xml"
    assert feed.json_url.endswith("/places/hall/events/feed.json")
    assert feed.page_url.endswith("/places/hall/")
    assert feed.id != site.id
    assert [entry.id for entry in feed.entries if "Table" in entry.title][-1:] == [
        site.entries[-1].id
    ]


@pytest.mark.parametrize("write", [atom, rss])
def test_the_same_town_makes_the_same_bytes_on_another_day(town, write):
    """Only what came to pass in between may differ; nothing is dated by the clock."""
    drawn = town(WALK)
    path = drawn.community.events["walk"].path
    feeds = [
        drawn.event_feed(arrived={path: CAME}, now=NOW + timedelta(days=days)) for days in (0, 3)
    ]

    assert write(feeds[0]) == write(feeds[1])

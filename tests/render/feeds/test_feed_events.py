"""The feeds that announce events."""

from __future__ import annotations

from datetime import UTC, datetime

import feedparser

from chaguan.locales import vocabulary
from chaguan.render.feeds.formats import atom, rss


def entries(town, language="en"):
    """The announcements, not what became different since."""
    found = town.event_feed(language).entries
    return {
        entry.url.rsplit("/", 2)[-2]: entry
        for entry in found
        if not entry.title.startswith("[feed.news")
    }


def test_what_was_announced_last_comes_first_and_what_nothing_dates_last(evenings):
    assert set(list(entries(evenings))[:2]) == {"boat", "tea"}
    assert set(list(entries(evenings))[2:]) == {"fair", "walk"}


def test_event_that_nothing_dates_claims_no_publishing_date(evenings):
    fair = next(
        e for e in feedparser.parse(rss(evenings.event_feed())).entries if "Fair" in e.title
    )
    oldest = evenings.community.events["tea"].updated

    assert "published" not in fair
    assert entries(evenings)["fair"].updated == oldest
    assert entries(evenings)["boat"].published.isoformat() == "2026-05-20T00:00:00+08:00"


def test_feed_stands_beside_the_page_of_events(evenings):
    feed = evenings.event_feed("zh-Hant")

    assert feed.page_url == "https://community.example/town/zh-Hant/events/"
    assert feed.rss_url == "https://community.example/town/zh-Hant/events/rss.xml"
    assert feedparser.parse(atom(feed)).bozo is False


def test_cancelled_event_stays_and_says_so(evenings):
    boat = entries(evenings)["boat"]

    assert boat.title == "[calendar.cancelled] Sat, Jul 4 · Night <Boat>"
    assert boat.html.startswith("<p><strong>[calendar.cancelled] The sea said no</strong></p>")


def test_event_says_when_by_which_clock_and_where(evenings):
    html = entries(evenings)["boat"].html

    assert "Saturday, July 4, 2026 19:30–22:00 (Taiwan Standard Time)" in html
    assert (
        '<a href="https://community.example/town/places/house/">The House</a>,'
        " 12 Harbour Road, Shihua" in html
    )
    assert '<p>Bring a <a href="https://community.example/town/places/house/">coat</a>.</p>' in html


def test_event_is_told_in_the_language_of_its_feed(evenings):
    boat = entries(evenings, "zh-Hant")["boat"]

    assert boat.title.endswith("夜船")
    assert "海說不要" in boat.html
    assert boat.authors[0].name == "林梅"


def test_event_has_one_id_in_every_language(evenings):
    assert entries(evenings)["boat"].id == entries(evenings, "zh-Hant")["boat"].id


def test_series_lists_the_days_that_differ(evenings):
    html = entries(evenings)["tea"].html

    assert "Wednesday, March 11, 2026 16:00" in html
    assert "[feed.instead_of] Tuesday, March 10, 2026 · The kettle is ill" in html
    assert "[feed.not_on] Tuesday, March 17, 2026" in html


SERIES = """
    places/
        hall.yml
        | name: Hall
        room.yml
        | name: Small Room
        | address: Strasse 2
    events/
        b.yml
        | title: B
        | start: 2026-11-03 19:30
        | end: 2026-11-03 21:30
        | timezone: Europe/Berlin
        | place: hall
        | repeat:
        |   every: week
        |   except: [2026-12-22 to 2027-01-03]
        |   also: {2026-12-30: {title: Between the years}}
        |   moved:
        |     2026-12-01: {start: 2026-12-01 20:00}
        |     2026-12-08: {place: room}
        |     2026-12-15: {start: 2026-12-16 19:30}
        |   then:
        |     2027-01-05: {start: 2027-01-06 20:00, on: wed, place: room}
"""


def test_series_is_told_by_its_rule_and_each_day_by_what_is_different(town):
    html = town(SERIES).event_feed(words=vocabulary).entries[0].html

    assert "From November 3, 2026: every Tuesday, 19:30–21:30 (Central European" in html
    assert "<li>From January 6, 2027: every Wednesday, 20:00–22:00, Small Room</li>" in html
    assert "Tuesday, December 1, 2026 20:00–22:00 · 20:00 instead of 19:30 ·" in html
    assert "December 8, 2026 19:30–21:30 · <a" in html
    assert "December 16, 2026 19:30–21:30 · instead of Tuesday, December 15, 2026 ·" in html
    assert "instead of Tuesday, December 1, 2026" not in html
    assert "<li>Between the years · Wednesday, December 30, 2026 19:30–21:30" in html
    assert "Not on Tuesday, December 22, 2026 – Sunday, January 3, 2027" in html


def test_series_that_has_turned_is_told_by_the_rule_that_holds(town):
    now = datetime(2027, 2, 1, tzinfo=UTC)
    entry = town(SERIES).event_feed(words=vocabulary, now=now).entries[0]

    assert entry.title == "Every Wednesday · B"
    assert entry.summary == "every Wednesday, 20:00–22:00"
    assert "every Tuesday" not in entry.html


def test_event_that_nobody_hosts_is_the_community_s(evenings):
    assert entries(evenings)["walk"].authors[0].name == "Tea & <Town>"


def test_days_are_told_without_a_clock(evenings):
    assert (
        "Saturday, August 1, 2026 – Sunday, August 2, 2026</li>" in entries(evenings)["fair"].html
    )


def test_what_nothing_dates_is_as_old_as_the_first_evening_and_never_of_1970(town):
    drawing = """
        events/
            b.yml
            | title: B
            | start: 2026-05-03 19:30
            | online: https://example.org/
            | repeat: {every: week}
    """
    told = town(drawing)

    assert told.event_feed().entries[0].published is None
    assert told.event_feed().entries[0].updated.isoformat() == "2026-05-03T19:30:00+08:00"
    assert told.feed().since.isoformat() == "2026-05-03T19:30:00+08:00"
    to_come = town(drawing.replace("2026-05-03", "2026-07-03"))
    assert to_come.feed().since < datetime(2026, 6, 1, tzinfo=UTC)

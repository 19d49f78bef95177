"""The feeds that announce events."""

from __future__ import annotations

import feedparser

from chaguan.render.feeds.atom import atom
from chaguan.render.feeds.rss import rss


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


def test_event_that_nobody_hosts_is_the_community_s(evenings):
    assert entries(evenings)["walk"].authors[0].name == "Tea & <Town>"


def test_days_are_told_without_a_clock(evenings):
    assert (
        "Saturday, August 1, 2026 – Sunday, August 2, 2026</li>" in entries(evenings)["fair"].html
    )

"""What was gathered, on a whole site: where it is, where it is never, and that it is only text."""

from __future__ import annotations

import json
from io import BytesIO

import feedparser
import icalendar
import pytest
from lxml import etree

from support.whole_sites import EVERY_PLUGIN, NOON, SETTINGS, Town, draw

SECRET = "gatheredword"
HOSTILE = f"<script>alert(1)</script><img src=x onerror=alert(1)> **{SECRET}** [x](javascript:x)"
PEOPLE = """
    people/
        mei.yml
        | name: Lin Mei
        | feed: https://mei.example/feed.xml
        hai.yml
        | name: Wu Hai
        | unlisted: true
        | feed: https://hai.example/feed.xml
    community.yml
    | name: A town
    | uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
    | timezone: Asia/Taipei
    | languages: [en, zh-Hant]
    | neighbours: [{name: Marsh, url: "https://marsh.example/"}]
    events/
        walk.yml
        | title: Walk
        | start: 2026-12-06 10:00
"""


def feed(person: str) -> str:
    entry = {
        "id": "1",
        "url": f"https://{person}.example/1",
        "title": HOSTILE,
        "text": HOSTILE,
        "date": "2026-11-20T08:00:00+08:00",
        "seen": "2026-11-21",
    }
    url = f"https://{person}.example/feed.xml"
    whole = {"version": 1, "kind": "feed", "person": person, "url": url, "host": "x"}
    return json.dumps(whole | {"entries": [entry]})


CALENDAR = json.dumps(
    {
        "version": 1,
        "kind": "events",
        "url": "https://marsh.example/",
        "host": "marsh.example",
        "events": [
            {
                "uid": "tea@marsh",
                "title": HOSTILE,
                "place": HOSTILE,
                "note": HOSTILE,
                "start": "2026-12-05T19:00:00+08:00",
                "timezone": "Asia/Taipei",
                "status": "cancelled",
                "urls": {"en": "https://marsh.example/tea/"},
                "tags": [SECRET],
            },
            {
                "uid": "walk",
                "title": "Walks",
                "day": "2026-12-07",
                "start": "2026-12-07",
                "timezone": "Asia/Taipei",
                "missing": "2026-11-20",
            },
        ],
    }
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A town whose people and neighbours are hostile; it is built once."""
    folder = tmp_path_factory.mktemp("hostile")
    draw(folder / "content", PEOPLE)
    gathered = folder / "content/.gathered"
    gathered.mkdir()
    (gathered / "a.json").write_text(feed("mei"), encoding="utf-8")
    (gathered / "b.json").write_text(feed("hai"), encoding="utf-8")
    (gathered / "c.json").write_text(CALENDAR, encoding="utf-8")
    plugins = "\n".join(f"  - {each}" for each in EVERY_PLUGIN)
    url = "https://town.example.org/"
    text = SETTINGS.format(address=f"site_url: {url}", plugins=plugins)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp())))
        environment.setenv("CHAGUAN_PROCESSES", "1")
        return Town(folder, url).built()


WHERE = {
    f"{language}{path}"
    for language in ("", "zh-Hant/")
    for path in (
        "planet/index.html",
        "people/mei/index.html",
        "events/nearby/index.html",
        "events/nearby/events.ics",
    )
}


def test_gathered_words_are_on_their_pages_and_nowhere_else(hostile):
    """In no feed, no other calendar, not in the search, the data, the map or the home page."""
    found = {path for path, text in hostile.words() if SECRET in text}

    assert found == WHERE


def test_gathered_words_are_text_and_their_links_say_that_they_are_not_ours(hostile):
    for address in ("planet/", "people/mei/", "events/nearby/", "zh-Hant/events/nearby/"):
        main = hostile.main(address)
        assert HOSTILE in main.text_content()
        assert not main.xpath(".//script | .//img[@onerror] | .//strong[contains(., 'gathered')]")
        links = main.xpath(".//a[starts-with(@href, 'http') and not(contains(@href, 'town.ex'))]")
        theirs = [each for each in links if ".example/" in each.get("href")]
        assert theirs
        assert all("noopener" in each.get("rel", "") for each in theirs)
        assert not [each for each in links if "javascript" in each.get("href")]


def test_who_is_not_listed_is_not_gathered(hostile):
    assert not [path for path, text in hostile.words() if "hai.example" in text]


def test_gathered_files_are_not_published(hostile):
    assert not [path for path in hostile.files if "gathered" in path]


def test_nearby_calendar_has_the_neighbours_identifiers(hostile):
    calendar = icalendar.Calendar.from_ical(hostile.files["events/nearby/events.ics"])
    events = {str(each["UID"]): each for each in calendar.walk("VEVENT")}

    assert set(events) == {"tea@marsh", "walk-20261207"}
    assert events["tea@marsh"]["STATUS"] == "CANCELLED"
    assert "no longer listed" in events["walk-20261207"]["DESCRIPTION"]
    own = icalendar.Calendar.from_ical(hostile.files["events.ics"])
    assert [str(each["SUMMARY"]) for each in own.walk("VEVENT")] == ["Walk"]


def test_members_feeds_are_in_the_list_of_subscriptions(hostile):
    outlines = etree.parse(BytesIO(hostile.files["subscriptions.opml"])).iter("outline")
    feeds = [each.get("xmlUrl") for each in outlines]

    assert feeds.count("https://mei.example/feed.xml") == 2  # in each language
    assert not [each for each in feeds if each and "hai" in each]


def test_links_lead_somewhere(hostile):
    assert hostile.broken_links() == []


def test_town_that_gathers_nothing_has_no_such_page(town):
    built = town(PEOPLE).built()

    assert not [path for path in built.files if "planet" in path or "nearby" in path]
    assert "nearby" not in built.files["events/index.html"].decode()


def test_broken_file_is_told_and_the_site_is_built_without_it(town):
    drawn = town(PEOPLE)
    gathered = drawn.folder / "content/.gathered"
    gathered.mkdir()
    (gathered / "a.json").write_text(feed("mei")[:-40], encoding="utf-8")
    (gathered / "c.json").write_text(CALENDAR, encoding="utf-8")
    built = drawn.built()

    assert built.has("events/nearby/")
    assert not built.has("planet/")


def test_demonstration_shows_both(demonstration):
    assert "yehwen.example.com" in demonstration.text("en/planet/")
    assert "Fog, and wheat paste" in demonstration.text("en/people/yeh-wen/")
    assert "鹽埕讀書室" in demonstration.text("events/nearby/")
    titles = feedparser.parse(demonstration.files["en/atom.xml"])
    assert "Fog, and wheat paste" not in [each.title for each in titles.entries]

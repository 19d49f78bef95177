"""What feedparser, a JSON Feed reader and an XML parser read in the three formats."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import feedparser
import pytest
from lxml import etree

from chaguan.render.feeds.feed import Author, Entry, Feed
from chaguan.render.feeds.formats import atom, json_feed, rss

TITLES = ("Rain & tea", "Use <b>bold</b>", "🍵👩‍👧 漢字", "a ]]> b", "1 < 2 > 0", "AT&amp;T", "\"'")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
ENTRY = Entry(
    id="urn:uuid:1",
    url="https://community.example/one/",
    title="One",
    updated=datetime(2026, 1, 2, tzinfo=UTC),
    published=datetime(2026, 1, 1, tzinfo=UTC),
    language="en",
    authors=(Author(name="Mei"),),
    summary="Short",
    html="<p>Long</p>",
)
FEED = Feed(
    id="urn:uuid:0",
    title="News",
    description="What is new",
    language="en",
    page_url="https://community.example/",
    author=Author(name="Town"),
    since=datetime(2020, 5, 1, tzinfo=UTC),
    entries=(ENTRY,),
    rss_url="https://community.example/rss.xml",
    atom_url="https://community.example/atom.xml",
    json_url="https://community.example/feed.json",
)


def titled(title: str) -> Feed:
    return replace(FEED, title=title, entries=(replace(ENTRY, title=title),))


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("write", [rss, atom])
def test_title_survives_feedparser(write, title):
    parsed = feedparser.parse(write(titled(title)))

    assert (parsed.bozo, parsed.feed.title, parsed.entries[0].title) == (False, title, title)


@pytest.mark.parametrize("title", TITLES)
def test_title_survives_json(title):
    document = json.loads(json_feed(titled(title)))

    assert (document["title"], document["items"][0]["title"]) == (title, title)


def test_rss_titles_write_markup_as_numeric_references():
    assert b"<title>1 &#x3C; 2 &#x26; 3</title>" in rss(titled("1 < 2 & 3"))


def test_atom_links_say_what_they_are(one_story):
    (entry,) = feedparser.parse(atom(one_story.feed())).entries

    assert [(link.rel, link.type) for link in entry.links] == [
        ("alternate", "text/html"),
        ("enclosure", "image/webp"),
    ]
    assert entry.link == "https://community.example/town/posts/2026/rain/"
    assert entry.enclosures[0].length == "4711"


def test_rss_link_is_the_page_and_not_the_feed_or_the_hub():
    channel = etree.fromstring(rss(replace(FEED, hub="https://hub.example/"))).find("channel")

    assert channel.findtext("link") == "https://community.example/"
    assert [link.get("rel") for link in channel.findall("a:link", ATOM)] == ["hub", "self"]


@pytest.mark.parametrize("write", [rss, atom])
def test_entries_keep_the_order_of_the_feed(write):
    feed = replace(FEED, entries=tuple(replace(ENTRY, id=f"urn:uuid:{n}") for n in range(5)))

    assert [entry.id for entry in feedparser.parse(write(feed)).entries] == [
        entry.id for entry in feed.entries
    ]


def test_atom_content_is_html_and_not_cdata():
    content = etree.fromstring(atom(FEED)).find("a:entry/a:content", ATOM)

    assert (content.get("type"), content.text) == ("html", "<p>Long</p>")
    assert b"CDATA" not in atom(FEED)


def test_atom_summary_is_html_so_that_mails_carry_the_whole_text():
    entry = replace(ENTRY, summary="1 < 2 & <b>")
    found = feedparser.parse(atom(replace(FEED, entries=(entry,)))).entries[0]
    kinds = [each.type for each in (*found.content, found.summary_detail)]

    assert kinds == ["text/html", "text/html"]  # rss2email takes the first text/plain
    assert found.summary == "1 &lt; 2 &amp; &lt;b&gt;"


def test_rss_names_authors_who_have_no_mail(one_story):
    item = etree.fromstring(rss(one_story.feed())).find("channel/item")
    creators = item.findall("{http://purl.org/dc/elements/1.1/}creator")

    assert [creator.text for creator in creators] == ["Lin Mei", "a member"]
    assert item.find("author") is None


@pytest.mark.parametrize("write", [rss, atom])
def test_feed_is_as_new_as_its_newest_entry(write):
    newer = replace(ENTRY, id="urn:uuid:2", updated=datetime(2026, 3, 4, tzinfo=UTC))
    parsed = feedparser.parse(write(replace(FEED, entries=(ENTRY, newer))))

    assert parsed.feed.updated_parsed[:3] == (2026, 3, 4)


def test_empty_feed_is_as_old_as_its_community():
    empty = replace(FEED, entries=())

    assert b"lastBuildDate" not in rss(empty)
    assert feedparser.parse(atom(empty)).feed.updated == "2020-05-01T00:00:00+00:00"
    assert json.loads(json_feed(empty))["items"] == []


@pytest.mark.parametrize("write", [rss, atom])
def test_feed_names_no_version_of_its_maker(write):
    assert feedparser.parse(write(FEED)).feed.generator == "Chaguan"


@pytest.mark.parametrize("write", [rss, atom])
def test_feed_links_its_stylesheet(write):
    styled = write(replace(FEED, style_url="https://community.example/feed.css?a=1&b"))
    parsed = feedparser.parse(styled)

    assert b'<?xml-stylesheet type="text/css" href="https://community.example/' in styled
    assert (parsed.bozo, parsed.entries[0].title) == (False, "One")


@pytest.mark.parametrize("write", [rss, atom])
def test_summary_stands_beside_the_whole(write):
    (entry,) = feedparser.parse(write(FEED)).entries

    assert (entry.summary, entry.content[0].value) == ("Short", "<p>Long</p>")


def test_rss_summary_is_html_that_says_the_same():
    item = etree.fromstring(rss(replace(FEED, entries=(replace(ENTRY, summary="1 < 2"),))))

    assert item.findtext("channel/item/description") == "1 &lt; 2"


@pytest.mark.parametrize("write", [rss, atom])
def test_time_before_standard_time_has_a_writable_offset(write, one_story):
    from_1880 = one_story.telling(
        date=datetime(1880, 1, 1, tzinfo=one_story.community.settings.zone)
    )
    parsed = feedparser.parse(write(from_1880.feed()))

    assert parsed.entries[0].published_parsed[:2] == (1879, 12)


def test_every_format_links_itself_and_its_language(one_story):
    feed = one_story.feed("zh-Hant")
    documents = [feedparser.parse(write(feed)) for write in (rss, atom)]

    for document, name in zip(documents, ("rss.xml", "atom.xml"), strict=True):
        own = [link.href for link in document.feed.links if link.rel == "self"]
        assert own == [f"https://community.example/town/zh-Hant/{name}"]
        assert document.feed.language == "zh-Hant"
    assert json.loads(json_feed(feed))["feed_url"].endswith("/town/zh-Hant/feed.json")


def test_all_formats_say_the_same(many_stories):
    feed = many_stories(40).feed()
    items = json.loads(json_feed(feed))["items"]
    told = [(item["id"], item["title"], item["content_html"], item["url"]) for item in items]

    for write in (rss, atom):
        entries = feedparser.parse(write(feed)).entries
        assert [(e.id, e.title, e.content[0].value, e.link) for e in entries] == told
    assert len(told) == 30
    assert told[0][1] == "Story 39"

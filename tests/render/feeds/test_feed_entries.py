"""From stories to entries."""

from __future__ import annotations

import json
from dataclasses import replace

import feedparser
import pytest
from lxml import etree

from chaguan.render.feeds.formats import atom, json_feed
from chaguan.render.feeds.opml import opml
from chaguan.site.stream import every_stream, site_stream

PAGE = "https://community.example/town/posts/2026/rain/"


def test_links_are_absolute_under_a_sub_path(one_story):
    html = one_story.feed().entries[0].html

    assert 'href="https://community.example/town/posts/2026/sun/"' in html
    assert 'src="https://community.example/town/images/drop.png"' in html
    assert f'href="{PAGE}#fn:1"' in html
    assert 'href="..' not in html


def test_member_who_is_not_listed_is_not_named(one_story):
    entry = one_story.feed().entries[0]

    assert [(author.name, author.url) for author in entry.authors] == [
        ("Lin Mei", "https://community.example/town/people/mei/"),
        ("a member", ""),
    ]
    assert b"secret" not in json_feed(one_story.feed())


def test_who_helped_stands_beside_the_authors(one_story):
    parsed = feedparser.parse(atom(one_story.feed())).entries[0]

    assert [person.name for person in parsed.contributors] == ["Wu Hai"]


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Another title"},
        {"path": "posts/2031/rain.md"},
        {"body": "Other words."},
        {"date": None},
    ],
    ids=["title", "folder", "body", "date"],
)
def test_id_outlives_every_change(one_story, changed):
    if "date" in changed:
        changed = {"date": one_story.community.posts[0].date.replace(year=2025)}

    assert one_story.telling(**changed).feed().entries[0].id == one_story.feed().entries[0].id


def test_id_outlives_a_new_domain(one_story):
    moved = one_story.at("http://new.example/")

    assert moved.feed().entries[0].id == one_story.feed().entries[0].id
    assert moved.feed().id == one_story.feed().id


def test_translation_is_an_entry_of_its_own_in_its_language(town):
    told = town("""
        people/
            mei.yml
            | name: {en: Mei, zh-Hant: 林梅}
        posts/
            rain.md
            | ---
            | title: Rain
            | date: 2026-05-01
            | authors: [mei]
            | ---
            | Wet.
            rain.zh-Hant.md
            | ---
            | title: 雨
            | ---
            | 濕。
            sun.md
            | ---
            | title: Sun
            | date: 2026-05-02
            | authors: [mei]
            | ---
            | Dry.
    """)
    english, chinese = told.feed("en"), told.feed("zh-Hant")

    assert [entry.title for entry in english.entries] == ["Sun", "Rain"]
    assert [(entry.title, entry.language) for entry in chinese.entries] == [("雨", "zh-Hant")]
    assert chinese.entries[0].authors[0].name == "林梅"
    assert chinese.entries[0].id not in {entry.id for entry in english.entries}


def test_post_is_made_once_for_all_streams(one_story):
    calls = []
    feeds = one_story.posts(html=lambda post: calls.append(post.id) or "<p>x</p>")
    for stream in every_stream(one_story.index, "en"):
        feeds.of(stream)

    assert calls == ["rain"]


def test_who_paid_and_where_it_comes_from_stand_in_the_feed(town):
    told = town("""
        people/
            mei.yml
            | name: Mei
        posts/
            ad.md
            | ---
            | title: Ad
            | date: 2026-05-01
            | authors: [mei]
            | sponsored: Tea & Co
            | source: {url: "https://elsewhere.example/a", title: A <story>, author: Ann}
            | ---
            | Buy.
    """)
    html = told.feed().entries[0].html

    assert html.startswith("<p><strong>[feed.sponsored] Tea &amp; Co</strong></p>\n<p>Buy.</p>")
    assert html.endswith('<a href="https://elsewhere.example/a">A &lt;story&gt;</a> · Ann</p>')


def test_post_without_summary_is_summed_up_by_its_first_paragraph(one_story):
    untold = one_story.telling(summary="")

    assert untold.feed().entries[0].summary == "It rains on us."


def test_streams_of_a_person_and_a_tag_have_their_own_feed(one_story):
    feeds = one_story.posts()
    found = {
        stream.address.path: feeds.of(stream) for stream in every_stream(one_story.index, "en")
    }

    assert found["people/mei/"].title == "Lin Mei · Tea & <Town>"
    assert found["people/mei/"].rss_url == "https://community.example/town/people/mei/rss.xml"
    assert found["people/hai/"].entries == found["tags/雨/"].entries
    assert found["tags/雨/"].page_url == "https://community.example/town/tags/%E9%9B%A8/"
    assert len({feed.id for feed in found.values()}) == len(found)


def test_archive_holds_what_the_feed_has_no_room_for(many_stories):
    told = many_stories(75)
    feeds, stream = told.posts(), site_stream(told.index, "en")
    archives = feeds.archives(stream)
    reachable = {entry.id for _, page in archives for entry in page.entries}
    reachable |= {entry.id for entry in feeds.of(stream).entries}

    assert [address.path for address, _ in archives] == [
        "archive/atom-1.xml",
        "archive/atom-2.xml",
    ]
    assert len(reachable) == 75


def test_archive_is_promised_before_any_story_is_rendered(many_stories):
    told = many_stories(75)
    calls = []
    feeds = told.posts(html=lambda post: calls.append(post.id) or "")
    promised = feeds.archive_addresses(site_stream(told.index, "en"))

    assert calls == []
    assert promised == tuple(
        address for address, _ in feeds.archives(site_stream(told.index, "en"))
    )


def test_full_archive_page_never_changes(many_stories):
    def pages(number):
        told = many_stories(number)
        return [atom(page) for _, page in told.posts().archives(site_stream(told.index, "en"))]

    assert pages(30) == []
    assert len(pages(31)) == 1
    assert pages(91)[:2] == pages(61)
    assert pages(61)[:1] == pages(31)


def test_archive_is_walked_from_the_newest_page_to_the_oldest(many_stories):
    told = many_stories(75)
    feeds, stream = told.posts(), site_stream(told.index, "en")
    documents = {feeds.of(stream).atom_url: atom(feeds.of(stream))}
    documents |= {page.atom_url: atom(page) for _, page in feeds.archives(stream)}
    walked, url = [], feeds.of(stream).atom_url
    while url:
        walked.append(url.removeprefix("https://community.example/town/"))
        links = {link.rel: link.href for link in feedparser.parse(documents[url]).feed.links}
        url = links.get("prev-archive")

    assert walked == ["atom.xml", "archive/atom-2.xml", "archive/atom-1.xml"]
    assert links["current"] == "https://community.example/town/atom.xml"
    archive = "{http://purl.org/syndication/history/1.0}archive"
    assert etree.fromstring(documents[links["self"]]).find(archive) is not None


def test_opml_lists_every_stream_of_every_language(one_story):
    body = etree.fromstring(opml(one_story.index, one_story.site_url, one_story.words))
    urls = [outline.get("xmlUrl") for outline in body.iter("outline") if outline.get("xmlUrl")]
    streams = [
        f"{stream.address.absolute(one_story.site_url)}rss.xml"
        for language in ("en", "zh-Hant")
        for stream in every_stream(one_story.index, language)
    ]

    assert set(streams) < set(urls)
    assert len(urls) == len(set(urls)) == len(streams) + 2
    assert {"subscriptions", "dateCreated"}.isdisjoint(each.tag for each in body.iter())


def test_opml_folders_are_no_feeds_without_a_type(one_story):
    """The W3C's validator takes an outline with a `title` for a feed and misses its `type`."""
    body = etree.fromstring(opml(one_story.index, one_story.site_url, one_story.words))
    folders = [each for each in body.iter("outline") if each.get("xmlUrl") is None]

    assert folders
    assert all(folder.get("text") for folder in folders)
    assert all(folder.get("title") is None for folder in folders)


def test_json_feed_keeps_to_its_specification(one_story):
    document = json.loads(json_feed(replace(one_story.feed(), hub="https://hub.example/")))
    (item,) = document["items"]

    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert set(document) <= {
        *("version", "title", "home_page_url", "feed_url", "description", "language"),
        *("authors", "hubs", "items"),
    }
    assert set(item) <= {
        *("id", "url", "title", "content_html", "summary", "image", "date_published"),
        *("date_modified", "authors", "tags", "language", "attachments"),
    }
    assert all(isinstance(item[name], str) for name in ("id", "url", "title", "content_html"))
    assert item["date_published"] == "2026-05-01T10:00:00+08:00"
    assert item["tags"] == ["雨", "R&D"]
    assert item["attachments"] == [
        {
            "url": "https://community.example/town/images/rain.jpg",
            "mime_type": "image/webp",
            "size_in_bytes": 4711,
        }
    ]

"""Any words that anybody writes come through every format."""

from __future__ import annotations

import json

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from chaguan.render.feeds.formats import atom, json_feed, rss
from chaguan.render.html.portable import absolute
from chaguan.render.text.xml_text import legible, line

SOME = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
ANYTHING = st.text(st.characters(codec=None), max_size=60) | st.text("<>&]'\"! -a漢\x00\x0b\r\n")
ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"


@SOME
@given(title=ANYTHING, body=ANYTHING)
def test_any_title_and_body_are_the_same_in_every_format(one_story, title, body):
    town = one_story.telling(title=title)
    feed = town.feed(html=lambda post: body)
    (entry,) = feed.entries
    item = etree.fromstring(rss(feed)).find("channel/item")
    atom_entry = etree.fromstring(atom(feed)).find(f"{ATOM}entry")
    json_item = json.loads(json_feed(feed))["items"][0]

    titles = {
        "".join(item.find("title").itertext()),
        atom_entry.findtext(f"{ATOM}title"),
        json_item["title"],
    }
    assert titles == {line(title) or entry.url}
    read = {item.findtext(ENCODED) or "", atom_entry.findtext(f"{ATOM}content")}
    read.add(json_item["content_html"])
    assert {text.replace("\r", "") for text in read} == {entry.html.replace("\r", "")}


@SOME
@given(title=ANYTHING)
def test_any_title_leaves_the_feed_well_formed(one_story, title):
    feed = one_story.telling(title=title, summary=title, tags=(title,)).feed()

    assert not feedparser.parse(rss(feed)).bozo
    assert feedparser.parse(atom(feed)).entries[0].title == line(title) or feed.entries[0].url


@SOME
@given(html=ANYTHING)
def test_any_html_without_addresses_stays(html):
    if "=" not in html or "<" not in html:
        assert absolute(html, "https://a.example/b/") == html


@pytest.mark.parametrize("mark", ["\x00", "\x0b", "\x1f", "\ufffe", "\ufdd0", "\ud800", "\x7f"])
def test_character_that_xml_forbids_stops_no_feed(one_story, mark):
    feed = one_story.telling(title=f"a{mark}b", summary=mark, licence=mark, tags=(mark,)).feed(
        html=lambda post: f"<p>{mark}</p>"
    )

    assert feed.entries[0].title == "ab"
    assert legible(mark) == ""
    for write in (rss, atom, json_feed):
        write(feed)


def test_sponsor_and_licence_with_forbidden_characters_stop_no_feed(one_story):
    (entry,) = one_story.telling(sponsored="a\x00b", licence="x\x01").feed().entries

    assert "[feed.sponsored] ab" in entry.html
    assert entry.rights == "x"

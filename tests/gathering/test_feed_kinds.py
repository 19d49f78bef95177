"""Feeds of every kind, as people's programs write them: what is taken, as plain text."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chaguan.gathering.feed import NoFeedError, feed_of, moment_of
from chaguan.gathering.words import one_line, text_of_anything
from chaguan.load.json_values import is_plain_line

TAIPEI = ZoneInfo("Asia/Taipei")
URL = "https://blog.example/feed.xml"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"{}><title>Notes</title>{}</feed>'
RSS = '<rss version="2.0"><channel><title>Notes</title><link>https://blog.example/</link>{}</channel></rss>'
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://blog.example/"><title>Notes</title></channel>
<item rdf:about="https://blog.example/1"><title>Rain</title><link>https://blog.example/1</link>
<dc:date>2026-11-20T08:00:00+08:00</dc:date>
<description>It rained.</description></item></rdf:RDF>"""


def read(text: str | bytes, media_type: str = "", url: str = URL):
    body = text.encode() if isinstance(text, str) else text
    return feed_of(body, url, media_type, TAIPEI)


def item(inner: str) -> str:
    return RSS.format(f"<item><link>https://blog.example/1</link>{inner}</item>")


EVERY_KIND = {
    "rss": item(
        "<guid>https://blog.example/1</guid><title>Rain</title>"
        "<pubDate>Fri, 20 Nov 2026 08:00:00 +0800</pubDate><description>It rained.</description>"
    ),
    "rdf": RDF,
    "atom": ATOM.format(
        "",
        '<entry><id>https://blog.example/1</id><title>Rain</title><link href="https://blog.example/1"/>'
        "<published>2026-11-20T08:00:00+08:00</published><summary>It rained.</summary></entry>",
    ),
    "json": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Notes",
            "items": [
                {
                    "id": "https://blog.example/1",
                    "url": "https://blog.example/1",
                    "title": "Rain",
                    "content_html": "<p>It rained.</p>",
                    "date_published": "2026-11-20T08:00:00+08:00",
                }
            ],
        }
    ),
}


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_kind_of_feed_says_the_same(kind):
    feed = read(EVERY_KIND[kind])
    (entry,) = feed.entries

    assert feed.title == "Notes"
    assert (entry.url, entry.title, entry.text) == ("https://blog.example/1", "Rain", "It rained.")
    assert entry.published == datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A &amp; B", "A & B"),
        ("&lt;b&gt;bold&lt;/b&gt; rain", "bold rain"),
        ("<![CDATA[<i>Tea</i> &amp; rain]]>", "Tea & rain"),
        ("<![CDATA[5 < 6 and 7 > 3]]>", "5 < 6 and 7 > 3"),
        ("&amp;lt;b&amp;gt;twice&amp;lt;/b&amp;gt;", "twice"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;rain", "rain"),
        ("<![CDATA[<img src=x onerror=alert(1)>rain]]>", "rain"),
        ("  two\n   lines ", "two lines"),
        ("a\u202eb\u200bc", "abc"),
        ("茶" * 200, "茶" * 139 + "…"),
    ],
)
def test_titles_are_plain_text(title, shown):
    (entry,) = read(item(f"<title>{title}</title>")).entries

    assert entry.title == shown


def test_excerpts_are_plain_text_of_280_letters():
    words = "雨下了一整天。" * 100
    content = f"<![CDATA[<style>p{{}}</style><p>{words}</p><script>x()</script>]]>"
    (entry,) = read(item(f"<title>Rain</title><description>{content}</description>")).entries

    assert len(entry.text) == 280
    assert entry.text == words[:279] + "…"


def test_paragraphs_do_not_run_together():
    content = "<![CDATA[<h2>Tea</h2><p>One.</p><ul><li>a</li><li>b</li></ul>two<br>three]]>"
    (entry,) = read(item(f"<title>Rain</title><description>{content}</description>")).entries

    assert entry.text == "Tea One. a b two three"


def test_relative_links_are_those_of_the_feed():
    base = ATOM.format(
        ' xml:base="https://blog.example/2026/"',
        '<entry><id>tag:blog.example,2026:1</id><title>Rain</title><link href="rain/"/></entry>',
    )
    plain = item("<title>Rain</title>").replace("https://blog.example/1", "/2026/rain/")

    assert read(base).entries[0].url == "https://blog.example/2026/rain/"
    assert read(plain).entries[0].url == "https://blog.example/2026/rain/"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "big5", "utf-16", "shift_jis"])
@pytest.mark.parametrize("said", ["declaration", "header"])
def test_feed_in_an_old_encoding_is_read(encoding, said):
    text = item("<title>茶與雨</title>" if encoding != "shift_jis" else "<title>茶の雨</title>")
    if said == "declaration":
        body = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
        feed = read(body)
    else:
        feed = read(text.encode(encoding), f"application/xml; charset={encoding}")

    assert feed.entries[0].title in ("茶與雨", "茶の雨")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026年11月3日", "2026-11-02T16:00"),
        ("2026年11月03日 19:30", "2026-11-03T11:30"),
        ("2026年11月3日 星期二 下午7:30", "2026-11-03T11:30"),
        ("２０２６年１１月３日", "2026-11-02T16:00"),
        ("Tue, 03 Nov 2026 19:30:00 +0800", "2026-11-03T11:30"),
        ("2026-11-03T19:30:00+08:00", "2026-11-03T11:30"),
        ("2026-11-03", "2026-11-03T00:00"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0000-00-00 00:00:00", None),
        ("2026年13月40日", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_read_or_there_is_none(written, day):
    """feedparser reads 2026年11月3日 as the first of the month."""
    (entry,) = read(item(f"<title>Rain</title><pubDate>{written}</pubDate>")).entries

    assert (entry.published and entry.published.isoformat()[:16]) == day


def test_entry_without_identifier_title_or_date_is_one_all_the_same():
    (entry,) = read(item("<description>It rained all day.</description>")).entries

    assert entry.id == entry.url == "https://blog.example/1"
    assert entry.title == "It rained all day."
    assert entry.published is None


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "https://bank.example@evil.example/", ""]
)
def test_entry_that_leads_nowhere_is_none(link):
    feed = read(RSS.format(f"<item><title>Rain</title><link>{link}</link></item>"))

    assert feed.entries == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"<html><body>Sign in</body></html>",
        b"{}",
        b'{"version": "https://jsonfeed.org/version/1"}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\x00\xff\xfe",
        b"http://127.0.0.1:9/feed",
        b"/etc/passwd",
        b"file:///etc/passwd",
    ],
)
def test_what_is_no_feed_is_none(body):
    """Bytes that look like an address or a path are not opened, as feedparser would."""
    with pytest.raises(NoFeedError):
        read(body)


def test_entities_that_grow_are_not_unfolded():
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "茶">{levels}]>{item("<title>&l11;</title>")}'
    feed = read(bomb)

    assert all(len(each.title) <= 140 for each in feed.entries)


def test_file_of_this_machine_is_not_read_into_a_feed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    feed = read(entity + item("<title>a &x; b</title>"))

    assert "SECRET" not in repr(feed)


def test_feed_of_feeds_is_told():
    entries = "".join(
        f"<item><title>{name}</title><link>https://{name}.example/1</link>"
        f"<guid>https://{name}.example/1</guid></item>"
        for name in ("mei", "hai", "tina")
    )
    sources = "".join(
        f"<item><title>{name}</title><link>https://blog.example/{name}</link>"
        f'<source url="https://{name}.example/feed.xml">{name}</source></item>'
        for name in ("mei", "hai")
    )

    assert read(RSS.format(entries)).is_planet
    assert read(RSS.format(sources)).is_planet
    assert read(RSS.format("<generator>Planet/2.0</generator>" + sources)).is_planet


def test_feed_of_links_is_no_feed_of_feeds():
    """Whose entries lead elsewhere and are named here writes of their own."""
    entries = "".join(
        f"<item><title>{name}</title><link>https://{name}.example/1</link>"
        f"<guid>https://blog.example/{name}</guid></item>"
        for name in ("mei", "hai", "tina")
    )
    one_repost = item('<title>x</title><source url="https://mei.example/feed.xml">mei</source>')
    elsewhere = "".join(
        f"<item><title>{n}</title><link>https://mp.example.com/{n}</link></item>" for n in range(3)
    )

    assert not read(RSS.format(entries)).is_planet
    assert not read(one_repost).is_planet
    assert not read(RSS.format(elsewhere)).is_planet


def test_language_is_told():
    rss = item("<title>雨</title>").replace(
        "<title>Notes", "<language>zh-tw</language><title>Notes"
    )
    atom = ATOM.format(
        ' xml:lang="en"',
        '<entry xml:lang="zh-Hant"><id>a:b</id><title>雨</title><link href="/1"/></entry>',
    )

    assert read(rss).entries[0].language == "zh-TW"
    assert read(atom).entries[0].language in ("zh-Hant", "en")


@given(some.text(max_size=300))
def test_any_text_becomes_one_plain_line(text):
    line = one_line(text_of_anything(text), 80)

    assert len(line) <= 80
    assert is_plain_line(line)


@given(some.text(max_size=60))
def test_any_date_is_a_moment_or_none(text):
    found = moment_of(text, None, TAIPEI)

    assert found is None or found.tzinfo is UTC

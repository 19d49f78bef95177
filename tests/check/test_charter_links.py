"""Links that lead outside: which they are, what they carry, and what pages say of them."""

from __future__ import annotations

import pytest

from chaguan.check.outbound import Outbound, is_below, is_listed, outbound_of, without_tracking
from chaguan.check.rules import named_list, texts
from chaguan.render.html.sanitize import sanitized, with_relations

SITE = "https://tea.example.org/town/"


def link(url: str, community) -> Outbound:
    settings = community({}).settings
    return Outbound(url, settings, None, "links")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("[a](https://a.example/x)", "https://a.example/x"),
        ("[a](https://a.example/x?a=1&amp;b=2)", "https://a.example/x?a=1&b=2"),
        ("[a](https://a.example/x?a=1&copy=2)", "https://a.example/x?a=1&copy=2"),
        ('[a](https://a.example/x "Title")', "https://a.example/x"),
        ("[a](https://a.example/x_(y))", "https://a.example/x_(y)"),
        ("(see https://a.example/x).", "https://a.example/x"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("[a]: https://a.example/x", "https://a.example/x"),
        ("請看https://a.example/x。", "https://a.example/x"),
        ('<a href="https://a.example/x">a</a>', "https://a.example/x"),
        ("**https://a.example/x**", "https://a.example/x"),
    ],
)
def test_address_ends_where_its_writer_meant(community, written, address):
    (piece,) = texts(community({"about.md": written}))

    assert [each.url for each in outbound_of(piece)] == [address]


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://a.example/?utm_source=x", "https://a.example/"),
        ("https://a.example/?a=%E8%8C%B6&fbclid=1&b=", "https://a.example/?a=%E8%8C%B6&b="),
        ("https://a.example/?x=1&amp;gclid=2#part", "https://a.example/?x=1#part"),
        ("https://youtu.be/1?si=x&t=20", "https://youtu.be/1?t=20"),
        ("https://a.example/?si=x", "https://a.example/?si=x"),
        ("https://a.example/?UTM_Source=x", "https://a.example/"),
    ],
)
def test_only_what_tracks_is_taken_out(community, url, clean):
    assert without_tracking(link(url, community)) == clean


@pytest.mark.parametrize(
    ("host", "other", "expected"),
    [
        ("amazon.co.jp", "amazon.*", True),
        ("smile.amazon.de", "amazon.*", True),
        ("amazon.evil.example", "amazon.*", False),
        ("notbit.ly", "bit.ly", False),
        ("a.bit.ly", "bit.ly", True),
    ],
)
def test_host_is_below_another(host, other, expected):
    assert is_below(host, other) is expected


def test_strange_addresses_are_nobodys(community):
    for url in ("https://[::1", "https://", "https://例.example:x/", "http://a@b:99999/"):
        assert not is_listed(link(url, community), "shorteners")


@pytest.mark.parametrize(
    "name", ["affiliates", "articles", "commons", "shorteners", "tracking", "vague"]
)
def test_lists_say_everything_once(name):
    lines = named_list(name)

    assert len(lines) == len(set(lines)) > 10


def test_links_elsewhere_say_what_they_are():
    html = sanitized('<p><a href="https://a.example/">a</a> <a href="../b/">b</a></p>')

    assert with_relations(html, site_url=SITE) == (
        '<p><a href="https://a.example/" rel="ugc noopener">a</a> <a href="../b/">b</a></p>'
    )


def test_links_of_a_sponsored_post_say_so():
    html = with_relations(sanitized('<a href="//a.example/">a</a>'), is_sponsored=True)

    assert html == '<a href="//a.example/" rel="sponsored ugc noopener">a</a>'


@pytest.mark.parametrize(
    "target", ["https://tea.example.org/town/x/", "mailto:a@b.example", "#part", "tel:1", "a:b"]
)
def test_links_within_stay_as_they_are(target):
    html = f'<a href="{target}">a</a>'

    assert with_relations(html, site_url=SITE, is_sponsored=True) == html


def test_saying_it_twice_changes_nothing():
    html = '<a class="x" href="https://a.example/?a=1&amp;b=2" title="a > b">a</a>'
    once = with_relations(html, site_url=SITE)

    assert with_relations(once, site_url=SITE) == once
    assert 'class="x" href="https://a.example/?a=1&amp;b=2"' in once

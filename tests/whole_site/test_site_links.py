"""Whatever leads somewhere arrives."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

ENDS_A_LINK = re.compile(r"""[\s"'<>\\)\]、，。；）」]""")


def test_every_link_of_the_demonstration_arrives(demonstration):
    assert demonstration.broken_links() == []


@pytest.mark.parametrize("url", ["https://town.example.org/", "https://host.example/~we/town/"])
def test_every_link_arrives_wherever_the_site_is_served(lively_town, url):
    site = lively_town(url=url).built()

    assert site.broken_links() == []


def test_every_full_address_in_a_feed_or_calendar_arrives(demonstration):
    lost = {
        (path, link)
        for path, text in demonstration.words()
        if path.endswith((".xml", ".json", ".ics", ".opml", ".txt"))
        for link in full_addresses(text, demonstration.url)
        if not demonstration.has(unquote(link.removeprefix(demonstration.url)))
    }

    assert lost == set()


def full_addresses(text: str, url: str) -> set[str]:
    """The addresses of the site in a text, without fragments."""
    starts = [found.start() for found in re.finditer(re.escape(url), text)]
    ends = [ENDS_A_LINK.search(text, start) for start in starts]
    links = {
        text[start : end.start() if end else None] for start, end in zip(starts, ends, strict=True)
    }
    return {link.partition("#")[0].partition("?")[0].rstrip(".,;") for link in links}


def test_translations_point_at_each_other(demonstration):
    alternates = {
        address: {
            (link.get("hreflang"), demonstration.address(address, link.get("href")))
            for link in page.xpath("//link[@rel='alternate'][@hreflang]")
        }
        for address, page in demonstration.pages.items()
    }

    one_sided = [
        (address, other)
        for address, links in alternates.items()
        for _, other in links
        if alternates[other] != links or address not in dict(links).values()
    ]

    assert one_sided == []


def test_a_page_in_two_languages_names_both_and_a_default(demonstration):
    page = demonstration.pages["en/charter/"]

    languages = page.xpath("//link[@rel='alternate']/@hreflang")

    assert sorted(languages) == ["en", "x-default", "zh-Hant"]

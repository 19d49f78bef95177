"""What stands where on a page, and what stands there once."""

from __future__ import annotations

import pytest
from PIL import Image

from support.whole_sites import COMMUNITY

HOMES = pytest.mark.parametrize("home", ["", "en/"], ids=["zh-Hant", "en"])


def test_what_one_does_with_a_page_stands_in_one_row_at_its_end(demonstration):
    """The calendar, passing it on, the poster, to follow, to add."""
    scattered = {}
    kinds: dict[str, int] = {}
    for address, page in demonstration.pages.items():
        tails = page.cssselect(".cg-tail")
        ways = page.cssselect(".cg-page :is(.cg-share, .cg-follow, .cg-calendar, .cg-add)")
        within = page.cssselect(".cg-tail :is(.cg-share, .cg-follow, .cg-calendar, .cg-add)")
        if len(ways) != len(within) or (ways and len(tails) != 1):
            scattered[address] = [each.get("class") for each in ways]
        for way in within:
            kinds[way.get("class")] = kinds.get(way.get("class"), 0) + 1

    assert scattered == {}
    assert len(kinds) == 4


@HOMES
def test_to_follow_there_are_three_ways_and_the_rest_is_folded(demonstration, home):
    page = demonstration.pages[f"{home}subscribe/"]
    ways = page.cssselect(".cg-ways > .cg-way > h2")
    tables = page.cssselect("table")

    assert len(ways) == 3
    assert tables
    assert all(any(up.tag == "details" for up in each.iterancestors()) for each in tables)
    assert page.cssselect(".cg-way a[href^='webcal:']")


@HOMES
def test_the_foot_of_every_page_says_who_this_is_and_when_one_meets_next(demonstration, home):
    next_at = demonstration.pages[f"{home}events/"].cssselect(".cg-event .dt-start")[0]
    wanted = next_at.get("datetime")
    others = {}
    for address, page in demonstration.pages.items():
        if address.startswith("en/") is not (home == "en/") or not page.cssselect(".cg-foot"):
            continue
        times = page.cssselect(".cg-foot [data-cg-next] time")
        if [each.get("datetime") for each in times] != [wanted]:
            others[address] = times

    assert others == {}


@HOMES
def test_beside_the_list_of_events_stand_a_month_what_to_join_and_a_story(demonstration, home):
    page = demonstration.pages[f"{home}events/"]
    (aside,) = page.cssselect("aside.cg-aside")
    busy = aside.cssselect("[data-cg-day] a")
    targets = demonstration.pages[f"{home}events/month/{busy[0].get('href').split('/')[1]}/"]

    assert len(aside.cssselect("h2")) == 3
    assert {each.get("href").partition("#")[2] for each in busy} <= {
        each.get("id") for each in targets.cssselect("[id]")
    }


@HOMES
def test_a_series_stands_once_in_a_list(demonstration, home):
    for address in ("events/", "", "places/slack-tide/", "people/lin-mei/"):
        page = demonstration.pages[f"{home}{address}"]
        links = [
            each.get("href") for each in page.cssselect(".cg-events .cg-event .cg-event__title a")
        ]

        assert links
        assert len(links) == len(set(links)), address


def test_a_portrait_at_the_head_of_a_story_stands_beside_the_words(town):
    site = town(PORTRAIT)
    picture = Image.new("RGB", (300, 500), "#345")
    picture.save(site.folder / "content" / "tall.png")
    page = site.built().documents["posts/a/"]

    (figure,) = page.cssselect("figure.cg-picture--tall")
    assert figure.getnext().get("class") == "cg-told"


PORTRAIT = f"""{COMMUNITY.rstrip()}
people/
    mei.yml
    | name: Mei
posts/
    a.md
    | ---
    | title: A
    | date: 2026-11-01
    | authors: [mei]
    | image: tall.png
    | image_alt: Somebody
    | ---
    | Words.
"""

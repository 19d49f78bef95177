"""What the index of a built site holds."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from support.whole_sites import Site, Town

FOLDER = "assets/search/"


def cards(site: Site) -> dict[str, str]:
    """Each page's card, by the page's address."""
    found = {}
    for path, content in site.files.items():
        if path.startswith(FOLDER) and path.count("/") == 3:
            address, _, rest = content.decode().partition("\n")
            found[address] = rest
    return found


@pytest.fixture(scope="module")
def site(lively_built: Town) -> Site:
    """The town with one or two of everything."""
    return lively_built.site


def test_every_page_that_says_something_can_be_found(site):
    lists = {each for each in site.pages if "/page/" in each or "/month/" in each}
    searches = {"search/", "zh-Hant/search/", "404.html"}
    assert cards(site).keys() == site.pages.keys() - lists - searches


def test_events_are_found_by_their_place_and_people_in_both_languages(site):
    for words in ("The House", "茶館", "Lin Mei", "林梅", "走路隊", "sea", "帶傘"):
        assert words in cards(site)["zh-Hant/events/2026/walk/"]


def test_people_are_found_by_their_names_in_both_languages(site):
    for address in ("people/mei/", "zh-Hant/people/mei/"):
        assert "Lin Mei" in cards(site)[address]
        assert "林梅" in cards(site)[address]


def test_each_week_that_was_told_can_be_found(demonstration):
    folder = demonstration.folder
    weeks = {
        f"{each.parent.relative_to(folder)}/" for each in folder.glob("**/digest/*/index.html")
    }
    cards = (folder / FOLDER).glob("page/*.txt")
    found = {card.read_text(encoding="utf-8").partition("\n")[0] for card in cards}

    assert len(weeks) >= 4
    assert weeks - found == set()


def test_tags_can_be_found(site):
    assert cards(site)["tags/rain-wind/"].startswith("rain & wind\n")


def test_the_theme_loads_no_index_of_its_own(lively_town):
    site = lively_town(plugins=("search", *PLUGINS)).built("--strict")

    assert not any(path.startswith("search/search_index") for path in site.files)
    assert not any(page.xpath("//form[@name='search']") for page in site.pages.values())


PLUGINS = ("chaguan", "chaguan/pages", "chaguan/search")


def test_the_theme_searches_where_the_site_prefers_it(lively_town):
    site = lively_town(plugins=("search", "chaguan", "chaguan/pages")).built("--strict")

    assert site.has("search/search_index.json")
    assert not site.has("search/")
    assert not any(path.startswith(FOLDER) for path in site.files)
    assert not any(page.find_class("cg-opener") for page in site.pages.values())


@pytest.mark.parametrize("home", ["", "zh-Hant/"])
def test_without_a_script_the_search_leads_to_the_lists(site, home):
    (opener,) = site.documents[home].find_class("cg-opener")
    page = site.address(home, opener.get("href"))
    around = {site.address(page, link) for link in site.pages[page].xpath("//main//a/@href")}
    assert page == f"{home}search/"
    assert {f"{home}{name}/" for name in ("events", "posts", "people", "tags")} <= around


def test_a_site_in_one_language_has_a_search(town: Callable[..., Town]):
    community = """
    community.yml
    | name: Town
    | timezone: Asia/Taipei
    | uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
    """
    site = town("people/\n    mei.yml\n    | name: Mei", community=community).built("--strict")

    assert site.pages[""].find_class("cg-opener")
    assert json.loads(site.files[f"{FOLDER}en.json"])["pages"] > 1

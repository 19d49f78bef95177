"""Communities at the edge of what one would call a community."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest
from lxml import etree

RANKS = ("h1", "h2", "h3", "h4")
ONE_LANGUAGE = """
community.yml
| name: The Town
| timezone: Asia/Taipei
| languages: [{language}]
| uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
"""
PEOPLE = """
    people/
        mei.yml
        | name: Lin Mei
"""
POSTS = """
    people/
        mei.yml
        | name: Lin Mei
    posts/
        rain.md
        | ---
        | title: Rain
        | date: 2026-10-01
        | authors: [mei]
        | ---
        | It rains.
"""
EVENTS = """
    events/
        walk.yml
        | title: Walk
        | start: 2026-12-05 14:00
        | location: {name: The pier}
"""
PAST = """
    events/
        walk.yml
        | title: Walk
        | start: 2026-03-05 14:00
        | location: {name: The pier}
"""
CANCELLED = """
    events/
        walk.yml
        | title: Walk
        | start: 2026-12-05 14:00
        | status: cancelled
"""
OWN_HOME = """
    index.md
    | ---
    | title: Welcome
    | ---
    | Words of our own.
    contribute.md
    | ---
    | title: Join in
    | ---
    | Bring a cup.
"""
EDGES = {
    "nothing": "",
    "people only": PEOPLE,
    "posts only": POSTS,
    "events only": EVENTS,
    "past only": PAST,
    "cancelled only": CANCELLED,
    "own home": OWN_HOME,
}


def empty_shells(site) -> list[str]:
    """Headings, lists, tables and sections with nothing in them, as `page: what`."""
    return [
        f"{address or '/'}: {shell}"
        for address, page in site.pages.items()
        for content in map(seen, page.find_class("cg-page"))
        for shell in (*hollow(content), *bare_headings(content))
    ]


def seen(content):
    """Without what only a script fills and shows."""
    shown = deepcopy(content)
    for element in shown.xpath(".//*[self::section or self::p or self::div][@hidden]"):
        element.drop_tree()
    return shown


def hollow(content) -> Iterator[str]:
    """Elements that say and show nothing."""
    for element in content.iter("ul", "ol", "dl", "dd", "section", "table", "p", "figure"):
        if not element.text_content().strip() and not element.xpath(".//img | .//input"):
            yield f"empty {element.tag} {element.get('class') or ''}"


def bare_headings(content) -> Iterator[str]:
    """Headings with nothing before the next one of their rank, or before the end."""
    opened: list[tuple[int, str]] = []
    for event, element in etree.iterwalk(content, events=("start", "end")):
        if element.tag in RANKS and event == "start":
            rank = RANKS.index(element.tag)
            yield from (words for each, words in opened if each >= rank)
            opened = [(each, words) for each, words in opened if each < rank]
        elif element.tag in RANKS:
            opened.append((RANKS.index(element.tag), element.text_content().strip()))
        elif says_something(element, event):
            opened = []
    yield from (words for _, words in opened)


def says_something(element, event: str) -> bool:
    """Whether there are words or a picture at the start of an element, or behind it."""
    if any("cg-edit" in each.get("class", "") for each in (element, *element.iterancestors())):
        return False
    if any(each.tag in RANKS for each in element.iterancestors()):
        return False
    words = element.text if event == "start" else element.tail
    return bool((words or "").strip()) or element.tag in ("img", "input")


@pytest.fixture(params=EDGES, ids=lambda name: name.replace(" ", "-"))
def edge(request, town):
    """A site of one of the communities above, in two languages."""
    return town(EDGES[request.param]).built("--strict")


def test_a_small_community_has_a_site_without_empty_shells(edge):
    assert edge.has("")
    assert empty_shells(edge) == []
    assert edge.broken_links() == []


def test_the_demonstration_has_no_empty_shells(demonstration):
    assert empty_shells(demonstration) == []


def test_a_folder_without_any_file_is_a_community(town):
    site = town(community="").built()

    assert "A town" in site.pages[""].findtext(".//title")
    assert empty_shells(site) == []
    assert site.broken_links() == []


@pytest.mark.parametrize("language", ["en", "zh-Hant", "fr"])
def test_a_community_of_one_language_offers_no_other(town, language):
    site = town(POSTS, community=ONE_LANGUAGE.format(language=language)).built("--strict")

    page = site.pages["posts/rain/"]
    assert page.get("lang") == language
    assert page.xpath("//link[@hreflang] | //a[@hreflang]") == []
    assert site.broken_links() == []


def test_a_third_language_that_nobody_writes_has_its_tree(town):
    community = ONE_LANGUAGE.format(language="en, zh-Hant, ja")
    site = town(POSTS, community=community).built("--strict")

    assert site.has("ja/posts/")
    assert "Rain" in site.text("ja/posts/")
    assert site.broken_links() == []


def test_a_template_of_the_community_extends_ours(lively_town):
    town = lively_town(settings="")
    overrides = town.folder / "overrides"
    overrides.mkdir()
    (overrides / "event.html").write_text(
        '{% extends "chaguan/event.html" %}'
        "{% block chaguan %}<p>Mind the step & the <b>dog</b>.</p>{{ super() }}{% endblock %}"
    )
    settings = town.folder / "mkdocs.yml"
    settings.write_text(
        settings.read_text().replace("name: material", "name: material\n  custom_dir: overrides")
    )

    text = town.built("--strict").text("events/2026/walk/")

    assert "Mind the step & the dog." in text
    assert "The House" in text


@pytest.mark.parametrize("plugin", ["chaguan/pages", "chaguan/feeds", "chaguan/calendars"])
def test_a_plugin_on_its_own_says_which_line_to_add(town, plugin):
    result = town(plugins=(plugin,)).build()

    assert result.exit_code == 1
    assert "- chaguan" in result.output
    assert plugin in result.output


@pytest.mark.parametrize("plugin", ["chaguan/feeds", "chaguan/calendars"])
def test_full_addresses_without_a_site_url_say_which_line_to_add(town, plugin):
    result = town(url="", plugins=("chaguan", plugin)).build()

    assert result.exit_code == 1
    assert "site_url:" in result.output


def test_pages_do_without_a_site_url(lively_town):
    plugins = ("chaguan", "chaguan/pages", "chaguan/search")
    site = lively_town(url="", plugins=plugins).built("--strict")

    assert site.broken_links() == []
    assert not any("None" in link for page in site.pages.values() for link in page.xpath("//@href"))


@pytest.mark.parametrize(
    ("plugin", "there", "not_there"),
    [
        ("chaguan/feeds", "people/mei/rss.xml", "people/mei/events.ics"),
        ("chaguan/calendars", "people/mei/events.ics", "people/mei/rss.xml"),
    ],
)
def test_a_site_may_have_only_one_kind_of_stream(lively_town, plugin, there, not_there):
    site = lively_town(plugins=("chaguan", plugin)).built()

    assert site.has(there)
    assert not site.has(not_there)


@pytest.mark.parametrize("streams", [(), ("chaguan/feeds",), ("chaguan/calendars",)])
def test_pages_offer_only_the_streams_that_are_written(lively_town, streams):
    site = lively_town(plugins=("chaguan", "chaguan/pages", *streams)).built()

    assert site.broken_links() == []
    assert empty_shells(site) == []

"""Blocks in texts: pages show lists, and nobody else sees where they stood."""

from __future__ import annotations

BLOCKS = """
    index.md
    | ---
    | title: The Town
    | ---
    | ::: latest 1
    |
    | Words of ours.
    |
    | ## Walking
    | ::: upcoming 3 group=walkers
    | ::: place house
    about.md
    | ---
    | title: About
    | ---
    | ::: upcoming 5 kind=walk
    | ::: faces 5
    people/
        mei.yml
        | name: Lin Mei
        | bio: |
        |   Makes tea.
        |
        |   ::: upcoming 2 person=mei
        secret.yml
        | name: Nobody
        | unlisted: true
    places/
        house.yml
        | name: The House
        | about: Chairs.
    groups/
        walkers.yml
        | name: Walkers
        | about: We walk.
        | members: [mei]
    events/
        walk.yml
        | title: The walk
        | start: 2026-12-05 14:00
        | place: house
        | hosts: [mei, secret]
        | groups: [walkers]
        | kind: walk
        | description: |
        |   Come along.
        |
        |   ::: person mei
        tea.yml
        | title: Only tea
        | start: 2026-12-06 14:00
        | place: house
    posts/
        rain.md
        | ---
        | title: Rain
        | date: 2026-10-01
        | authors: [mei]
        | ---
        | It rained on us.
        |
        | ::: upcoming 3 group=walkers
        |
        | <!-- more -->
        |
        | ## Others
        | ::: latest 2
        | ::: upcoming 3 person=secret
        |
        | And it stopped.
"""
ONE_LANGUAGE = """
community.yml
| name: The Town
| timezone: Asia/Taipei
| languages: [en]
| uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
"""


def titles(site, address: str) -> list[str]:
    """The events that a page lists."""
    found = site.pages[address].xpath("//*[contains(@class, 'cg-event__title')]")
    return [each.text_content().strip() for each in found]


def test_home_is_what_its_own_blocks_say_in_their_order(town):
    page = town(BLOCKS, community=ONE_LANGUAGE).built().pages[""]
    blocks = page.xpath("//main//section[contains(@class, 'cg-block')]/@class")

    assert [each.split("--")[1] for each in blocks] == ["latest", "upcoming", "place"]
    assert page.xpath("//main//h1")[0].text_content() == "The Town"


def test_home_without_blocks_is_the_usual_one(lively_built):
    page = lively_built.site.pages[""]
    blocks = page.xpath("//main//section[contains(@class, 'cg-block')]/@class")

    assert [each.split("--")[1] for each in blocks] == [
        "scenes",
        "upcoming",
        "latest",
        "faces",
        "groups",
    ]


def test_a_list_is_narrowed_in_any_text(town):
    site = town(BLOCKS, community=ONE_LANGUAGE).built()

    assert titles(site, "about/") == ["The walk"]
    assert titles(site, "posts/rain/")[:1] == ["The walk"]
    assert site.pages["events/walk/"].xpath("//section[contains(@class, 'cg-block--person')]")


def test_a_heading_right_above_takes_the_place_of_the_lists_own(town):
    page = town(BLOCKS, community=ONE_LANGUAGE).built().pages[""]
    lists = page.xpath("//section[contains(@class, 'cg-block--upcoming')]")

    assert lists[0].xpath(".//h2") == []
    assert [
        each.text_content()
        for each in page.xpath("//section[contains(@class, 'cg-block--latest')]//h2")
    ] == ["What is new"]


def test_a_list_of_what_an_unlisted_person_does_stays_empty(town):
    site = town(BLOCKS, community=ONE_LANGUAGE).built()

    assert titles(site, "posts/rain/") == ["The walk"]


def test_blocks_leave_no_trace_outside_of_pages(town):
    site = town(BLOCKS, community=ONE_LANGUAGE).built()

    texts = {path: text for path, text in site.words() if not path.startswith("assets/")}
    for path, text in texts.items():
        assert "::: " not in text, path
        assert "n0z" not in text, path
    feed = texts["rss.xml"]
    assert "It rained on us." in feed
    assert "And it stopped." in feed
    assert "The walk" not in feed


def test_the_list_of_posts_shows_excerpts_without_blocks(town):
    page = town(BLOCKS, community=ONE_LANGUAGE).built().main("posts/")

    assert "It rained on us." in page.text_content()
    assert "The walk" not in page.text_content()


def test_a_wrong_block_stops_the_build(town):
    result = town("    index.md\n    | ::: upcomming\n", community=ONE_LANGUAGE).build()

    assert result.exit_code
    assert "upcoming" in result.output

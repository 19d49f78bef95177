"""What the site says of links that somebody contributed."""

from __future__ import annotations

import pytest

LINKS = """
    people/
        mei.yml
        | name: Lin Mei
        | bio: "[x](https://mei.invalid/bio)"
        | links: {Blog: "https://mei.invalid/blog"}
        | feed: https://mei.invalid/rss.xml
    groups/
        walkers.yml
        | name: Walkers
        | about: "[x](https://walkers.invalid/about)"
        | members: [mei]
        | join:
        |   - {label: Chat, url: "https://walkers.invalid/join"}
    places/
        house.yml
        | name: The House
        | about: "[x](https://house.invalid/about)"
        | links: {Web: "https://house.invalid/"}
    scenes/
        rainy.yml
        | name: Rain
        | about: "[x](https://rain.invalid/about)"
    events/
        walk.yml
        | title: Walk
        | start: 2026-12-05 14:00
        | online: https://walk.invalid/call
        | signup: {url: "https://walk.invalid/signup"}
        | recordings:
        |   - {label: The walk, url: "https://walk.invalid/film"}
        |   - {url: "https://youtu.be/abcdefghijk"}
        | description: "[x](https://walk.invalid/words)"
    posts/
        rain.md
        | ---
        | title: Rain
        | date: 2026-10-01
        | authors: [mei]
        | source: {url: "https://source.invalid/", title: Elsewhere}
        | ---
        | [x](https://rain.invalid/post) <https://rain.invalid/auto> [y][y]
        | <a href="//rain.invalid/b" rel="opener">b</a>
        |
        | https://vimeo.com/123456
        |
        | [y]: https://rain.invalid/reference
        |
        | ![z](https://rain.invalid/picture.png)
        paid.md
        | ---
        | title: Paid
        | date: 2026-10-02
        | authors: [mei]
        | sponsored: A shop
        | source: {url: "https://paid.invalid/source", title: Elsewhere}
        | ---
        | [x](https://paid.invalid/post)
        |
        | https://vimeo.com/654321
    about.md
    | # About
    | [x](https://about.invalid/)
"""  # fmt: skip
CONTRIBUTED = ".invalid/", "//vimeo.com/", "//youtu.be/"


@pytest.fixture
def linking(town):
    return town(LINKS).built()


def test_every_contributed_link_says_that_it_is(linking):
    found = {
        link.get("href"): link.get("rel")
        for page in linking.pages.values()
        for link in page.iter("a")
        if any(each in link.get("href", "") for each in CONTRIBUTED)
    }

    paid = {href for href in found if "paid" in href or "654321" in href}
    assert len(found) == 24
    assert {found[href] for href in paid} == {"sponsored ugc noopener"}
    assert {found[href] for href in found.keys() - paid} == {"ugc noopener"}


def test_what_the_theme_adds_says_at_least_that_nothing_steers_this_page(demonstration):
    silent = {
        link.get("href")
        for page in demonstration.pages.values()
        for link in page.iter("a")
        if link.get("target") and "noopener" not in link.get("rel", "")
    }
    assert silent == set()


def test_a_page_that_hosts_trust_keeps_its_html_and_no_other_does(town):
    drawing = """
        about.md
        | # About
        | <p style="color: red" class="cg-lead">ours</p>
        charter.md
        | # Charter
        | <p style="color: red" class="cg-lead">theirs</p>
    """
    place = town(drawing)
    settings = place.folder / "mkdocs.yml"
    named = settings.read_text().replace("- chaguan\n", "- chaguan: {trusted: [about.md]}\n")
    settings.write_text(named)

    site = place.built()

    assert site.main("about/").find_class("cg-lead")
    assert not site.main("charter/").find_class("cg-lead")


@pytest.mark.parametrize("path", ["posts/rain.md", "people/mei.yml", "nowhere.md"])
def test_nothing_contributed_is_trusted(town, path):
    place = town(LINKS)
    settings = place.folder / "mkdocs.yml"
    named = settings.read_text().replace("- chaguan\n", f"- chaguan: {{trusted: [{path}]}}\n")
    settings.write_text(named)

    result = place.build()

    assert result.exit_code == 1
    assert f"names {path}" in result.output

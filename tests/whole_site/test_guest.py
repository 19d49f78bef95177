"""A community in one folder of a site of somebody else's, which stays as it is."""

from __future__ import annotations

import json

import pytest

from support.guest_sites import Handbook, differences

OTHERS = "  - search\n  - tags\n  - blog: {post_date_format: yyyy-MM-dd}"


@pytest.fixture(scope="module")
def handbook(tmp_path_factory):
    drawn = Handbook(tmp_path_factory.mktemp("handbook"))
    drawn.draw()
    for folder, ours in (("without", False), ("within", True)):
        result = drawn.build(folder, OTHERS, ours=ours)
        assert result.exit_code == 0, result.output
    return drawn


@pytest.fixture(scope="module")
def within(handbook):
    return handbook.site("within")


def test_no_byte_of_the_site_of_others_changes(handbook, within):
    without = handbook.site("without")

    assert "guide/ropes/index.html" in without.files
    assert any(path.endswith("first-watch/index.html") for path in without.files), "its blog"
    assert differences(without, within) == []


def test_everything_of_the_community_is_in_its_folder(within):
    for path in (
        "community/index.html",
        "community/posts/rain/index.html",
        "community/events/walk/index.html",
        "community/events/walk.ics",
        "community/rss.xml",
        "community/events.ics",
        "community/api/community.json",
        "community/subscriptions.opml",
        "community/zh-Hant/events/walk/index.html",
        "community/news/rain/index.html",
        "community/images/pier.jpg",
    ):
        assert path in within.files, path
    assert "rss.xml" not in within.files
    assert "service-worker.js" not in within.files


def test_nothing_that_is_not_public_is_in_it(within):
    for path, text in within.words():
        for word in ("Unpublished words", "Nobody knows yet", "lin@mail.example.org"):
            assert word not in text, path
    assert not [path for path in within.files if path.endswith((".yml", ".md"))]


def test_every_link_between_the_two_leads_somewhere(within):
    ours = [each for each in within.broken_links() if each.startswith("community/")]

    assert ours == []
    assert within.address("community/", "../guide/ropes/") == "guide/ropes/"
    assert "../guide/ropes/" in [each for _, _, each, _ in within.pages["community/"].iterlinks()]


def test_our_pages_are_in_the_frame_of_the_site(within):
    page = within.pages["community/events/walk/"]
    text = page.text_content()

    assert "Harbour Handbook" in text
    assert "Harbour Guild, all hands" in text
    assert page.xpath("//*[@data-md-color-primary='teal']")
    assert page.xpath("//nav//a[contains(@href, 'guide/ropes/')]"), "the site's own navigation"
    assert page.xpath("//nav[@class='cg-siblings']//a[@href='../']"), "and the community's"
    assert page.xpath("//link[contains(@href, 'assets/own.css')]")
    assert not page.xpath("//meta[@http-equiv='Content-Security-Policy']")


def test_our_texts_see_no_file_of_the_machine_and_no_style_leaves_our_pages(within):
    assert "the words of a file" not in within.text("community/posts/rain/")
    style = within.files["assets/chaguan/guest.css"].decode()
    outside = style[: style.index("@scope")]

    assert outside.count("{") == 1
    assert ":lang(en) {" not in style, "our fonts"
    assert outside.startswith(".cg-guest {")


def test_one_search_finds_both(within):
    found = json.loads(within.files["search/search_index.json"])["docs"]
    where = {each["location"].partition("#")[0]: each for each in found}

    assert {"guide/ropes/", "community/events/walk/", "community/posts/rain/"} <= where.keys()
    walk = where["community/events/walk/"]["text"]
    for words in ("Bring a lamp", "夜行", "The Pier", "Lin Mei"):
        assert words in walk
    assert "community/events/month/2026-12/" not in where
    assert "夜行" not in within.text("community/events/walk/"), "only the search is told"


def test_a_page_of_ours_in_the_navigation_has_the_name_that_it_has_there(handbook):
    pages = ("Home: index.md", "Ropes: guide/ropes.md", "Friends & tea: community/index.md")
    nav = "\n  - ".join(("nav:", *pages))
    result = handbook.build("named", "  - search", nav, ours=True, features=", navigation.tabs")
    site = handbook.site("named")

    assert result.exit_code == 0, result.output
    names = site.documents["guide/ropes/"].xpath("//a[contains(@href, 'community/')]")
    assert "Friends & tea" in {each.text_content().strip() for each in names}


def test_a_site_without_a_community_is_left_alone_with_a_sentence(tmp_path):
    empty = Handbook(tmp_path)
    empty.draw()
    (tmp_path / "docs" / "community" / "community.yml").unlink()

    result = empty.build("site", ours=True)

    assert result.exit_code == 1
    assert "There is no community.yml in docs/, nor in docs/community/" in result.output

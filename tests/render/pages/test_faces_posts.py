"""What leads on from a post: what is near it, its neighbours, whom to follow."""

from __future__ import annotations

import pytest

from chaguan.build.fingerprints import Fingerprints
from chaguan.build.recorder import queries_of
from chaguan.render.pages.post_page import post_page
from chaguan.site.index import NEAR

MEI = {"people/mei.yml": "name: Mei\n", "groups/walkers.yml": "name: Walkers\n"}
RAIN = {"scenes/rain.yml": "name: Rain\n"}


def page_of(view, id):
    [post] = [each for each in view.community.posts if each.id.endswith(id)]
    return post_page(post, view)


def titles(cards):
    return [card.title for card in cards]


@pytest.mark.parametrize(
    ("shared", "weaker"),
    [
        ({"scenes": "[rain]"}, {"groups": "[walkers]"}),
        ({"groups": "[walkers]"}, {"places": "[house]"}),
        ({"places": "[house]"}, {"tags": "[sea]"}),
        ({"campaign": "roof"}, {"places": "[house]"}),
    ],
)
def test_what_shares_more_is_nearer(seen, told, shared, weaker):
    files = {**MEI, **RAIN, "places/house.yml": "name: House\n"}
    files["campaigns/roof.yml"] = "title: Roof\nhosts: [mei]\n"
    files["posts/2026/here.md"] = told("Here", "2026-06-01", **shared, **weaker)
    files["posts/2026/weak.md"] = told("Weak", "2026-06-02", **weaker)
    files["posts/2020/strong.md"] = told("Strong", "2020-06-02", **shared)

    assert titles(page_of(seen(files), "here").related) == ["Strong", "Weak"]


def test_of_equals_the_nearest_in_time_comes_first_then_the_newer(seen, told):
    days = {"A": "2026-05-29", "Z": "2026-06-05", "M": "2026-05-28", "N": "2026-05-20"}
    files = MEI | {f"posts/2026/{name}.md": told(name, day) for name, day in days.items()}
    files["posts/2026/here.md"] = told("Here", "2026-06-01")

    assert titles(page_of(seen(files), "here").related) == ["A", "Z", "M"]


def test_a_post_far_away_in_time_is_not_weighed_so_that_the_work_stays_in_proportion(seen, told):
    files = MEI | {
        f"posts/2026/p{number:03}.md": told(f"P{number}", f"2026-01-01 00:{number:02}")
        for number in range(NEAR + 5)
    }
    view = seen(files)
    first = min(view.community.posts, key=lambda post: post.date)
    near = {key: sides for key, *sides in view.index.near(first.id, "en")}
    newer, older = near["person", "mei"]

    assert [each.id[-4:] for each in newer] == [f"p{n:03}" for n in range(1, NEAR + 1)]
    assert older == ()


def test_neighbours_are_those_of_its_group_and_its_scene(seen, told):
    files = MEI | RAIN
    files["posts/2026/old.md"] = told("Old", "2026-01-01", groups="[walkers]")
    files["posts/2026/other.md"] = told("Other", "2026-01-02")
    files["posts/2026/here.md"] = told("Here", "2026-01-03", groups="[walkers]", scenes="[rain]")
    files["posts/2026/new.md"] = told("New", "2026-01-05", scenes="[rain]")
    page = page_of(seen(files), "here")

    assert [
        (each.page.text, each.newer and each.newer.text, each.older and each.older.text)
        for each in page.strands
    ] == [("Walkers", None, "Old"), ("Rain", "New", None)]
    assert (page.newer.text, page.older.text) == ("New", "Other")


def test_a_post_alone_in_its_group_has_no_neighbours_there(seen, told):
    files = MEI | {"posts/2026/here.md": told("Here", "2026-01-03", groups="[walkers]")}

    assert page_of(seen(files), "here").strands == ()


def test_its_people_groups_and_scenes_are_followed_in_the_language_of_the_reader(seen, told):
    files = MEI | RAIN
    files["posts/2026/here.md"] = told("Here", "2026-01-03", groups="[walkers]", scenes="[rain]")
    page = page_of(seen(files, "zh-Hant"), "here")

    assert [(each.page.text, each.feed) for each in page.threads] == [
        ("Mei", "zh-Hant/people/mei/rss.xml"),
        ("Walkers", "zh-Hant/groups/walkers/rss.xml"),
        ("Rain", "zh-Hant/scenes/rain/rss.xml"),
    ]


def test_a_translation_is_named_and_linked(seen, told):
    files = MEI | {"posts/2026/here.md": told("Here", "2026-01-03")}
    files["posts/2026/here.zh-Hant.md"] = "---\ntitle: 這裡\n---\n字。\n"
    view = seen(files)
    [post] = [each for each in view.community.posts if each.language == "en"]
    [other] = post_page(post, view).translations

    assert (other.name, other.link.text, other.link.language) == ("繁體中文", "這裡", "zh-Hant")
    assert other.link.href == "zh-Hant/posts/2026/here/"


def test_one_query_covers_the_neighbours_in_every_stream_of_every_version(seen, told):
    files = {**MEI, **RAIN}
    files["posts/2026/here.md"] = told("Here", "2026-06-01", groups="[walkers]")
    files["posts/2026/here.zh-Hant.md"] = told("這裡", "2026-06-01", tags="[海]")
    files["posts/2026/far.md"] = told("Far", "2026-06-02", authors="[lin]", scenes="[rain]")
    query = ("near", "here", "zh-Hant")

    def fingerprint(files: dict[str, str]) -> bytes:
        return Fingerprints(queries_of(seen(files).index)).one(query)

    before = fingerprint(files)

    apart = files | {"posts/2026/far.md": told("Farther", "2026-06-02", authors="[lin]")}
    near = files | {"posts/2026/far.md": told("Far", "2026-06-02", authors="[lin]", tags="[海]")}

    assert fingerprint(apart) == before
    assert fingerprint(near) != before


def test_a_translation_says_that_its_original_has_changed(seen, told):
    files = MEI | {"posts/2026/here.md": told("Here", "2026-01-03", updated="2026-02-01")}
    files["posts/2026/here.zh-Hant.md"] = "---\ntitle: 這裡\n---\n字。\n"
    view = seen(files)
    said = {each.language: post_page(each, view).behind for each in view.community.posts}

    assert said["en"] == ""
    assert "2026" in said["zh-Hant"]
    assert "2" in said["zh-Hant"]

"""A preview says of each post whether it is out."""

from __future__ import annotations

import pytest

from chaguan.render.pages.cards import post_card
from chaguan.render.pages.post_page import post_page

OUT = "2026-11-01"
TO_COME = "2026-12-20"


@pytest.mark.parametrize(
    ("language", "fields", "said"),
    [
        ("en", {"date": OUT}, ""),
        ("en", {"date": OUT, "draft": "true"}, "Draft, only here"),
        ("en", {"date": TO_COME, "draft": "true"}, "Draft, only here"),
        ("en", {"date": TO_COME}, "Will be out on December 20, 2026"),
        ("zh-Hant", {"date": OUT, "draft": "true"}, "草稿，只有這裡看得到"),
        ("zh-Hant", {"date": TO_COME}, "2026年12月20日 才會發表"),
    ],
)
def test_what_is_not_out_is_marked_on_its_page_and_in_lists(seen, told, language, fields, said):
    view = seen({"posts/rain.md": told("Rain", **fields)}, language, is_preview=True)
    post = view.index.versions("rain")[0]

    assert post_page(post, view).awaited == said
    assert post_card(post, view).awaited == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"date": TO_COME}, "Will be out on December 20, 2026"), ({"draft": "true"}, "Draft")],
)
def test_a_translation_waits_for_its_original(seen, told, fields, said):
    files = {
        "posts/rain.md": told("Rain", **{"date": OUT, **fields}),
        "posts/rain.zh-Hant.md": told("雨", OUT, draft="false"),
    }

    view = seen(files, is_preview=True)

    translation = view.index.versions("rain")[1]
    assert post_page(translation, view).awaited.startswith(said)


def test_readers_are_shown_none_of_it(seen, told):
    files = {
        "posts/half.md": told("Half", OUT, draft="true"),
        "posts/later.md": told("Later", TO_COME),
        "posts/rain.md": told("Rain", OUT),
    }

    view = seen(files)

    assert [post.id for post in view.index.pinned_first("en", 0, 9)] == ["rain"]
    assert post_page(view.index.versions("rain")[0], view).awaited == ""

"""What a young town lacks is told to those who write it, and to no reader."""

from __future__ import annotations

import pytest

from chaguan.render.html.excerpts import Body
from chaguan.render.pages.home import home
from support.page_contexts import COMMUNITY

BEGUN = {
    "people/mei.yml": "name: Mei\n",
    "people/tom.yml": "name: Tom\n",
    "events/walk.yml": "title: Walk\nstart: 2027-01-03 08:00\nlocation: {name: Bridge}\n",
}
WORDS = (
    "We walk on the ridge on Sundays, slowly, with bread and cheese, whoever comes, in any rain."
)


def test_a_writer_is_told_what_is_missing_and_where_it_is_written(seen):
    lacks = home(seen(BEGUN, is_preview=True), Body("<p>We.</p>")).missing

    assert [line.rpartition(": ")[2] for line in lacks] == [
        "content/index.md",
        "tagline in content/community.yml",
        "colour and logo in content/community.yml",
        "image in content/community.yml",
        "write_to and links in content/community.yml",
        "chaguan new post",
    ]


def test_a_reader_is_told_nothing_of_it(seen):
    assert home(seen(BEGUN), Body("")).missing == ()


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_a_town_that_has_all_is_left_alone(seen, told, language):
    more = "tagline: Up\ncolour: '#1f6f8b'\nwrite_to: https://example.org/\nimage: hill.png\n"
    files = {**BEGUN, "community.yml": COMMUNITY + more, "posts/a.md": told("A", "2026-11-01")}
    files["hill.png"] = ""

    assert home(seen(files, language, is_preview=True), Body(f"<p>{WORDS}</p>")).missing == ()

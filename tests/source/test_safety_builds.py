"""No single text holds up the site, and no name takes the place of a file."""

from __future__ import annotations

import pytest

from chaguan.load import read
from chaguan.render.pages.post_page import minutes
from chaguan.site.urls import slug
from chaguan.source import decoded, is_harmless


@pytest.mark.parametrize("text", ["[" * 2500, "![" * 1500, "<a " * 2000, "> " * 30, "1. " * 900])
def test_a_tangle_is_refused_before_anything_parses_it(text):
    assert [problem.code for problem in decoded("a.md", text.encode()).problems] == ["SR107"]


@pytest.mark.parametrize(
    "text",
    [
        "[a](b) " * 400,
        "> a\n> > b\n\n- a\n  - b\n    - c\n",
        "```\n" + "if (a < b) { c[0] = 1; }\n" * 300 + "```\n",
        "a < b and c > d\n" * 300,
    ],
)
def test_what_people_write_is_no_tangle(text):
    assert decoded("a.md", text.encode()).problems == ()


@pytest.mark.parametrize("tag", ["index.html", "rss.xml", "feed.json", "events.ics"])
def test_no_tag_takes_the_place_of_a_file(tag):
    assert slug(tag) == f"{tag}-"


def test_a_tag_keeps_its_dot():
    assert slug("node.js") == "node.js"


@pytest.mark.parametrize("path", ["posts/index.html.md", "404.html.md", "rss.xml.md"])
def test_no_page_takes_the_place_of_a_file(path):
    loaded = read([decoded(path, b"---\ntitle: x\n---\nx\n")], name="A town")

    assert {"ID105", "ID107"} & {problem.code for problem in loaded.problems}


@pytest.mark.parametrize("path", ["robots.txt", "assets/images/favicon.png", "search/a.txt"])
def test_nothing_contributed_speaks_for_the_site(path):
    assert not is_harmless(path)


def test_reading_time_is_told_of_any_text():
    assert minutes("[a](" * 20_000) >= 1

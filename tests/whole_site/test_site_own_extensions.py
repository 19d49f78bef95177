"""A site with Markdown extensions of its own hears where the forge shows another structure."""

from __future__ import annotations

TOWN = """
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
        |
        | Bring ==a cup==.
"""
SETTINGS = """
    markdown_extensions:
      - admonition
      - pymdownx.mark
"""
PLACE = "content/posts/rain.md:8:1: MD106"


def test_the_build_compares_with_extensions_that_the_check_cannot_know(town):
    own = town(TOWN, settings=SETTINGS)

    first, second = own.build(), own.build()

    assert first.exit_code == 0, first.output
    assert PLACE in first.output
    assert PLACE in second.output  # from the cache, which keeps what was said


def test_a_notice_stops_no_strict_build_and_follows_its_line(town):
    own = town(TOWN, settings=SETTINGS)
    own.built()
    text = (own.content / "posts/rain.md").read_text(encoding="utf-8")
    own.write("posts/rain.md", text.replace("title: Rain", "title: Rain\nsummary: Wet"))

    result = own.build()

    assert "content/posts/rain.md:9:1: MD106" in result.output


def test_a_site_with_the_usual_extensions_leaves_that_to_the_check(town):
    usual = town(TOWN)

    assert "MD106" not in usual.build().output

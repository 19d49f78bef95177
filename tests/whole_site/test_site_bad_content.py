"""Mistakes in the content: told all at once, and the good site stays."""

from __future__ import annotations

import pytest

POST = """
    ---
    title: {title}
    date: 2026-10-01 10:00
    authors: [{author}]
    ---
    {body}
"""


@pytest.fixture
def lively(lively_town):
    return lively_town()


def test_every_error_is_told_with_its_place(lively):
    lively.write("posts/2026/rain.md", "---\ntitle: Tea: party\n---\nHello\n")
    lively.write("events/2026/walk.yml", "title: Walk\nstart: tomorrow\nlocaltion: here\n")
    lively.write("posts/2026/new.md", POST.format(title="New", author="mai", body="Hi"))

    result = lively.build()

    assert result.exit_code == 1
    assert "content/posts/2026/rain.md:2:" in result.output
    assert "content/events/2026/walk.yml:2:8: " in result.output
    assert "content/events/2026/walk.yml:3:1: " in result.output
    assert "did you mean" in result.output.lower()
    assert "content/posts/2026/new.md:4:11: " in result.output


def test_an_error_leaves_every_byte_of_the_site(lively):
    before = lively.built().files
    lively.write("events/2026/walk.yml", "title: [walk\n")

    result = lively.build()

    assert result.exit_code == 1
    assert lively.site.files == before


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("posts/2026/rain.md", "---\ntitle: Tea: party\n---\nHello\n"),
        ("posts/2026/rain.md", "No front matter here.\n"),
        ("posts/2026/rain.md", "---\ntitle: Rain\ndate: 2026-10-01\nauthors: [mei]\nHello\n"),
        ("events/2026/walk.yml", "title: [walk\n"),
        ("community.yml", "name: {en: The Town\n"),
        ("people/mei.yml", "bio: Somebody\n"),
        ("about.md", "---\ntitle: Tea: party\n---\nHello\n"),
    ],
)
def test_every_kind_of_error_stops_the_build_before_the_site_is_touched(lively, path, text):
    good = lively.folder / "site" / "index.html"
    good.parent.mkdir()
    good.write_text("The good site.")
    lively.write(path, text)

    result = lively.build()

    assert result.exit_code == 1
    assert f"content/{path}:" in result.output
    assert lively.site.files == {"index.html": b"The good site."}


def test_two_files_for_one_address_are_both_named(lively):
    lively.write("about/index.md", "---\ntitle: About\n---\nHello\n")

    result = lively.build()

    assert result.exit_code == 1
    assert "about.md" in result.output
    assert "about/index.md" in result.output


def test_a_warning_stops_only_a_strict_build(lively):
    lively.write("posts/2026/new.md", POST.format(title="New", author="mei", body="[lost](no.md)"))

    assert lively.build().exit_code == 0
    assert lively.build("--strict").exit_code == 1


def test_a_community_without_mistakes_passes_a_strict_build(lively):
    assert lively.build("--strict").exit_code == 0


def test_the_demonstration_builds_without_one_warning(demonstration):
    log = demonstration.folder.with_suffix(".log").read_text(encoding="utf-8")

    assert demonstration.has("index.html")
    assert "WARNING" not in log


def test_front_matter_cannot_steer_the_theme(lively):
    lively.write(
        "about.md",
        """
        ---
        title: About
        template: 404.html
        icon: no/such-icon
        search: {boost: 1000000}
        ---
        Hello
        """,
    )

    result = lively.build()

    assert result.exit_code == 0
    for line in (3, 4, 5):
        assert f"content/about.md:{line}:1: " in result.output
    assert "Hello" in lively.site.text("about/")


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_files_from_other_systems_read_the_same(lively, newline):
    text = POST.format(title="Windows", author="mei", body="Hello").strip().replace("    ", "")
    file = lively.content / "posts/2026/new.md"
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", newline).encode())

    site = lively.built()

    assert "Windows" in site.text("posts/2026/new/")
    assert "authors" not in site.text("posts/2026/new/")

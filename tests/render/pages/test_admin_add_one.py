"""Every list leads to a new file on the forge, begun in the reader's language."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from chaguan.load import FIELDS_BY_KIND, load
from chaguan.locales import vocabulary
from chaguan.render.pages.contribute import LONGEST, MENTIONS, add_one
from chaguan.site.repository import Repository

COMMUNITY = """\
name: 小鎮
timezone: Asia/Taipei
languages: [zh-Hant, en]
uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
"""
LANGUAGES = ("zh-Hant", "en")
GITHUB = Repository.of("https://github.com/example/town", "edit/main/content/")


def begun(kind: str, language: str, **filled: str) -> str:
    assert GITHUB is not None
    return add_one(GITHUB, kind, vocabulary(language), LANGUAGES, "2026-04-03", filled)


def text_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["value"][0]


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "expected"),
    [
        (
            "https://github.com/a/b/",
            "edit/main/content/",
            "https://github.com/a/b/new/main/content/places?filename=x.yml&value=n%3A%20%E8%8C%B6",
        ),
        (
            "https://github.com/a/b.git",
            "https://github.com/a/b.git/edit/main/",
            "https://github.com/a/b/new/main/places?filename=x.yml&value=n%3A%20%E8%8C%B6",
        ),
        (
            "https://gitlab.com/a/c/b",
            "edit/main/content/",
            "https://gitlab.com/a/c/b/-/new/main/content/places?file_name=x.yml",
        ),
        (
            "https://git.example.org/a/b",
            "-/edit/main/content/",
            "https://git.example.org/a/b/-/new/main/content/places?file_name=x.yml",
        ),
        (
            "https://codeberg.org/a/b",
            "_edit/main/content/",
            "https://codeberg.org/a/b/_new/main/content/places"
            "?filename=x.yml&value=n%3A%20%E8%8C%B6",
        ),
    ],
)
def test_each_forge_is_asked_in_its_own_way(repo_url: str, edit_uri: str, expected: str) -> None:
    repository = Repository.of(repo_url, edit_uri)

    assert repository is not None
    assert repository.new_file("places/x.yml", "n: 茶") == expected


@pytest.mark.parametrize(
    ("repo_url", "edit_uri"),
    [("", ""), ("https://github.com/a/b", ""), ("", "edit/main/"), ("/a", "edit/main/c/")],
)
def test_nothing_is_offered_where_the_repository_is_not_known(repo_url: str, edit_uri: str) -> None:
    assert Repository.of(repo_url, edit_uri) is None


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
@pytest.mark.parametrize("kind", list(FIELDS_BY_KIND))
def test_what_is_begun_is_short_and_lacks_only_what_a_person_knows(
    kind: str, language: str, tmp_path: Path
) -> None:
    address = begun(kind, language)
    query = parse_qs(urlsplit(address).query)
    folder = unquote(urlsplit(address).path).partition("/content/")[2]
    (tmp_path / "community.yml").write_text(COMMUNITY, encoding="utf-8")
    file = tmp_path / folder / query["filename"][0]
    file.parent.mkdir(parents=True)
    file.write_text(query["value"][0], encoding="utf-8")

    assert len(address) < LONGEST / 3
    needed = sorted(field.name for field in FIELDS_BY_KIND[kind] if field.is_required)
    problems = load(tmp_path, name="", language="en").problems
    assert sorted((each.code, each.values["field"]) for each in problems) == [
        ("FD103", name) for name in needed
    ]


def test_posts_and_events_go_into_the_year_of_the_latest_change() -> None:
    assert "/content/events/2026?" in begun("event", "en")
    assert "/content/posts/2026?" in begun("post", "en")
    assert "/content/people?" in begun("person", "en")


def test_story_in_another_language_says_so_in_its_name() -> None:
    assert "filename=your-post.en.md" in begun("post", "en")
    assert "filename=your-post.md" in begun("post", "zh-Hant")


def test_page_that_offers_it_is_named_in_it() -> None:
    assert "\ngroups: [menders]\n" in text_of(begun("event", "en", groups="menders"))
    assert "\nplace: house\n" in text_of(begun("event", "zh-Hant", place="house"))


def test_fields_that_name_it_are_fields() -> None:
    for (_, kind), name in MENTIONS.items():
        assert name in {field.name for field in FIELDS_BY_KIND[kind]}

"""Translations whose original has changed since they were made."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from chaguan.check.garden import stale
from chaguan.load import read
from chaguan.model import History, Past, Revision
from chaguan.site.behind import behind, translations
from chaguan.source import SourceFile

SETTINGS = (
    "name: Tea\ntimezone: Asia/Taipei\nlanguages: [zh-Hant, en]\n"
    "uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n"
)
ORIGINAL, OTHER = "posts/rain.md", "posts/rain.en.md"
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def community_of(original: str = "", translation: str = ""):
    head = f"---\ntitle: 雨\ndate: 2026-04-03\nauthors: [mei]\n{original}---\n下雨。\n"
    other = f"---\ntitle: Rain\n{translation}---\nIt rained.\n"
    files = {"community.yml": SETTINGS, "people/mei.yml": "name: Mei\n"}
    files |= {ORIGINAL: head, OTHER: other}
    loaded = read([SourceFile(path, text) for path, text in files.items()], name="town")
    assert not [each for each in loaded.problems if each.severity.value == "error"]
    return loaded.community


def history(cut_off=(), **days: tuple[int, ...]) -> History:
    """The days of May 2026 on which the original and the other were committed."""
    paths = {"original": ORIGINAL, "other": OTHER}
    return History(
        revisions={
            paths[name]: tuple(
                Revision(moment=datetime(2026, 5, day, 4, tzinfo=UTC), authors=())
                for day in sorted(found, reverse=True)
            )
            for name, found in days.items()
        },
        cut_off=frozenset(cut_off),
    )


def day_of(community, past_of=lambda path: Past()):
    ((post, original),) = translations(community)
    return behind(post, original, community.settings.zone, past_of)


@pytest.mark.parametrize(
    ("original", "translation", "day"),
    [
        ("", "", None),
        ("updated: 2026-04-09\n", "", date(2026, 4, 9)),
        ("updated: 2026-04-09\n", "updated: 2026-04-05\n", date(2026, 4, 9)),
        ("updated: 2026-04-09\n", "updated: 2026-04-09\n", None),
        ("updated: 2026-04-09 20:00\n", "updated: 2026-04-09 08:00\n", None),
        ("", "updated: 2026-04-05\n", None),
    ],
)
def test_without_a_repository_the_files_tell(original, translation, day):
    assert day_of(community_of(original, translation)) == day


@pytest.mark.parametrize(
    ("past", "original", "day"),
    [
        (history(original=(1, 9), other=(1,)), "", date(2026, 5, 9)),
        (history(original=(1,), other=(1, 9)), "", None),
        (history(original=(1,), other=(1,)), "", None),
        (history(original=(1,), other=(1,)), "updated: 2026-04-09\n", date(2026, 4, 9)),
        (history(original=(1,), other=(5,)), "updated: 2026-04-09\n", None),
        (history(original=(1, 9), other=(5,)), "updated: 2026-04-09\n", None),
        (history(original=(1, 9)), "", None),
        (history(original=(9,), cut_off=(ORIGINAL, OTHER)), "", date(2026, 5, 9)),
    ],
    ids=[
        "original-changed",
        "translation-changed",
        "one-commit",
        "one-commit-and-updated",
        "translated-later",
        "trivial-change-of-the-original",
        "translation-not-committed",
        "shallow",
    ],
)
def test_the_repository_tells_which_was_changed_last(past, original, day):
    assert day_of(community_of(original), past.of) == day


def test_the_garden_names_the_translation():
    found = [e for e in stale(community_of("updated: 2026-04-09\n"), NOW) if e.subject == "behind"]

    assert [(each.position.path, dict(each.values)) for each in found] == [
        (OTHER, {"original": ORIGINAL, "since": "2026-04-09"})
    ]


def test_a_draft_of_a_translation_is_no_news():
    drafted = community_of("updated: 2026-04-09\n", "draft: true\n")

    assert not [each for each in stale(drafted, NOW) if each.subject == "behind"]

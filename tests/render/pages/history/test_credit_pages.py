"""What pages say of how they came to be."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime, timedelta

import pytest
import yaml

from chaguan.model import Past, Revision
from chaguan.render.pages.history import page_history

BLOCK = re.compile(rb'<(details|p) class="cg-history">.*?</\1>', re.DOTALL)
SUMMARY = ".cg-history summary"
LINES = ".cg-history__list li"
RAIN = "posts/2026/rain/"
STORY = """
    ---
    title: Rain
    date: 2026-01-02
    authors: [mei]
    ---
    It rains.
"""


@pytest.fixture(scope="module")
def town(new_repository):
    """A town whose one story was changed by several people."""
    repository = new_repository("town")
    repository.write("people/mei.yml", "name: {en: Lin Mei, zh-Hant: 林梅}").commit("Begin")
    repository.write("posts/rain.md", STORY)
    repository.commit("Rain (#3)\n\nReviewed-by: Bo <bo@private.example>")
    repository.move("posts/rain.md", "posts/2026/rain.md").commit("By year (#4)", author="A Host")
    repository.write("posts/2026/rain.md", STORY + "    Still.\n")
    return repository.commit("More (#12)", author='Tom "& Jerry')


@pytest.fixture(scope="module")
def site(town):
    return town.site()


def test_a_page_says_when_by_whom_and_with_which_pull_request(site):
    assert site.find(RAIN, SUMMARY) == ["How it came to be: 2 changes, the last on January 5, 2026"]
    assert site.find(RAIN, ".cg-history dd") == ["January 3, 2026", "January 5, 2026", "Bo"]
    assert site.find(RAIN, LINES) == [
        'January 5, 2026 Tom "& Jerry #12',
        "January 3, 2026 Lin Mei #3",
    ]
    assert site.links(RAIN, LINES) == [
        "https://github.com/town/board/pull/12",
        "../../../people/mei/",
        "https://github.com/town/board/pull/3",
    ]


def test_days_and_words_are_in_the_language_of_the_page(site):
    assert site.find("zh-Hant/people/mei/", LINES) == ["2026年1月2日 林梅"]
    assert site.find("zh-Hant/people/mei/", f"{SUMMARY}, .cg-history dt") == [
        "這一頁的來歷：修改 1 次，在2026年1月2日",
        "最初寫於",
    ]


def test_lists_are_nobodys_and_have_no_history(site):
    assert site.find("posts/", ".cg-history") == site.find("people/", ".cg-history") == []


def test_no_address_and_no_subject_of_a_commit_is_published(site):
    published = b"\n".join(site.files.values())

    assert b"private.example" not in published
    assert b"By year" not in published


def test_the_same_commit_makes_the_same_bytes(town, site, tmp_path):
    there = town.clone(tmp_path / "elsewhere")

    assert there.site().files == site.files


@pytest.mark.parametrize("kind", ["shallow", "none"])
def test_a_site_without_its_history_differs_in_nothing_else(town, site, tmp_path, kind):
    there = town.clone(tmp_path / "there", *(["--depth", "1"] if kind == "shallow" else []))
    if kind == "none":
        shutil.rmtree(there.folder / ".git")

    ours, theirs = site.files, there.site().files

    assert "cg-history" in str(ours[f"{RAIN}index.html"])
    assert {path: _without(text) for path, text in ours.items()} == {
        path: _without(text) for path, text in theirs.items()
    }


def _without(text: bytes) -> bytes:
    """Without the history, nor the white space that its lines leave in the template."""
    return b"\n".join(line for line in BLOCK.sub(b"", text).split(b"\n") if line.strip())


def test_a_shallow_copy_says_what_it_does_not_know(town, tmp_path):
    copy = town.clone(tmp_path / "copy", "--depth", "3").site()

    assert copy.find("people/mei/", ".cg-history") == ["Changes to this page are not known here."]
    assert copy.find(RAIN, LINES) == ['January 5, 2026 Tom "& Jerry #12']
    assert copy.find(RAIN, ".cg-history > p") == ["Earlier changes are not known here."]
    assert copy.find(RAIN, ".cg-history dt") == ["Last changed"]


def test_a_day_is_that_of_the_communitys_clock(repository, seen, signatures):
    repository.write("about.md", "# About").commit(at=datetime(2026, 1, 1, 20, tzinfo=UTC))
    past = repository.history().of("about.md")

    told = page_history(past, seen(repository), signatures(repository).person, "")

    assert told is not None
    assert told.first == "January 2, 2026"


def test_a_long_past_is_cut_and_says_so(repository, seen, signatures):
    day = datetime(2026, 1, 1, tzinfo=UTC)
    revisions = tuple(
        Revision(moment=day + timedelta(days=number), authors=("Bo",))
        for number in reversed(range(60))
    )

    told = page_history(
        Past(revisions=revisions), seen(repository), signatures(repository).person, ""
    )

    assert told is not None
    assert (told.first, len(told.revisions), told.more) == (
        "January 1, 2026",
        50,
        "and 10 earlier",
    )


def test_who_is_not_listed_keeps_the_words_and_is_named_nowhere(
    demonstration, kept_of_demonstration, monkeypatch
):
    """Their name in every language, their id and their bio; in records and in the log."""
    file = demonstration.content / "people/night-shift.yml"
    person = yaml.safe_load(file.read_text(encoding="utf-8"))
    story = demonstration.content / "posts/2026/rainy-harbour.md"
    told = story.read_text(encoding="utf-8")
    file.rename(demonstration.content / "people/keeps-the-light.yml")
    story.write_text(
        told.replace("authors: [", "authors: [keeps-the-light, ", 1).replace(
            "credits:\n", "credits:\n  editor: [keeps-the-light]\n", 1
        ),
        encoding="utf-8",
    )
    by_them = demonstration.content / "posts/2026/night-shift.md"
    text = by_them.read_text(encoding="utf-8")
    by_them.write_text(text.replace("[night-shift]", "[keeps-the-light]"), encoding="utf-8")
    names = (*person["name"].values(), "keeps-the-light")
    demonstration.commit("Add people/keeps-the-light.yml (#6)", author="A Host")
    for number, name in enumerate(names, 10):
        with story.open("a", encoding="utf-8") as end:
            end.write(f"\n第 {number} 句。\n")
        trailers = "\n".join(
            f"{kind}: {name} <k@x.example>" for kind in ("Reviewed-by", "Co-authored-by")
        )
        demonstration.commit(f"keeps-the-light (#{number})\n\n{trailers}", author=name)

    kept = kept_of_demonstration(demonstration.folder.parent / "cache")
    monkeypatch.setenv("CHAGUAN_CACHE", kept)
    site = demonstration.site()

    published = b"\n".join(site.files.values()).decode("utf-8", "ignore")
    secrets = (*names, "Please don't guess", "請大家不要猜")
    assert [secret for secret in secrets if secret in published] == []
    page = "posts/2026/rainy-harbour/"
    assert [line.split(" ", 1)[1] for line in site.find(page, LINES)] == [
        *["一位成員"] * 3,
        "A Host #6",
    ]
    assert "一位成員" in site.find(page, ".cg-authors")[0]
    assert "第 10 句。" in published
    assert not any("/pull/1" in link for link in site.links(page, LINES))

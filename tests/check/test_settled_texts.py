"""A text with which nothing was wrong is not looked at again, and nobody can tell."""

from __future__ import annotations

from random import Random

from chaguan.build.store import Store
from chaguan.check import TEXT_RULES, every_problem_in
from chaguan.check.dialects import texts_are_read_alike
from chaguan.check.rules import texts
from chaguan.load import load
from chaguan.site.settled import Settled

GOOD = ("Warm tea.", "# Tea\n\n## Cups\n\nWarm.", "[The house](../people/mei.yml) is open.")
BAD = (
    "Tea ＊＊hot＊＊ here.",
    "![](x.png)",
    "[here](https://example.org)",
    "<script>x</script>",
    "## Tea\n\n#### Cup",
    "{% raw %}",
)
POST = "---\ntitle: T{0}\ndate: 2026-01-0{0}\nauthors: [mei]\n{1}---\n{2}\n"


def town(folder, chance):
    (folder / "people").mkdir(exist_ok=True)
    (folder / "posts").mkdir(exist_ok=True)
    (folder / "community.yml").write_text("name: T\ntimezone: Asia/Taipei\n", encoding="utf-8")
    (folder / "people" / "mei.yml").write_text("name: Mei\nbio: Mei.\n", encoding="utf-8")
    for number in range(1, 7):
        paid = chance.choice(("", "sponsored: Tea house\n"))
        said = chance.choice((*GOOD, *BAD))
        text = POST.format(number, paid, said)
        (folder / "posts" / f"p{number}.md").write_text(text, encoding="utf-8")
    titled = chance.choice(("---\ntitle: About\n---\n", ""))
    (folder / "about.md").write_text(f"{titled}# Us\n\nWords.\n", encoding="utf-8")
    return load(folder)


def test_whatever_is_edited_the_same_problems_are_told(tmp_path):
    chance = Random(20260403)
    content, store = tmp_path / "content", Store(tmp_path / "kept.sqlite3")
    content.mkdir()
    told = set()
    for _ in range(40):
        loaded = town(content, chance)

        again = every_problem_in(loaded, settled=Settled(store, "check"))

        assert again == every_problem_in(loaded)
        told |= {problem.code for problem in again}
    assert {"KD101", "KD102", "KD103", "HT102", "KB110", "MD107"} <= told


def test_only_what_is_new_or_wrong_is_looked_at(tmp_path):
    content, store = tmp_path / "content", Store(tmp_path / "kept.sqlite3")
    content.mkdir()
    loaded = town(content, Random(1))
    every_problem_in(loaded, settled=Settled(store, "check"))

    left = Settled(store, "check").unsettled(texts(loaded.community))

    rules = (*TEXT_RULES, texts_are_read_alike)
    paths = {problem.position.path for rule in rules for problem in rule(left)}
    assert {piece.position.path for piece in left} == paths


def test_a_store_that_cannot_be_used_changes_nothing(tmp_path):
    content, file = tmp_path / "content", tmp_path / "kept.sqlite3"
    content.mkdir()
    file.write_bytes(b"no database, " * 100)
    loaded = town(content, Random(2))

    assert every_problem_in(loaded, settled=Settled(Store(file), "check")) == every_problem_in(
        loaded
    )

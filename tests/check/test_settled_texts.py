"""A text with which nothing was wrong is not looked at again, and nobody can tell."""

from __future__ import annotations

from random import Random

from chaguan.build.entries import Entries
from chaguan.build.store import Store
from chaguan.check import every_problem_in
from chaguan.check.by_record import TEXT_RULES
from chaguan.check.dialects import texts_are_read_alike
from chaguan.check.rules import texts
from chaguan.load import load
from chaguan.site.settled import ROOM_OF_READINGS, Settled
from chaguan.site.snapshot import load_folder

GOOD = ("Warm tea.", "# Tea\n\n## Cups\n\nWarm.", "[The house](../people/mei.yml) is open.")
BAD = (
    "Tea ＊＊hot＊＊ here.",
    "![](x.png)",
    "[here](https://example.org)",
    "<script>x</script>",
    "## Tea\n\n#### Cup",
    "{% raw %}",
)
SETTINGS = "name: T\ntimezone: Asia/Taipei\nuid: 3c1b2a52-6f0f-4d38-8f5e-2f2a3c1d9b10\n"
TURNS = 80
POST = "---\ntitle: T{0}\ndate: 2026-01-0{0}\nauthors: [mei]\n{1}---\n{2}\n"


def town(folder, chance):
    (folder / "people").mkdir(exist_ok=True)
    (folder / "posts").mkdir(exist_ok=True)
    (folder / "community.yml").write_text(SETTINGS, encoding="utf-8")
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


LED = "".join(f"[x{number}](https://shop.example/{number}) " for number in range(6))
SAID = (
    *GOOD,
    *("# Cups\n\nWarm.", "# Pots\n\nWarm."),
    *("[C](p1.md#cups)", "[C](../posts/p2.md#pots)", "[C](p3.md)", "[C](#cups)\n\n# Cups"),
    *("::: latest tag=tea", "::: upcoming kind=walk", LED, "<https://a.example/?utm_source=b>"),
    *("Tea ＊＊hot＊＊ here.", "[gone](gone.md)", "[here](https://example.org)"),
)
MORE = (
    *("", "", "tags: [tea]\n", "tags: [teas]\n", "aliases: [posts/p1]\n", "draft: yes\n"),
    *(f"uid: {uid}\n" for uid in ("3c1b2a52-6f0f-4d38-8f5e-2f2a3c1d9b11",) * 2),
)
WRITTEN = {
    "people/mei.yml": (
        "name: Mei\nbio: Mei.\n",
        "name: Mei\nlinks: {Shop: https://shop.example/}\n",
        "name: Mei\nbio: '[C](../posts/p1.md#cups)'\nlinks: {S: https://a.example/?fbclid=1}\n",
    ),
    "events/walk.yml": (
        "title: W\nstart: 2026-04-03 14:00\nkind: walk\ntags: [tea]\n",
        "title: W\nstart: 2026-04-03 14:00\nkind: talk\nplace: house\n",
        "title: W\nstart: 2026-03-29 02:30\nplace: house\ntags: [teas]\n",
        "title: W\nstart: 2026-04-03 14:00\nend: 2026-04-03 13:00\n",
        "title: W\nstart: 2026-04-03 14:00\ndescription: {en: Words.}\naliases: [posts/p1/]\n",
    ),
    "events/walk2.yml": (
        "title: W\nstart: 2026-04-03 14:00\nkind: walk\n",
        "title: Another\nstart: 2026-04-03 14:00\nkind: walk\n",
        "title: Another\nstart: 2026-04-03 14:00\nkind: walk\nsummary: W.\n",
    ),
    "places/house.yml": ("name: House\n", "name: House\ntimezone: Europe/Berlin\n"),
    "community.yml": (SETTINGS, SETTINGS.replace("Asia/Taipei", "Europe/Berlin")),
}


def edited(folder, chance):
    """One file written anew, moved or taken away."""
    path = chance.choice([*WRITTEN, *(f"posts/p{number}.md" for number in (1, 2, 3, 4) * 3)])
    file = folder / path
    file.parent.mkdir(exist_ok=True)
    if chance.random() < 0.05 and file.is_file():
        file.rename(file.with_name(f"p{chance.randrange(1, 7)}{file.suffix}"))
    elif path in WRITTEN:
        file.write_text(chance.choice(WRITTEN[path]), encoding="utf-8")
    else:
        day, more = chance.randrange(1, 10), chance.choice(MORE)
        text = POST.format(day, more, chance.choice(SAID))
        file.write_text(text, encoding="utf-8")


def test_whatever_is_edited_the_same_is_told_of_what_was_not_read_again(tmp_path):
    chance = Random(2)
    content, store = tmp_path / "content", Store(tmp_path / "kept.sqlite3")
    content.mkdir()
    town(content, chance)
    told, looked_at = set(), []
    for _ in range(TURNS):
        edited(content, chance)
        loaded, fresh = load_folder(content, store), load(content)
        settled = Settled(store, "check")
        watched = settled.watched(loaded.reading)
        if watched is not None:
            looked_at.append(len(watched.after(loaded.renewed)))

        again = every_problem_in(loaded, settled=settled)

        assert again == every_problem_in(fresh)
        told |= {problem.code for problem in again}
    assert {
        "AD101",
        "AV101",
        "AV104",
        "BK108",
        "EV103",
        "ID109",
        "ID127",
        "LK101",
        "MD108",
        "TM108",
    } <= told
    assert len(looked_at) > TURNS / 4
    assert min(looked_at) < 6


def test_after_an_edit_only_what_may_have_changed_is_looked_at(tmp_path):
    content, store = tmp_path / "content", Store(tmp_path / "kept.sqlite3")
    content.mkdir()
    town(content, Random(1))
    for number, said in enumerate(
        ("# Cups", "[C](p1.md#cups)", "Tea.", "Tea.", "::: latest tag=a")
    ):
        text = POST.format(number + 1, "", said)
        (content / "posts" / f"p{number + 1}.md").write_text(text, encoding="utf-8")
    (content / "posts" / "p6.md").unlink()
    every_problem_in(load_folder(content, store), settled=Settled(store, "check"))
    (content / "posts" / "p1.md").write_text(POST.format(1, "", "# Pots"), encoding="utf-8")

    loaded = load_folder(content, store)
    watched = Settled(store, "check").watched(loaded.reading)

    assert watched is not None
    paths = {"posts/p1.md", "posts/p2.md", "posts/p5.md"}
    assert watched.after(loaded.renewed) == paths


def test_what_nobody_of_us_wrote_of_a_reading_is_not_believed(tmp_path):
    content, store = tmp_path / "content", Store(tmp_path / "kept.sqlite3")
    content.mkdir()
    town(content, Random(3))
    loaded = load_folder(content, store)
    fresh = every_problem_in(loaded, settled=Settled(store, "check"))
    for bad in (b"", b"{", b"[1]", b"[[], 2]", b'[[], {"a": 1}]', b"[[[]], {}]"):
        with store.changing() as connection:
            connection.execute(
                "UPDATE entries SET content = ? WHERE room = ?", (bad, ROOM_OF_READINGS)
            )

        assert every_problem_in(loaded, settled=Settled(store, "check")) == fresh
    assert Entries(store, ROOM_OF_READINGS).parts("x") == ()


def test_only_what_is_new_or_wrong_is_looked_at(tmp_path):
    content, store = tmp_path / "content", Store(tmp_path / "kept.sqlite3")
    content.mkdir()
    loaded = town(content, Random(1))
    every_problem_in(loaded, settled=Settled(store, "check"))

    left = Settled(store, "check").unsettled(texts(loaded.community))

    rules = (*TEXT_RULES, texts_are_read_alike)
    paths = {problem.position.path for rule in rules for problem in rule(left)}
    assert {piece.position.path for piece in left} == paths


def test_a_check_of_a_change_forgets_no_other_text(tmp_path):
    content, store = tmp_path / "content", Store(tmp_path / "kept.sqlite3")
    content.mkdir()
    loaded = town(content, Random(1))
    fresh = every_problem_in(loaded, settled=Settled(store, "check"))
    known = Settled(store, "check").also("structure")
    left = known.unsettled(texts(loaded.community))

    touched = every_problem_in(loaded, settled=Settled(store, "check"), touched={"posts/p1.md"})

    again = Settled(store, "check").also("structure")
    assert again.unsettled(texts(loaded.community)) == left
    of_it = [each for each in fresh if each.position.path == "posts/p1.md"]
    assert [each for each in touched if each.position.path == "posts/p1.md"] == of_it


def test_a_store_that_cannot_be_used_changes_nothing(tmp_path):
    content, file = tmp_path / "content", tmp_path / "kept.sqlite3"
    content.mkdir()
    file.write_bytes(b"no database, " * 100)
    loaded = town(content, Random(2))

    assert every_problem_in(loaded, settled=Settled(Store(file), "check")) == every_problem_in(
        loaded
    )

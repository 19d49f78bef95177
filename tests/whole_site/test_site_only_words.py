"""Where only words have changed, only what shows them is made, and nobody can tell."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from support.night import NIGHT, nightly
from support.whole_sites import NOON, Town

STEPS = 40 if NIGHT else 3
WORDS = "harbour kettle evening lantern ferry tide window bread 雨 茶 書 海".split()
LINKS = (
    "[walk](../../events/2026/walk.yml)",
    "[house](../../places/house.yml)",
    "[mei](../../people/mei.yml)",
    "[rain](rain.md#up)",
    "[feed](../../atom.xml)",
    "https://elsewhere.example/",
)
BLOCKS = ("::: upcoming 3", "::: latest 2 person=hai", "::: faces", "::: event tea")
LINES = (
    ("people/mei.yml", "name: ", "{{en: Lin {0}, zh-Hant: 林{0}}}"),
    ("people/mei.yml", "bio: ", "{{en: Makes {0}., zh-Hant: 泡{0}。}}"),
    ("people/hai.yml", "name: ", "Wu {0}"),
    ("groups/walkers.yml", "name: ", "{{en: Walkers of {0}, zh-Hant: {0}隊}}"),
    ("groups/walkers.yml", "about: ", "We walk to the {0}."),
    ("scenes/rainy.yml", "about: ", "Come in, {0}."),
    ("scenes/rainy.yml", "name: ", "{{en: A {0} day, zh-Hant: {0}天}}"),
    ("events/2026/walk.yml", "title: ", "{{en: The {0} walk, zh-Hant: 走{0}}}"),
    ("events/2026/walk.yml", "description: ", '{{en: "See the {0}.", zh-Hant: 帶{0}。}}'),
    ("events/2026/tea.yml", "title: ", "{{en: Tea and {0}, zh-Hant: 茶{0}}}"),
    ("posts/2026/rain.md", "title: ", "Rain & {0}"),
    ("posts/2026/rain.zh-Hant.md", "title: ", "雨和{0}"),
    ("posts/2026/sun.md", "title: ", "Sun, {0}"),
)
"""Files, how a line of theirs begins, and what else may stand there."""


def rewritten(content: Path, chance: Random) -> None:
    """Say one thing in other words, or one thing more in a text."""
    word = f"{chance.choice(WORDS)}{chance.randrange(100)}"
    if chance.randrange(3):
        path, begins, other = chance.choice(LINES)
        lines = (content / path).read_text(encoding="utf-8").splitlines()
        told = [
            f"{begins}{other.format(word)}" if line.startswith(begins) else line for line in lines
        ]
        assert any(line.startswith(begins) for line in lines)
        (content / path).write_text("\n".join(told) + "\n", encoding="utf-8")
        return
    file = content / "posts/2026" / chance.choice(("rain.md", "rain.zh-Hant.md", "sun.md"))
    more = chance.choice((*LINKS, *BLOCKS, f"## {word}", f"A {word}."))
    with file.open("a", encoding="utf-8") as text:
        text.write(f"\n{more}\n")


@pytest.fixture
def looked() -> Iterator[list[str]]:
    """What builds said of how much they looked at."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    engine = logging.getLogger("mkdocs")
    level = engine.level
    engine.addHandler(handler)
    engine.setLevel(logging.INFO)
    yield lines
    engine.removeHandler(handler)
    engine.setLevel(level)


def is_partial(lines: list[str]) -> bool:
    found = any("nothing but words" in line for line in lines)
    lines.clear()
    return found


@pytest.mark.parametrize("seed", [1, nightly(2), nightly(3), nightly(4), nightly(5)])
def test_words_that_change_make_the_site_that_a_build_from_nothing_makes(
    built_town, monkeypatch, pinned_clock, looked, seed
):
    monkeypatch.delenv("CI", raising=False)
    chance, town = Random(seed), built_town
    town.built()
    assert not is_partial(looked)
    for step in range(1, STEPS + 1):
        for _ in range(chance.choice((1, 1, 3))):
            rewritten(town.content, chance)
        pinned_clock(NOON + timedelta(minutes=step))

        now = town.built().files

        assert is_partial(looked), step
        monkeypatch.setenv("CHAGUAN_CACHE", town.empty_cache("nothing"))
        fresh = town.built(to="fresh").files
        monkeypatch.delenv("CHAGUAN_CACHE")
        shutil.rmtree(town.folder / "nothing")
        looked.clear()
        other = {path for path in now | fresh if now.get(path) != fresh.get(path)}
        assert other == set(), (step, sorted(other))


def test_a_new_name_concerns_what_shows_it_alone(built_town, monkeypatch, pinned_clock, looked):
    monkeypatch.delenv("CI", raising=False)
    town = built_town
    pinned_clock(NOON)
    before = town.built().files
    person = town.content / "people/hai.yml"
    person.write_text(person.read_text("utf-8").replace("name: ", "name: New ", 1), "utf-8")

    after = town.built().files

    (told,) = [line for line in looked if "nothing but words" in line]
    made, every = (int(word) for word in told.split() if word.isdecimal())
    other = [path for path in after if before.get(path) != after[path]]
    assert len(other) / 2 < made < len(other)  # the files of a feed are one job
    assert made < every / 3


def frame_of(content: Path, path: str, more: str) -> None:
    file = content / path
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("---\n", f"---\n{more}", 1) if more else text, encoding="utf-8")


def new_date(town: Town) -> None:
    file = town.content / "posts/2026/sun.md"
    file.write_text(file.read_text("utf-8").replace("2026-10-02", "2026-09-02"), "utf-8")


def new_tag(town: Town) -> None:
    frame_of(town.content, "posts/2026/sun.md", "tags: [sea]\n")


def new_file(town: Town) -> None:
    text = "---\ntitle: Moon\ndate: 2026-10-05\nauthors: [mei]\n---\nUp.\n"
    (town.content / "posts/2026/moon.md").write_text(text, "utf-8")


def lost_file(town: Town) -> None:
    (town.content / "about.zh-Hant.md").unlink()


def own_page(town: Town) -> None:
    file = town.content / "about.md"
    file.write_text(file.read_text("utf-8").replace("About the town", "Who we are"), "utf-8")


def settings(town: Town) -> None:
    file = town.content / "community.yml"
    file.write_text(file.read_text("utf-8").replace("Tea by the sea", "Tea"), "utf-8")


def place_of_event(town: Town) -> None:
    file = town.content / "places/house.yml"
    file.write_text(file.read_text("utf-8") + "timezone: Asia/Tokyo\n", "utf-8")


def lost_page(town: Town) -> None:
    (town.folder / "site/posts/2026/sun/index.html").unlink()


def stray_page(town: Town) -> None:
    (town.folder / "site/stray.html").write_text("stray", "utf-8")


def other_setting(town: Town) -> None:
    file = town.folder / "mkdocs.yml"
    file.write_text(file.read_text("utf-8") + "copyright: ours\n", "utf-8")


MORE = (
    *(new_date, new_tag, new_file, lost_file, own_page, settings, place_of_event),
    *(lost_page, stray_page, other_setting),
)


def test_all_is_looked_at_where_more_than_words_has_changed(built_town, monkeypatch, looked):
    monkeypatch.delenv("CI", raising=False)
    town = built_town
    town.built()
    rewritten(town.content, Random(7))
    town.built()
    assert is_partial(looked)

    for number, change in enumerate(MORE):
        change(town)
        town.built()
        assert not is_partial(looked), change.__name__
        if NIGHT or change is MORE[-1]:
            rewritten(town.content, Random(8 + number))
            now = town.built().files
            assert is_partial(looked), change.__name__

    monkeypatch.setenv("CHAGUAN_CACHE", town.empty_cache("nothing"))
    fresh = town.built(to="fresh").files
    assert {path for path in now | fresh if now.get(path) != fresh.get(path)} == set()


def test_the_clock_lets_something_begin(built_town, monkeypatch, pinned_clock, looked):
    """Noon, and the day of the walk: it moves from what is on to what was."""
    monkeypatch.delenv("CI", raising=False)
    town = built_town
    town.built()
    for days in (1, 11, 40):
        pinned_clock(NOON + timedelta(days=days))
        now = town.built().files
        monkeypatch.setenv("CHAGUAN_CACHE", town.empty_cache("nothing"))
        fresh = town.built(to="fresh").files
        monkeypatch.delenv("CHAGUAN_CACHE")
        shutil.rmtree(town.folder / "nothing")
        assert {path for path in now | fresh if now.get(path) != fresh.get(path)} == set(), days


SPOILS = (
    *("UPDATE traces SET files = 'spoilt'", "UPDATE traces SET log = 3"),
    *("UPDATE baselines SET told = 'spoilt'", "UPDATE pages SET told = 'spoilt'"),
    *("UPDATE pages SET told = 'spoilt' WHERE NOT is_listed", "DROP TABLE contents"),
    *("UPDATE queries SET query = 'spoilt'", "UPDATE queries SET askers = 3"),
)


def test_all_is_made_where_what_was_kept_is_spoilt(built_town, monkeypatch, tmp_path):
    monkeypatch.delenv("CI", raising=False)
    made = {}
    for number, spoils in enumerate(SPOILS):
        town = Town(tmp_path / f"spoilt-{number}" / "town", built_town.url)
        shutil.copytree(built_town.folder, town.folder)
        town.built()
        (kept,) = town.folder.rglob("made.sqlite3")
        with closing(sqlite3.connect(kept)) as store, store:
            store.execute(spoils)
        rewritten(town.content, Random(1))
        made[spoils] = town.built().files

    rewritten(built_town.content, Random(1))
    monkeypatch.setenv("CHAGUAN_CACHE", built_town.empty_cache("nothing"))
    fresh = built_town.built(to="fresh").files
    for spoils, now in made.items():
        assert {path for path in now | fresh if now.get(path) != fresh.get(path)} == set(), spoils


@pytest.mark.parametrize("name", ["CI", "CHAGUAN_WHOLE"])
def test_each_file_is_looked_at_where_that_is_asked_for(built_town, monkeypatch, looked, name):
    monkeypatch.delenv("CI", raising=False)
    town = built_town
    before = town.built().files
    spoilt = town.folder / "site/posts/2026/sun/index.html"
    with spoilt.open("r+", encoding="utf-8") as file:
        file.write("spoilt")
    os.utime(spoilt, (1, 1))
    looked.clear()
    monkeypatch.setenv(name, "1")

    after = town.built().files

    assert not is_partial(looked)
    assert after == before

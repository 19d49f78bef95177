"""A folder of which only what changed is read again holds what it holds when all is read."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from random import Random

import pytest

from chaguan.build.entries import Entries
from chaguan.build.store import Store
from chaguan.load import Loaded, load
from chaguan.model import Position
from chaguan.site import snapshot
from chaguan.site.pickled import NotDataError, pickled, unpickled
from chaguan.site.snapshot import ROOM, load_folder
from support import ROOT

UID = "uid: 3c1b2a52-6f0f-4d38-8f5e-2f2a3c1d9b10\n"
FILES = {
    "community.yml": (
        "name: {en: Town, zh-Hant: 鎮}\ntimezone: Asia/Taipei\nlanguages: [en, zh-Hant]\n" + UID,
        "name: Town\ntimezone: Europe/Berlin\nlanguages: [en, zh-Hant]\n" + UID,
        "name: Town\ntimezone: Asia/Taipei\n" + UID,
        "name: Town\ntimezone: Nowhere/Else\n",
    ),
    "tags.yml": ("tea: {slug: tee}\n", "tea: {name: Tea}\n"),
    "people/mei.yml": ("name: Lin Mei\n", "name: Lin May\nbio: Mei.\n", "who: Lin\n"),
    "people/hai.yml": ("name: Hai\n", "name: Hai\nunlisted: yes\n", "name: Hai\nbio: ＊Ha＊\n"),
    "places/house.yml": (
        "name: House\npeople: [mei]\n",
        "name: House\ntimezone: Asia/Tokyo\n",
        "name: House\ntimezone: Asia/Tokio\n",
    ),
    "groups/walkers.yml": ("name: W\nmembers: [mei, hai]\n", "name: W\nmembers: [may]\n"),
    "events/tea.yml": (
        "title: Tea\nstart: 2026-04-03 14:00\nplace: house\nhosts: [mei]\n",
        "title: Tea\nstart: 2026-04-03 15:00\nplace: house\nhosts: [hai]\nrepeat: {every: week}\n",
        "title: Tea\nstart: 2026-04-03 15:00Z\n",
    ),
    "posts/rain.md": (
        "---\ntitle: Rain\ndate: 2026-01-02\nauthors: [mei]\ntags: [tea]\n---\nRain.\n",
        "---\ntitle: Rain\ndate: 2026-01-03\nauthors: [hai, mei]\nevent: tea\n---\nRain. ::: x\n",
        "---\ntitle: Rain\nauthors: [mei]\n---\nRain.\n",
    ),
    "posts/rain.zh-Hant.md": (
        "---\ntitle: 雨\n---\n雨。\n",
        "---\ntitle: 雨\ntags: [雨]\n---\n雨。\n",
    ),
    "posts/sun.md": (
        "---\ntitle: Sun\ndate: 2026-01-04\nauthors: [mei]\n---\n[R](rain.md)\n",
        "---\ntitle: Sun\ndate: 2026-01-04\nauthors: [hai]\n---\n[R](rain.md)\n\n::: event tea\n",
    ),
    "about.md": ("# Us\n", "# We\n"),
    "b.png": ("no picture", "no pictures"),
    ".gathered/person-hai.json": ("{}", "[]"),
}  # fmt: skip
"""What may stand in each file; the first is right."""


def drawn(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


def changed(folder: Path, chance: Random) -> None:
    """Something that people, forges and editors do."""
    path = chance.choice(sorted(FILES))
    file = folder / path
    match chance.randrange(16):
        case 0 if file.is_file():
            file.unlink()
        case 1 if file.is_file():
            file.rename(file.with_name(f"moved-{file.name}"))
        case 2 | 3 if file.is_file():  # the clock was moved, and nothing else
            os.utime(file, (chance.randrange(2 * 10**9), chance.randrange(2 * 10**9)))
        case 4 if file.is_file():  # as large as before, and as old
            before = file.stat()
            text = file.read_text(encoding="utf-8")
            drawn(folder, path, text.replace("i", "j", 1))
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        case 5:
            drawn(folder, path, chance.choice(FILES[path]))
        case _:
            drawn(folder, path, chance.choice(FILES[path][:2]))


def put_right(folder: Path) -> None:
    """As it was in the beginning, when nothing was wrong."""
    for moved in folder.rglob("moved-*"):
        moved.unlink()
    for each, texts in FILES.items():
        drawn(folder, each, texts[0])


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_changed_the_same_is_loaded(tmp_path, seed, monkeypatch):
    chance = Random(seed)
    folder, store = tmp_path / "content", Store(tmp_path / "kept.sqlite3")
    put_right(folder)
    read: list[Path] = []

    def noted(folder: Path, **named: str) -> Loaded:
        read.append(folder)
        return load(folder, **named)

    for turn in range(100):
        if turn % 6 == 0:
            put_right(folder)
        else:
            for _ in range(chance.choice((0, 1, 1, 1, 2))):
                changed(folder, chance)

        with monkeypatch.context() as watched:
            watched.setattr(snapshot, "load", noted)
            again = load_folder(folder, store)

        assert again == load(folder)
    assert len(read) < 90


def test_only_what_changed_is_read(tmp_path, monkeypatch):
    folder, store = tmp_path / "content", Store(tmp_path / "kept.sqlite3")
    put_right(folder)
    load_folder(folder, store)
    drawn(folder, "posts/sun.md", FILES["posts/sun.md"][1])
    monkeypatch.setattr(snapshot, "load", None)  # all would be read by it

    again = load_folder(folder, store)

    assert again == load(folder)


def test_the_demonstration_survives_being_kept():
    loaded = load(ROOT / "content")

    assert unpickled(pickled(loaded)) == loaded


@pytest.mark.parametrize("bad", [b"", b"\x80\x05.", b"cos\nsystem\n(S'true'\ntR.", b"I1\n."])
def test_what_is_kept_is_data_and_whatever_else_is_read_anew(tmp_path, bad):
    folder, store = tmp_path / "content", Store(tmp_path / "kept.sqlite3")
    put_right(folder)
    load_folder(folder, store)
    with store.changing() as connection:
        connection.execute(
            "UPDATE entries SET content = ? WHERE room = ? AND key LIKE '% loaded'", (bad, ROOM)
        )
    assert Entries(store, ROOM).parts("x") == ()

    assert load_folder(folder, store) == load(folder)


def test_nothing_but_data_is_named_in_what_is_kept():
    for called in (os.system, eval, Path, pickle.loads):
        with pytest.raises(NotDataError):
            unpickled(pickle.dumps(called))
    assert unpickled(pickled(Position("a.md", 1, 2))) == Position("a.md", 1, 2)

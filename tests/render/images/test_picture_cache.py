"""The cache of pictures: bounded, whole or not there, and safe to delete."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from chaguan.render.images.cache import keep, kept, key_of, tidy
from chaguan.render.images.encode import MadeFile

FILES = (
    MadeFile("full", "image/jpeg", 40, 30, b"x" * 1000),
    MadeFile("size", "image/webp", 40, 30, b"y" * 500),
)


def filled(folder, *names: str) -> None:
    """Entries of about 1,700 bytes each; the first was used the longest ago."""
    for age, name in enumerate(names):
        keep(folder, name, FILES)
        os.utime(folder / name, (age, age))


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_kept_is_found(tmp_path):
    keep(tmp_path, "a", FILES)

    found = kept(tmp_path, "a")

    assert [(each.role, each.path.read_bytes()) for each in found] == [
        ("full", b"x" * 1000),
        ("size", b"y" * 500),
    ]
    assert names(tmp_path) == ["a"]


def test_above_its_bound_what_was_unused_the_longest_goes(tmp_path):
    filled(tmp_path, "oldest", "old", "new", "newest")

    tidy(tmp_path, (), largest=4000)

    assert names(tmp_path) == ["new", "newest"]


def test_what_this_build_used_stays_however_old_it_is(tmp_path):
    filled(tmp_path, "oldest", "old", "new", "newest")

    tidy(tmp_path, {"oldest", "old"}, largest=1)

    assert names(tmp_path) == ["old", "oldest"]


def test_below_its_bound_all_stays(tmp_path):
    filled(tmp_path, "a", "b")

    tidy(tmp_path, (), largest=10_000)

    assert names(tmp_path) == ["a", "b"]


def test_to_be_looked_up_is_to_be_used(tmp_path):
    filled(tmp_path, "old", "new")

    assert kept(tmp_path, "old")
    tidy(tmp_path, (), largest=2000)

    assert names(tmp_path) == ["old"]


def test_what_a_build_left_behind_when_it_was_killed_goes_too(tmp_path):
    (tmp_path / "new-x").mkdir()
    (tmp_path / "new-x" / "0.jpg").write_bytes(bytes(5000))
    os.utime(tmp_path / "new-x", (0, 0))
    filled(tmp_path, "a")

    tidy(tmp_path, {"a"}, largest=4000)

    assert names(tmp_path) == ["a"]


def test_a_cache_that_is_not_there_is_tidy(tmp_path):
    tidy(tmp_path / "nowhere", ())

    assert kept(tmp_path / "nowhere", "a") is None


@pytest.mark.parametrize(
    "about",
    [
        b"", b"[", b"[]", b"{}", b"[1]", b"null", b"\xff",
        b'[{"name": "0.jpg"}]',
        json.dumps([{"name": "../a", "role": "full", "type": "image/jpeg", "width": 1,
                     "height": 1, "length": 1}]).encode(),
    ],
)  # fmt: skip
def test_an_entry_that_is_broken_is_none_and_is_replaced(tmp_path, about):
    keep(tmp_path, "a", FILES)
    (tmp_path / "a" / "about.json").write_bytes(about)
    assert kept(tmp_path, "a") is None

    keep(tmp_path, "a", FILES)

    assert kept(tmp_path, "a") is not None
    assert names(tmp_path) == ["a"]


def test_a_file_that_is_cut_off_makes_its_entry_none(tmp_path):
    keep(tmp_path, "a", FILES)
    (tmp_path / "a" / "1.webp").write_bytes(b"y")

    assert kept(tmp_path, "a") is None


def test_who_comes_second_leaves_the_first(tmp_path):
    keep(tmp_path, "a", FILES)
    before = (tmp_path / "a" / "0.jpg").stat().st_ino

    keep(tmp_path, "a", FILES)

    assert (tmp_path / "a" / "0.jpg").stat().st_ino == before
    assert names(tmp_path) == ["a"]


def test_deleting_it_costs_only_time(tmp_path):
    keep(tmp_path / "cache", "a", FILES)
    shutil.rmtree(tmp_path / "cache")

    keep(tmp_path / "cache", "a", FILES)

    assert kept(tmp_path / "cache", "a")


def test_a_drawing_and_a_photo_of_the_same_bytes_are_two():
    assert key_of(b"x", is_drawing=True) != key_of(b"x", is_drawing=False)

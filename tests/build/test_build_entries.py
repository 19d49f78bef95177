"""What is kept by its key: bounded, whole or not there, and safe to delete."""

from __future__ import annotations

import pytest

from chaguan.build.entries import Entries
from chaguan.build.store import Store

PARTS = (b"about", b"x" * 1000, b"y" * 500)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "made.sqlite3"


def run(file, room="pictures") -> Entries:
    """The entries as another run finds them."""
    return Entries(Store(file), room)


def filled(file, *keys: str) -> None:
    """Entries of about 1,500 bytes each; the first was used the longest ago."""
    for key in keys:
        entries = run(file)
        assert entries.put(key, PARTS)
        entries.tidy()


def left(file, *keys: str) -> list[str]:
    return [key for key in keys if run(file).parts(key)]


def test_what_was_kept_is_found(file):
    filled(file, "a")

    assert run(file).parts("a") == PARTS
    assert run(file).part("a", 1) == PARTS[1]
    assert run(file).sizes("a") == (5, 1000, 500)


def test_rooms_do_not_share_their_keys(file):
    filled(file, "a")

    assert run(file, "cards").parts("a") == ()


def test_what_is_put_again_takes_the_place_of_all_that_was(file):
    filled(file, "a")
    run(file).put("a", (b"one",))

    assert run(file).parts("a") == (b"one",)


def test_above_its_bound_what_was_unused_the_longest_goes(file):
    filled(file, "oldest", "old", "new")
    last = run(file)
    last.put("newest", PARTS)
    last.tidy(largest=4000)

    assert left(file, "oldest", "old", "new", "newest") == ["new", "newest"]


def test_what_this_run_needs_stays_however_old_it_is(file):
    filled(file, "oldest", "old", "new")
    last = run(file)
    last.put("newest", PARTS)
    last.tidy({"oldest", "old"}, largest=1)

    assert left(file, "oldest", "old", "new", "newest") == ["oldest", "old"]


def test_to_be_looked_up_is_to_be_used(file):
    filled(file, "old", "new")
    last = run(file)
    last.parts("old")
    last.put("newest", PARTS)
    last.tidy(largest=4000)

    assert left(file, "old", "new", "newest") == ["old", "newest"]


def test_below_its_bound_all_stays(file):
    filled(file, "a", "b")

    assert left(file, "a", "b") == ["a", "b"]


def test_where_nothing_was_put_in_nothing_is_written(file):
    filled(file, "a")
    before = file.read_bytes()
    reader = run(file)
    reader.parts("a")
    reader.tidy()

    assert file.read_bytes() == before


def test_where_nothing_can_be_kept_there_is_nothing(tmp_path):
    (tmp_path / "file").write_text("a file stands here")
    entries = run(tmp_path / "file" / "made.sqlite3")

    assert not entries.put("a", PARTS)
    entries.tidy()
    assert (entries.parts("a"), entries.part("a", 0), entries.sizes("a")) == ((), None, ())

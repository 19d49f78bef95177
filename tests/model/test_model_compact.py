"""What there is most of in a large community is held in little memory, and reads the same."""

from __future__ import annotations

import pytest

from chaguan.model import Position, Positions
from chaguan.model.compact import SHORT, compact
from chaguan.model.frozen import dataclass
from chaguan.site.pickled import pickled, unpickled


@dataclass(frozen=True, slots=True)
class Note:
    text: str


slot = Note.__dict__["text"]
compact("text", Note)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("tea", str),
        ("tea " * SHORT, str),
        ("tea 茶 " * SHORT, bytes),
        ("茶館" * SHORT, str),
        ("茶 tea \ud800 " * SHORT, bytes),
    ],
    ids=["short", "Latin", "mixed", "Han", "half a letter"],
)
def test_a_text_reads_as_it_was_written_however_it_is_held(text, held):
    note = Note(text)

    assert note.text == text
    assert note == Note(text)
    assert repr(note) == f"Note(text={text!r})"
    assert type(slot.__get__(note)) is held


def test_positions_are_found_by_the_names_of_values():
    positions = {"title": Position("a.yml", 1, 8), "tags.0": Position("a.yml", 70_000, 3)}

    held = Positions.of("a.yml", positions)

    assert dict(held) == positions
    assert "title" in held
    assert "tags" not in held
    assert held.get("tags") is None
    assert held.keys() == positions.keys()
    assert unpickled(pickled(held)) == held
    assert dict(Positions.of("a.yml", {})) == {}


def test_positions_in_several_files_stay_as_they_are():
    positions = {"title": Position("a.yml", 1), "tags": Position("b.yml", 2)}

    assert Positions.of("a.yml", positions) is positions


def test_files_that_say_the_same_share_the_names():
    first = Positions.of("a.yml", {"title": Position("a.yml", 1)})
    second = Positions.of("b.yml", {"title": Position("b.yml", 2)})

    assert first.names is second.names
    assert (first["title"], second["title"]) == (Position("a.yml", 1), Position("b.yml", 2))

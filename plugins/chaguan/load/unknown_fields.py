"""Keys that are no fields: which was meant, and what YAML took for something else."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches
from typing import Final

from chaguan.source import Mapping, Node, Scalar, half_width

from .field_names import meant_field, meant_fields
from .loose_times import meaning, written
from .reading import Reading, near

_NAMES_OF_FILES: Final = frozenset({"slug", "permalink", "id", "filename"})
_SIDES: Final = dict.fromkeys(("lat", "latitude", "緯度"), "lat") | dict.fromkeys(
    ("lng", "lon", "long", "longitude", "經度"), "lon"
)
_NUMBER: Final = re.compile(r"-?\d{1,3}(?:\.\d+)?")
_STRAY: Final = re.compile(r"(?:^|\s)(?P<key>[\w-]+)\s*(?P<colon>[:：])")


def report_unknown(
    unknown: list[tuple[Scalar, Node]],
    mapping: Mapping,
    known: tuple[str, ...],
    required: tuple[str, ...],
    reading: Reading,
) -> set[str]:
    """Report keys that are no fields; returns the fields that were meant."""
    written_here = set(mapping.keys()) & set(known)
    guesses: dict[str, tuple[Scalar, Node]] = {}
    for key, node in unknown:
        guess = meant_field(key.value, known, written_here)
        if guess in guesses and _is_one(guess, guesses[guess], (key, node), reading):
            continue
        if guess:
            guesses.setdefault(guess, (key, node))
            reading.error("FD101", key.position, key=key.value, near=guess)
        elif key.value.casefold() in _NAMES_OF_FILES:
            reading.warning("FD128", key.position, key=key.value)
        elif guess := near(key.value, [each for each in known if each not in written_here]):
            guesses.setdefault(guess, (key, node))
            reading.error("FD101", key.position, key=key.value, near=guess)
        else:
            close = meant_fields(key.value, known) or get_close_matches(
                key.value, known, n=3, cutoff=0.5
            )
            shown = tuple(close) or required or known[:3]
            reading.warning("FD102", key.position, key=key.value, known=shown)
    return set(guesses)


def _is_one(
    field: str, first: tuple[Scalar, Node], second: tuple[Scalar, Node], reading: Reading
) -> bool:
    """Report `date:` and `time:`, `lat:` and `lng:` that are one field here, instead of each."""
    (key, one), (other, two) = first, second
    if not (isinstance(one, Scalar) and isinstance(two, Scalar)):
        return False
    value = _point(key, one, other, two) if field == "geo" else _moment(one, two)
    if not value:
        return False
    reading.problems[:] = [
        each for each in reading.problems if (each.code, each.position) != ("FD101", key.position)
    ]
    values = {"key": key.value, "other": other.value, "line": other.position.line}
    reading.error("FD127", key.position, field=field, fix=f"{field}: {value}", **values)
    return True


def _moment(day: Scalar, clock: Scalar) -> str:
    found = meaning(f"{day.value} {clock.value}")
    if found is None or len(found.starts) != 1 or not found.is_complete or found.weekday:
        return ""
    return written(found.starts[0])


def _point(key: Scalar, one: Scalar, other: Scalar, two: Scalar) -> str:
    """Two numbers as a latitude and a longitude; empty where it is not said which is which."""
    named = {
        _SIDES.get(each.value.casefold()): value.value for each, value in ((key, one), (other, two))
    }
    if not {"lat", "lon"} <= named.keys() or not all(map(_NUMBER.fullmatch, named.values())):
        return ""
    return f"[{named['lat']}, {named['lon']}]"


def report_stray(node: Scalar, known: Collection[str], reading: Reading) -> None:
    """Report a line that YAML took for the end of the value above it: `until：2027-06-30`."""
    for found in _STRAY.finditer(node.value) if not node.is_quoted else ():
        if found["key"] in known and found.start():
            position = node.at(found.start("key"))
            if position.line > node.position.line:
                line = node.written.split("\n")[position.line - node.position.line].strip()
                if (meant := half_width(line)) is not None:
                    values = {"character": meant.character, "wanted": meant.wanted}
                    reading.error("KB101", position, fix=meant.line, **values)

"""How what there is most of is held in little memory: long texts, and where values stand."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Mapping
from typing import Any, Final

from .frozen import dataclass
from .problem import Position

SHORT: Final = 256
"""Characters of a text that is held as it is."""


class Compact:
    """An attribute whose long texts are held in UTF-8.

    A text with one letter that is not Latin takes Python two bytes for each letter, which doubles
    what mixed texts take; what is shorter otherwise is held as it is.
    """

    def __init__(self, slot: Any) -> None:
        """`slot` is the attribute as it was, for what is held."""
        self.slot = slot

    def __get__(self, one: object, of: type | None = None) -> Any:
        if one is None:
            return self
        held = self.slot.__get__(one, of)
        return held.decode("utf-8", "surrogatepass") if isinstance(held, bytes) else held

    def __set__(self, one: object, text: str) -> None:
        held: str | bytes = text
        if len(text) > SHORT and not text.isascii():
            told = text.encode("utf-8", "surrogatepass")
            held = told if sys.getsizeof(told) < sys.getsizeof(text) else text
        self.slot.__set__(one, held)


def compact(name: str, of: type) -> None:
    """Have an attribute of a class with slots hold its texts so."""
    setattr(of, name, Compact(of.__dict__[name]))


@dataclass(frozen=True, slots=True)
class Positions(Mapping[str, Position]):
    """Where each value of a file stands, by its dotted name.

    There are a dozen for each record, and few are ever asked.
    """

    path: str
    names: dict[str, int]
    """The place of each among the numbers; shared by all files that say the same."""
    numbers: bytes
    """Line and column of each, as an array of C's unsigned integers."""

    @classmethod
    def of(cls, path: str, positions: Mapping[str, Position]) -> Mapping[str, Position]:
        """The same positions in little memory, where they are all in one file."""
        if any(each.path != path for each in positions.values()):
            return positions
        names = _SHAPES.setdefault(tuple(positions), {}) if positions else _NONE
        if not names:
            names.update((name, at) for at, name in enumerate(positions))
        numbers = array("I", [n for each in positions.values() for n in (each.line, each.column)])
        return cls(path, names, numbers.tobytes())

    def __getitem__(self, name: str) -> Position:
        at = 2 * self.names[name]
        line, column = memoryview(self.numbers).cast("I")[at : at + 2]
        return Position(self.path, line, column)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


_NONE: Final[dict[str, int]] = {}
_SHAPES: Final[dict[tuple[str, ...], dict[str, int]]] = {}

"""What a YAML file says: text, lists and maps that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from chaguan.model import Position
from chaguan.model.frozen import dataclass

_ESCAPE: Final = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0abvefnrtN_LP]))|[\s\S]"
)
"""One letter of a text in double quotation marks (YAML 1.1, 5.6)."""
_SHORT: Final = dict(zip("0abvefnrtN_LP", "\0\a\b\v\x1b\f\n\r\t\x85\xa0\u2028\u2029", strict=True))


class Scalar(NamedTuple):
    """A piece of text; never a number, a date or a truth value.

    A named tuple, since there are more of them than of anything else, and it is soonest made.
    """

    value: str
    position: Position
    is_quoted: bool = False
    """Written in quotation marks or as a block, so an empty one is meant."""
    written: str = ""
    """As it stands in the file from `position`; only where it goes over several lines or a letter
    in it needs a second look."""

    def at(self, offset: int) -> Position:
        """Where the letter at `offset` of the value stands, also one written as an escape.

        Line ends and spaces may be folded, but letters come as they are and in their order.
        """
        while offset < len(self.value) - 1 and self.value[offset].isspace():
            offset += 1
        letter = self.value[offset]
        number = self.value.count(letter, 0, offset)
        if not self.written.startswith('"'):
            return self._at_nth(letter, number)
        for found in _ESCAPE.finditer(self.written):
            if (_escaped(found) or found.group()) == letter:
                if number == 0:
                    return self._moved_by(found.start())
                number -= 1
        return self.position

    def _at_nth(self, letter: str, number: int) -> Position:
        """Where a letter stands that comes as it is; the first line of a block is not its own."""
        at = self.written.find("\n") if self.written.startswith(("|", ">")) else 0
        for _ in range(number + 1):
            at = self.written.find(letter, at) + 1
            if not at:
                return self.position
        return self._moved_by(at - 1)

    def _moved_by(self, length: int) -> Position:
        before = self.written[:length]
        lines = before.count("\n")
        column = length - before.rfind("\n") if lines else self.position.column + length
        return Position(self.position.path, self.position.line + lines, column)


def _escaped(found: re.Match[str]) -> str:
    """The letter that an escape stands for; empty where it is none."""
    number = found.group(1) or found.group(2) or found.group(3)
    if number:
        return chr(int(number, 16))
    return _SHORT[found.group(4)] if found.group(4) else ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; keys may repeat."""

    entries: tuple[tuple[Scalar, Node], ...]
    position: Position

    def get(self, key: str) -> Node | None:
        """The value of the first entry so called."""
        return next((value for name, value in self.entries if name.value == key), None)

    def keys(self) -> Iterator[str]:
        return (name.value for name, _ in self.entries)


Node = Scalar | Sequence | Mapping

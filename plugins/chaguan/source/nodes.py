"""What a YAML file says: text, lists and maps that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chaguan.model import Spot


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text; never a number, a date or a truth value."""

    value: str
    spot: Spot
    is_quoted: bool = False
    """Written in quotation marks or as a block, so an empty one is meant."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; keys may repeat."""

    entries: tuple[tuple[Scalar, Node], ...]
    spot: Spot

    def get(self, key: str) -> Node | None:
        """The value of the first entry so called."""
        return next((value for name, value in self.entries if name.value == key), None)

    def keys(self) -> Iterator[str]:
        return (name.value for name, _ in self.entries)


Node = Scalar | Sequence | Mapping

"""A block: a line in a text that stands for what is on, what is new, who is here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """What one line such as `::: upcoming 5 group=menders` asks for."""

    name: str
    """`upcoming`, `latest`, `faces`, `scenes`, `groups`, `places`; or a kind, for one record."""
    number: int = 0
    """How many at most; 0 for one record."""
    id: str = ""
    """The one record; empty for lists."""
    filters: tuple[tuple[str, str], ...] = ()
    """What each must belong to: a kind and an id, `tag` and a tag, `kind` and a word."""

    @classmethod
    def of(cls, name: str, number: int, id: str, filters: Iterable[Iterable[str]]) -> Block:
        """The block that was told as plain lists."""
        return cls(name, number, id, tuple((key, value) for key, value in filters))

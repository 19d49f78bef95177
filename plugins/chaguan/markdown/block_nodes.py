"""Blocks of a text, as CommonMark finds them line by line (spec, appendix: parsing strategy)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise


class BlockKind(Enum):
    """What a block is."""

    DOCUMENT = auto()
    QUOTE = auto()
    LIST = auto()
    ITEM = auto()
    PARAGRAPH = auto()
    HEADING = auto()
    CODE = auto()
    FENCE = auto()
    HTML = auto()
    RULE = auto()
    TABLE = auto()
    EXTENSION = auto()
    """What a processor of the site reads, and all that comes after it in its container."""


@dataclass(slots=True, eq=False)
class BlockNode:
    """A block while it is read."""

    kind: BlockKind
    first: int
    """Its first line, counted from 0."""
    last: int = 0
    """Its last line that is not empty, or that belongs to code."""
    children: list[BlockNode] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    level: int = 0
    """Of a heading; how far an item or a fence is indented; the sort of an HTML block."""
    mark: str = ""
    """Of a list: the character that makes it; the marks of a fence."""
    is_ordered: bool = False
    """Of a list: its items are numbered."""
    start: int = 1
    """The first number of a list."""
    info: str = ""
    """What stands behind a fence's marks."""
    aligned: tuple[str, ...] = ()
    """How the columns of a table are aligned."""

    def is_loose(self) -> bool:
        """Whether an empty line stands between two of a list's items, or within one of them."""
        return any(has_gap(each.children) for each in self.children) or has_gap(self.children)


def has_gap(nodes: list[BlockNode]) -> bool:
    """Whether an empty line stands between two of them."""
    return any(after.first > before.last + 1 for before, after in pairwise(nodes))

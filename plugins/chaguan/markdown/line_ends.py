"""A line end between two 漢字 is none: they stand side by side (CSS Text 4, 4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from chaguan.locales.line_ends import is_joined, joined

from .holders import HOLDER

_LINES: Final = frozenset(
    "p li h1 h2 h3 h4 h5 h6 td th dt dd blockquote div summary figcaption caption".split()
)
"""Elements whose own text is a line of its own."""
_INLINE: Final = frozenset(
    [*"a abbr b cite del em i ins kbd mark q s small span strong sub sup u".split(), HOLDER]
)
"""Elements through which a line goes on."""


class LineEnds(Treeprocessor):
    """Takes line ends between two 漢字 out of every line, also where emphasis begins or ends."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in _LINES:
                _join(list(_texts(element)))


class _Piece:
    """A piece of text in an element."""

    def __init__(self, element: Element, is_tail: bool) -> None:
        self.element = element
        self.is_tail = is_tail

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""

    @text.setter
    def text(self, text: str) -> None:
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text


def _texts(element: Element) -> Iterator[_Piece | None]:
    """The pieces of a line; None where something else stands."""
    yield _Piece(element, False)
    for child in element:
        if child.tag in _INLINE:
            yield from _texts(child)
        else:
            yield None
        yield _Piece(child, True)


def _join(pieces: list[_Piece | None]) -> None:
    if not any(piece is not None and "\n" in piece.text for piece in pieces):
        return
    for number, piece in enumerate(pieces):
        if piece is None or "\n" not in piece.text:
            continue
        text = joined(piece.text)
        found = re.match(r"[ ]*\n[ ]*(?=.)", text, re.DOTALL)
        if found and is_joined(text[found.end()]) and _is_joined_before(pieces[:number]):
            text = text[found.end() :]
        found = re.search(r"(?<=.)[ ]*\n[ ]*\Z", text, re.DOTALL)
        if found and is_joined(text[found.start() - 1]) and _is_joined_after(pieces[number + 1 :]):
            text = text[: found.start()]
        piece.text = text


def _is_joined_before(pieces: list[_Piece | None]) -> bool:
    for piece in reversed(pieces):
        if piece is None:
            return False
        if piece.text:
            return is_joined(piece.text[-1])
    return False


def _is_joined_after(pieces: list[_Piece | None]) -> bool:
    for piece in pieces:
        if piece is None:
            return False
        if piece.text:
            return is_joined(piece.text[0])
    return False

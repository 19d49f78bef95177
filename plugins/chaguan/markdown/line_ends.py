"""A line end between two 漢字 is none: they stand side by side (CSS Text 4, 4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from chaguan.locales.line_ends import joined, meets

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


class _Base(_Piece):
    """What stands below readings, which nothing changes."""

    def __init__(self, ruby: Element) -> None:
        super().__init__(ruby, False)

    @property
    def text(self) -> str:
        return (self.element.text or "") + "".join(each.tail or "" for each in self.element)

    @text.setter
    def text(self, text: str) -> None:
        raise AttributeError("the letters below readings stay")


def _texts(element: Element) -> Iterator[_Piece | None]:
    """The pieces of a line; None where something else stands."""
    yield _Piece(element, False)
    for child in element:
        if child.tag == "sup" and child.get("id", "").startswith("fnref"):
            pass  # a mark of a note stands beside the line
        elif child.tag == "ruby":
            yield _Base(child)
        elif child.tag in _INLINE:
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
        before, after = _before(pieces[:number]), _after(pieces[number + 1 :])
        if not text.strip() and "\n" in text and meets(before, after):
            piece.text = ""
            continue
        found = re.match(r"[ ]*\n[ ]*(?=.)", text, re.DOTALL)
        if found and meets(before, text[found.end()]):
            text = text[found.end() :]
        found = re.search(r"(?<=.)[ ]*\n[ ]*\Z", text, re.DOTALL)
        if found and meets(text[found.start() - 1], after):
            text = text[: found.start()]
        piece.text = text


def _before(pieces: list[_Piece | None]) -> str:
    """The letter in front of a piece; empty where something else stands."""
    piece = next((each for each in reversed(pieces) if each is None or each.text), None)
    return piece.text[-1] if piece is not None else ""


def _after(pieces: list[_Piece | None]) -> str:
    """The letter behind a piece; empty where something else stands."""
    piece = next((each for each in pieces if each is None or each.text), None)
    return piece.text[0] if piece is not None else ""

"""What 漢字 need of a line: no blank where it ends between two of them, readings above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from chaguan.locales.line_ends import joined, meets

HOLDER: Final = "cg-line"

_LINES: Final = frozenset(
    "p li h1 h2 h3 h4 h5 h6 td th dt dd blockquote div summary figcaption caption".split()
)
"""Elements whose own text is a line of its own."""
_INLINE: Final = frozenset(
    [*"a abbr b cite del em i ins kbd mark q s small span strong sub sup u".split(), HOLDER]
)
"""Elements through which a line goes on."""

RUBY: Final = (
    r"\{([\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{1,20})"
    r"[|｜]([^{}|｜<>\x02\n]{1,80})\}"
)
_RUBY: Final = re.compile(RUBY)


class Unfolded(Treeprocessor):
    """Puts the parts of each line in place of the element that held them."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            if any(child.tag == HOLDER for child in parent):
                _unfold(parent)


def _unfold(parent: Element) -> None:
    children = list(parent)
    for child in children:
        parent.remove(child)
    for child in children:
        if child.tag != HOLDER:
            parent.append(child)
            continue
        _unfold(child)
        _add(parent, child.text or "")
        for part in list(child):
            parent.append(part)
        _add(parent, child.tail or "")


def _add(parent: Element, text: str) -> None:
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


class LineEnds(Treeprocessor):
    """Takes line ends between two 漢字 out of every line, also where emphasis begins or ends."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in _LINES and any("\n" in text for text in element.itertext()):
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


def without_readings(text: str) -> str:
    """`text` with the 漢字 alone."""
    return _RUBY.sub(r"\1", text) if "{" in text else text


class Ruby(InlineProcessor):
    """Puts the readings above what they are of."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        letters, said = m.group(1), m.group(2).strip()
        readings = said.split()
        pairs = [(letters, said)]
        if len(readings) == len(letters):
            pairs = list(zip(letters, readings, strict=True))
        ruby = Element("ruby")
        last: Element | None = None
        for letter, reading in pairs:
            if last is None:
                ruby.text = AtomicString(letter)
            else:
                last.tail = AtomicString(letter)
            for tag, text in (("rp", "("), ("rt", reading), ("rp", ")")):
                last = SubElement(ruby, tag)
                last.text = AtomicString(text)
        return ruby, *m.span()

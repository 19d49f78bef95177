"""A text as a set of small overlapping pieces, by which copies are recognised.

Pieces are five letters long, after capitals, widths, scripts, marks, code and markup are gone;
one in eight is kept as a number (see docs/decisions/0012-near-copies.md).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from zlib import crc32

from chaguan.locales.han import folded
from chaguan.source import without_code

from .prose import letters

LENGTH: Final = 5
"""Letters in a piece."""
KEPT: Final = 8
"""One piece in so many is kept in a sample."""
_MARKUP: Final = re.compile(
    r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+\"[^\"]*\")?\)"  # where a link leads
    r"|(?<=\])\[[^\]]*\]|^ {0,3}\[[^\]]+\]:.*$"
    r"|<[^>]*>|https?://\S+|\{[:#.][^}]*\}",
    re.MULTILINE,
)
_MARKS: Final = re.compile(r"[\[\]*#>|]+|!(?=\[)")
_BETWEEN: Final = re.compile(r"\n(?:[ \t>]*\n)+")
_NO_LETTER: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Paragraph:
    """A stretch of text without an empty line."""

    line: int
    """The line of its text on which it begins, from 1."""
    words: str
    """Without code and markup, on one line."""
    is_quotation: bool

    @cached_property
    def letters(self) -> str:
        """Nothing but letters and digits, folded."""
        return _NO_LETTER.sub("", folded(self.words))

    @cached_property
    def length(self) -> int:
        """In letters; 漢字 count three."""
        return letters(self.letters)

    @cached_property
    def pieces(self) -> frozenset[str]:
        """Every piece of it."""
        text = self.letters
        return frozenset(text[at : at + LENGTH] for at in range(len(text) - LENGTH + 1))

    @cached_property
    def sample(self) -> frozenset[int]:
        """The pieces that are kept."""
        return frozenset(_numbers(self.letters))


def paragraphs(markdown: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text that have a word in them."""
    return tuple(_paragraphs(markdown))


def _paragraphs(markdown: str) -> Iterator[Paragraph]:
    plain = without_code(markdown)
    line, start = 1, 0
    for end, following in _breaks(plain):
        block = plain[start:end]
        words = " ".join(_MARKS.sub("", _MARKUP.sub(" ", block)).split()).lstrip("-+ ")
        if words:
            blank = len(block) - len(block.lstrip("\n"))
            yield Paragraph(line + blank, words, block.lstrip().startswith(">"))
        line += plain.count("\n", start, following)
        start = following


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph ends, and where the next one starts."""
    for found in _BETWEEN.finditer(text):
        yield found.span()
    yield len(text), len(text)


def sample(markdown: str) -> array[int]:
    """The pieces of a whole text that are kept, sorted."""
    kept: set[int] = set()
    for paragraph in paragraphs(markdown):
        kept.update(_numbers(paragraph.letters))
    return array("I", sorted(kept))


def _numbers(text: str) -> Iterable[int]:
    """The pieces of a text that are kept, as numbers: the same on every machine."""
    raw = text.encode("utf-16-le")
    size = 2 * LENGTH
    every = map(crc32, [raw[at : at + size] for at in range(0, len(raw) - size + 1, 2)])
    return [number for number in every if not number % KEPT]

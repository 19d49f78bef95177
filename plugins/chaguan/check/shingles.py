"""A text as a set of small overlapping pieces, by which copies are recognised, and its sample."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from typing import Final
from zlib import crc32

from chaguan.locales.han import folded, version
from chaguan.model.frozen import dataclass
from chaguan.source import without_code

from .rules import letters

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

Samples = Mapping[bytes, "array[int]"]
"""The sample of a text by the digest of the text."""
DIGEST: Final = 16
_HEAD: Final = f"chaguan samples 1 {LENGTH} {KEPT} {version()} {sys.byteorder}\n".encode()
"""What they were made by; samples made otherwise are made anew."""


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


def text_digest(text: str) -> bytes:
    """What a text is known by, whatever its file is called."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def samples_of(texts: Mapping[str, str], known: Samples) -> tuple[dict[str, array[int]], Samples]:
    """Every text's sample by path, and the same by digest; what is `known` is not made again."""
    by_path: dict[str, array[int]] = {}
    by_digest: dict[bytes, array[int]] = {}
    for path, text in texts.items():
        key = text_digest(text)
        if key not in by_digest:
            by_digest[key] = known[key] if key in known else sample(text)
        by_path[path] = by_digest[key]
    return by_path, by_digest


def as_bytes(samples: Samples) -> bytes:
    """What `from_bytes` reads."""
    pieces = []
    for key in sorted(samples):
        pieces += [key, len(samples[key]).to_bytes(4, "big"), samples[key].tobytes()]
    body = b"".join(pieces)
    return _HEAD + blake2b(body, digest_size=DIGEST).digest() + body


def from_bytes(raw: bytes) -> Samples:
    """The samples that were kept; none where the bytes are broken or made otherwise."""
    start = len(_HEAD) + DIGEST
    body = memoryview(raw)[start:]
    if not raw.startswith(_HEAD) or raw[len(_HEAD) : start] != _sum(body):
        return {}
    found, at = {}, 0
    while at + DIGEST + 4 <= len(body):
        key = bytes(body[at : at + DIGEST])
        at += DIGEST + 4
        size = 4 * int.from_bytes(body[at - 4 : at], "big")
        numbers = array("I")
        numbers.frombytes(body[at : at + size])
        found[key] = numbers
        at += size
    return found


def _sum(body: memoryview) -> bytes:
    return blake2b(body, digest_size=DIGEST).digest()

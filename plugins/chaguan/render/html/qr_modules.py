"""The modules of a QR code of an address, in a tenth of the time that a library takes.

A site has a code on each poster and beside each copy, and what differs between two of a size are
the bits of an address. So the library draws one of each size, which shows where bits stand, and
the others are worked out (ISO/IEC 18004); a test has the library draw each of them as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import segno

CORRECTION: Final = "m"
"""A seventh of it may be torn off or rained on (6.5.1: level M)."""
MASK: Final = 3
"""Any mask is read alike; trying all eight takes five times as long."""

_BLOCKS: Final = (
    (16, 1, 10), (28, 1, 16), (44, 1, 26), (64, 2, 18), (86, 2, 24), (108, 4, 16), (124, 4, 18),
    (154, 4, 22), (182, 5, 22), (216, 5, 26), (254, 5, 30), (290, 8, 22), (334, 9, 22),
    (365, 9, 24), (415, 10, 24),
)  # fmt: skip
"""Of each version from 1 on: codewords of data, blocks, and codewords of correction in each, at
this level (table 9). Longer addresses are left to the library."""
_LAST_SHORT: Final = 9
"""The last version that counts bytes by one byte (table 3)."""
_OTHER_MODES: Final = re.compile(r"[0-9A-Z $%*+\-./:]*")
"""What is not written as bytes (7.3)."""
_TIMING: Final = 6
"""The column in which no bits stand (6.3.5)."""


def modules(url: str) -> Sequence[str]:
    """The rows of the code of an address, without margin: `1` for dark, `0` for light.

    ValueError for more than 2,331 bytes.
    """
    if url.isascii() and not _OTHER_MODES.fullmatch(url):
        raw = url.encode()
        for version, (room, blocks, correction) in enumerate(_BLOCKS, 1):
            by = 1 if version <= _LAST_SHORT else 2
            if len(raw) + by < room:
                data = _filled(len(raw).to_bytes(by, "big") + raw, room)
                return _layout(version).drawn(_interleaved(data, blocks, correction))
    return ["".join(map(str, row)) for row in _by_library(url).matrix]


def _by_library(text: str, version: int | None = None) -> segno.QRCode:
    import segno  # only where a code is drawn anew

    return segno.make(
        text, version=version, micro=False, error=CORRECTION, mask=MASK, boost_error=False
    )


def _filled(counted: bytes, room: int) -> bytes:
    """The codewords of bytes and their number: mode, terminator and filling (7.4.9, 7.4.10).

    Between the two comes an empty one, as the library has it, of which no reader minds.
    """
    bits = int.from_bytes(b"\4" + counted, "big") << 4
    words = bits.to_bytes(len(counted) + 1, "big")
    return (words + b"\0" + b"\xec\x11" * (room // 2))[:room]


def _interleaved(data: bytes, blocks: int, correction: int) -> bytes:
    """The blocks of data, then those of their correction, a codeword of each in turn (7.6)."""
    short, longer = divmod(len(data), blocks)
    parts, at = [], 0
    for number in range(blocks):
        length = short + (number >= blocks - longer)
        parts.append(data[at : at + length])
        at += length
    checks = [_correction(part, correction) for part in parts]
    turns = chain(zip_longest(*parts), zip(*checks, strict=True))
    return bytes(word for turn in turns for word in turn if word is not None)


def _correction(block: bytes, number: int) -> bytes:
    """What is left of a block divided by the generator of so many codewords (7.5.2)."""
    table, top = _multiples(number), 8 * (number - 1)
    rest, low = 0, (1 << top) - 1
    for word in block:
        rest = (rest & low) << 8 ^ table[word ^ (rest >> top)]
    return rest.to_bytes(number, "big")


@cache
def _multiples(number: int) -> tuple[int, ...]:
    """The generator of so many codewords, without its first, by each codeword (annex A)."""
    generator, root = [1], 1
    for _ in range(number):
        shifted = (0, *(_product(each, root) for each in generator))
        generator = [one ^ other for one, other in zip((*generator, 0), shifted, strict=True)]
        root = _product(root, 2)
    rest = generator[1:]
    return tuple(
        int.from_bytes([_product(each, word) for each in rest], "big") for word in range(256)
    )


def _product(one: int, other: int) -> int:
    """In the field of 256 that the codes are in (7.5.2: x⁸ + x⁴ + x³ + x² + 1)."""
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = one << 1 ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return product


class _Layout(NamedTuple):
    """What all codes of a version have in common."""

    size: int
    chosen: Callable[[str], Iterable[str]]
    """Of the bits of the codewords, and what follows them, those of each module."""
    bits: int
    """How many modules hold bits; up to seven more than the codewords have (table 1)."""
    mask: int
    """Which of the bits are turned."""

    def drawn(self, words: bytes) -> Sequence[str]:
        """The rows with these codewords."""
        bits = int.from_bytes(words, "big") << self.bits - 8 * len(words) ^ self.mask
        drawn = "".join(self.chosen(f"{bits:0{self.bits}b}01"))
        return [drawn[at : at + self.size] for at in range(0, len(drawn), self.size)]


@cache
def _layout(version: int) -> _Layout:
    """That of a version, by a code that the library draws: where bits stand, and all the rest."""
    from segno import consts

    code = _by_library("-", version)
    kinds = [list(row) for row in code.matrix_iter(border=0, verbose=True)]
    size = len(kinds)
    kinds[8][size - 9] = consts.TYPE_DATA_DARK  # not of the format, as the library says
    of_data = {consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT}
    columns = [*range(size - 1, _TIMING, -2), *range(_TIMING - 1, 0, -2)]
    places = []
    for number, right in enumerate(columns):  # upwards, then downwards, two columns wide (7.7.3)
        for y in range(size) if number % 2 else reversed(range(size)):
            places += [(y, x) for x in (right, right - 1) if kinds[y][x] in of_data]
    bit_at = {place: number for number, place in enumerate(places)}
    order = (
        bit_at.get((y, x), len(places) + dark)
        for y, row in enumerate(code.matrix)
        for x, dark in enumerate(row)
    )
    mask = "".join("01"[(y + x) % 3 == 0] for y, x in places)  # 7.8.2
    return _Layout(size, itemgetter(*order), len(places), int(mask, 2))

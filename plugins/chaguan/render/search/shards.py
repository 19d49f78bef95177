"""A run of pages of one section, put together before all are.

When a page changes, its block is made again, and the others are taken as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

SIZE: Final = 128
"""How many numbers of a section make a block."""
DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

Run = tuple[int, int, str]
"""Where a term stands in a block: the first page with its weight, the last page's number, and
in digits how the others follow the first."""
Block = Mapping[str, Run]
"""Its terms, each to where it stands."""


def block_of(pages: Iterable[tuple[int, Mapping[str, int]]]) -> Block:
    """A block of pages: the number of each, ascending, and the weights of its terms."""
    found: dict[str, tuple[int, list[str]]] = {}
    last: dict[str, int] = {}
    for number, weights in pages:
        for term, weight in weights.items():
            known = found.get(term)
            if known is None:
                found[term] = (number << 2 | weight, [])
            else:
                known[1].append(digits((number - last[term]) << 2 | weight))
            last[term] = number
    return {term: (first, last[term], "".join(rest)) for term, (first, rest) in found.items()}


def joined(section: int, blocks: Iterable[Block]) -> dict[str, str]:
    """Each term of a section, to its part of the line in the index.

    It begins with a space and the section; then comes the distance from each page to the next,
    with the weight.
    """
    found: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    begin = f" {digits(section)}"
    for block in blocks:
        for term, (first, final, rest) in block.items():
            if term in last:
                found[term] += (digits(first - (last[term] << 2)), rest)
            else:
                found[term] = [begin, digits(first), rest]
            last[term] = final
    return {term: "".join(parts) for term, parts in found.items()}


def told(block: Block) -> bytes:
    """A block as text, for `heard`."""
    return json.dumps(block, ensure_ascii=False, separators=(",", ":")).encode()


def heard(said: bytes) -> Block:
    """The block that `told` has told."""
    block: Block = json.loads(said)
    return block


def digits(value: int) -> str:
    """A number in digits of five bits, the lowest first; the sixth says that more follow."""
    return _SHORT[value] if value < len(_SHORT) else _digits(value)


def _digits(value: int) -> str:
    told = ""
    while value > 31:
        told += DIGITS[value & 31 | 32]
        value >>= 5
    return told + DIGITS[value]


_SHORT: Final = tuple(map(_digits, range(4096)))
"""The digits of most numbers, for they are asked for hundreds of thousands of times."""

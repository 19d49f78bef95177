"""On which pages a term stands, as the index writes it: in digits, page after page."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Final

SIZE: Final = 128
"""How many numbers of a section make a block."""
DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_NUMBER: Final = re.compile(rf"[{re.escape(DIGITS[32:])}]*[{DIGITS[:32]}]")

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


def block_told(block: Block) -> bytes:
    """A block as text, for `block_heard`."""
    return json.dumps(block, ensure_ascii=False, separators=(",", ":")).encode()


def block_heard(said: bytes) -> Block:
    """The block that `block_told` has told."""
    block: Block = json.loads(said)
    return block


Change = tuple[int, int, int | None]
"""A section, the number of a page there, and the weight that a term has on it now; None where it
is no more on it."""


def changed(places: str, changes: Iterable[Change]) -> str:
    """The places of a term, as its line has them after the term, where some pages are others."""
    parts = {_value(_NUMBER.findall(part)[0]): part for part in places.split(" ")[1:]}
    by_section: dict[int, dict[int, int | None]] = {}
    for section, number, weight in changes:
        by_section.setdefault(section, {})[number] = weight
    for section, weights in by_section.items():
        parts[section] = _part(section, parts.get(section, ""), weights)
    return "".join(f" {part}" for _, part in sorted(parts.items()) if part)


def _part(section: int, part: str, changes: Mapping[int, int | None]) -> str:
    values = list(map(_value, _NUMBER.findall(part)[1:]))
    pages = list(accumulate(value >> 2 for value in values))
    weights = [value & 3 for value in values]
    for number, weight in changes.items():
        at = bisect_left(pages, number)
        until = at + (at < len(pages) and pages[at] == number)
        pages[at:until] = [] if weight is None else [number]
        weights[at:until] = [] if weight is None else [weight]
    follow = (page - last for page, last in zip(pages, (0, *pages), strict=False))
    told = [digits(each << 2 | weight) for each, weight in zip(follow, weights, strict=True)]
    return "".join((digits(section), *told)) if told else ""


@lru_cache(4096)  # most are small, and asked for hundreds of thousands of times
def digits(value: int) -> str:
    """A number in digits of five bits, the lowest first; the sixth says that more follow."""
    told = ""
    while value > 31:
        told += DIGITS[value & 31 | 32]
        value >>= 5
    return told + DIGITS[value]


@lru_cache(4096)
def _value(told: str) -> int:
    value = 0
    for digit in reversed(told):
        value = value << 5 | DIGITS.index(digit) & 31
    return value

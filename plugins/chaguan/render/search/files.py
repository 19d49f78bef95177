"""The files of the index: a reader's browser asks only for those that a query needs.

`LANGUAGE.json` says how the rest is laid out, and the words of the box in that language.
`NN.txt` hold the terms, spread by their shelf mark: a term, then for each kind and language
where it stands the numbers of the pages. `KIND/NUMBER.LANGUAGE.txt` is what a result shows.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from chaguan.locales.han import one_form
from chaguan.site.urls import Address

from .entry import sections

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


def block_told(block: Block) -> bytes:
    """A block as text, for `block_heard`."""
    return json.dumps(block, ensure_ascii=False, separators=(",", ":")).encode()


def block_heard(said: bytes) -> Block:
    """The block that `block_told` has told."""
    block: Block = json.loads(said)
    return block


@lru_cache(4096)  # most are small, and asked for hundreds of thousands of times
def digits(value: int) -> str:
    """A number in digits of five bits, the lowest first; the sixth says that more follow."""
    told = ""
    while value > 31:
        told += DIGITS[value & 31 | 32]
        value >>= 5
    return told + DIGITS[value]


FOLDER: Final = Address("assets/search/")
SHELF: Final = 16_384
"""Characters of terms that a file holds, about; more would make a query slow, fewer many files."""


def card_address(kind: str, number: int, language: str) -> Address:
    """Where the card of a page is: what a result shows."""
    return FOLDER / f"{kind}/{number}.{language}.txt"


def search_files(
    parts: Iterable[tuple[int, Iterable[Block]]],
    cards: Iterable[bytes],
    languages: tuple[str, ...],
    words: Mapping[str, Mapping[str, object]],
) -> dict[Address, bytes]:
    """Every file of the index but the cards.

    `parts` are the blocks of each section that has any, by its place among `sections`;
    `cards` are digests of all cards; `words` are the box's own, by language.
    """
    lines = _lines(parts)
    files = {"forms.txt": _forms(lines).encode()}
    files |= {f"{number}.txt": shelf for number, shelf in enumerate(_shelves(lines))}
    shelves = len(files) - 1
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(b"%s\0%s\0" % (name.encode(), content))
    shown = list(cards)
    digest.update(b"".join(shown))
    layout = {
        "version": digest.hexdigest()[:12],
        "pages": len(shown),
        "shelves": shelves,
        "sections": sections(languages),
    }
    for language in languages:
        own = {**layout, "language": language, **words[language]}
        text = json.dumps(own, ensure_ascii=False, separators=(",", ":"))
        files[f"{language}.json"] = text.encode()
    return {FOLDER / name: content for name, content in sorted(files.items())}


def _lines(parts: Iterable[tuple[int, Iterable[Block]]]) -> dict[str, str]:
    """Each term, to the pages on which it stands."""
    found: dict[str, list[str]] = defaultdict(list)
    for section, blocks in parts:
        for term, line in joined(section, blocks).items():
            found[term].append(line)
    return {term: "".join(lines) for term, lines in found.items()}


def _shelves(lines: dict[str, str]) -> list[bytes]:
    """Nothing is left of the lines: those of a large site are not held twice."""
    from .terms import number_of, shelf_mark  # not where the index is as it was

    size = sum(len(term) + len(pages) for term, pages in lines.items())
    number = 1 << max(0, size // SHELF).bit_length()
    shelves: list[list[str]] = [[] for _ in range(number)]
    for term in sorted(lines):
        shelves[number_of(shelf_mark(term)) % number].append(term)
    return ["\n".join(f"{term}{lines.pop(term)}" for term in shelf).encode() for shelf in shelves]


def _forms(terms: Iterable[str]) -> str:
    """For each character that the index writes in one form, the others a reader may type."""
    known = set().union(*terms)
    others: dict[str, list[str]] = defaultdict(list)
    for form, one in one_form().items():
        if one in known and chr(form) != one:
            others[one].append(chr(form))
    return " ".join(one + "".join(sorted(others[one])) for one in sorted(others))

"""The files of the index: a reader's browser asks only for those that a query needs.

`LANGUAGE.json` says how the rest is laid out, and the words of the box in that language.
`NN.txt` hold the terms, spread by their shelf mark: a term, then for each kind and language
where it stands the numbers of the pages. `KIND/NUMBER.LANGUAGE.txt` is what a result shows.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from chaguan.locales.han import one_form
from chaguan.model.frozen import dataclass
from chaguan.site.urls import Address

from .entry import sections
from .postings import Block, Change, changed, joined

FOLDER: Final = Address("assets/search/")
FORMS: Final = FOLDER / "forms.txt"
SHELF: Final = 16_384
"""Characters of terms that a file holds, about; more would make a query slow, fewer many files."""


def card_address(kind: str, number: int, language: str) -> Address:
    """Where the card of a page is: what a result shows."""
    return FOLDER / f"{kind}/{number}.{language}.txt"


def shelf_address(number: int) -> Address:
    """Where a shelf is."""
    return FOLDER / f"{number}.txt"


def layout_files(
    version: str,
    pages: int,
    shelves: int,
    words: Mapping[str, Mapping[str, object]],
) -> dict[Address, bytes]:
    """How the index is laid out, for each language in which the box has `words`."""
    languages = tuple(words)
    layout = {
        "version": version,
        "pages": pages,
        "shelves": shelves,
        "sections": sections(languages),
    }
    files = {}
    for language in languages:
        own = {**layout, "language": language, **words[language]}
        text = json.dumps(own, ensure_ascii=False, separators=(",", ":"))
        files[FOLDER / f"{language}.json"] = text.encode()
    return files


@dataclass(frozen=True, slots=True)
class Shelves:
    """The terms of a site, as files; of a changed index, the files that are others."""

    size: int
    """The characters of all lines: by it goes how many shelves there are."""
    number: int
    files: Mapping[Address, bytes]


def shelves_of(parts: Iterable[tuple[int, Iterable[Block]]]) -> Shelves:
    """All of them; `parts` are the blocks of each section that has any, in their order."""
    lines = _lines(parts)
    forms = _forms(set().union(*lines))
    size = sum(len(term) + len(pages) for term, pages in lines.items())
    number = _number_of_shelves(size)
    shelves = _shelves(lines, number)
    files = {shelf_address(at): shelf for at, shelf in enumerate(shelves)}
    return Shelves(size, number, {FORMS: forms, **files})


def changed_shelves(
    size: int, number: int, content: Callable[[Address], bytes], changes: Mapping[str, list[Change]]
) -> Shelves | None:
    """Those shelves that are others where terms stand on other pages than before.

    None where all are: a site that has grown has more of them. `content` tells what a file has
    been, `changes` on which pages each term does or does not stand now.
    """
    from .terms import number_of, shelf_mark  # not where the index is as it was

    by_shelf: dict[int, list[str]] = defaultdict(list)
    for term in changes:
        by_shelf[number_of(shelf_mark(term)) % number].append(term)
    files: dict[Address, bytes] = {}
    other: set[str] = set()
    for at, terms in by_shelf.items():
        address = shelf_address(at)
        lines = content(address).decode().split("\n")
        known = [line.partition(" ")[0] for line in lines]
        size -= sum(map(len, lines))
        for term in terms:
            place = bisect_left(known, term)
            is_known = place < len(known) and known[place] == term
            pages = changed(lines[place][len(term) :] if is_known else "", changes[term])
            known[place : place + is_known] = [term] if pages else []
            lines[place : place + is_known] = [f"{term}{pages}"] if pages else []
            if is_known != bool(pages):
                other.update(term)
        size += sum(map(len, lines))
        files[address] = "\n".join(filter(None, lines)).encode()
    if _number_of_shelves(size) != number:
        return None
    if other := other & _heads():
        before = content(FORMS)
        every = map(shelf_address, range(number))
        texts = (files[each] if each in files else content(each) for each in every)
        forms = _forms_since(before, other, texts)
        if forms != before:
            files[FORMS] = forms
    return Shelves(size, number, files)


def _lines(parts: Iterable[tuple[int, Iterable[Block]]]) -> dict[str, str]:
    """Each term, to the pages on which it stands."""
    found: dict[str, list[str]] = defaultdict(list)
    for section, blocks in parts:
        for term, line in joined(section, blocks).items():
            found[term].append(line)
    return {term: "".join(lines) for term, lines in found.items()}


def _number_of_shelves(size: int) -> int:
    return 1 << max(0, size // SHELF).bit_length()


def _shelves(lines: dict[str, str], number: int) -> list[bytes]:
    """Nothing is left of the lines: those of a large site are not held twice."""
    from .terms import number_of, shelf_mark  # not where the index is as it was

    shelves: list[list[str]] = [[] for _ in range(number)]
    for term in sorted(lines):
        shelves[number_of(shelf_mark(term)) % number].append(term)
    return ["\n".join(f"{term}{lines.pop(term)}" for term in shelf).encode() for shelf in shelves]


def _heads() -> set[str]:
    """The characters that the index writes, and for which there are others."""
    return set(one_form().values())


def _forms(known: Collection[str]) -> bytes:
    """For each character that the index writes in one form, the others a reader may type."""
    others: dict[str, list[str]] = defaultdict(list)
    for form, one in one_form().items():
        if one in known and chr(form) != one:
            others[one].append(chr(form))
    return " ".join(one + "".join(sorted(others[one])) for one in sorted(others)).encode()


def _forms_since(before: bytes, other: set[str], shelves: Iterable[bytes]) -> bytes:
    """The same, where these characters may have come or gone: they are looked for."""
    found: set[str] = set()
    for shelf in shelves:
        text = shelf.decode()
        found |= {each for each in other - found if each in text}
        if found == other:
            break
    known = {each[0] for each in before.decode().split()}
    return _forms((known - other) | found)

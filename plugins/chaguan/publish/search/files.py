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
from typing import Final

from chaguan.locales.han import one_form
from chaguan.publish.addresses import Address

from .entry import KINDS
from .indexed import Indexed
from .terms import number_of, shelf_mark

FOLDER: Final = Address("assets/search/")
SHELF: Final = 16_384
"""Characters of terms that a file holds, about; more would make a query slow, fewer many files."""
DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def search_files(
    pages: Iterable[Indexed], languages: tuple[str, ...], words: Mapping[str, Mapping[str, object]]
) -> dict[Address, bytes]:
    """Every file of the index; `words` are the box's own, by language."""
    sections = [(kind, language) for kind in KINDS for language in languages]
    numbered = _numbered(pages, sections)
    lines = _lines(numbered)
    shelves = _shelves(lines)
    texts = {f"{number}.txt": shelf for number, shelf in enumerate(shelves)}
    texts["forms.txt"] = _forms(lines)
    for (section, number), page in numbered.items():
        kind, language = sections[section]
        texts[f"{kind}/{number}.{language}.txt"] = page.card
    digest = hashlib.sha256()
    for name, text in sorted(texts.items()):
        digest.update(f"{name}\0{text}\0".encode())
    layout = {
        "version": digest.hexdigest()[:12],
        "pages": len(numbered),
        "shelves": len(shelves),
        "sections": sections,
    }
    for language in languages:
        own = {**layout, "language": language, **words[language]}
        texts[f"{language}.json"] = json.dumps(own, ensure_ascii=False, separators=(",", ":"))
    return {FOLDER / name: text.encode() for name, text in sorted(texts.items())}


def _numbered(
    pages: Iterable[Indexed], sections: list[tuple[str, str]]
) -> dict[tuple[int, int], Indexed]:
    """Each page by the number of its section and its own: a record's is one in all languages.

    The newest comes last, so that one more changes no other's number.
    """
    order: dict[str, dict[str, str]] = defaultdict(dict)
    found = list(pages)
    for page in found:
        known = order[page.kind].get(page.key, "")
        order[page.kind][page.key] = min(known, page.order) if known else page.order
    numbers = {
        (kind, key): number
        for kind, keys in order.items()
        for number, key in enumerate(sorted(keys, key=lambda key: (keys[key], key)))
    }
    places = {section: place for place, section in enumerate(sections)}
    by_place = {
        (places[page.kind, page.language], numbers[page.kind, page.key]): page for page in found
    }
    return dict(sorted(by_place.items()))


def _lines(numbered: Mapping[tuple[int, int], Indexed]) -> dict[str, str]:
    """Each term, to the pages on which it stands."""
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for (section, number), page in numbered.items():
        for term, weight in page.weights.items():
            found[term].append((section, number, weight))
    return {term: _packed(places) for term, places in found.items()}


def _packed(places: list[tuple[int, int, int]]) -> str:
    """The sections, and in each the distance from one page to the next, with the weight."""
    packed: list[str] = []
    current, last = -1, 0
    for section, number, weight in places:
        if section != current:
            packed.append(f" {_digits(section)}")
            current, last = section, 0
        value = (number - last) << 2 | weight
        packed.append(_SHORT[value] if value < len(_SHORT) else _digits(value))
        last = number
    return "".join(packed)


def _digits(value: int) -> str:
    """A number in digits of five bits, the lowest first; the sixth says that more follow."""
    digits = ""
    while value > 31:
        digits += DIGITS[value & 31 | 32]
        value >>= 5
    return digits + DIGITS[value]


_SHORT: Final = tuple(map(_digits, range(4096)))
"""The digits of most numbers, for they are asked for hundreds of thousands of times."""


def _shelves(lines: Mapping[str, str]) -> list[str]:
    size = sum(len(term) + len(pages) for term, pages in lines.items())
    number = 1 << max(0, size // SHELF).bit_length()
    shelves: list[list[str]] = [[] for _ in range(number)]
    for term in sorted(lines):
        shelves[number_of(shelf_mark(term)) % number].append(f"{term}{lines[term]}")
    return ["\n".join(shelf) for shelf in shelves]


def _forms(terms: Iterable[str]) -> str:
    """For each character that the index writes in one form, the others a reader may type."""
    known = set().union(*terms)
    others: dict[str, list[str]] = defaultdict(list)
    for form, one in one_form().items():
        if one in known and chr(form) != one:
            others[one].append(chr(form))
    return " ".join(one + "".join(sorted(others[one])) for one in sorted(others))

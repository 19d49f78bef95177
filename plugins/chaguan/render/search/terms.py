"""The pieces of a text by which it is found; `assets/search-index.js` takes a query apart alike.

漢字, and other scripts that put no space between words, go in by twos, each character with the
next: so any two neighbours are found, wherever a dictionary would part them. Everything else
goes in by words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from chaguan.locales.han import one_form

WIDE: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3105-\u312f\u31a0-\u31bf"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""The characters of which each is looked up with its neighbour."""
PREFIX: Final = 3
"""The letters of a word that decide in which file it stands, so that its beginning finds it."""
_PIECES: Final = re.compile(rf"([{WIDE}]+)|([^\W_{WIDE}]+)")
_PARTS: Final = re.compile(r"\d+|[^\W\d_]+")
_APART: Final = re.compile(r"(?<![^\W_])([^\W\d_]+)[ -](\d+)(?![^\W_])")
_MARKS: Final = re.compile("[\u0300-\u036f]")


def plainest(text: str) -> str:
    """`text` in small letters without accents, each 漢字 in one of its forms."""
    apart = unicodedata.normalize("NFKD", text).lower()
    return unicodedata.normalize("NFC", _MARKS.sub("", apart)).translate(one_form())


def terms(text: str) -> Iterator[str]:
    """Each two neighbours of an unspaced script (or one without any), and each word.

    Letters and digits are found together and apart: SITCON 2027 finds SITCON2027, iOS18 iOS 18.
    """
    plain = plainest(text)
    for letters, digits in _APART.findall(plain):
        if letters.isascii():
            yield f"{letters}{digits}"
    for wide, word in _PIECES.findall(plain):
        if not wide:
            yield word
            if not (word.isalpha() or word.isdigit()):
                yield from _PARTS.findall(word)
        elif len(wide) == 1:
            yield wide
        else:
            yield from map("".join, pairwise(wide))


def title_terms(title: str) -> Iterator[str]:
    """The same, and what a reader has typed before there is more: one 漢字, two letters."""
    for wide, word in _PIECES.findall(plainest(title)):
        yield from wide
        if word:
            yield word[: PREFIX - 1]
    yield from terms(title)


def shelf_mark(term: str) -> str:
    """What terms that stand in the same file share."""
    return term[:PREFIX]


def number_of(mark: str) -> int:
    """A shelf mark as a number, spread evenly; the browser reckons the same."""
    number = 0
    for character in mark:
        number = (number * 31 + ord(character)) % 65521
    return number

"""A rule against selling that says nothing of itself: words of the trade, without any link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from chaguan.load import Prose
from chaguan.model import Post, Problem, warning

from .named_lists import named_list
from .prose import letters

ENOUGH: Final = 5
"""Weight of different words from which on a text sells, however long it is."""
LETTERS_A_POINT: Final = 90
"""A longer text may have a point more for each so many letters (漢字 count three)."""
FEWEST: Final = 3
"""One word or two, however heavy, may be somebody's joke."""


def nobody_sells_in_disguise(pieces: Iterable[Prose]) -> Iterator[Problem]:
    """OF110: what is for sale says so, as an offer or as paid for; then everybody may judge."""
    for piece in pieces:
        post = piece.record
        if isinstance(post, Post) and not post.sponsored and (found := trade_words(piece)):
            offset = found[0][1]
            seen = tuple(word for word, _ in found)
            yield warning("OF110", piece.at(offset), seen=seen)


def trade_words(piece: Prose) -> tuple[tuple[str, int], ...]:
    """The words of the trade in a text and where the first of each stands; none where it tells.

    What stands in code is left out. The earliest comes first.
    """
    plain = piece.plain
    folded = plain.casefold()
    found = {
        word: at
        for word, pattern, _ in _trade()
        if word in folded and (at := _first(pattern, folded)) >= 0  # most texts have none of them
    }
    weight = sum(weight for word, _, weight in _trade() if word in found)
    allowed = max(ENOUGH, letters(plain) / LETTERS_A_POINT)
    if len(found) < FEWEST or weight < allowed:
        return ()
    return tuple(sorted(found.items(), key=lambda each: each[1]))


def _first(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return match.start() if match else -1


@cache
def _trade() -> tuple[tuple[str, re.Pattern[str], int], ...]:
    found = []
    for line in named_list("trade"):
        word, _, weight = (part.strip() for part in line.partition("|"))
        edge = r"\b" if word.isascii() and word[0].isalpha() else ""
        end = r"\b" if word.isascii() and word[-1].isalpha() else ""
        found.append((word, re.compile(f"{edge}{re.escape(word)}{end}"), int(weight or 1)))
    return tuple(found)

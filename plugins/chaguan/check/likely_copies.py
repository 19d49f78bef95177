"""Which pairs of texts are worth comparing piece by piece, told from their samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from heapq import nlargest
from itertools import chain
from typing import Final

from .shingles import Paragraph

Pair = tuple[str, str]
"""Two paths, sorted."""

MOST_HOLDERS: Final = 8
"""A piece that more paragraphs hold than this is common, and tells nothing of the others."""
ENOUGH: Final = 0.5
"""How much of a paragraph's or a text's sample another text holds, to be compared with it."""
FEWEST: Final = 4
"""Pieces of a sample below which chance decides."""
MOST_COMPARED: Final = 20
"""The most alike that one text is compared with; texts of a few stock phrases are all alike."""


def likely_copies(
    asked: Mapping[str, tuple[Paragraph, ...]], samples: Mapping[str, Collection[int]]
) -> Iterator[Pair]:
    """The pairs of an asked text and any text that share much of a paragraph, or of the whole.

    Of too many, the most alike.
    """
    holders = _Holders(asked)
    found: set[Pair] = set()
    ranked: dict[str, list[tuple[float, str]]] = {path: [] for path in asked}
    for path, sample in samples.items():
        alike = holders.sharing(sample)
        alike.pop(path, None)
        for other, share in alike.items():
            ranked[other].append((share, path))
        if path in asked:  # it may be the copy, of which the other knows too many
            found |= {
                _pair(path, other)
                for other in nlargest(MOST_COMPARED, alike, key=alike.__getitem__)
            }
    for path, others in ranked.items():
        found |= {_pair(path, other) for _, other in nlargest(MOST_COMPARED, others)}
    yield from sorted(found)


def _pair(one: str, other: str) -> Pair:
    return (min(one, other), max(one, other))


class _Holders:
    """Which paragraphs of the asked texts hold each piece."""

    def __init__(self, asked: Mapping[str, tuple[Paragraph, ...]]) -> None:
        self._text_of: list[str] = []
        self._by_piece: dict[int, list[int]] = {}
        for path in sorted(asked):
            for paragraph in asked[path]:
                for piece in paragraph.sample:
                    known = self._by_piece.setdefault(piece, [])
                    if len(known) < MOST_HOLDERS:
                        known.append(len(self._text_of))
                self._text_of.append(path)
        self._pieces = frozenset(self._by_piece)
        self._sizes = self._counted(self._by_piece)
        self._whole: Counter[str] = Counter()
        for number, size in self._sizes.items():
            self._whole[self._text_of[number]] += size

    def _counted(self, pieces: Iterable[int]) -> Counter[int]:
        return Counter(chain.from_iterable(map(self._by_piece.__getitem__, pieces)))

    def sharing(self, sample: Collection[int]) -> dict[str, float]:
        """The asked texts that share much with the text of a sample, and how much."""
        whole: Counter[str] = Counter()
        found: dict[str, float] = {}
        for number, shared in self._counted(self._pieces.intersection(sample)).items():
            path, size = self._text_of[number], self._sizes[number]
            whole[path] += shared
            if shared >= ENOUGH * size and size >= FEWEST:
                found[path] = max(shared / size, found.get(path, 0))
        for path, shared in whole.items():
            if shared >= ENOUGH * self._whole[path] and shared >= FEWEST:
                found[path] = max(shared / self._whole[path], found.get(path, 0))
        return found

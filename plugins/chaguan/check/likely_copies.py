"""Which pairs of texts are worth comparing piece by piece, told from their samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
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


def likely_copies(
    asked: Mapping[str, tuple[Paragraph, ...]], samples: Mapping[str, Collection[int]]
) -> Iterator[Pair]:
    """The pairs of an asked text and any text that share much of a paragraph, or of the whole."""
    holders = _Holders(asked)
    found: set[Pair] = set()
    for path, sample in samples.items():
        for other in holders.sharing(sample):
            if other != path:
                found.add((min(path, other), max(path, other)))
    yield from sorted(found)


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
        self._sizes = self._counted(self._by_piece)
        self._whole: Counter[str] = Counter()
        for number, size in self._sizes.items():
            self._whole[self._text_of[number]] += size

    def _counted(self, pieces: Iterable[int]) -> Counter[int]:
        return Counter(chain.from_iterable(map(self._by_piece.__getitem__, pieces)))

    def sharing(self, sample: Collection[int]) -> Iterator[str]:
        """The asked texts that share much with the text of a sample."""
        whole: Counter[str] = Counter()
        for number, shared in self._counted(self._by_piece.keys() & set(sample)).items():
            path, size = self._text_of[number], self._sizes[number]
            whole[path] += shared
            if shared >= ENOUGH * size and size >= FEWEST:
                yield path
        for path, shared in whole.items():
            if shared >= ENOUGH * self._whole[path] and shared >= FEWEST:
                yield path

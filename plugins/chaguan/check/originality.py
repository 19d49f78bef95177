"""Rules for original work: near copies of what stands in the community already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from heapq import nlargest
from itertools import chain
from typing import Final

from chaguan.model import Community, Page, Position, Post, Problem, warning
from chaguan.model.frozen import dataclass

from .shingles import Paragraph, paragraphs

MOST_OF_A_TEXT: Final = 0.6
"""Unrelated texts share up to a third of their pieces; a copy with 30% left out, over 90%."""
MOST_OF_A_PARAGRAPH: Final = 0.75
SHORTEST_TEXT: Final = 300
"""Letters (漢字 count three); less than that is a notice and not a text."""
LONG: Final = 300
"""Letters in a paragraph that is more than a sentence quoted: a hundred 漢字, fifty words."""
SHOWN: Final = 60
"""Characters of a passage that a message shows."""

Pair = tuple[str, str]
"""Two paths, sorted."""
MOST_HOLDERS: Final = 8
"""A piece that more paragraphs hold than this is common, and tells nothing of the others."""
LIKELY: Final = 0.5
"""How much of a paragraph's or a text's sample another text holds, to be compared with it."""
FEWEST_PIECES: Final = 4
"""Pieces of a sample below which chance decides."""
MOST_COMPARED: Final = 20
"""The most alike that one text is compared with; texts of a few stock phrases are all alike."""


@dataclass(frozen=True)
class Standing:
    """A text that stands somewhere in the community."""

    record: Post | Page
    is_new: bool
    """It has come with the change that is looked at."""

    @property
    def order(self) -> tuple[bool, str, str]:
        """Whoever is later is the copy: what is new, then by date; pages have none."""
        published = self.record.date.isoformat() if isinstance(self.record, Post) else ""
        return (self.is_new, published, self.record.path)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return paragraphs(self.record.body)

    @cached_property
    def pieces(self) -> frozenset[str]:
        return frozenset().union(*(each.pieces for each in self.paragraphs))

    def position(self, paragraph: Paragraph) -> Position:
        return Position(self.record.path, self.record.body_line + paragraph.line - 1)


def near_copies(
    community: Community,
    samples: Mapping[str, Collection[int]],
    asked: Collection[str],
    added: Collection[str] = (),
) -> Iterator[Problem]:
    """OR101 and OR102, for the posts whose paths are `asked`.

    `samples` are the pieces kept of every post and page, by path (`shingles.sample`). `added`
    are the paths that have come with a change: what was there before them was there first.
    """
    written: tuple[Post | Page, ...] = (*community.posts, *community.pages)
    standing = {
        record.path: Standing(record, record.path in added)
        for record in written
        if record.path in samples
    }
    looked_at = {path: each.paragraphs for path, each in standing.items() if path in asked}
    earlier: dict[str, list[Standing]] = {}
    for pair in likely_copies(looked_at, samples):
        first, later = sorted((standing[path] for path in pair), key=lambda each: each.order)
        if later.record.path in asked and not _is_one_record(first, later):
            earlier.setdefault(later.record.path, []).append(first)
    for path in sorted(earlier):
        text = standing[path]
        if isinstance(text.record, Post) and not _names_its_source(text.record):
            yield from _compared(text, sorted(earlier[path], key=lambda each: each.order))


def _is_one_record(one: Standing, other: Standing) -> bool:
    """A text and its translation."""
    return (one.record.kind, one.record.id) == (other.record.kind, other.record.id)


def _names_its_source(post: Post) -> bool:
    return post.source is not None and bool(post.source.url and post.source.licence)


def _compared(text: Standing, earlier: Iterable[Standing]) -> Iterator[Problem]:
    others = tuple(earlier)
    found = tuple(is_told_anew(text, others))
    yield from found or has_its_own_paragraphs(text, others)


def is_told_anew(text: Standing, earlier: tuple[Standing, ...]) -> Iterator[Problem]:
    """OR101: a story is somebody's; who copies it owes its writer a name and a leave."""
    if sum(each.length for each in text.paragraphs) < SHORTEST_TEXT:
        return
    other = max(earlier, key=lambda each: len(text.pieces & each.pieces))
    share = _share(text.pieces, other)
    if share >= MOST_OF_A_TEXT:
        paragraph = max(text.paragraphs, key=lambda each: len(each.pieces & other.pieces))
        yield _problem("OR101", text, paragraph, other, percent=round(100 * share))


def has_its_own_paragraphs(text: Standing, earlier: tuple[Standing, ...]) -> Iterator[Problem]:
    """OR102: a long passage of somebody else's reads as one's own where nothing marks it.

    A quotation set apart by `>` is marked, and one may repeat oneself.
    """
    others = [each for each in earlier if not _shares_an_author(text, each)]
    for paragraph in text.paragraphs:
        if paragraph.length < LONG or paragraph.is_quotation or not others:
            continue
        other = max(others, key=lambda each: len(paragraph.pieces & each.pieces))
        if _share(paragraph.pieces, other) >= MOST_OF_A_PARAGRAPH:
            yield _problem("OR102", text, paragraph, other)


def _share(pieces: frozenset[str], other: Standing) -> float:
    return len(pieces & other.pieces) / len(pieces) if pieces else 0.0


def _shares_an_author(one: Standing, other: Standing) -> bool:
    writers = [set(getattr(each.record, "authors", ())) for each in (one, other)]
    return bool(writers[0] & writers[1])


def _problem(
    code: str, text: Standing, paragraph: Paragraph, other: Standing, **values: object
) -> Problem:
    same = max(other.paragraphs, key=lambda each: len(paragraph.pieces & each.pieces))
    where = other.position(same)
    seen = paragraph.words
    shown = seen if len(seen) <= SHOWN else f"{seen[: SHOWN - 1].rstrip()}…"
    return warning(
        code, text.position(paragraph), seen=shown, where=(f"{where.path}:{where.line}",), **values
    )


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
            if shared >= LIKELY * size and size >= FEWEST_PIECES:
                found[path] = max(shared / size, found.get(path, 0))
        for path, shared in whole.items():
            if shared >= LIKELY * self._whole[path] and shared >= FEWEST_PIECES:
                found[path] = max(shared / self._whole[path], found.get(path, 0))
        return found

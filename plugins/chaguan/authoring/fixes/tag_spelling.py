"""Tags that only one record uses, and that differ from a common one by case, width or space."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from chaguan.model import Community, Event, Position, Post


@dataclass(frozen=True, slots=True)
class TagVariant:
    """A tag that was probably meant to be another."""

    position: Position
    seen: str
    common: str


def tag_variants(community: Community) -> Iterator[TagVariant]:
    """Every one that has exactly one common spelling."""
    written = list(_written(community))
    users: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for record, tag, _ in written:
        users[tag].add((record.kind, record.id))
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for tag, records in users.items():
        spellings[_folded(tag)][tag] = len(records)
    for _, tag, position in written:
        alike = spellings[_folded(tag)]
        common = [each for each, number in alike.items() if number > 1]
        if alike[tag] == 1 and len(common) == 1:
            yield TagVariant(position, tag, common[0])


def _written(community: Community) -> Iterator[tuple[Post | Event, str, Position]]:
    """Each tag where it stands in a file; a translation repeats none of its original's."""
    records: tuple[Post | Event, ...] = (*community.posts, *community.events.values())
    for record in records:
        for number, tag in enumerate(record.tags):
            position = record.positions.get(f"tags.{number}")
            if position is not None:
                yield record, tag, position


def _folded(tag: str) -> str:
    return re.sub(r"[\s_-]", "", unicodedata.normalize("NFKC", tag)).casefold()

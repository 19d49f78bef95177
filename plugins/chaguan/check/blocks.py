"""Whether there is anything of what the blocks in texts ask for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property

from chaguan.load import Prose, block_lines, near
from chaguan.model import Community, Event, Post, Problem, warning


def blocks_show_something(pieces: Iterable[Prose], community: Community) -> Iterator[Problem]:
    """BK108: a list of what nobody ever tagged so is empty, and mostly a slip of the pen."""
    shelf = _Shelf(community)
    for piece in pieces:
        for line in block_lines(piece.text):
            if line.block is None or piece.is_code(line.start):
                continue
            for key, value in line.block.filters:
                known = shelf.of(key, line.block.name)
                if known is not None and _plain(value) not in map(_plain, known):
                    seen, guess = f"{key}={value}", near(value, known)
                    yield warning("BK108", piece.at(line.start), seen=seen, near=guess)


class _Shelf:
    """The words in use, looked up once they are asked for."""

    def __init__(self, community: Community) -> None:
        self._community = community

    def of(self, key: str, block: str) -> tuple[str, ...] | None:
        """The words that `key` may have in a block; None for ids."""
        if key == "tag":
            return self._tags
        if key == "kind":
            return self._sorts if block == "places" else self._forms
        return None

    @cached_property
    def _tags(self) -> tuple[str, ...]:
        tagged: tuple[Post | Event, ...] = (
            *self._community.posts,
            *self._community.events.values(),
        )
        return tuple(sorted({tag for record in tagged for tag in record.tags}))

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        return tuple(sorted({event.category for event in self._community.events.values()} - {""}))

    @cached_property
    def _sorts(self) -> tuple[str, ...]:
        places = self._community.places.values()
        return tuple(sorted({words.text for place in places for words in place.category.versions}))


def _plain(word: str) -> str:
    """A word as addresses tell it from others."""
    return re.sub(r"[^\w]+", "-", unicodedata.normalize("NFKC", word).casefold()).strip("-")

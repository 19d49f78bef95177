"""Texts with which nothing is wrong, known from earlier runs by their digests.

Most texts are as they were, and most have nothing wrong with them: what a rule says of a text
alone it need not be asked again. A text with which something is wrong is looked at each time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Final

from chaguan.build.digest import SIZE, digest
from chaguan.build.entries import Entries
from chaguan.build.store import Store
from chaguan.load import Prose
from chaguan.model import Page, Post

from .cache_folder import code_digest

ROOM: Final = "settled texts"
LARGEST: Final = 16 * 1024**2
"""Bytes of all lists: of versions of this program, of builds and of checks; a million texts."""


class Settled:
    """The digests of such texts, kept in a store; where that cannot be used, none is known."""

    def __init__(self, store: Store, what: str) -> None:
        """`what` says which rules are meant."""
        self._store, self._what = store, what
        self._entries = Entries(store, ROOM)
        self._key = digest(code_digest(), sys.version, what).hex()
        kept = b"".join(self._entries.parts(self._key))
        self._known = frozenset(kept[at : at + SIZE] for at in range(0, len(kept), SIZE))
        self._now: set[bytes] = set()

    def also(self, what: str) -> Settled:
        """The same for further rules."""
        return Settled(self._store, f"{self._what} {what}")

    def unsettled(self, pieces: Iterable[Prose]) -> list[Prose]:
        """The pieces that rules have to look at."""
        left = []
        for piece in pieces:
            key = _key(piece)
            if key in self._known:
                self._now.add(key)
            else:
                left.append(piece)
        return left

    def settle(self, pieces: Iterable[Prose], troubled: Iterable[str]) -> None:
        """Of these pieces nothing is wrong with those whose file is not among the `troubled`."""
        paths = frozenset(troubled)
        new = {_key(piece) for piece in pieces if piece.position.path not in paths}
        if not new - self._known and len(self._now) == len(self._known):
            return
        self._entries.put(self._key, (b"".join(sorted(self._now | new)),))
        self._entries.tidy((self._key,), LARGEST)


def _key(piece: Prose) -> bytes:
    """A digest of all that a rule over one text may look at."""
    record = piece.record
    beside = "sponsored" if isinstance(record, Post) and record.sponsored else ""
    if isinstance(record, Page) and not record.title:
        beside = "untitled"
    return digest(record.kind, beside, piece.text)

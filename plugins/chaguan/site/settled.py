"""What rules need not be asked again, for with it nothing was wrong when they last were.

Most records are as they were, and most have nothing wrong with them. Records are known as those of
a reading that is kept (`snapshot.py`); once all was read anew, their texts are by their digests.
With whatever something is wrong, it is looked at each time, so that no problem is kept in words.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from chaguan.build.entries import Entries
from chaguan.build.fingerprints import SIZE, digest
from chaguan.build.store import Store
from chaguan.load import Prose
from chaguan.model import Page, Post
from chaguan.model.frozen import dataclass

from .cache_folder import code_digest

ROOM: Final = "settled texts"
ROOM_OF_READINGS: Final = "settled records"
LARGEST: Final = 16 * 1024**2
"""Bytes of all lists: of versions of this program, of builds and of checks; a million texts."""


class Settled:
    """The digests of such texts, kept in a store; where that cannot be used, none is known."""

    def __init__(self, store: Store, what: str) -> None:
        """`what` says which rules are meant."""
        self._store, self._what = store, what
        self._entries = Entries(store, ROOM)
        self._key = digest(code_digest(), sys.version, what).hex()
        self._now: set[bytes] = set()

    @cached_property
    def _known(self) -> frozenset[bytes]:
        kept = b"".join(self._entries.parts(self._key))
        return frozenset(kept[at : at + SIZE] for at in range(0, len(kept), SIZE))

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

    def settle(
        self, pieces: Iterable[Prose], troubled: Iterable[str], *, are_all: bool = True
    ) -> None:
        """Of these pieces nothing is wrong with those whose file is not among the `troubled`.

        Where all were asked of, what is not among them any more is forgotten.
        """
        paths = frozenset(troubled)
        new = {_key(piece) for piece in pieces if piece.position.path not in paths}
        kept = new.union(self._now if are_all else self._known)
        if kept == self._known:
            return
        self._entries.put(self._key, (b"".join(sorted(kept)),))
        self._entries.tidy((self._key,), LARGEST)

    def watched(self, reading: bytes) -> Watched | None:
        """What was kept of a reading."""
        kept = self._readings.part(self._key_of(reading), 0) if reading else None
        try:
            return Watched.from_bytes(kept) if kept else None
        except (TypeError, ValueError, AttributeError):  # as nobody here would have written it
            return None

    def watch(self, reading: bytes, watched: Watched) -> None:
        """Keep what rules found of the records of a reading."""
        if reading:
            key = self._key_of(reading)
            self._readings.put(key, (watched.as_bytes(),))
            self._readings.tidy((key,), LARGEST)

    def quiet(self, reading: bytes) -> frozenset[str] | None:
        """The rules over all records of a reading that found nothing; None where nobody asked."""
        kept = self._readings.part(f"{self._key_of(reading)} rules", 0) if reading else None
        return frozenset(kept.decode("ascii", "replace").split()) if kept is not None else None

    def keep_quiet(self, reading: bytes, rules: Iterable[str]) -> None:
        """Keep which rules over all records of a reading found nothing."""
        if reading:
            key = f"{self._key_of(reading)} rules"
            self._readings.put(key, (" ".join(sorted(rules)).encode("ascii"),))
            self._readings.tidy((key,), LARGEST)

    @cached_property
    def _readings(self) -> Entries:
        return Entries(self._store, ROOM_OF_READINGS)

    def _key_of(self, reading: bytes) -> str:
        return f"{self._key} {reading.hex()}"


@dataclass(frozen=True, slots=True)
class Watched:
    """Which records of a reading have to be looked at again after some were read anew."""

    always: frozenset[str]
    """By their paths: those with which something is wrong, or comes to be with other records."""
    leaning: Mapping[str, frozenset[str]]
    """Those that are right as long as some other files, by their paths, are as they were."""

    def after(self, renewed: frozenset[str]) -> frozenset[str]:
        """The records to look at once those of the paths `renewed` were read again."""
        leaning = (path for path, on in self.leaning.items() if not renewed.isdisjoint(on))
        return self.always | renewed | frozenset(leaning)

    def as_bytes(self) -> bytes:
        leaning = {path: sorted(on) for path, on in sorted(self.leaning.items())}
        return json.dumps([sorted(self.always), leaning], separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, kept: bytes) -> Watched:
        """Raises TypeError, ValueError or AttributeError for what `as_bytes` never gave."""
        always, leaning = json.loads(kept)
        return cls(frozenset(always), {path: frozenset(on) for path, on in leaning.items()})


def _key(piece: Prose) -> bytes:
    """A digest of all that a rule over one text may look at."""
    record = piece.record
    beside = "sponsored" if isinstance(record, Post) and record.sponsored else ""
    if isinstance(record, Page) and not record.title:
        beside = "untitled"
    return digest(record.kind, beside, piece.text)

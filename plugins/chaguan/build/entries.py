"""What is kept by a key that says all of what it was made of: for later builds, or for a while.

Such entries hold for every version of a site. Each room is bounded: what nobody used lately goes.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import Any, Final

from .store import CacheError, Store

LARGEST: Final = 1024**3
"""Bytes of a room."""


class Entries:
    """The entries of one room of a store; each has one or more parts.

    A store that cannot be read or written is none: whatever was asked is made again. What was
    put in is there at once, all parts of it or none.
    """

    def __init__(self, store: Store, room: str) -> None:
        self._store, self._room = store, room
        self._used: set[str] = set()
        self._has_new = False

    def parts(self, key: str) -> tuple[bytes, ...]:
        """The parts of an entry, in their order; none where it is not there."""
        wanted = "SELECT content FROM entries WHERE room = ? AND key = ? ORDER BY part"
        try:
            found = tuple(bytes(row[0]) for row in self._store.rows(wanted, self._room, key))
        except (CacheError, TypeError):
            return ()
        if found:
            self._used.add(key)
        return found

    def part(self, key: str, number: int) -> bytes | None:
        """One part of an entry; None where it is not there."""
        wanted = "SELECT content FROM entries WHERE room = ? AND key = ? AND part = ?"
        try:
            found = [bytes(row[0]) for row in self._store.rows(wanted, self._room, key, number)]
        except (CacheError, TypeError):
            return None
        if not found:
            return None
        self._used.add(key)
        return found[0]

    def sizes(self, key: str) -> tuple[int, ...]:
        """How many bytes each part of an entry has."""
        wanted = "SELECT length(content) FROM entries WHERE room = ? AND key = ? ORDER BY part"
        try:
            return tuple(row[0] for row in self._store.rows(wanted, self._room, key))
        except CacheError:
            return ()

    def put(self, key: str, parts: Sequence[bytes]) -> bool:
        """Keep an entry in the place of the one before; False where nothing can be kept."""
        try:
            with self._store.changing() as connection:
                connection.execute(
                    "DELETE FROM entries WHERE room = ? AND key = ?", (self._room, key)
                )
                connection.executemany(
                    "INSERT INTO entries (room, key, part, content, used) VALUES (?, ?, ?, ?, 0)",
                    ((self._room, key, number, part) for number, part in enumerate(parts)),
                )
        except CacheError:
            return False
        self._used.add(key)
        self._has_new = True
        return True

    def tidy(self, needed: Collection[str] = (), largest: int = LARGEST) -> None:
        """Drop what was used the longest ago, until it is below `largest`; `needed` stays.

        Nothing is done where nothing has been put in.
        """
        if not self._has_new:
            return
        self._has_new = False
        try:
            with self._store.changing() as connection:
                ((turn,),) = connection.execute("SELECT ifnull(max(used), 0) + 1 FROM entries")
                connection.executemany(
                    "UPDATE entries SET used = ? WHERE room = ? AND key = ?",
                    ((turn, self._room, key) for key in sorted({*self._used, *needed})),
                )
                self._used.clear()
                rows = connection.execute(
                    "SELECT key, sum(length(content)) FROM entries WHERE room = ?"
                    " GROUP BY key ORDER BY max(used), min(number)",
                    (self._room,),
                ).fetchall()
                total = sum(size for _, size in rows)
                gone = []
                for key, size in rows:
                    if total > largest and key not in needed:
                        gone.append((self._room, key))
                        total -= size
                connection.executemany("DELETE FROM entries WHERE room = ? AND key = ?", gone)
        except CacheError:
            return


class Lately(dict[Hashable, Any]):
    """A mapping that holds what was put in last, up to a number of things."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: Hashable, value: Any) -> None:
        super().__setitem__(key, value)
        if len(self) > self._most:
            del self[next(iter(self))]

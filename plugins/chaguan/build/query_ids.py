"""All queries that were made while a site was made, each under an id of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from sys import intern
from typing import Any

from .digest import SIZE, digest
from .recorder import Query


class QueryIds:
    """Queries that many jobs make, written down once.

    A trace keeps their ids, 16 bytes each, where the words would be a hundred. An id is a digest
    of the words: two builds that write into one cache at the same time agree on it.
    """

    def __init__(self, known: Iterable[tuple[bytes, Iterable[Any]]] = ()) -> None:
        self._asked: dict[bytes, Query] = {id: _frozen(query) for id, query in known}
        self._ids = {query: id for id, query in self._asked.items()}
        self._new: list[bytes] = []

    @classmethod
    def fetched(cls, fetch: Callable[[bytes], Iterable[Any]]) -> QueryIds:
        """Those of which each is fetched when it is asked for, by its id."""
        ids = cls()
        ids._asked = _Fetched(fetch)
        return ids

    def of(self, queries: Iterable[Query]) -> bytes:
        """Their ids, in their order."""
        return b"".join([self._id(query) for query in queries])

    def every(self) -> Iterator[Query]:
        """All queries that are known here."""
        yield from self._asked.values()

    def named(self, ids: bytes) -> Iterator[Query]:
        """The queries with these ids; KeyError where one was never asked."""
        return map(self._asked.__getitem__, apart(ids))

    def fresh(self) -> list[tuple[bytes, Query]]:
        """Those that are not kept yet; they count as kept from here on."""
        fresh = [(id, self._asked[id]) for id in self._new]
        self._new = []
        return fresh

    def unused(self, used: Iterable[bytes]) -> list[bytes]:
        """The ids that are in none of `used`; they are forgotten."""
        needed = {id for ids in used for id in apart(ids)}
        gone = [id for id in self._asked if id not in needed]
        for id in gone:
            del self._ids[self._asked.pop(id)]
        self._new = [id for id in self._new if id in needed]
        return gone

    def _id(self, query: Query) -> bytes:
        id = self._ids.get(query)
        if id is None:
            query = _frozen(query)
            id = self._ids[query] = digest(repr(query))
            self._asked[id] = query
            self._new.append(id)
        return id


class _Fetched(dict[bytes, Query]):
    def __init__(self, fetch: Callable[[bytes], Iterable[Any]]) -> None:
        self._fetch = fetch

    def __missing__(self, id: bytes) -> Query:
        query = self[id] = _frozen(self._fetch(id))
        return query


def _frozen(query: Iterable[Any]) -> Query:
    """A query as it is held; most of its words are said often."""
    return tuple(
        [
            intern(part) if isinstance(part, str)
            else _frozen(part) if isinstance(part, list | tuple)
            else part
            for part in query
        ]
    )  # fmt: skip


def apart(ids: bytes) -> list[bytes]:
    """Ids that stand one after the other."""
    return [ids[at : at + SIZE] for at in range(0, len(ids), SIZE)]

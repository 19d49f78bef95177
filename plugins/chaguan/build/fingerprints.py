"""Digests by which two builds tell that a thing is the same, and ids of what was asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from hashlib import blake2b
from sys import intern
from typing import Any

from .recorder import Query

SIZE = 16
"""Bytes of a digest: enough that no two things of one site share one by chance."""

NOTHING = bytes(SIZE)
"""The fingerprint of None, and of a query that has no result any more."""


def digest(*parts: str | bytes) -> bytes:
    """A digest of some texts, each apart from the next."""
    whole = blake2b(digest_size=SIZE)
    for part in parts:
        raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        whole.update(len(raw).to_bytes(8, "little"))
        whole.update(raw)
    return whole.digest()


class QueryIds:
    """Queries that many jobs make, written down once.

    A trace keeps their ids, 16 bytes each, where the words would be a hundred. An id is a digest
    of the words: two processes, or builds that write into one cache, agree on it.
    """

    def __init__(
        self,
        known: Iterable[tuple[bytes, Iterable[Any]]] = (),
        fetch: Callable[[Collection[bytes]], Mapping[bytes, Any]] = lambda ids: {},
    ) -> None:
        """Those that are not `known` are fetched when they are asked for, by their ids."""
        self._asked: dict[bytes, Query] = {id: frozen(query) for id, query in known}
        self._ids = {query: id for id, query in self._asked.items()}
        self._new: list[tuple[bytes, Query]] = []
        self._fetch = fetch

    def of(self, queries: Iterable[Query]) -> bytes:
        """Their ids, in their order."""
        return b"".join([self._ids.get(query) or self._id(query) for query in queries])

    def every(self) -> Iterator[Query]:
        """All queries that are known here."""
        yield from self._asked.values()

    def named(self, ids: bytes) -> Iterator[Query]:
        """The queries with these ids; KeyError where one was never asked."""
        wanted = apart(ids)
        if unknown := [id for id in wanted if id not in self._asked]:
            self.learn(self._fetch(unknown).items())
        return map(self._asked.__getitem__, wanted)

    def learn(self, queries: Iterable[tuple[bytes, Iterable[Any]]]) -> None:
        """Know the queries that another process made."""
        self._asked.update((id, frozen(query)) for id, query in queries)

    def fresh(self) -> list[tuple[bytes, Query]]:
        """Those that were not known here; they count as known from here on."""
        fresh, self._new = self._new, []
        return fresh

    def _id(self, query: Query) -> bytes:
        id = self._ids[query] = query_id(query)
        self._new.append((id, query))
        return id


def frozen(query: Iterable[Any]) -> Query:
    """A query as it is held; most of its words are said often."""
    return tuple(
        [
            intern(part) if isinstance(part, str)
            else frozen(part) if isinstance(part, list | tuple)
            else part
            for part in query
        ]
    )  # fmt: skip


def query_id(query: Query) -> bytes:
    """The id under which a query is kept."""
    return digest(repr(query))


def apart(ids: bytes) -> list[bytes]:
    """Ids that stand one after the other."""
    return [ids[at : at + SIZE] for at in range(0, len(ids), SIZE)]


class Fingerprints:
    """The fingerprint of each query's result now; each is worked out once."""

    def __init__(
        self, sources: Mapping[str, Callable[..., object]], lasting: tuple[type, ...] = ()
    ) -> None:
        """`sources` are whom to ask, by the names of queries.

        A source may give bytes, which are a fingerprint already, or a tuple that knows its own.
        What is of a `lasting` type lives as long as this, and is looked at once.
        """
        self._sources = sources
        self._lasting = lasting
        self._known: dict[Query, bytes] = {}
        self._by_identity: dict[int, bytes] = {}
        self._remembered: Callable[[Any], bytes | None] = lambda value: None
        self._kept: Callable[[Collection[Query]], Mapping[Query, bytes]] | None = None

    def all(self, queries: Iterable[Query]) -> bytes:
        """One fingerprint of the results of several queries, in their order."""
        asked = tuple(queries)
        if self._kept is not None:
            unknown = [query for query in asked if query not in self._known]
            self._known.update(self._kept(unknown))
        return digest(b"".join(map(self.one, asked)))

    def one(self, query: Query) -> bytes:
        """The fingerprint of a query's result."""
        known = self._known.get(query)
        if known is None:
            name, *args = query
            try:
                known = self.of(self._sources[name](*args))
            except LookupError:
                known = NOTHING
            self._known[query] = known
        return known

    def take(self, kept: Callable[[Collection[Query]], Mapping[Query, bytes]]) -> None:
        """Take what this gives for the fingerprints of queries, as far as none is known yet."""
        self._kept = kept

    def remember(self, fingerprint_of: Callable[[Any], bytes | None]) -> None:
        """Take what this gives for the fingerprint of a value of a lasting type, if anything."""
        self._remembered = fingerprint_of

    def of(self, value: object) -> bytes:
        """The fingerprint of a value."""
        if isinstance(value, tuple):
            if isinstance(own := getattr(value, "fingerprint", None), bytes):
                return own
            # what is looked up at once is never another's: that lives on
            known = self._by_identity.get
            return digest(b"".join([known(id(each)) or self.of(each) for each in value]))
        if isinstance(value, self._lasting):
            fingerprint = self._by_identity.get(id(value))
            if fingerprint is None:
                fingerprint = self._remembered(value) or digest(repr(value))
                self._by_identity[id(value)] = fingerprint
            return fingerprint
        if isinstance(value, bytes):
            return value
        if isinstance(value, frozenset):
            return digest(*sorted(map(repr, value)))
        return NOTHING if value is None else digest(repr(value))

"""Fingerprints: digests of the results of queries, by which builds tell that nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from .digest import SIZE, digest
from .recorder import Query

NOTHING = bytes(SIZE)
"""The fingerprint of None, and of a query that has no result any more."""


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

    def all(self, queries: Iterable[Query]) -> bytes:
        """One fingerprint of the results of several queries, in their order."""
        return digest(b"".join(map(self.one, queries)))

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

    def remember(self, value: object, fingerprint: bytes) -> None:
        """Take this for the fingerprint of a value of a lasting type, which it is known to be."""
        self._by_identity[id(value)] = fingerprint

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
                fingerprint = self._by_identity[id(value)] = digest(repr(value))
            return fingerprint
        if isinstance(value, bytes):
            return value
        if isinstance(value, frozenset):
            return digest(*sorted(map(repr, value)))
        return NOTHING if value is None else digest(repr(value))

"""Records which queries a job makes: its dependencies.

As long as every query has the same result, so has the job, and it need not be done again (a
verifying trace: Mokhov, Mitchell, Peyton Jones, "Build Systems à la Carte", 2018, 4.2.2). A class
whose public methods are marked with `query` is recorded by construction: nobody has to declare
what a job depends on.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Hashable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from math import inf
from typing import Any, Concatenate, Final, ParamSpec, Self, TypeVar, cast

Query = tuple[Any, ...]
"""The name of a query and its arguments: texts, numbers, None, and tuples of them."""

P = ParamSpec("P")
Q = TypeVar("Q", bound="Queries")
R = TypeVar("R")
T = TypeVar("T")

BETWEEN: Final = "between"
"""The query whether the time is still within two moments (seconds since 1970)."""


@dataclass(slots=True)
class Recording:
    """The queries that were made, in the order of the first time."""

    queries: dict[Query, None] = field(default_factory=dict)
    since: float = -inf
    until: float = inf
    """All that the clock was asked has the same result between the two."""

    def __iter__(self) -> Iterator[Query]:
        yield from self.queries
        if self.since > -inf or self.until < inf:
            yield (BETWEEN, repr(self.since), repr(self.until))


class Recorder:
    """Writes down the queries that are made while something is recorded."""

    def __init__(self) -> None:
        self._recording: Recording | None = None

    def record(self, *query: Any) -> None:
        """One query, by its name and arguments."""
        if self._recording is not None:
            self._recording.queries[query] = None

    def record_between(self, since: float = -inf, until: float = inf) -> None:
        """A query to the clock that has one result between two moments."""
        if self._recording is not None:
            self._recording.since = max(self._recording.since, since)
            self._recording.until = min(self._recording.until, until)

    @contextmanager
    def recording(self) -> Iterator[Recording]:
        """The queries that are made from here on."""
        before, self._recording = self._recording, Recording()
        recording = self._recording
        try:
            yield recording
        finally:
            self._recording = before
            if before is not None:
                self._repeat(recording)

    def remembered(
        self, memory: MutableMapping[Hashable, Any], key: Hashable, make: Callable[[], T]
    ) -> T:
        """What `make` makes, made once and kept in `memory`.

        Whoever is given what is remembered depends on what its maker depended on.
        """
        if key not in memory:
            with self.recording() as recording:
                made = make()
            memory[key] = made, recording
            return made
        known: tuple[T, Recording] = memory[key]
        self._repeat(known[1])
        return known[0]

    def _repeat(self, recording: Recording) -> None:
        if self._recording is not None:
            self._recording.queries.update(recording.queries)
            self.record_between(recording.since, recording.until)


class Queries:
    """Has queries, the methods that are marked so; all public methods should be."""

    def __init__(self) -> None:
        self.recorder = Recorder()
        self._plain = self

    def tracked(self, recorder: Recorder) -> Self:
        """The same, whose queries are recorded. What they ask of each other is not."""
        other = copy.copy(self)
        other.recorder, other._plain = recorder, self
        return other


def query(method: Callable[Concatenate[Q, P], R]) -> Callable[Concatenate[Q, P], R]:
    """Mark a method as a query: whoever calls it depends on its result.

    It is called by position, with arguments that a `Query` may hold, and returns what does not
    change: records, tuples, texts, numbers.
    """
    name = method.__name__

    @wraps(method)
    def recorded(self: Any, *args: P.args, **by_name: P.kwargs) -> R:
        if by_name:
            raise TypeError(f"the query {name} takes its arguments by position")
        self.recorder.record(name, *args)
        return method(self._plain, *args, **by_name)

    recorded.is_query = True  # type: ignore[attr-defined]
    return cast("Callable[Concatenate[Q, P], R]", recorded)


def queries_of(queries: Queries) -> Mapping[str, Callable[..., object]]:
    """Its queries, unrecorded, by their names."""
    plain = queries._plain
    found = (
        name for name in dir(type(plain)) if getattr(getattr(type(plain), name), "is_query", 0)
    )
    return {name: getattr(plain, name) for name in found}

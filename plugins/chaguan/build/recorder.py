"""Records which queries a job makes: its dependencies."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any, Final, TypeVar

Query = tuple[str, ...]
"""What is asked, and of what: `("record", "person", "lin-mei")`."""

K = TypeVar("K", bound=str)
T = TypeVar("T")


BETWEEN: Final = "between"
"""The query whether the time is still within two moments (seconds since 1970)."""


@dataclass(slots=True)
class Recording:
    """What was asked, in the order of the first asking."""

    queries: dict[Query, None] = field(default_factory=dict)
    since: float = -inf
    until: float = inf
    """All that was asked of the clock has the same answers between the two."""

    def __iter__(self) -> Iterator[Query]:
        yield from self.queries
        if self.since > -inf or self.until < inf:
            yield (BETWEEN, repr(self.since), repr(self.until))


class Recorder:
    """Writes down what is asked while somebody listens."""

    def __init__(self) -> None:
        self._recording: Recording | None = None

    def record(self, *query: str) -> None:
        if self._recording is None:
            return
        match query:
            case (what, since, until) if what == BETWEEN:
                self.record_between(float(since), float(until))
            case _:
                self._recording.queries[query] = None

    def record_between(self, since: float = -inf, until: float = inf) -> None:
        """The clock is asked something that has one answer between two moments."""
        if self._recording is not None:
            self._recording.since = max(self._recording.since, since)
            self._recording.until = min(self._recording.until, until)

    @contextmanager
    def recording(self) -> Iterator[Recording]:
        """The queries that are asked from here on."""
        before, self._recording = self._recording, Recording()
        recording = self._recording
        try:
            yield recording
        finally:
            self._recording = before
            if before is not None:
                before.queries.update(recording.queries)
                self.record_between(recording.since, recording.until)


class AskedMapping(Mapping[K, T]):
    """A mapping whose readers are recording: of one value, of the keys, or of all values."""

    def __init__(
        self, values: Mapping[K, T], recorder: Recorder, one: Query, keys: Query, every: Query
    ) -> None:
        self._values, self._recorder = values, recorder
        self._one, self._keys, self._every = one, keys, every

    def __getitem__(self, key: K) -> T:
        self._recorder.record(*self._one, key)
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        self._recorder.record(*self._one, str(key))
        return key in self._values

    def __iter__(self) -> Iterator[K]:
        self._recorder.record(*self._keys)
        return iter(self._values)

    def __len__(self) -> int:
        self._recorder.record(*self._keys)
        return len(self._values)

    def values(self) -> ValuesView[T]:
        self._recorder.record(*self._every)
        return self._values.values()

    def items(self) -> ItemsView[K, T]:
        self._recorder.record(*self._every)
        return self._values.items()


class AskedTuple(tuple[T, ...]):
    """A tuple whose readers are recording: of its length, of a slice, or of all."""

    _recorder: Recorder
    _query: Query

    @classmethod
    def of(cls, values: tuple[T, ...], recorder: Recorder, *query: str) -> AskedTuple[T]:
        asked = cls(values)
        asked._recorder, asked._query = recorder, query
        return asked

    def __iter__(self) -> Iterator[T]:
        self._recorder.record(*self._query)
        return super().__iter__()

    def __len__(self) -> int:
        self._recorder.record(*self._query, "count")
        return super().__len__()

    def __getitem__(self, at: Any) -> Any:
        self._recorder.record(*self._query, *_slice(at))
        return super().__getitem__(at)

    def __contains__(self, value: object) -> bool:
        self._recorder.record(*self._query)
        return super().__contains__(value)


def _slice(at: object) -> tuple[str, ...]:
    """A slice as a query; nothing for one that is none of the usual."""
    match at:
        case slice(start=start, stop=stop, step=None):
            return (f"{'' if start is None else start}:{'' if stop is None else stop}",)
        case _:
            return ()

"""Who asks what: questions are written down while somebody listens."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any, Final, TypeVar

Question = tuple[str, ...]
"""What is asked, and of what: `("record", "person", "lin-mei")`."""

K = TypeVar("K", bound=str)
T = TypeVar("T")


BETWEEN: Final = "between"
"""The question whether the time is still within two moments (seconds since 1970)."""


@dataclass(slots=True)
class Heard:
    """What was asked, in the order of the first asking."""

    questions: dict[Question, None] = field(default_factory=dict)
    since: float = -inf
    until: float = inf
    """All that was asked of the clock has the same answers between the two."""

    def __iter__(self) -> Iterator[Question]:
        yield from self.questions
        if self.since > -inf or self.until < inf:
            yield (BETWEEN, repr(self.since), repr(self.until))


class Tracer:
    """Writes down what is asked while somebody listens."""

    def __init__(self) -> None:
        self._heard: Heard | None = None

    def ask(self, *question: str) -> None:
        if self._heard is None:
            return
        match question:
            case (what, since, until) if what == BETWEEN:
                self.ask_between(float(since), float(until))
            case _:
                self._heard.questions[question] = None

    def ask_between(self, since: float = -inf, until: float = inf) -> None:
        """The clock is asked something that has one answer between two moments."""
        if self._heard is not None:
            self._heard.since = max(self._heard.since, since)
            self._heard.until = min(self._heard.until, until)

    @contextmanager
    def listening(self) -> Iterator[Heard]:
        """The questions that are asked from here on."""
        before, self._heard = self._heard, Heard()
        heard = self._heard
        try:
            yield heard
        finally:
            self._heard = before
            if before is not None:
                before.questions.update(heard.questions)
                self.ask_between(heard.since, heard.until)


class AskedMapping(Mapping[K, T]):
    """A mapping whose readers are heard: of one value, of the keys, or of all values."""

    def __init__(
        self, values: Mapping[K, T], tracer: Tracer, one: Question, keys: Question, every: Question
    ) -> None:
        self._values, self._tracer = values, tracer
        self._one, self._keys, self._every = one, keys, every

    def __getitem__(self, key: K) -> T:
        self._tracer.ask(*self._one, key)
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        self._tracer.ask(*self._one, str(key))
        return key in self._values

    def __iter__(self) -> Iterator[K]:
        self._tracer.ask(*self._keys)
        return iter(self._values)

    def __len__(self) -> int:
        self._tracer.ask(*self._keys)
        return len(self._values)

    def values(self) -> ValuesView[T]:
        self._tracer.ask(*self._every)
        return self._values.values()

    def items(self) -> ItemsView[K, T]:
        self._tracer.ask(*self._every)
        return self._values.items()


class AskedTuple(tuple[T, ...]):
    """A tuple whose readers are heard: of its length, of a slice, or of all."""

    _tracer: Tracer
    _question: Question

    @classmethod
    def of(cls, values: tuple[T, ...], tracer: Tracer, *question: str) -> AskedTuple[T]:
        asked = cls(values)
        asked._tracer, asked._question = tracer, question
        return asked

    def __iter__(self) -> Iterator[T]:
        self._tracer.ask(*self._question)
        return super().__iter__()

    def __len__(self) -> int:
        self._tracer.ask(*self._question, "count")
        return super().__len__()

    def __getitem__(self, at: Any) -> Any:
        self._tracer.ask(*self._question, *_slice(at))
        return super().__getitem__(at)

    def __contains__(self, value: object) -> bool:
        self._tracer.ask(*self._question)
        return super().__contains__(value)


def _slice(at: object) -> tuple[str, ...]:
    """A slice as a question; nothing for one that is none of the usual."""
    match at:
        case slice(start=start, stop=stop, step=None):
            return (f"{'' if start is None else start}:{'' if stop is None else stop}",)
        case _:
            return ()

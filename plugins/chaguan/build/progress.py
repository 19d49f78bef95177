"""How far a build is: how each job was done, now or before, and what the cache was given of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from .cache import Cache
from .fingerprints import QueryIds, apart
from .job import Trace, repeat
from .packing import unpacked
from .recorder import Query

_AT_ONCE: Final = 4 * 1024 * 1024
"""Bytes of new, compressed contents that are held in memory; what is more goes to the cache."""
_MOST: Final = 4096
"""Traces that are held: to add who asked what for each of a few would take long."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A job that was done, perhaps in another process."""

    trace: Trace
    queries: Sequence[tuple[bytes, Query]]
    """Those of its queries that its process had not told before, and their ids."""
    contents: Sequence[tuple[bytes, bytes]]
    """Digests and compressed contents of new files."""
    is_lasting: bool = True


@dataclass
class Progress:
    """What is known of the jobs of one build."""

    cache: Cache
    is_partial: bool = field(default=False, kw_only=True)
    """Only some of a site's jobs are done again; all others, and their files, stay as they are."""
    is_brief: bool = field(default=False, kw_only=True)
    """The process ends with this build: it need not hold what the cache has been given."""
    made: int = field(default=0, init=False)
    """How many jobs were not as before."""
    asked: int = field(default=0, init=False)
    """How many there were."""
    _traces: dict[str, Trace] = field(default_factory=dict, init=False)
    """How jobs were done in builds before."""
    _done: dict[str, Trace | None] = field(default_factory=dict, init=False)
    """How they were done in this one; None for what the cache alone knows."""
    _parts: dict[str, bytes] = field(default_factory=dict, init=False)
    """The digests of what such jobs made for others to read, which is no file of the site."""
    _lost: set[str] = field(default_factory=set, init=False)
    """What failed: it is tried again when it is asked for again."""
    _queries: QueryIds = field(default_factory=QueryIds, init=False)
    _new: dict[str, Trace] = field(default_factory=dict, init=False)
    """What the cache has not been given yet: traces, queries, contents."""
    _asked: list[tuple[bytes, Query]] = field(default_factory=list, init=False)
    _contents: dict[bytes, bytes] = field(default_factory=dict, init=False)
    _held: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.is_partial:
            self._queries = QueryIds(fetch=self.cache.queries_of)
        else:
            self._traces = self.cache.traces()
            self._queries = self.cache.queries()

    def trace(self, name: str) -> Trace | None:
        """How a job was done in this build, or in one before if it stays as it is."""
        if name in self._done:
            return self._done[name] or self.cache.trace(name)
        return self._kept(name) if self.is_partial else None

    def parts(self, name: str) -> Sequence[bytes] | None:
        """The digests of all that a job made, as `trace` tells them."""
        known = self._parts.get(name)
        if known is not None:
            return apart(known)
        trace = self.trace(name)
        return [key for _, key in trace.files] if trace is not None else None

    def latest(self, name: str) -> Trace | None:
        """How a job was done last, in this build or in one before."""
        return self.trace(name) or self._kept(name)

    def done(self) -> Iterable[str]:
        """The jobs of this build so far."""
        return self._done.keys()

    def is_changed(self, name: str) -> bool:
        """Whether a job's files are others than they were before."""
        done, before = self._done.get(name), self._kept(name)
        return done is not None and (before is None or done.files != before.files)

    def repeat_kept(self) -> None:
        """Say again what was logged while that was made which stays as it is."""
        for name, lines in self.cache.logs().items():
            if name not in self._done:
                repeat(lines)

    def _kept(self, name: str) -> Trace | None:
        """How a job was done before."""
        if self.is_partial and name not in self._traces:
            kept = self.cache.trace(name)
            if kept is None:
                return None
            self._traces[name] = kept
        return self._traces.get(name)

    def queries(self) -> Iterator[Query]:
        """The queries of the jobs of this build; of a partial one, at least of those it did."""
        return self._queries.every() if self.is_partial else self.cache.every_query()

    @property
    def is_whole(self) -> bool:
        """Whether everything that was asked for could be made, and need not be made again."""
        return not self._lost

    def content(self, digest: bytes) -> bytes | None:
        """What stands in a file that was made or kept."""
        packed_up = self._contents.get(digest)
        return unpacked(packed_up) if packed_up is not None else self.cache.content(digest)

    def known(self, digest: bytes) -> bytes:
        """What a job of this build made; DamagedError where that is lost."""
        content = self.content(digest)
        if content is None:
            raise self.cache.lost(f"what {digest.hex()} names")
        return content

    def keep(self) -> None:
        """Remember what was made for the next build."""
        gone = [name for name in self._traces if name not in self._done]
        if not self.made and not gone:
            return
        self._hand_over(self._new)
        if self.is_partial:  # what is not needed any more goes with the next whole build
            return
        self.cache.forget(gone)
        if self._traces:
            self.cache.tidy()
        self.cache.tidy_generations()

    def _note(self, name: str, finished: Finished) -> None:
        """A job was done."""
        self._done[name] = finished.trace
        self._parts.pop(name, None)
        if finished.is_lasting:
            self._new[name] = finished.trace
            self._lost.discard(name)
        else:
            self._lost.add(name)

    def _hold(self, finished: Finished) -> None:
        """A large site's pages do not fit into memory; a cut build leaves them to be tidied."""
        if self.is_partial or not self.is_brief:
            self._queries.learn(finished.queries)
        self._asked.extend(finished.queries)
        self._contents.update(finished.contents)
        self._held += sum(len(content) for _, content in finished.contents)
        if len(self._new) >= _MOST and not self.is_partial:  # in which one asks how it was before
            self._hand_over(self._new)
        elif self._held > _AT_ONCE:
            self._hand_over({})

    def _hand_over(self, new: dict[str, Trace]) -> None:
        """Give the cache how jobs were done, and what it has not been given yet."""
        self.cache.keep(new, self._contents.items(), self._asked, self._traces)
        self._contents.clear()
        self._asked.clear()
        self._held = 0
        if self.is_brief and not self.is_partial:
            self._let_go(new)
        new.clear()

    def _let_go(self, known: Mapping[str, Trace]) -> None:
        """Hold no more of these than what is often asked."""
        for name, trace in known.items():
            if self._done[name] is trace:
                self._done[name] = None
                if not any(path for path, _ in trace.files):
                    self._parts[name] = b"".join([key for _, key in trace.files])

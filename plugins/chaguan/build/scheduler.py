"""Makes what has changed, and takes the rest as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from .cache import Cache
from .chunks import FEWEST
from .fingerprints import Fingerprints, QueryIds, digest
from .job import Job, Result, Trace, captured_log, repeat
from .packing import packed, unpacked
from .pool import Pool, Unfinished, processors
from .recorder import Query, Recorder
from .staging import Staging
from .store import CacheError

LIMIT: Final = 10.0
"""Seconds of processor time that one text, page or feed may take; it takes a hundredth of one."""
_AT_ONCE: Final = 8 * 1024 * 1024
"""Bytes of new, compressed contents that are held in memory; what is more goes to the cache."""


_DONE: Final = Job("", b"", "", lambda before: Result())
"""Takes the place of a job that is done: those of a large site are much to hold."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A job that was done, perhaps in another process."""

    trace: Trace
    """Without its queries, which have ids only in the process that schedules."""
    queries: tuple[Query, ...]
    contents: tuple[tuple[bytes, bytes], ...]
    """Digests and compressed contents of new files."""
    is_lasting: bool = True


@dataclass
class Scheduler:
    """Does jobs, each as far as it must be done."""

    cache: Cache
    fingerprints: Fingerprints
    recorder: Recorder
    outputs: Staging | None
    """Where files are written; None where they are only kept."""
    failed: Callable[[Job, Exception], Result]
    """What stands for what could not be made, or took too long; it reports that."""
    logger: str
    """The name of the log whose lines belong to what is made."""
    fatal: tuple[type[Exception], ...] = ()
    """What is the whole site's fault, and ends the build instead of one job."""
    passes: tuple[type[Exception], ...] = ()
    """Those of them that can travel between processes."""
    prepare: Callable[[], None] = lambda: None
    """Called before processes are forked: works out what each of them would have to."""
    is_partial: bool = False
    """Only some of a site's jobs are done again; all others, and their files, stay as they are."""
    _traces: dict[str, Trace] = field(default_factory=dict)
    _queries: QueryIds = field(default_factory=QueryIds)
    _new: dict[str, Trace] = field(default_factory=dict)
    _contents: dict[bytes, bytes] = field(default_factory=dict)
    _held: int = 0
    _done: dict[str, Trace] = field(default_factory=dict)
    _lost: set[str] = field(default_factory=set)
    """What failed: it is tried again when it is asked for again."""
    made: int = 0
    """How many jobs were not as before."""
    asked: int = 0
    """How many there were."""

    def __post_init__(self) -> None:
        if self.is_partial:
            self._queries = QueryIds.fetched(self.cache.queries_of)
        else:
            self._traces = self.cache.traces()
            self._queries = self.cache.queries()

    def do(self, jobs: Sequence[Job], *, is_bounded: bool = False) -> None:
        """Do all of them; those that are `is_bounded` end, or are ended, within `LIMIT`."""
        todo = [job for job in jobs if not self._take(job)]
        self.asked += len(jobs)
        self.made += len(todo)
        if not is_bounded:
            todo = self._done_here(todo)
        if not todo:
            return
        if not is_bounded:
            self.prepare()
        self.cache.close()
        passes: tuple[type[Exception], ...] = (CacheError, *self.passes)
        pool = Pool(self._quietly, LIMIT, _party, lambda job: job.weight, passes=passes)
        for at, finished in pool.results(todo):
            job, todo[at] = todo[at], _DONE
            if isinstance(finished, Unfinished):
                finished = self._failed(job, finished)
            else:
                repeat(finished.trace.log)
            self._receive(job, finished)

    def _done_here(self, todo: list[Job]) -> list[Job]:
        """Do what is little, or the first of each sort, for all processes; the rest is left."""
        is_little = len(todo) == 1 or sum(job.weight for job in todo) < FEWEST
        if is_little or processors() == 1:
            here, rest = todo, []
        else:
            firsts = {job.sort: job.name for job in reversed(todo) if job.sort}
            here = [job for job in todo if firsts.get(job.sort) == job.name]
            rest = [job for job in todo if firsts.get(job.sort) != job.name]
        for job in here:
            self._receive(job, self._finished(job))
        return rest

    def trace(self, name: str) -> Trace | None:
        """How a job was done in this build, or in one before if it stays as it is."""
        return self._done.get(name) or (self._kept(name) if self.is_partial else None)

    def latest(self, name: str) -> Trace | None:
        """How a job was done last, in this build or in one before."""
        return self._done.get(name) or self._kept(name)

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
        return self._queries.every()

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
        if not self._new and not gone:
            return
        fresh = self._queries.fresh()
        self.cache.keep(self._new, self._contents.items(), fresh, self._traces)
        if self.is_partial:  # what is not needed any more goes with the next whole build
            return
        unused = self._queries.unused(trace.queries for trace in self._done.values())
        self.cache.forget(gone, unused)
        self.cache.tidy({digest for trace in self._done.values() for _, digest in trace.files})

    def _take(self, job: Job) -> bool:
        """Take the kept result, where it is still right."""
        trace = self.latest(job.name)
        if trace is None or job.name in self._lost or trace.own != job.own_digest():
            return False
        if self._fingerprint(trace) != trace.fingerprint:
            return False
        if not self._put(trace):
            return False
        self._done[job.name] = trace
        repeat(trace.log)
        return True

    def _fingerprint(self, trace: Trace) -> bytes:
        """That of its queries' results now."""
        try:
            return self.fingerprints.all(self._queries.named(trace.queries))
        except KeyError:  # half a cache
            return b""

    def _put(self, trace: Trace) -> bool:
        """Have the files of a kept result in the site; False where their contents are lost."""
        if self.outputs is None:
            return True
        for path, key in trace.files:
            if not path:
                continue
            if self.outputs.is_there(path, key):
                self.outputs.stay(path, key)
                continue
            content = self.content(key)
            if content is None:
                return False
            self.outputs.write(path, key, content)
        return True

    def _quietly(self, job: Job) -> Finished:
        """In another process, whose log nobody reads."""
        return self._finished(job, is_quiet=True)

    def _finished(self, job: Job, *, is_quiet: bool = False) -> Finished:
        before = self.latest(job.name)
        fatal: tuple[type[Exception], ...] = (CacheError, *self.fatal)
        logged, recorded = captured_log(self.logger, is_quiet=is_quiet), self.recorder.recording()
        with logged as lines, recorded as recording:
            try:
                made = job.make(before.shown if before else b"")
            except fatal:
                raise
            except Exception as failure:
                made = self.failed(job, failure)
        queries = tuple(recording)
        fingerprint = self.fingerprints.all(queries)
        trace = Trace(job.own_digest(), b"", fingerprint, made.shown, (), tuple(lines))
        if made.is_as_before and before is not None:
            trace = replace(trace, files=before.files)
            return Finished(trace, queries, (), is_lasting=made.is_lasting)
        return self._packed(made, trace, queries)

    def _hold(self, contents: Sequence[tuple[bytes, bytes]]) -> None:
        """A large site's pages do not fit into memory; a cut build leaves them to be tidied."""
        self._contents.update(contents)
        self._held += sum(len(content) for _, content in contents)
        if self._held > _AT_ONCE:
            self.cache.keep({}, self._contents.items())
            self._contents.clear()
            self._held = 0

    def _failed(self, job: Job, unfinished: Unfinished) -> Finished:
        made = self.failed(job, TimeoutError(unfinished.why))
        return self._packed(made, Trace(job.own_digest(), b"", b"", b"", ()), ())

    def _packed(self, made: Result, trace: Trace, queries: tuple[Query, ...]) -> Finished:
        files, contents = list(made.placed), []
        for path, key in made.placed:
            if path and self.outputs is not None and not self.outputs.is_there(path, key):
                self.outputs.write(path, key, self.known(key))
        for path, content in made.files:
            key = digest(content)
            files.append((path, key))
            contents.append((key, packed(content)))
            if path and self.outputs is not None and not self.outputs.is_there(path, key):
                self.outputs.write(path, key, content)
        trace = replace(trace, files=tuple(files))
        return Finished(trace, queries, tuple(contents), is_lasting=made.is_lasting)

    def _receive(self, job: Job, finished: Finished) -> None:
        trace = replace(finished.trace, queries=self._queries.of(finished.queries))
        self._hold(finished.contents)
        if self.outputs is not None:
            if finished.contents or not trace.files:
                for path, digest in trace.files:
                    if path and self.outputs.is_there(path, digest):
                        self.outputs.stay(path, digest)
                    elif path:
                        self.outputs.written(path, digest)
            elif not self._put(trace):
                raise self.cache.lost(f"what {job.name} made")
        self._done[job.name] = trace
        if finished.is_lasting:
            self._new[job.name] = trace
            self._lost.discard(job.name)
        else:
            self._lost.add(job.name)


def _party(job: Job) -> str:
    return job.party

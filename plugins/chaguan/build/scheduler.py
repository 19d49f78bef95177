"""Makes what has changed, and takes the rest as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from .chunks import FEWEST
from .fingerprints import Fingerprints, apart, digest
from .job import Job, Result, Trace, captured_log, repeat
from .packing import packed
from .pool import Pool, Unfinished, processors
from .progress import Finished, Progress
from .recorder import Recorder
from .staging import Staging
from .store import CacheError

LIMIT: Final = 10.0
"""Seconds of processor time that one text, page or feed may take; it takes a hundredth of one."""


_DONE: Final = Job("", b"", "", lambda before: Result())
"""Takes the place of a job that is done: those of a large site are much to hold."""


@dataclass
class Scheduler(Progress):
    """Does jobs, each as far as it must be done."""

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
    altered: set[bytes] = field(default_factory=set)
    """The ids of the queries that have other results; for a build that `is_partial`, which looks
    at no others."""

    def do(self, jobs: Sequence[Job], *, is_bounded: bool = False) -> None:
        """Do all of them; those that are `is_bounded` end, or are ended, within `LIMIT`."""
        todo = [job for job in jobs if not self._take(job)]
        self.asked += len(jobs)
        self.made += len(todo)
        del jobs  # whoever gave them has let go of them: those of a large site are much to hold
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

    def _take(self, job: Job) -> bool:
        """Take the kept result, where it is still right."""
        trace = self.latest(job.name)
        if trace is None or job.name in self._lost or trace.own != job.own_digest():
            return False
        if not self._is_right(trace):
            return False
        if not self._put(trace):
            return False
        self._done[job.name] = trace
        repeat(trace.log)
        return True

    def _is_right(self, trace: Trace) -> bool:
        """Whether its queries have the results that they had."""
        if self.is_partial:
            return self.altered.isdisjoint(apart(trace.queries))
        try:
            queries = self._queries.named(trace.queries)
            return self.fingerprints.all(queries) == trace.fingerprint
        except KeyError:  # half a cache
            return False

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
        trace = Trace(
            job.own_digest(), self._queries.of(queries), fingerprint, made.shown, (), tuple(lines)
        )
        if made.is_as_before and before is not None:
            trace = replace(trace, files=before.files)
            return Finished(trace, self._queries.fresh(), (), is_lasting=made.is_lasting)
        return self._packed(made, trace)

    def _failed(self, job: Job, unfinished: Unfinished) -> Finished:
        made = self.failed(job, TimeoutError(unfinished.why))
        return self._packed(made, Trace(job.own_digest(), b"", b"", b"", ()))

    def _packed(self, made: Result, trace: Trace) -> Finished:
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
        fresh = self._queries.fresh()
        return Finished(trace, fresh, tuple(contents), is_lasting=made.is_lasting)

    def _receive(self, job: Job, finished: Finished) -> None:
        trace = finished.trace
        self._hold(finished)
        if self.outputs is not None:
            if finished.contents or not trace.files:
                for path, digest in trace.files:
                    if path and self.outputs.is_there(path, digest):
                        self.outputs.stay(path, digest)
                    elif path:
                        self.outputs.written(path, digest)
            elif not self._put(trace):
                raise self.cache.lost(f"what {job.name} made")
        self._note(job.name, finished)


def _party(job: Job) -> str:
    return job.party

"""Makes what has changed, and takes the rest as it is."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from jinja2 import TemplateError
from mkdocs.exceptions import BuildError

from chaguan.site.fingerprints import Answers

from .cache import Cache, packed, unpacked
from .chunks import FEWEST
from .digest import digest
from .job import Job, Result, Trace
from .log_capture import heard
from .pool import Overdue, Pool, processors
from .query_ids import Questions
from .recorder import Question, Tracer
from .staging import Staging

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
    """Without its questions, which have marks only here."""
    asked: tuple[Question, ...]
    contents: tuple[tuple[bytes, bytes], ...]
    """Digests and compressed contents of new files."""
    is_lasting: bool = True


@dataclass
class Scheduler:
    """Does jobs, each as far as it must be done."""

    kept: Cache
    answers: Answers
    tracer: Tracer
    outputs: Staging | None
    """Where files are written; None where they are only kept."""
    failed: Callable[[Job, Exception], Result]
    """What stands for what could not be made, or took too long; it reports that."""
    part: Callable[[], None] = lambda: None
    """Done before processes part: what each of them would have to work out again."""
    _traces: dict[str, Trace] = field(default_factory=dict)
    _questions: Questions = field(default_factory=Questions)
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
        self._traces = self.kept.traces()
        self._questions = self.kept.questions()

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
            self.part()
        self.kept.close()
        spread = Pool(self._quietly, LIMIT, _party, lambda job: job.weight)
        for at, finished in spread.results(todo):
            job, todo[at] = todo[at], _DONE
            if isinstance(finished, Overdue):
                finished = self._failed(job, finished)
            else:
                _repeat(finished.trace)
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
        """How a job was done in this build."""
        return self._done.get(name)

    def content(self, digest: bytes) -> bytes | None:
        """What stands in a file that was made or kept."""
        packed_up = self._contents.get(digest)
        return unpacked(packed_up) if packed_up is not None else self.kept.content(digest)

    def known(self, digest: bytes) -> bytes:
        """What a job of this build made; DamagedError where that is lost."""
        content = self.content(digest)
        if content is None:
            raise self.kept.lost(f"what {digest.hex()} names")
        return content

    def keep(self) -> None:
        """Remember what was made for the next build."""
        gone = [name for name in self._traces if name not in self._done]
        if not self._new and not gone:
            return
        self.kept.keep(self._new, self._contents.items(), self._questions.fresh())
        unused = self._questions.unused(trace.questions for trace in self._done.values())
        self.kept.forget(gone, unused)
        self.kept.tidy({digest for trace in self._done.values() for _, digest in trace.files})

    def _take(self, job: Job) -> bool:
        """Take the kept result, where it is still right."""
        trace = self._done.get(job.name) or self._traces.get(job.name)
        if trace is None or trace.own != job.own or job.name in self._lost:
            return False
        if self._answered(trace) != trace.answers:
            return False
        if not self._put(trace):
            return False
        self._done[job.name] = trace
        _repeat(trace)
        return True

    def _answered(self, trace: Trace) -> bytes:
        """The digest of what is answered now."""
        try:
            return self.answers.all(self._questions.of(trace.questions))
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
        before = self._done.get(job.name) or self._traces.get(job.name)
        with heard(is_quiet=is_quiet) as said, self.tracer.listening() as questions:
            try:
                made = job.make(before.shown if before else b"")
            except (TemplateError, BuildError):
                raise  # the site's, not a record's
            except Exception as failure:
                made = self.failed(job, failure)
        asked = tuple(questions)
        answers = self.answers.all(asked)
        trace = Trace(job.own, b"", answers, made.shown, (), tuple(said))
        if made.is_as_before and before is not None:
            trace = replace(trace, files=before.files)
            return Finished(trace, asked, (), is_lasting=made.is_lasting)
        return self._packed(made, trace, asked)

    def _hold(self, contents: Sequence[tuple[bytes, bytes]]) -> None:
        """A large site's pages do not fit into memory; a cut build leaves them to be tidied."""
        self._contents.update(contents)
        self._held += sum(len(content) for _, content in contents)
        if self._held > _AT_ONCE:
            self.kept.keep({}, self._contents.items())
            self._contents.clear()
            self._held = 0

    def _failed(self, job: Job, overdue: Overdue) -> Finished:
        made = self.failed(job, TimeoutError(overdue.why))
        return self._packed(made, Trace(job.own, b"", b"", b"", ()), ())

    def _packed(self, made: Result, trace: Trace, asked: tuple[Question, ...]) -> Finished:
        files, contents = list(made.placed), []
        for path, key in made.placed:
            if self.outputs is not None and not self.outputs.is_there(path, key):
                self.outputs.write(path, key, self.known(key))
        for path, content in made.files:
            key = digest(content)
            files.append((path, key))
            contents.append((key, packed(content)))
            if path and self.outputs is not None and not self.outputs.is_there(path, key):
                self.outputs.write(path, key, content)
        trace = replace(trace, files=tuple(files))
        return Finished(trace, asked, tuple(contents), is_lasting=made.is_lasting)

    def _receive(self, job: Job, finished: Finished) -> None:
        trace = replace(finished.trace, questions=self._questions.marks(finished.asked))
        self._hold(finished.contents)
        if self.outputs is not None:
            if finished.contents or not trace.files:
                for path, digest in trace.files:
                    if path and self.outputs.is_there(path, digest):
                        self.outputs.stay(path, digest)
                    elif path:
                        self.outputs.written(path, digest)
            elif not self._put(trace):
                raise self.kept.lost(f"what {job.name} made")
        self._done[job.name] = trace
        if finished.is_lasting:
            self._new[job.name] = trace
            self._lost.discard(job.name)
        else:
            self._lost.add(job.name)


def _party(job: Job) -> str:
    return job.party


def _repeat(trace: Trace) -> None:
    for said in trace.said:
        logging.getLogger(said.logger).log(said.level, "%s", said.message)

"""Work spread over the processors there are, each piece with a limit on its time.

Processes are forked where they need what this one knows, and spawned where they had better not
know it: who decodes a stranger's picture, or an engine that serves and has threads. Where no
process can be started, this one does the work alone and without the limit.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from time import monotonic
from traceback import format_exc
from typing import Any, Final, Generic, Literal, NamedTuple, TypeVar

from .chunks import Waiting

T = TypeVar("T")
R = TypeVar("R")

CAN_FORK: Final = "fork" in multiprocessing.get_all_start_methods() and os.name == "posix"
MOST: Final = 8
"""More processes wait for one another's memory."""
PATIENCE: Final = 6
"""How many times its limit a task may take by the clock on the wall: others work here too."""
COMES_UP: Final = 60.0
"""Seconds by the clock on the wall until a process must have begun."""
_AT_ONCE: Final = 16
"""How many results travel together."""


def processors() -> int:
    """How many processors this process may use; `CHAGUAN_PROCESSES` says otherwise."""
    asked = os.environ.get("CHAGUAN_PROCESSES", "")
    if asked.isdecimal() and int(asked):
        return min(int(asked), MOST)
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, MOST)


class Unfinished(NamedTuple):
    """What took longer than the limit, or ended its process."""

    why: str
    is_late: bool = False
    """It took too long; else it crashed, or the system was short of memory."""


class WorkerError(Exception):
    """What a worker raised, as it was told there: not everything that is raised can travel."""


class _Broken(NamedTuple):
    """A worker has raised something."""

    trace: str
    failure: Exception | None = None
    """What is raised again where the work was asked for, of the kinds that can travel."""


@dataclass
class _Worker:
    process: Any
    link: Connection
    left: set[int] = field(default_factory=set)
    """What it has not sent yet."""
    party: str = ""
    """Whose things it does."""
    taken: int = 0
    """How many things it was given."""
    at: int = -1
    """What it works on; -1 until it has said that it has begun with its share."""
    since: float = field(default_factory=monotonic)
    """When it began with that, by a clock that only goes forward."""

    def take(self, party: str, tasks: list[int], things: list[Any] | None) -> None:
        """Work on this share, of things that are sent or that it knows."""
        self.party = party
        self.left = set(tasks)
        self.taken += len(tasks)
        self.is_at(-1)  # what it did before is not what ends it now
        with suppress(BrokenPipeError):  # it is no more, which is found when it is listened to
            self.link.send((tasks, things))

    def is_at(self, at: int) -> None:
        self.at, self.since = at, monotonic()

    def is_late(self, seconds: float) -> bool:
        """Whether it is at something for longer; one that has not come up yet has more time."""
        return monotonic() - self.since > (seconds if self.at >= 0 else seconds + COMES_UP)

    def dismiss(self) -> None:
        """Let it do nothing more."""
        self.process.kill()
        self.process.join()
        self.link.close()

    def rest(self) -> None:
        """Let it end, for nothing is left to do."""
        with suppress(BrokenPipeError):
            self.link.send(None)  # closing is not enough: later workers have inherited this end
        self.process.join()
        self.link.close()

    def end(self, limit: float) -> Unfinished:
        """Why it is no more."""
        self.process.join()
        code = self.process.exitcode
        if code == -getattr(signal, "SIGPROF", 0):
            return Unfinished(f"it took more than {limit:g} s of processor time", is_late=True)
        return Unfinished(f"its process ended ({code})")


@dataclass(frozen=True)
class Pool(Generic[T, R]):
    """Does the same with many things."""

    do: Callable[[T], R]
    """What is done with each; where processes are spawned, it must be a function of a module."""
    limit: float
    """Seconds of processor time for each; by the clock on the wall it may take `PATIENCE` times
    as long."""
    party: Callable[[T], str] = lambda thing: ""
    """Things of one party share what they work out: one process does them, as long as there is
    something else for the others."""
    weight: Callable[[T], int] = lambda thing: 1
    start: Literal["fork", "spawn"] = "fork"
    passes: tuple[type[Exception], ...] = ()
    """What is raised here where `do` raises it there; anything else is a WorkerError."""

    def results(self, things: Sequence[T], most: int = 0) -> Iterator[tuple[int, R | Unfinished]]:
        """The place of each thing among `things`, and what came of it; in no order."""
        if self.start == "fork" and not CAN_FORK:
            yield from ((at, self.do(thing)) for at, thing in enumerate(things))
            return
        number = most or processors()
        parties, weights = list(map(self.party, things)), list(map(self.weight, things))
        waiting = Waiting(parties, weights, number)
        is_for_good = gc.get_freeze_count() > 0  # a process that ends with its build
        gc.freeze()  # what a child looks through is copied first
        try:
            yield from self._gathered(things, waiting, number)
        finally:
            if not is_for_good:
                gc.unfreeze()

    def _gathered(
        self, things: Sequence[T], waiting: Waiting, number: int
    ) -> Iterator[tuple[int, R | Unfinished]]:
        busy: dict[Connection, _Worker] = {}
        try:
            yield from self._collected(things, waiting, number, busy)
        finally:  # nobody waits for the others any more
            for worker in busy.values():
                worker.dismiss()

    def _collected(
        self,
        things: Sequence[T],
        waiting: Waiting,
        number: int,
        busy: dict[Connection, _Worker],
    ) -> Iterator[tuple[int, R | Unfinished]]:
        while waiting or busy:
            while waiting and len(busy) < number:
                tasks = waiting.first({worker.party for worker in busy.values()})
                worker = self._hired(things, tasks)
                if worker is None:
                    yield from ((at, self.do(things[at])) for at in tasks)
                else:
                    busy[worker.link] = worker
            for link in wait(list(busy), timeout=1.0):
                assert isinstance(link, Connection)
                worker = busy[link]
                try:
                    said = link.recv()
                except (EOFError, OSError):
                    said = worker.end(self.limit)
                if isinstance(said, int):
                    worker.is_at(said)
                elif isinstance(said, _Broken):
                    raise said.failure or WorkerError(said.trace)
                elif isinstance(said, list):
                    worker.left.difference_update(at for at, _ in said)
                    yield from said
                elif said is None and (share := waiting.next(worker.party, worker.taken)):
                    self._give(worker, things, share)
                elif said is None:
                    busy.pop(link).rest()
                else:
                    yield from self._ended(things, busy.pop(link), waiting, said)
            seconds = self.limit * PATIENCE
            for worker in list(busy.values()):
                if worker.is_late(seconds) and not worker.link.poll():
                    late = Unfinished(f"it took longer than {seconds:g} s", is_late=True)
                    yield from self._ended(things, busy.pop(worker.link), waiting, late)

    def _hired(self, things: Sequence[T], tasks: list[int]) -> _Worker | None:
        """A process that does some tasks; None where the system starts none."""
        link, far = multiprocessing.Pipe()
        known = (things, link) if self.start == "fork" else (None, None)
        context: Any = multiprocessing.get_context(self.start)
        process = context.Process(
            target=_work, args=(self.do, self.limit, self.passes, far, *known), daemon=True
        )
        try:
            process.start()
        except OSError:
            link.close()
            return None
        finally:
            far.close()  # so that its end is the end
        worker = _Worker(process, link)
        self._give(worker, things, tasks)
        return worker

    def _give(self, worker: _Worker, things: Sequence[T], tasks: list[int]) -> None:
        worker.take(
            self.party(things[tasks[0]]),
            tasks,
            None if self.start == "fork" else [things[at] for at in tasks],
        )

    def _ended(
        self, things: Sequence[T], worker: _Worker, waiting: Waiting, failure: Unfinished
    ) -> Iterator[tuple[int, R | Unfinished]]:
        """A worker is no more, or is stopped; another takes over what it leaves."""
        worker.dismiss()
        if worker.at < 0:  # the system starts it, and it does not come up
            yield from ((at, self.do(things[at])) for at in sorted(worker.left))
            return
        worker.left.discard(worker.at)
        yield worker.at, failure
        if worker.left:
            waiting.put_back(sorted(worker.left))


def _work(
    do: Callable[[T], R],
    limit: float,
    passes: tuple[type[Exception], ...],
    link: Connection,
    known: Sequence[T] | None,
    inherited: Connection | None,
) -> None:
    """In the child: take shares, begin each task with a word, and send what came of it."""
    if inherited is not None:
        inherited.close()  # else it would not be told when nobody listens
        gc.freeze()
    try:
        while (share := link.recv()) is not None:
            tasks, things = share
            given = things if known is None else [known[at] for at in tasks]
            _share(do, zip(tasks, given, strict=True), limit, link)
    except EOFError:  # whoever asked is no more
        return
    except passes as failure:
        link.send(_Broken(format_exc(), failure))
    except Exception:
        link.send(_Broken(format_exc()))


def _share(
    do: Callable[[T], R], given: Iterable[tuple[int, T]], limit: float, link: Connection
) -> None:
    done: list[tuple[int, R]] = []
    for at, thing in given:
        link.send(at)
        _bound(limit)
        done.append((at, do(thing)))
        if len(done) >= _AT_ONCE:
            _bound(0)
            link.send(done)
            done = []
    _bound(0)
    link.send(done)
    link.send(None)


def _bound(seconds: float) -> None:
    """Let the system end this process when it has worked for so much longer; 0 for never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)

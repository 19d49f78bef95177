"""Work spread over the processors there are, each piece with a limit on its time.

The processes are forked, so that they know all that this one knows; where that is not
possible, this process does the work alone and without the limit.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from multiprocessing.connection import Connection, wait
from time import monotonic
from traceback import format_exc
from typing import Any, Final, Generic, NamedTuple, TypeVar

from mkdocs.exceptions import BuildError

from .chunks import shares

try:
    import resource
except ImportError:  # pragma: no cover  a system without it cannot fork either
    resource = None  # type: ignore[assignment]

T = TypeVar("T")
R = TypeVar("R")

CAN_FORK: Final = "fork" in multiprocessing.get_all_start_methods() and os.name == "posix"
MOST: Final = 8
"""More processes wait for one another's memory."""
_PATIENCE: Final = 6
"""How many times its limit a task may take by the clock on the wall: others work here too."""
_AT_ONCE: Final = 16
"""How many results travel together."""


def processors() -> int:
    """How many processors this process may use; `CHAGUAN_PROCESSES` says otherwise."""
    asked = os.environ.get("CHAGUAN_PROCESSES", "")
    if asked.isdecimal() and int(asked):
        return min(int(asked), MOST)
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, MOST)


class Overdue(NamedTuple):
    """What took longer than the limit, or ended its process."""

    why: str


def _bound(seconds: float) -> None:
    """Let the system end this process when it has worked for so much longer."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = ceil(used.ru_utime + used.ru_stime + seconds)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (until, most))


class WorkerError(Exception):
    """What a worker raised, as it was told there: not everything that is raised can travel."""


class Broken(NamedTuple):
    """A worker has raised something."""

    trace: str
    told: str = ""
    """What to say of it to whoever builds, where it is nothing that should not happen."""
    kind: type[BuildError] = BuildError


@dataclass
class _Worker:
    process: Any
    results: Connection
    left: set[int]
    """What it has not sent yet."""
    at: int
    """What it works on."""
    since: float
    """When it began with that, by a clock that only goes forward."""

    def is_at(self, at: int) -> None:
        self.at, self.since = at, monotonic()

    def dismiss(self) -> None:
        """Let it do nothing more."""
        self.process.kill()
        self.process.join()
        self.results.close()

    def end(self, limit: float) -> Overdue:
        """Why it is no more."""
        self.process.join()
        code = self.process.exitcode
        if resource is not None and code == -signal.SIGXCPU:
            return Overdue(f"it took more than {limit:.0f} s of processor time")
        return Overdue(f"its process ended ({code})")


class Pool(Generic[T, R]):
    """Does the same with many things."""

    def __init__(
        self,
        do: Callable[[T], R],
        limit: float,
        party: Callable[[T], str] = lambda thing: "",
        weight: Callable[[T], int] = lambda thing: 1,
    ) -> None:
        self._do, self._limit, self._party, self._weight = do, limit, party, weight

    def results(self, things: Sequence[T], most: int = 0) -> Iterator[tuple[int, R | Overdue]]:
        """The place of each thing among `things`, and what came of it; in no order."""
        if not CAN_FORK:
            yield from ((at, self._do(thing)) for at, thing in enumerate(things))
            return
        number = most or processors()
        parties, weights = list(map(self._party, things)), list(map(self._weight, things))
        waiting = deque(shares(parties, weights, number))
        is_for_good = gc.get_freeze_count() > 0  # a process that ends with its build
        gc.freeze()  # what a child looks through is copied first
        try:
            yield from self._gathered(things, waiting, number)
        finally:
            if not is_for_good:
                gc.unfreeze()

    def _gathered(
        self, things: Sequence[T], waiting: deque[list[int]], number: int
    ) -> Iterator[tuple[int, R | Overdue]]:
        busy: dict[Connection, _Worker] = {}
        try:
            yield from self._collected(things, waiting, number, busy)
        finally:  # nobody waits for the others any more
            for worker in busy.values():
                worker.dismiss()

    def _collected(
        self,
        things: Sequence[T],
        waiting: deque[list[int]],
        number: int,
        busy: dict[Connection, _Worker],
    ) -> Iterator[tuple[int, R | Overdue]]:
        while waiting or busy:
            while waiting and len(busy) < number:
                worker = self._hired(things, waiting.popleft())
                busy[worker.results] = worker
            for results in wait(list(busy), timeout=1.0):
                assert isinstance(results, Connection)
                worker = busy[results]
                try:
                    said = results.recv()
                except EOFError:
                    said = worker.end(self._limit)
                if isinstance(said, int):
                    worker.is_at(said)
                elif isinstance(said, Broken):
                    raise said.kind(said.told) if said.told else WorkerError(said.trace)
                elif isinstance(said, list):
                    worker.left.difference_update(at for at, _ in said)
                    yield from said
                else:
                    yield from self._ended(busy.pop(results), waiting, said)
            latest = monotonic() - self._limit * _PATIENCE
            for worker in [each for each in busy.values() if each.since < latest]:
                if not worker.results.poll():
                    late = Overdue(f"it took longer than {self._limit * _PATIENCE:.0f} s")
                    yield from self._ended(busy.pop(worker.results), waiting, late)

    def _hired(self, things: Sequence[T], tasks: list[int]) -> _Worker:
        results, sender = multiprocessing.Pipe(duplex=False)
        context: Any = multiprocessing.get_context("fork")
        process = context.Process(
            target=self._work, args=(things, tasks, results, sender), daemon=True
        )
        process.start()
        sender.close()
        return _Worker(process, results, set(tasks), tasks[0], monotonic())

    def _work(
        self, things: Sequence[T], tasks: list[int], results: Connection, sender: Connection
    ) -> None:
        """In the child: begin each task with a word, and send what came of it."""
        results.close()  # else it would not be told when nobody listens
        gc.freeze()
        done: list[tuple[int, R]] = []
        for at in tasks:
            sender.send(at)
            _bound(self._limit)
            try:
                done.append((at, self._do(things[at])))
            except BuildError as failure:
                sender.send(Broken(format_exc(), str(failure), type(failure)))
                return
            except Exception:
                sender.send(Broken(format_exc()))
                return
            if len(done) >= _AT_ONCE:
                sender.send(done)
                done = []
        sender.send(done)
        sender.send(None)

    def _ended(
        self, worker: _Worker, waiting: deque[list[int]], failure: Overdue | None
    ) -> Iterator[tuple[int, R | Overdue]]:
        """A worker is done, or is stopped; another takes over what it leaves."""
        if failure is None:
            worker.process.join()
            worker.results.close()
        else:
            worker.dismiss()
            worker.left.discard(worker.at)
            yield worker.at, failure
        if worker.left:
            waiting.appendleft(sorted(worker.left))

"""Work spread over the processors there are, each piece with a limit on its time.

The processes are forked, so that they know all that this one knows; where that is not
possible, this process does the work alone and without the limit.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from math import ceil
from multiprocessing.connection import Connection, wait
from time import monotonic
from traceback import format_exc
from typing import Any, Final, Generic, NamedTuple, TypeVar

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


def _dealt(parties: Sequence[str], weights: Sequence[int], number: int) -> list[list[int]]:
    """The places of things, shared out evenly among `number`, each party to one of them."""
    hands: list[list[int]] = [[] for _ in range(number)]
    loads = [0] * number
    together: dict[str, list[int]] = {}
    for at, party in enumerate(parties):
        if party:
            together.setdefault(party, []).append(at)
    alone = [[at] for at, party in enumerate(parties) if not party]
    alone.sort(key=lambda places: -weights[places[0]])
    for places in (*sorted(together.values(), key=len, reverse=True), *alone):
        least = loads.index(min(loads))
        hands[least].extend(places)
        loads[least] += sum(weights[at] for at in places)
    return hands


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


class Broken(NamedTuple):
    """What a worker raised."""

    failure: Exception
    trace: str


class _Worker(NamedTuple):
    process: Any
    results: Connection
    tasks: list[int]


class Spread(Generic[T, R]):
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
        number = min(most or processors(), len(things))
        if not CAN_FORK:
            yield from ((at, self._do(thing)) for at, thing in enumerate(things))
            return
        gc.freeze()  # what a child looks through is copied first
        try:
            waiting = _dealt(
                [self._party(each) for each in things],
                [self._weight(each) for each in things],
                number,
            )
            workers = [self._hire(things, tasks) for tasks in waiting if tasks]
            yield from self._gathered(things, workers)
        finally:
            gc.unfreeze()

    def _hire(self, things: Sequence[T], tasks: list[int]) -> _Worker:
        results, sender = multiprocessing.Pipe(duplex=False)
        context: Any = multiprocessing.get_context("fork")
        process = context.Process(target=self._work, args=(things, tasks, sender), daemon=True)
        process.start()
        sender.close()
        return _Worker(process, results, tasks)

    def _work(self, things: Sequence[T], tasks: list[int], sender: Connection) -> None:
        """In the child: begin each task with a word, and send what came of it."""
        done: list[tuple[int, R]] = []
        for at in tasks:
            sender.send(at)
            _bound(self._limit)
            try:
                done.append((at, self._do(things[at])))
            except Exception as failure:
                sender.send(Broken(failure, format_exc()))
                return
            if len(done) >= _AT_ONCE:
                sender.send(done)
                done = []
        sender.send(done)
        sender.send(None)

    def _gathered(
        self, things: Sequence[T], workers: list[_Worker]
    ) -> Iterator[tuple[int, R | Overdue]]:
        busy: dict[Connection, tuple[_Worker, int, float]] = {
            each.results: (each, each.tasks[0], monotonic()) for each in workers
        }
        left = {each.results: set(each.tasks) for each in workers}
        while busy:
            ready = wait(list(busy), timeout=1.0)
            for results in ready:
                assert isinstance(results, Connection)
                worker, _, _ = busy[results]
                try:
                    said = results.recv()
                except EOFError:
                    said = self._end_of(worker)
                if isinstance(said, int):
                    busy[results] = (worker, said, monotonic())
                elif isinstance(said, Broken):
                    raise said.failure from RuntimeError(said.trace)
                elif isinstance(said, list):
                    left[results].difference_update(at for at, _ in said)
                    yield from said
                else:
                    failed = isinstance(said, Overdue)
                    yield from self._ended(things, results, busy, left, said if failed else None)
            now = monotonic()
            for results, (_, _, began) in list(busy.items()):
                if now - began > self._limit * _PATIENCE and not results.poll():
                    late = Overdue(f"it took longer than {self._limit * _PATIENCE:.0f} s")
                    yield from self._ended(things, results, busy, left, late)

    def _end_of(self, worker: _Worker) -> Overdue:
        worker.process.join()
        if resource is not None and worker.process.exitcode == -signal.SIGXCPU:
            return Overdue(f"it took more than {self._limit:.0f} s of processor time")
        return Overdue(f"its process ended ({worker.process.exitcode})")

    def _ended(
        self,
        things: Sequence[T],
        results: Connection,
        busy: dict[Connection, tuple[_Worker, int, float]],
        left: dict[Connection, set[int]],
        failure: Overdue | None,
    ) -> Iterator[tuple[int, R | Overdue]]:
        """A worker is done, or is stopped; another takes over what it leaves."""
        worker, at, _ = busy.pop(results)
        undone = left.pop(results)
        if failure is not None:
            worker.process.kill()
            undone.discard(at)
            yield at, failure
        worker.process.join()
        results.close()
        if undone:
            new = self._hire(things, sorted(undone))
            busy[new.results] = (new, new.tasks[0], monotonic())
            left[new.results] = undone

"""Work done by processes of their own: one that dies, or never ends, takes one job with it.

They are spawned, not forked: the engine that serves has threads, and who decodes a stranger's
picture need not know what the build knows.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Final, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_CONTEXT: Final = get_context("spawn")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one job may take."""

    processor: float = 60.0
    """Seconds of work; where the system cannot count them (Windows), only the other one holds."""
    clock: float = 300.0
    """Seconds by the clock on the wall, for what waits without working."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[R]):
    """What became of each job, by its name; those that nobody could begin are in none of these."""

    done: dict[str, R] = field(default_factory=dict)
    died: list[str] = field(default_factory=list)
    """Their process came to an end: it crashed, or the system was short of memory."""
    overdue: list[str] = field(default_factory=list)
    """They took longer than the limit."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    job: str = ""
    """What it is at; empty until it has said that it is there."""
    since: float = field(default_factory=monotonic)


def done_apart(
    jobs: Mapping[str, T], work: Callable[[T], R], processes: int, limits: Limits
) -> Outcome[R]:
    """Call `work` for each job, by at most so many processes at once.

    An OSError that `work` raises is raised here. Where no process can be started, none is done.
    """
    waiting = deque(jobs)
    outcome: Outcome[R] = Outcome()
    workers: dict[Connection, _Worker] = {}
    try:
        for _ in range(min(processes, len(jobs))):
            _hire(workers, work, limits)
        while workers:
            for pipe in wait(list(workers), timeout=1.0):
                assert isinstance(pipe, Connection)
                worker = workers[pipe]
                try:
                    said = pipe.recv()
                except (EOFError, OSError):
                    _bury(workers, worker, outcome)
                    if worker.job and len(workers) < len(waiting):
                        _hire(workers, work, limits)
                    continue
                if isinstance(said, OSError):
                    raise said
                if worker.job:
                    outcome.done[worker.job] = said
                if waiting:
                    worker.job, worker.since = waiting.popleft(), monotonic()
                    _tell(worker, jobs[worker.job])
                else:
                    _dismiss(workers, worker)
            for worker in list(workers.values()):
                if monotonic() - worker.since > limits.clock and not worker.pipe.poll():
                    _bury(workers, worker, outcome, is_late=True)
                    if worker.job and len(workers) < len(waiting):
                        _hire(workers, work, limits)
    finally:
        for worker in workers.values():
            worker.process.kill()
            worker.process.join()
    return outcome


def _hire(workers: dict[Connection, _Worker], work: Callable[[T], R], limits: Limits) -> None:
    """One worker more, where the system lets us."""
    try:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(
            target=_serve, args=(work, theirs, limits.processor), daemon=True
        )
        process.start()
    except OSError:
        return
    theirs.close()  # so that its end is the end
    workers[ours] = _Worker(process, ours)


def _tell(worker: _Worker, job: object) -> None:
    try:
        worker.pipe.send(job)
    except OSError:  # it died while nobody looked; its end is read next
        return


def _dismiss(workers: dict[Connection, _Worker], worker: _Worker) -> None:
    del workers[worker.pipe]
    worker.pipe.close()
    worker.process.join()


def _bury(
    workers: dict[Connection, _Worker],
    worker: _Worker,
    outcome: Outcome[R],
    *,
    is_late: bool = False,
) -> None:
    if is_late:
        worker.process.kill()
    _dismiss(workers, worker)
    if worker.job:
        is_late |= worker.process.exitcode == -getattr(signal, "SIGPROF", 0)
        (outcome.overdue if is_late else outcome.died).append(worker.job)


def _serve(work: Callable[[T], R], pipe: Connection, seconds: float) -> None:
    """In the process: say that it is there, then do what is asked until nobody asks."""
    said: object = None
    while True:
        _bound(0)
        try:
            pipe.send(said)
            job = pipe.recv()
        except (EOFError, OSError):
            return
        _bound(seconds)
        try:
            said = work(job)
        except OSError as failure:
            said = failure


def _bound(seconds: float) -> None:
    """Let the system end this process when it has worked for so much longer; 0 for never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)

"""What running a command takes: time by the clock, time of processors, memory."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

EVERY = 0.2
"""Seconds between two looks at the memory."""


class GeneratorError(Exception):
    """A command ended badly, took too long, or did not do what it was asked."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took."""

    wall: float
    """Seconds from its start to its end."""
    processor: float
    """Seconds of all processors, of it and of every process that it waited for."""
    peak: int = 0
    """The most bytes of memory that it and its processes held at once; 0 where nobody looked.

    A page that several processes share counts once (the kernel's proportional set size).
    """


def run(
    command: Sequence[str | Path],
    folder: Path,
    environment: Mapping[str, str],
    *,
    limit: float,
    memory: bool = False,
) -> Taken:
    """Run a command in a folder. With `memory`, look at its memory meanwhile (costs a little)."""
    with tempfile.TemporaryFile() as said:
        began = perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=said, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        overdue = threading.Timer(limit, os.killpg, (process.pid, signal.SIGKILL))
        overdue.daemon = True
        overdue.start()
        with _Watch(process.pid, is_on=memory) as watch:
            _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - began
        overdue.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if wall >= limit:
            raise GeneratorError(f"took longer than {limit:.0f} s")
        if process.returncode:
            said.seek(0)
            raise GeneratorError(
                said.read().decode(errors="replace").strip()[-2000:] or "said nothing"
            )
    return Taken(wall, used.ru_utime + used.ru_stime, watch.peak)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its children until it is told to stop."""

    def __init__(self, process: int, *, is_on: bool) -> None:
        super().__init__(daemon=True)
        self._process, self._is_on = process, is_on
        self._done = threading.Event()
        self.peak = 0

    def __enter__(self) -> _Watch:
        if self._is_on:
            self.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._done.set()
        if self._is_on:
            self.join()

    def run(self) -> None:
        while not self._done.wait(EVERY):
            self.peak = max(self.peak, sum(map(_held, _family(self._process))))


def _family(process: int) -> Iterator[int]:
    """A process and all that it started, as far as they still run (Linux)."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found = children.read_text().split()
        except OSError:  # it ended meanwhile
            continue
        for child in found:
            yield from _family(int(child))


def _held(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))

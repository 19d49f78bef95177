"""One thing to make, and what is said in a log while it is made."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Result:
    """What a job made."""

    files: tuple[tuple[str, bytes], ...] = ()
    """Paths below the site's folder, and what stands there; an empty path is only kept."""
    placed: tuple[tuple[str, bytes], ...] = ()
    """Further paths, and the digests of what stands there: contents that are kept already."""
    shown: bytes = b""
    """The digest of what they show, where that is known before they are written."""
    is_as_before: bool = False
    """They show what the kept ones show, so that they were not made again."""
    is_lasting: bool = True
    """False for the words about a failure, which must be tried again."""


@dataclass(frozen=True, slots=True)
class Job:
    """How something is made."""

    name: str
    """Unique among the jobs of a site, and the same in every build."""
    own: bytes | Callable[[], bytes]
    """The digest of what it is made of besides the results of its queries; worked out if asked."""
    source: str
    """The file that a failure is about, relative to the content folder."""
    make: Callable[[bytes], Result]
    """Makes it; given is what the kept one shows, empty for none."""
    party: str = ""
    """Jobs of one party share what they work out, so that one process had better do them."""
    sort: str = ""
    """Jobs of one sort use the same templates and lists, which the first of them has to fetch."""
    weight: int = 1
    """About how many pages could be made meanwhile."""

    def own_digest(self) -> bytes:
        """The digest of what it is made of besides the results of its queries."""
        return self.own if isinstance(self.own, bytes) else self.own()


Wanted = Callable[[str, str], bool]
"""Whether a job is to be done, by its name and its source."""


def all_wanted(name: str, source: str) -> bool:
    """Every job is to be done."""
    return True


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log, to be repeated when what it warns of is taken from the cache."""

    logger: str
    level: int
    message: str


@dataclass(frozen=True, slots=True)
class Trace:
    """How something was made once."""

    own: bytes
    queries: bytes
    """The ids of the queries it made (`QueryIds`)."""
    fingerprint: bytes
    """The digest of their results."""
    shown: bytes
    files: tuple[tuple[str, bytes], ...]
    """The path of each file, and the digest of what stands in it."""
    log: tuple[LogLine, ...] = ()
    """What was logged meanwhile."""


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[LogLine] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(LogLine(record.name, record.levelno, record.getMessage()))


_LISTENERS: Final[list[_Listener]] = []
"""Those that listen to nothing now; each that is made is known to the whole of `logging`."""


@contextmanager
def captured_log(name: str, *, is_quiet: bool) -> Iterator[list[LogLine]]:
    """The lines that come to the logger of that name; if `is_quiet`, nobody else hears them."""
    log, listener = logging.getLogger(name), _LISTENERS.pop() if _LISTENERS else _Listener()
    lines = listener.lines = []
    before = list(log.handlers), log.propagate
    if is_quiet:
        log.handlers, log.propagate = [], False
    log.addHandler(listener)
    try:
        yield lines
    finally:
        log.handlers, log.propagate = before
        _LISTENERS.append(listener)


def repeat(lines: Iterable[LogLine]) -> None:
    """Say again what was said."""
    for line in lines:
        logging.getLogger(line.logger).log(line.level, "%s", line.message)

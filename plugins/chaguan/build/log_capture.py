"""What is said in a log while something is made."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from .job import LogLine


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[LogLine] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(LogLine(record.name, record.levelno, record.getMessage()))


@contextmanager
def captured_log(name: str, *, is_quiet: bool) -> Iterator[list[LogLine]]:
    """The lines that come to the logger of that name; if `is_quiet`, nobody else hears them."""
    log, listener = logging.getLogger(name), _Listener()
    before = list(log.handlers), log.propagate
    if is_quiet:
        log.handlers, log.propagate = [], False
    log.addHandler(listener)
    try:
        yield listener.lines
    finally:
        log.handlers, log.propagate = before


def repeat(lines: Iterable[LogLine]) -> None:
    """Say again what was said."""
    for line in lines:
        logging.getLogger(line.logger).log(line.level, "%s", line.message)

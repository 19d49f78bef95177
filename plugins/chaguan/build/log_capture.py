"""What is said in the engine's log while something is made."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from .job import LogLine

_LOG = logging.getLogger("mkdocs")
"""The engine's, and above all loggers of plugins."""


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.said: list[LogLine] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(LogLine(record.name, record.levelno, record.getMessage()))


@contextmanager
def heard(*, is_quiet: bool) -> Iterator[list[LogLine]]:
    """Everything that is said; if `is_quiet`, nobody else hears it."""
    listener = _Listener()
    before = list(_LOG.handlers), _LOG.propagate
    if is_quiet:
        _LOG.handlers, _LOG.propagate = [], False
    _LOG.addHandler(listener)
    try:
        yield listener.said
    finally:
        _LOG.handlers, _LOG.propagate = before

"""Problems in the build's log, where `--strict` counts them, and what ends a build."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import get_plugin_logger

from chaguan.build.staging import SiteError
from chaguan.build.store import CacheError
from chaguan.check import few_notices
from chaguan.locales import further_notices, line_of
from chaguan.model import Problem, Severity
from chaguan.site.host_settings import SettingsError

_LEVELS: Final = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.NOTICE: logging.INFO,
}
log = get_plugin_logger("chaguan")
ENGINE: Final = log.logger.name.partition(".")[0]
"""The engine's own logger, under which warnings of a strict build are counted."""


def is_deaf(config: MkDocsConfig) -> bool:
    """Whether a build is strict and quiet, so that the engine counts no warning at all."""
    return bool(config.strict) and not logging.getLogger(ENGINE).isEnabledFor(logging.WARNING)


def report(problems: Iterable[Problem], folder: str) -> int:
    """Log problems as `file:line:col: CODE message`; returns how many are errors."""
    shown, left_out = few_notices(problems)
    for problem in shown:
        log.log(_LEVELS[problem.severity], "%s", line_of(problem, folder))
    for code, number in left_out.items():
        log.info("%s", further_notices(number, code))
    return sum(problem.severity is Severity.ERROR for problem in shown)


@contextmanager
def told(kind: type[BuildError] = BuildError) -> Iterator[None]:
    """Tell what cannot be written, or was set wrongly, as the engine tells what ends a build."""
    try:
        yield
    except (CacheError, SettingsError, SiteError) as failure:
        raise kind(str(failure)) from failure


def was_warned() -> bool:
    """Whether the engine has counted a warning; it ends a strict build after this."""
    counters = (getattr(each, "get_counts", None) for each in logging.getLogger(ENGINE).handlers)
    return any(count() for count in counters if count is not None)

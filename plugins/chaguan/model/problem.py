"""What is wrong, where, and how bad it is; the words for it live in `chaguan.locales`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Final, NamedTuple

from .frozen import dataclass


class Position(NamedTuple):
    """A place in a file that a person can go to.

    There are a dozen for each record: a tuple is made, compared and kept in half the time.
    """

    path: str
    """The file, relative to the content folder, with forward slashes."""
    line: int = 1
    """Counted from 1."""
    column: int = 1
    """Counted from 1, in characters."""


class Severity(StrEnum):
    """Whether a problem stops the build."""

    ERROR = "error"
    """The site would lie or lose something: the build stops."""
    WARNING = "warning"
    """The site is true but less good; `--strict` counts it."""
    NOTICE = "notice"
    """Nothing is wrong; a host should know."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place."""

    code: str
    """Two letters for the subject, three digits; never reused."""
    severity: Severity
    position: Position
    values: Mapping[str, str] = field(default_factory=dict)
    """What the message's placeholders stand for: what was seen, what is near it."""

    @property
    def order(self) -> tuple[Position, str, tuple[tuple[str, str], ...]]:
        """Problems sort by file, line and column, then by code."""
        return (self.position, self.code, tuple(sorted(self.values.items())))


def error(code: str, position: Position, **values: object) -> Problem:
    """A problem that stops the build."""
    return Problem(code, Severity.ERROR, position, _as_words(values))


def warning(code: str, position: Position, **values: object) -> Problem:
    """A problem that the build survives."""
    return Problem(code, Severity.WARNING, position, _as_words(values))


def notice(code: str, position: Position, **values: object) -> Problem:
    """Something that a host should know, and that nobody has to change."""
    return Problem(code, Severity.NOTICE, position, _as_words(values))


LONGEST_QUOTE: Final = 80
"""What was seen is quoted up to this many characters; what to write instead is whole."""


def _as_words(values: Mapping[str, object]) -> dict[str, str]:
    return {
        name: value if name == "fix" and isinstance(value, str) else _as_word(value)
        for name, value in values.items()
    }


def _as_word(value: object) -> str:
    """What was seen is shortened; a list of what there is to choose from is whole."""
    return ", ".join(value) if isinstance(value, tuple) else _shortened(str(value))


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"

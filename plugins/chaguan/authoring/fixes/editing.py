"""A file as lines that can be changed one at a time; its byte order mark and line ends stay."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final, Self

_MARK: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class FileLines:
    """The lines of a file; line 1 is the first."""

    mark: str
    lines: tuple[str, ...]
    ends: tuple[str, ...]
    """What stands between a line and the next."""

    @classmethod
    def of(cls, raw: bytes) -> Self:
        """Raises UnicodeDecodeError for what is not UTF-8."""
        text = raw.decode("utf-8")
        mark = _MARK if text.startswith(_MARK) else ""
        pieces = re.split(r"(\r\n|\r|\n)", text.removeprefix(_MARK))
        return cls(mark, tuple(pieces[::2]), tuple(pieces[1::2]))

    def line(self, number: int) -> str:
        return self.lines[number - 1]

    def with_line(self, number: int, text: str) -> Self:
        """The same with one line changed."""
        lines = (*self.lines[: number - 1], text, *self.lines[number:])
        return replace(self, lines=lines)

    def with_more(self, number: int, text: str) -> Self:
        """The same with a new line after line `number`."""
        end = self.ends[0] if self.ends else "\n"
        lines = (*self.lines[:number], text, *self.lines[number:])
        return replace(self, lines=lines, ends=(*self.ends[:number], end, *self.ends[number:]))

    def without_line(self, number: int) -> Self:
        """The same with one line taken out."""
        lines = (*self.lines[: number - 1], *self.lines[number:])
        return replace(self, lines=lines, ends=(*self.ends[: number - 1], *self.ends[number:]))

    @property
    def shown(self) -> tuple[str, ...]:
        """As people count lines: none after the last line's end."""
        return self.lines if self.lines[-1] else self.lines[:-1]

    @property
    def raw(self) -> bytes:
        pairs = zip_longest(self.lines, self.ends, fillvalue="")
        return (self.mark + "".join(line + end for line, end in pairs)).encode()

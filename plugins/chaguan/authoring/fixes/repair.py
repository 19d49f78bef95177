"""What a repair is: the lines of a file as they should be, and what it may rely on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Final, Self

from chaguan.load import COMMUNITY_FIELDS, FIELDS_BY_KIND, is_text, outlined
from chaguan.load.words import Flag, Line
from chaguan.model import Problem
from chaguan.model.frozen import dataclass

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


_FIELDS: Final = {**FIELDS_BY_KIND, "community": COMMUNITY_FIELDS}


@dataclass(frozen=True, slots=True)
class Repair:
    """Lines by number as they should be."""

    lines: Mapping[int, str | None]
    """A line may become several; None takes it out."""
    is_certain: bool = True
    """Nothing else can have been meant; else it has to leave no new problem behind."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a repair may rely on."""

    kind: str
    languages: tuple[str, ...]
    knows_zone: bool
    """Somebody wrote down in which zone the record's clock runs."""
    is_markdown: bool = False
    """The file is Markdown, so that a line of its text is a line of the file."""
    files: frozenset[str] = frozenset()
    """Every file of the content folder."""
    path: str = ""
    """The file's own."""

    def levels(self) -> tuple[frozenset[str], ...]:
        """The names of the fields that stand side by side: the record's own, those of a part."""
        found: dict[str, set[str]] = {}
        for path, field in outlined(_FIELDS.get(self.kind, ())):
            found.setdefault(path.rpartition(".")[0], set()).add(field.name)
        return tuple(frozenset(names) for names in found.values())

    def fields_beside(self, name: str) -> tuple[str, ...]:
        """The fields of the level on which `name` stands first."""
        return next((tuple(sorted(names)) for names in self.levels() if name in names), ())

    def is_flag(self, key: str) -> bool:
        """Whether `key` is true or false."""
        fields = (field for _, field in outlined(_FIELDS.get(self.kind, ())) if field.name == key)
        return any(isinstance(field.type, Flag) for field in fields)

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*self.levels())

    def holds_text(self, key: str) -> bool:
        """Whether what stands behind `key` is words and nothing else."""
        fields = [field for _, field in outlined(_FIELDS.get(self.kind, ())) if field.name == key]
        texts = [is_text(field.type) or isinstance(field.type, Line) for field in fields]
        return (bool(texts) and all(texts)) or key in self.languages


Rule = Callable[[Problem, FileLines, Circumstances], Iterator[Repair]]

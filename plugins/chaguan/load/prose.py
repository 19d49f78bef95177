"""The Markdown of one record, and where in its file each character stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from chaguan.model import Event, Page, Person, Position, Post, Record
from chaguan.model.frozen import dataclass
from chaguan.source import Scalar, without_code


@dataclass(frozen=True)
class Prose:
    """A piece of Markdown."""

    record: Record
    text: str
    position: Position
    """Where it begins."""
    is_body: bool
    """It is what a Markdown file holds below its front matter."""
    written: str = ""
    """In YAML, how it stands in the file, where it goes over several lines."""

    @cached_property
    def plain(self) -> str:
        """The text with code and comments blanked out: each character stays in its place."""
        return without_code(self.text)

    def is_code(self, offset: int) -> bool:
        """Whether the character at `offset` is in code or in a comment."""
        return self.plain[offset : offset + 1] != self.text[offset : offset + 1]

    def at(self, offset: int) -> Position:
        """Where the character at `offset` stands."""
        if not self.is_body:
            return Scalar(self.text, self.position, written=self.written).at(offset)
        line = self.text.count("\n", 0, offset)
        column = offset - self.text.rfind("\n", 0, offset)
        return Position(self.position.path, self.position.line + line, column)


def prose_of(record: Record) -> Iterator[Prose]:
    """What a record says in Markdown, once for each language."""
    match record:
        case Post() | Page():
            yield Prose(record, record.body, Position(record.path, record.body_line), is_body=True)
            return
        case Event():
            name = "description"
        case Person():
            name = "bio"
        case _:
            name = "about"
    for words in record.about.versions:
        at = record.position(f"{name}.{words.language}")
        yield Prose(record, words.text, at, is_body=False, written=words.written)

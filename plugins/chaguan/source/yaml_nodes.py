"""YAML text to nodes, by the parser's event stream and within limits.

The stream is read lazily, so depth and number are refused before anything is built:
no alias is ever expanded, no tag resolved, no recursion deeper than `DEEPEST`.
libyaml's event parser is used where PyYAML has it, the Python one elsewhere; both give
the same events.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final, Protocol

import yaml

from chaguan.locales.line_ends import meets
from chaguan.model import Position, Problem, error, warning

from .confusables import has_foreign_letters
from .invisible import has_invisible, is_usual
from .keyboard import BLANKS
from .nodes import Mapping, Node, Scalar, Sequence
from .yaml_mistakes import glued_problem, keyboard_problem, quoted, why_not_yaml

DEEPEST: Final = 20
MOST_NODES: Final = 2_000

FASTEST: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The event parser to use: libyaml's, else PyYAML's own."""


_HASHTAG = re.compile(r"\s+(?P<tag>#\w.*)")


def needs_a_second_look(text: str) -> bool:
    """Whether somebody may be misled by a letter in `text`."""
    return not is_usual(text) and (has_invisible(text) or has_foreign_letters(text))


class _Mark(Protocol):
    """Where an event begins or ends, as both parsers tell it."""

    line: int
    column: int


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def nodes_of(
    text: str, path: str, first_line: int = 1, loader: type[Any] = FASTEST
) -> tuple[Node | None, tuple[Problem, ...]]:
    """The one document of `text`, and what is wrong with it; None where nothing can be told.

    `first_line` is where in the file `text` begins, for front matter. A byte order mark within
    the text is a space: one parser reads over it, the other ends the document there.
    """
    if text.find("\ufeff", 1) > 0:
        text = text[:1] + text[1:].replace("\ufeff", " ")
    reader = _Reader(text, path, first_line, loader)
    try:
        node = reader.document()
    except _RefusedError as refusal:
        return None, (*reader.problems, refusal.problem)
    except yaml.YAMLError as failure:
        return None, (*reader.problems, why_not_yaml(failure, text, path, first_line))
    if isinstance(node, Scalar) and ("：" in node.value or ":" in node.value):
        lines = enumerate(text.split("\n"), first_line)
        found = (
            keyboard_problem(line, path, number) or glued_problem(line, path, number)
            for number, line in lines
        )
        reader.problems.extend(each for each in found if each)
    return node, tuple(reader.problems)


_UNQUOTED: Final = re.compile(r"[^\"'\\]{1,8}")
_UNQUOTED_END: Final = re.compile(r"[^\"'\\]{1,8}\Z")
"""What stands in a value as it is written: no mark around it, and no escape."""


class _Reader:
    """Whatever is done for each node is done for half a million of them in a large community."""

    def __init__(self, text: str, path: str, first_line: int, loader: type[Any]) -> None:
        self.problems: list[Problem] = []
        self._lines = text.split("\n")
        self._path = path
        self._first_line = first_line
        self._nodes = 0
        self._may_hold_hashtags = "#" in text
        self._next: Callable[[], Any] = loader(text).get_event

    def document(self) -> Node | None:
        self._next()  # the stream's start
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        root = self._node(self._next(), 0)
        self._next()  # the document's end
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise _RefusedError(error("YA112", self._spot(after.start_mark)))
        return root

    def _spot(self, mark: _Mark) -> Position:
        line, column = self._position(mark)
        return Position(self._path, line + self._first_line, column + 1)

    def _position(self, mark: _Mark) -> tuple[int, int]:
        """Line and column from 0; libyaml puts the end of a text onto a line after it."""
        if mark.line < len(self._lines):
            return mark.line, mark.column
        return len(self._lines) - 1, len(self._lines[-1])

    def _node(self, event: Any, depth: int) -> Node:
        position = self._spot(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise _RefusedError(error("YA105", position, seen=f"{sign}{event.anchor}"))
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise _RefusedError(error("YA106", position, seen=tag))
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise _RefusedError(error("YA109", position, limit=MOST_NODES))
        if depth > DEEPEST:
            raise _RefusedError(error("YA108", position, limit=DEEPEST))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, position)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(depth + 1)), position)
        return Mapping(tuple(self._entries(depth + 1)), position)

    def _items(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth))
        return items

    def _entries(self, depth: int) -> list[tuple[Scalar, Node]]:
        entries = []
        seen: dict[str, Scalar] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth)
            value = self._node(self._next(), depth)
            if not isinstance(key, Scalar):
                self.problems.append(error("YA113", key.position))
                continue
            if key.value == "<<" and not key.is_quoted:
                raise _RefusedError(error("YA107", key.position))
            if not key.value.isascii() and (problem := self._mistyped(key, value)):
                self.problems.append(problem)
                continue
            if first := seen.get(key.value):
                line = first.position.line
                self.problems.append(error("YA110", key.position, key=key.value, line=line))
                continue
            seen[key.value] = key
            entries.append((key, value))
        return entries

    def _mistyped(self, key: Scalar, value: Node) -> Problem | None:
        """A key that begins with what only looks like a space, or has its value within it."""
        is_alone = isinstance(value, Scalar) and not value.value and not value.is_quoted
        if key.is_quoted or not (key.value[0] in BLANKS or ("：" in key.value and is_alone)):
            return None
        number = key.position.line
        return keyboard_problem(self._lines[number - self._first_line], self._path, number)

    def _scalar(self, event: Any, position: Position) -> Scalar:
        value, is_quoted = event.value, not event.implicit[0]
        if self._may_hold_hashtags and not is_quoted:
            self._warn_of_a_comment_that_was_none(event)
        if value.isascii() and value.isprintable() and event.start_mark.line == event.end_mark.line:
            return Scalar(value, position, is_quoted)
        written = self._written(event)
        if "\n" in written and event.style != "|" and not value.isascii():
            value = _without_folds(value, written)
        return Scalar(value, position, is_quoted, written)

    def _written(self, event: Any) -> str:
        """The text of an event as it stands in the file.

        Only where it goes over several lines or has letters to look at twice.
        """
        line, column = self._position(event.start_mark)
        last, end = self._position(event.end_mark)
        if line == last:
            is_looked_at = needs_a_second_look(event.value)
            return self._lines[line][column:end] if is_looked_at else ""
        between = self._lines[line + 1 : last]
        return "\n".join((self._lines[line][column:], *between, self._lines[last][:end]))

    def _warn_of_a_comment_that_was_none(self, event: Any) -> None:
        line, column = self._position(event.end_mark)
        if found := _HASHTAG.match(self._lines[line], column):
            position = Position(self._path, line + self._first_line, found.start("tag") + 1)
            fix = quoted(f"{event.value} {found['tag']}".strip())
            self.problems.append(warning("YA118", position, seen=found["tag"], fix=fix))


def _without_folds(value: str, written: str) -> str:
    """A folded text without the blanks that line ends between two 漢字 became."""
    lines, at = [line.strip() for line in written.split("\n")], 0
    for line, after in pairwise(lines):
        if meets(line[-1:], after[:1]):
            before, behind = _UNQUOTED_END.search(line), _UNQUOTED.match(after)
            assert before is not None
            assert behind is not None  # both have a 漢字 at least
            found = value.find(f"{before.group()} {behind.group()}", at)
            if found >= 0:
                at = found + len(before.group())
                value = value[:at] + value[at + 1 :]
    return value

"""YAML text to nodes, by the parser's event stream and within limits.

The stream is read lazily, so depth and number are refused before anything is built:
no alias is ever expanded, no tag resolved, no recursion deeper than `DEEPEST`.
libyaml's event parser is used where PyYAML has it, the Python one elsewhere; both give
the same events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, Protocol

import yaml

from chaguan.model import Problem, Spot, error, warning

from .look_alikes import has_foreign_letters
from .nodes import Mapping, Node, Scalar, Sequence
from .unseen import has_unseen
from .usual import is_usual
from .yaml_mistakes import explained, quoted

DEEPEST: Final = 20
MOST_NODES: Final = 2_000

FASTEST: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The event parser to use: libyaml's, else PyYAML's own."""


_HASHTAG = re.compile(r"\s+(?P<tag>#\w.*)")


def needs_a_second_look(text: str) -> bool:
    """Whether somebody may be misled by a letter in `text`."""
    return not is_usual(text) and (has_unseen(text) or has_foreign_letters(text))


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

    `first_line` is where in the file `text` begins, for front matter.
    """
    reader = _Reader(text, path, first_line, loader)
    try:
        node = reader.document()
    except _RefusedError as refusal:
        return None, (*reader.problems, refusal.problem)
    except yaml.YAMLError as failure:
        return None, (*reader.problems, explained(failure, text, path, first_line))
    return node, tuple(reader.problems)


class _Reader:
    def __init__(self, text: str, path: str, first_line: int, loader: type[Any]) -> None:
        self.problems: list[Problem] = []
        self._lines = text.split("\n")
        self._path = path
        self._first_line = first_line
        self._nodes = 0
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)

    def document(self) -> Node | None:
        next(self._events)  # the stream's start
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        root = self._node(next(self._events), 0)
        next(self._events)  # the document's end
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise _RefusedError(error("YA112", self._spot(after)))
        return root

    def _spot(self, event: yaml.Event) -> Spot:
        line, column = self._position(event.start_mark)
        return Spot(self._path, line + self._first_line, column + 1)

    def _position(self, mark: _Mark | None) -> tuple[int, int]:
        """Line and column from 0; libyaml puts the end of a text onto a line after it."""
        assert mark is not None  # only events made by hand have none
        if mark.line < len(self._lines):
            return mark.line, mark.column
        return len(self._lines) - 1, len(self._lines[-1])

    def _written(self, event: yaml.ScalarEvent) -> str:
        """The text of an event as it stands in the file, where it has letters to look at twice."""
        if not needs_a_second_look(event.value):
            return ""
        line, column = self._position(event.start_mark)
        last, end = self._position(event.end_mark)
        if line == last:
            return self._lines[line][column:end]
        between = self._lines[line + 1 : last]
        return "\n".join((self._lines[line][column:], *between, self._lines[last][:end]))

    def _node(self, event: yaml.Event, depth: int) -> Node:
        spot = self._spot(event)
        self._refuse_what_is_never_needed(event, spot)
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise _RefusedError(error("YA109", spot, limit=MOST_NODES))
        if depth > DEEPEST:
            raise _RefusedError(error("YA108", spot, limit=DEEPEST))
        match event:
            case yaml.ScalarEvent():
                if event.implicit[0]:
                    self._warn_of_a_comment_that_was_none(event)
                quoted = not event.implicit[0]
                if event.value.isascii() and event.value.isprintable():
                    return Scalar(event.value, spot, quoted)
                return Scalar(event.value, spot, quoted, self._written(event))
            case yaml.SequenceStartEvent():
                return Sequence(tuple(self._items(depth)), spot)
            case _:
                return Mapping(tuple(self._entries(depth)), spot)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Scalar] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                self.problems.append(error("YA113", key.spot))
                continue
            if key.value == "<<" and not key.is_quoted:
                raise _RefusedError(error("YA107", key.spot))
            if first := seen.get(key.value):
                line = first.spot.line
                self.problems.append(error("YA110", key.spot, key=key.value, line=line))
                continue
            seen[key.value] = key
            yield key, value

    def _warn_of_a_comment_that_was_none(self, event: yaml.ScalarEvent) -> None:
        line, column = self._position(event.end_mark)
        if found := _HASHTAG.match(self._lines[line], column):
            spot = Spot(self._path, line + self._first_line, found.start("tag") + 1)
            fix = quoted(f"{event.value} {found['tag']}".strip())
            self.problems.append(warning("YA118", spot, seen=found["tag"], fix=fix))

    def _refuse_what_is_never_needed(self, event: yaml.Event, spot: Spot) -> None:
        if anchor := getattr(event, "anchor", None):
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise _RefusedError(error("YA105", spot, seen=f"{sign}{anchor}"))
        if tag := getattr(event, "tag", None):
            raise _RefusedError(error("YA106", spot, seen=tag.replace("tag:yaml.org,2002:", "!!")))

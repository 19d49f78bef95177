"""A Markdown file's front matter and its body."""

from __future__ import annotations

import re

from chaguan.model import Position, Problem, error
from chaguan.model.frozen import dataclass

from .nodes import Mapping, Node
from .yaml_nodes import nodes_of

_FENCE = re.compile(r"^(---|\.\.\.)[ \t]*$", re.MULTILINE)

_MISTYPED = re.compile(
    r"(?P<blank>\s*\n)?(?:```\w*\n)?(?P<mark>-{3,}|[－—–]{1,6})[ \t]*\n[a-z_]+[ \t]*[:：]"
)
"""Front matter that somebody meant: below an empty line, or between dashes of another keyboard."""


@dataclass(frozen=True, slots=True)
class Markdown:
    """A Markdown file in its two parts."""

    front_matter: Mapping | None
    """None where there is none, or none that can be read."""
    body: str
    body_line: int
    """The line of the file on which the body begins."""
    problems: tuple[Problem, ...] = ()
    is_without: bool = False
    """It has no front matter at all."""

    def at(self, path: str, offset: int) -> Position:
        """Where in the file at `path` the letter at `offset` of the body stands."""
        line = self.body.count("\n", 0, offset)
        column = offset - self.body.rfind("\n", 0, offset)
        return Position(path, self.body_line + line, column)


def divided(text: str) -> tuple[str | None, str | None]:
    """A Markdown file's front matter as it is written, and its body.

    There is no front matter where nothing opens it, and no body where nothing closes it.
    """
    opening = _FENCE.match(text)
    if opening is None or opening.group(1) != "---":
        return None, text
    closing = _FENCE.search(text, opening.end() + 1)
    if closing is None:
        return text[opening.end() + 1 :], None
    return text[opening.end() + 1 : closing.start()], text[closing.end() + 1 :]


def markdown_of(text: str, path: str) -> Markdown:
    """The parts of a Markdown file, and what is wrong with its front matter."""
    head, body = divided(text)
    if head is None and (found := _MISTYPED.match(text)):
        line = text.count("\n", 0, found.start("mark")) + 1
        at = Position(path, 1 if found["blank"] else line)
        return Markdown(None, text, 1, (error("KB117", at),))
    if head is None:
        return Markdown(None, text, 1, is_without=True)
    if body is None:
        return Markdown(None, "", 1, (error("FM102", Position(path)),))
    line = head.count("\n") + 3
    node, problems = nodes_of(head, path, first_line=2)
    return Markdown(*_mapping(node, problems, path, body, line))


def _mapping(
    node: Node | None, problems: tuple[Problem, ...], path: str, body: str, line: int
) -> tuple[Mapping | None, str, int, tuple[Problem, ...]]:
    if isinstance(node, Mapping) or problems:
        found = node if isinstance(node, Mapping) else None
        return found, body, line, problems
    if node is None:
        return Mapping((), Position(path, 2)), body, line, ()
    return None, body, line, (error("YA111", node.position),)

"""A Markdown file's front matter and its body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chaguan.model import Problem, Spot, error

from .nodes import Mapping, Node
from .yaml_nodes import nodes_of

_FENCE = re.compile(r"^(---|\.\.\.)[ \t]*$", re.MULTILINE)


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


def markdown_of(text: str, path: str) -> Markdown:
    """The parts of a Markdown file, and what is wrong with its front matter."""
    opening = _FENCE.match(text)
    if opening is None or opening.group(1) != "---":
        return Markdown(None, text, 1, is_without=True)
    closing = _FENCE.search(text, opening.end() + 1)
    if closing is None:
        return Markdown(None, "", 1, (error("FM102", Spot(path)),))
    body = text[closing.end() + 1 :]
    line = text.count("\n", 0, closing.end()) + 2
    node, problems = nodes_of(text[opening.end() + 1 : closing.start()], path, first_line=2)
    return Markdown(*_mapping(node, problems, path, body, line))


def _mapping(
    node: Node | None, problems: tuple[Problem, ...], path: str, body: str, line: int
) -> tuple[Mapping | None, str, int, tuple[Problem, ...]]:
    if isinstance(node, Mapping) or problems:
        found = node if isinstance(node, Mapping) else None
        return found, body, line, problems
    if node is None:
        return Mapping((), Spot(path, 2)), body, line, ()
    return None, body, line, (error("YA111", node.spot),)

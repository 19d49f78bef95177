"""What a rule is: one function, one code, one docstring that says why it matters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from chaguan.model import Event, Post, Problem

EVENT_RULES: Final[dict[str, Callable[[Event], Iterator[Problem]]]] = {}
"""By code."""
POST_RULES: Final[dict[str, Callable[[Post], Iterator[Problem]]]] = {}
"""By code."""


def event_rule(code: str) -> Callable[[Callable[[Event], Iterator[Problem]]], object]:
    """Register a rule over every event."""
    return lambda check: EVENT_RULES.setdefault(code, check)


def post_rule(code: str) -> Callable[[Callable[[Post], Iterator[Problem]]], object]:
    """Register a rule over every post."""
    return lambda check: POST_RULES.setdefault(code, check)

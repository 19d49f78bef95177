"""What a rule is, and what many look at: the texts of a community, lists of names.

A rule is one function with one code and one docstring that says why it matters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from chaguan.load import Prose, prose_of
from chaguan.model import Community, Event, Post, Problem

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


def letters(text: str) -> int:
    """How long `text` is without spaces and marks; 漢字 and their like say as much as three."""
    return sum(map(str.isalnum, text)) + 2 * len(_han().findall(text))


@cache
def _han() -> re.Pattern[str]:
    """漢字, kana and hangul; made when first asked for, since that takes long."""
    return re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


def texts(community: Community) -> Iterator[Prose]:
    """Everything that the community wrote in Markdown."""
    for record in community.records():
        yield from prose_of(record)


@cache
def named_list(name: str) -> tuple[str, ...]:
    """The lines of `data/<name>.txt`, without comments and empty lines."""
    text = (files(__package__) / "data" / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)

"""Text that only a machine writes, and that takes a Markdown parser minutes or hours."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from .markdown_code import without_blocks

MOST_OPEN: Final = 200
"""How many brackets of one sort a paragraph may leave open; parsers look for the end of each."""
_NESTED: Final = re.compile(
    r"\n(?:[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+){25}|[ \t]*(?:>[ \t]?){12}"
    r"|(?: {0,3}\t| {4}){25}[ \t]*(?:[-*+>:]|\d{1,9}[.)]|!!!|\?\?\?|===))"
)
"""Quotations and lists within each other, deeper than anybody reads."""
MOST_TAGS: Final = 12
"""How many tags a text may begin and not end; a parser reads on to its last line for each."""
_UNFINISHED: Final = re.compile(r"<[A-Za-z][^<>]*(?=<|\Z)")
_PAIRS: Final = (("[", "]"), ("(", ")"), ("<", ">"))


def tangle(text: str) -> int | None:
    """Where a text begins to be a tangle; None for what people write."""
    if not _may_be_one(text):
        return None
    text = without_blocks(text)
    if nested := _NESTED.search(f"\n{text}"):
        return nested.start()
    if text.count("<") > MOST_TAGS:
        unfinished = next(islice(_UNFINISHED.finditer(text), MOST_TAGS, None), None)
        if unfinished:
            return unfinished.start()
    if max(text.count(opens) for opens, _ in _PAIRS) <= MOST_OPEN:
        return None
    start = 0
    for paragraph in text.split("\n\n"):
        if any(_is_deep(paragraph, opens, closes) for opens, closes in _PAIRS):
            return start
        start += len(paragraph) + 2
    return None


def _may_be_one(text: str) -> bool:
    """Whether it would be one if it had no blocks of code, which excuse a few."""
    return (
        text.count("<") > MOST_TAGS
        or any(text.count(opens) > MOST_OPEN for opens, _ in _PAIRS[:2])
        or _NESTED.search(f"\n{text}") is not None
    )


def _is_deep(paragraph: str, opens: str, closes: str) -> bool:
    """Whether more than `MOST_OPEN` brackets are open at once somewhere in a paragraph."""
    if paragraph.count(opens) <= MOST_OPEN:
        return False
    depth = 0
    for sign in re.findall(f"[{re.escape(opens + closes)}]", paragraph):
        depth = depth + 1 if sign == opens else max(0, depth - 1)
        if depth > MOST_OPEN:
            return True
    return False

"""Text that only a machine writes, and that takes a Markdown parser minutes or hours."""

from __future__ import annotations

import re
from typing import Final

MOST_OPEN: Final = 200
"""How many brackets of one sort a paragraph may leave open; parsers look for the end of each."""
_NESTED: Final = re.compile(
    r"^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+){25}|^[ \t]*>{25}", re.MULTILINE
)
"""Quotations and lists within each other, deeper than anybody reads."""
_CODE: Final = re.compile(r"^(```+|~~~+)[^\n]*\n.*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_PAIRS: Final = (("[", "]"), ("(", ")"), ("<", ">"))


def tangle(text: str) -> int | None:
    """Where a text begins to be a tangle; None for what people write."""
    text = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), text)
    if nested := _NESTED.search(text):
        return nested.start()
    if max(text.count(opens) for opens, _ in _PAIRS) <= MOST_OPEN:
        return None
    start = 0
    for paragraph in text.split("\n\n"):
        left_open = (paragraph.count(opens) - paragraph.count(closes) for opens, closes in _PAIRS)
        if max(left_open) > MOST_OPEN:
            return start
        start += len(paragraph) + 2
    return None

"""What git leaves in a file when two people have changed the same lines."""

from __future__ import annotations

import re
from typing import Final

from .markdown_code import without_blocks

_MARK: Final = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_ORDER: Final = "<=>"


def unmerged(text: str) -> tuple[int, str] | None:
    """Where the first of two versions begins (git-merge(1), "How conflicts are presented").

    The offset and the line that stands there; None where somebody has chosen, and in code.
    """
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return None
    plain = without_blocks(text)
    begin, seen = 0, ""
    for mark in _MARK.finditer(plain):
        sign = mark.group()[0]
        if sign == "<":
            begin, seen = mark.start(), sign
        elif seen and sign == _ORDER[len(seen)]:
            seen += sign
        if seen == _ORDER:
            return begin, text[begin : text.index("\n", begin)]
    return None

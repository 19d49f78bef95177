"""Which parts of a Markdown text are code, found in one pass however the text is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_FENCE: Final = re.compile(r"^(?P<marks>```+|~~~+)(?P<said>[^\n]*)$", re.MULTILINE)
_PLAIN: Final = re.compile(r'[ \t]*[\w#.+-]*[ \t]*(?:\w+="[^"\n]*"[ \t]*)*')
"""What may stand behind a fence for every parser to take it for one."""
_NOT_A_LINE_END: Final = re.compile(r"[^\n]")


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where each block of code between fences begins and ends; what is never closed is none."""
    opened: re.Match[str] | None = None
    for found in _FENCE.finditer(text):
        if opened is None:
            if _PLAIN.fullmatch(found["said"]):
                opened = found
        elif found["marks"] == opened["marks"] and not found["said"].strip():
            yield opened.start(), found.end()
            opened = None


@lru_cache(maxsize=2)
def without_blocks(text: str) -> str:
    """The text with blanks in place of its blocks of code; every character keeps its place."""
    if "```" not in text and "~~~" not in text:
        return text
    parts, at = [], 0
    for start, end in blocks(text):
        parts += [text[at:start], _NOT_A_LINE_END.sub(" ", text[start:end])]
        at = end
    return "".join((*parts, text[at:]))

"""Where a template named another record in a text: what stands there until the record is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from chaguan.source.markdown_code import code_blocks

INLINE_CODE: Final = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]+(?<!`)\1(?!`)")
_IS_TARGET: Final = re.compile(
    r"(?:\]\(\s*<?|\b(?:src|href)\s*=\s*[\"']|^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*<?)\Z", re.MULTILINE
)
_IS_BARE_VALUE: Final = re.compile(r"\b(?:src|href)\s*=\s*\Z")
_IS_IN_TAG: Final = re.compile(r"<[a-zA-Z][^<>]*\Z")
_LOOKED_BACK: Final = 400
"""Characters; a tag or the words of a link are shorter."""


class Mentions:
    """One text, in which templates named other records."""

    def __init__(self, text: str, lines: Iterable[int], lose: Callable[[str, int], None]) -> None:
        """`lines` are those of the file on which records are named, in the order of the text.

        `lose` hears a name that can lead nowhere where it stands, in code or in a tag, and the
        line.
        """
        self._lines = iter(lines)
        self._code = [*code_blocks(text), *(found.span() for found in INLINE_CODE.finditer(text))]
        self._lose = lose

    def written(self, called: str, found: re.Match[str]) -> str:
        """What takes the place of a template that named a record, `ref:walk.md#part`.

        The target of a link where it was one; by itself a link without words, which gets the
        record's title; elsewhere the name alone.
        """
        before = found.string[max(0, found.start() - _LOOKED_BACK) : found.start()]
        name, line = called.partition(":")[2], next(self._lines, 1)
        if any(start <= found.start() < end for start, end in self._code):
            self._lose(name, line)
            return name
        if _IS_TARGET.search(before):
            return called
        if _IS_BARE_VALUE.search(before):
            return f'"{called}"'
        if _IS_IN_TAG.search(before):
            self._lose(name, line)
            return name
        return f"[]({called})"

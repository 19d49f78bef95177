"""What in a Markdown text misleads its reader, though the text around it is free.

What a word processor leaves, such as a soft hyphen, is told and hides nothing. Where text runs in
another direction than it seems (UAX #9), where a link is not what it says, and in code, which
is copied, nobody can see what they are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from .confusables import has_foreign_letters, mixed
from .invisible import SLIGHT, has_invisible, invisible, is_usual, turned
from .markdown_code import code_blocks

_LINK: Final = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,400})\](?:\((?P<target>[^()\s]{1,2000})|\[[^\[\]\n]{0,400}\])"
    r"|^ {0,3}\[[^\[\]\n]{1,400}\]:[ \t]*(?P<address>[^\s]{1,2000})"
    r"|(?P<bare>https?://[^\s<>()\[\]]{1,2000})",
    re.MULTILINE,
)
_INLINE: Final = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]{1,1000}(?<!`)\1(?!`)")


MOST: Final = 20
"""Places that are reported in one text."""


def misleading(text: str) -> Iterator[tuple[int, str, str]]:
    """Where it does, under which code it is reported, and the word if it is one."""
    return islice(_misleading(text), MOST)


def _misleading(text: str) -> Iterator[tuple[int, str, str]]:
    if is_usual(text):
        return
    is_hidden, is_mixed = has_invisible(text), has_foreign_letters(text)
    if not (is_hidden or is_mixed):
        return
    in_link, in_code = _marked(text, _links(text)), _marked(text, _code(text))
    if is_hidden:
        forced = set(turned(text))
        for offset in invisible(text):
            if offset in forced:
                yield offset, "SR110", ""
            elif in_link[offset]:
                yield offset, "SR108", ""
            elif in_code[offset]:
                yield offset, "SR111", ""
            elif text[offset] in SLIGHT:
                yield offset, "SR108", ""
    if is_mixed:
        for offset, word in mixed(text):
            if in_link[offset]:
                yield offset, "SR109", word


def _marked(text: str, spans: Iterator[tuple[int, int]]) -> bytearray:
    """For each letter, whether one of the spans covers it."""
    marks = bytearray(len(text))
    for start, end in spans:
        marks[start:end] = b"\1" * (end - start)
    return marks


def _links(text: str) -> Iterator[tuple[int, int]]:
    """From where to where the words and targets of links reach."""
    for found in _LINK.finditer(text):
        for name in ("words", "target", "address", "bare"):
            if found[name] is not None:
                yield found.span(name)


def _code(text: str) -> Iterator[tuple[int, int]]:
    yield from code_blocks(text)
    for found in _INLINE.finditer(text):
        yield found.span()

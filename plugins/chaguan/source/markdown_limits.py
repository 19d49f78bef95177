"""Text that only a machine writes, and that takes a Markdown parser minutes or hours."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final, NamedTuple

from .markdown_code import code_blocks, without_code_blocks

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
    text = without_code_blocks(text)
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


class Crowd(NamedTuple):
    """What there is too much of."""

    offset: int
    """Where the first one too many stands."""
    what: str
    """A word of `terms.what` in `locales/problems`."""
    most: int


_BEFORE: Final = r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*"
"""Quotations and lists that something may stand in."""

_IN_LINES: Final = {
    "headings": (300, rf"{_BEFORE}(?:#|(?:=+|-+)[ \t]*$|(?:[-*_][ \t]*){{3,}}$)"),
    "fences of code": (400, rf"{_BEFORE}(?:`{{3,}}|~{{3,}})"),
    "boxes": (200, rf"{_BEFORE}(?:!!!|\?\?\?|===)"),
    "explained abbreviations": (60, r"^[ \t]*\*\["),
    "addresses of links": (500, r"^[ \t>]*\[(?!\^)[^\]\n]*\]:"),
    "explained terms": (200, rf"{_BEFORE}:[ \t]"),
    "quotations": (3_000, r"^[ \t]*>"),
    "items of lists": (3_000, r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)"),
    "paragraphs": (5_000, r"\n[ \t>]*(?=\n)"),
}

_ANYWHERE: Final = {
    "footnotes": (500, "[^"),
    "links": (2_000, "://"),
    "forced line breaks": (5_000, "  \n"),
    "lists of contents": (5, "[TOC]"),
    "coloured words of code": (200, "`#!"),
    "words of coloured code": (200, "`:::"),
    "tags with Markdown in them": (50, "markdown"),
}

_LINES: Final = {
    what: (most, re.compile(pattern, re.MULTILINE)) for what, (most, pattern) in _IN_LINES.items()
}

_BLANKS: Final = (1_000, " " * 1_000)

_FEWEST: Final = min(most for most, _ in _IN_LINES.values())

_CONTAINER: Final = re.compile(r"<\w[^<>]*[\s\"']markdown\b")

_SIGN: Final = re.compile(r"[*_`\[\](){}<>!\\&^~=+\"']")

_MOST_SIGNS: Final = 30_000

_MOST_TOGETHER: Final = 8_000

_TOGETHER: Final = "signs of Markdown in one paragraph"
"""Or in one list or table."""

_MOST_CELLS: Final = 5_000

_MOST_CODE: Final = 64 * 1024
"""Characters of code in colours."""

_RULER: Final = re.compile(r"^(?=[^\n]*-)(?=[^\n]*\|)[ \t>|:-]+$", re.MULTILINE)

_EXPLAINED: Final = re.compile(r"^[ \t]*\*\[([^\]\n]+)\]", re.MULTILINE)

_MOST_EXPLAINED: Final = 5_000
"""Words with an explanation: each one copies what stands before it in its paragraph."""

_GAP: Final = re.compile(r"\n[ \t>]*(?=\n)|\Z")


def crowd(text: str) -> Crowd | None:
    """The first thing in a Markdown text that there is too much of; None for what people write."""
    lines = text.count("\n")
    if lines > _FEWEST or len(text) > _MOST_TOGETHER:
        size = 0
        for start, end in code_blocks(text):
            size += end - start
            if size > _MOST_CODE:
                return Crowd(start, "characters of code", _MOST_CODE)
        text = without_code_blocks(text)
    if (offset := text.find(_BLANKS[1])) >= 0:
        return Crowd(offset, "spaces in a row", _BLANKS[0])
    return (
        _anywhere(text)
        or _in_lines(text, lines)
        or _explained(text)
        or _cells(text)
        or _signs(text)
    )


def _anywhere(text: str) -> Crowd | None:
    for what, (most, sign) in _ANYWHERE.items():
        if len(text) > most * len(sign) and text.count(sign) > most:
            pattern = _CONTAINER if sign == "markdown" else re.compile(re.escape(sign))
            if (offset := _after(most, pattern, text)) is not None:
                return Crowd(offset, what, most)
    return None


def _in_lines(text: str, lines: int) -> Crowd | None:
    for what, (most, pattern) in _LINES.items():
        if lines >= most and (offset := _after(most, pattern, text)) is not None:
            return Crowd(offset, what, most)
    return None


def _explained(text: str) -> Crowd | None:
    words = {word.strip() for word in _EXPLAINED.findall(text)} if "*[" in text else set()
    words.discard("")
    if not words:
        return None
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    found = re.compile(rf"\b(?:{'|'.join(longest_first)})\b")
    if (offset := _after(_MOST_EXPLAINED, found, text)) is not None:
        return Crowd(offset, "words with an explanation", _MOST_EXPLAINED)
    return None


def _cells(text: str) -> Crowd | None:
    """A table whose rows are filled up to the number of its columns, or many of them."""
    if text.count("|") < 2 * int(_MOST_CELLS**0.5):
        return None
    cells = 0
    for ruler in _RULER.finditer(text):
        end = text.find("\n\n", ruler.end())
        rows = text.count("\n", ruler.end(), end if end >= 0 else len(text)) + 1
        cells += (rows + 5) * (ruler.group().count("|") + 1)
        if cells > _MOST_CELLS:
            return Crowd(ruler.start(), "cells of tables", _MOST_CELLS)
    return None


def _signs(text: str) -> Crowd | None:
    if len(text) <= _MOST_TOGETHER:
        return None
    if (offset := _after(_MOST_SIGNS, _SIGN, text)) is not None:
        return Crowd(offset, "signs of Markdown", _MOST_SIGNS)
    start = 0
    for gap in _GAP.finditer(text):
        if gap.start() - start > _MOST_TOGETHER:
            offset = _after(_MOST_TOGETHER, _SIGN, text[start : gap.start()])
            if offset is not None:
                return Crowd(start + offset, _TOGETHER, _MOST_TOGETHER)
        start = gap.end()
    return None


def _after(most: int, pattern: re.Pattern[str], text: str) -> int | None:
    """Where the first one beyond `most` stands."""
    found = next(islice(pattern.finditer(text), most, None), None)
    return None if found is None else found.start()

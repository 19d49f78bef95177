"""Why a text is not YAML, said the way a neighbour would: from the line itself, not the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import yaml

from chaguan.model import Position, Problem, error

_VALUE: Final = re.compile(r"\s*(?:(?:- +)+(?:[\w-]+:\s+)?|[\w-]+:\s+)(?P<value>\S.*)")
_GLUED: Final = re.compile(
    r"\s*(?:- +)?(?P<key>[^\W\d][\w-]*)(?P<colon>:(?=[^\s:/])|\uff1a\s*)(?P<value>.*)"
)
_SIGN: Final = re.compile(r"[@`%*&!]|[|>](?![+-]?\d?[+-]?(\s|$))|[-?](\s|$)")
_COLON: Final = re.compile(r":(?=\s|$)")
_HASH: Final = re.compile(r"(?<=[\s\[,])#\w[^\s,\]}]*")
_INSIDE: Final = re.compile(
    r"[{,]\s*[\w-]+:\s+(?P<words>[^\s,{}\[\]\"'][^,{}\[\]]*?:\s[^,{}\[\]]*)"
)
FAR: Final = 20
"""How many lines above a mistake its cause is looked for."""
_CLOSING: Final = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class _Mistake:
    code: str
    offset: int
    """In the line, from 0."""
    values: dict[str, str]


def explained(failure: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """What is wrong at the line where the parser gave up, and its likely cause."""
    mark = getattr(failure, "problem_mark", None)
    began = getattr(failure, "context_mark", None)
    lines = text.split("\n")
    at = min(mark.line, len(lines) - 1) if mark else 0
    start = min(began.line, at) if began else at
    for number in dict.fromkeys((at, start)):
        for found in _mistakes(lines[number], is_here=number == at):
            return _problem(found, path, number + first_line)
    for number in range(at - 1, max(at - FAR, -1), -1):
        for found in _unfinished(lines[number], is_next=number == at - 1):
            return _problem(found, path, number + first_line)
    column = (mark.column if mark else 0) + 1
    if began and getattr(failure, "context", "") == "while scanning a simple key":
        at, column = start, began.column + 1
    seen = lines[at].strip() or "the end of the file"
    return error("YA101", Position(path, at + first_line, column), seen=seen)


def _problem(found: _Mistake, path: str, line: int) -> Problem:
    return error(found.code, Position(path, line, found.offset + 1), **found.values)


def _mistakes(line: str, is_here: bool) -> Iterator[_Mistake]:
    """What people get wrong in one line, the surest first."""
    if indent := re.match(r" *(?=\t)", line):
        yield _Mistake("YA102", len(indent.group()), {})
    yield from _glued(line)
    if found := _VALUE.fullmatch(line):
        value, start = _without_comment(found["value"]), found.start("value")
        if value[0] in "\"'":
            yield from _in_quotation(value, start)
        elif value[0] in "[{":
            yield from _in_brackets(value, start)
        elif is_here and _SIGN.match(value):
            yield _Mistake("YA115", start, {"seen": value[0], "fix": quoted(value)})
        elif is_here and value[0] not in "|>" and (colon := _COLON.search(value)):
            yield _Mistake("YA103", start + colon.start(), {"fix": quoted(value)})


def _unfinished(line: str, is_next: bool) -> Iterator[_Mistake]:
    """What a line further up may have begun that the parser tripped over later."""
    if is_next:
        yield from _glued(line)
    if found := _VALUE.fullmatch(line):
        value, start = _without_comment(found["value"]), found.start("value")
        if value[0] in "\"'" and value.count(value[0]) % 2:
            yield _Mistake("YA104", start, {"quote": value[0]})
        elif value[0] in "[{":
            yield from _open_bracket(value, start)


def _without_comment(value: str) -> str:
    found = re.fullmatch(r"(.*[\"'\]}])\s+#(\s.*)?", value)
    return found.group(1) if found else value.rstrip()


def _glued(line: str) -> Iterator[_Mistake]:
    if found := _GLUED.fullmatch(line):
        fix = f"{found['key']}: {found['value']}".strip()
        yield _Mistake("YA119", found.start("colon"), {"fix": fix})


def _in_quotation(value: str, start: int) -> Iterator[_Mistake]:
    quote, escaped = value[0], '\\"' if value[0] == '"' else "''"
    within = value[1:].replace(escaped, "")
    if quote not in within:
        yield _Mistake("YA104", start, {"quote": quote})
    elif not within.endswith(quote):
        yield _Mistake("YA114", start, {"seen": value, "fix": quoted(value)})
    elif quote in within[:-1]:
        yield _Mistake("YA114", start, {"seen": value, "fix": quoted(value[1:-1])})


def _in_brackets(value: str, start: int) -> Iterator[_Mistake]:
    yield from _open_bracket(value, start)
    if not value.endswith(_CLOSING[value[0]]):
        yield _Mistake("YA117", start, {"seen": value, "fix": quoted(value)})
    elif found := _INSIDE.search(value):
        colon = _COLON.search(found["words"])
        offset = start + found.start("words") + (colon.start() if colon else 0)
        yield _Mistake("YA103", offset, {"fix": quoted(found["words"].strip())})


def _open_bracket(value: str, start: int) -> Iterator[_Mistake]:
    opening, closing = value[0], _CLOSING[value[0]]
    hashtag = _HASH.search(value)
    read = value[: hashtag.start()] if hashtag else value
    if read.count(opening) <= read.count(closing):
        return
    if hashtag:
        values = {"seen": hashtag.group(), "fix": quoted(hashtag.group())}
        yield _Mistake("YA118", start + hashtag.start(), values)
    else:
        yield _Mistake("YA116", start, {"seen": opening, "closing": closing})


def quoted(value: str) -> str:
    """`value` as it can be written in a file, shortened where it is long."""
    if len(value) > 60:
        value = f"{value[:59]}…"
    if '"' in value or "\\" in value:
        doubled = value.replace("'", "''")
        return f"'{doubled}'"
    return f'"{value}"'

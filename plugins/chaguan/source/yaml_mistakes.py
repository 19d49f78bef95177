"""Why a text is not YAML, said the way a neighbour would: from the line itself, not the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import yaml

from chaguan.model import Problem, Spot, error

_VALUE: Final = re.compile(r"\s*(?:(?:- +)+(?:[\w-]+:\s+)?|[\w-]+:\s+)(?P<value>\S.*)")
_GLUED: Final = re.compile(r"\s*(?:- +)?(?P<key>[\w-]+)(?P<colon>:(?=[^\s:/])|\uff1a\s*)(?P<value>.*)")
_COLON: Final = re.compile(r":(?=\s|$)")
_HASH: Final = re.compile(r"(?<=[\s\[,])#\w[^\s,\]}]*")
_INSIDE: Final = re.compile(r"[{,]\s*[\w-]+:\s+(?P<words>[^\s,{}\[\]\"'][^,{}\[\]]*?:\s[^,{}\[\]]*)")
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
    suspects = [at, at - 1, began.line if began else at, at - 2]
    for number in dict.fromkeys(suspects):
        if 0 <= number < len(lines):
            for found in _mistakes(lines[number], is_here=number == at):
                spot = Spot(path, number + first_line, found.offset + 1)
                return error(found.code, spot, **found.values)
    spot = Spot(path, at + first_line, (mark.column if mark else 0) + 1)
    return error("YA101", spot, seen=lines[at].strip() or "the end of the file")


def _mistakes(line: str, is_here: bool) -> Iterator[_Mistake]:
    """What people get wrong in one line, the surest first."""
    if indent := re.match(r" *(?=\t)", line):
        yield _Mistake("YA102", len(indent.group()), {})
    if glued := _GLUED.fullmatch(line):
        fix = f"{glued['key']}: {glued['value']}".strip()
        yield _Mistake("YA119", glued.start("colon"), {"fix": fix})
    if found := _VALUE.fullmatch(line):
        value, start = found["value"].rstrip(), found.start("value")
        if value[0] in "\"'":
            yield from _in_quotation(value, start)
        elif value[0] in "[{":
            yield from _in_brackets(value, start)
        elif is_here and re.match(r"[@`%*&!]|[|>](?![+-]?\d?[+-]?(\s|$))|[-?](\s|$)", value):
            yield _Mistake("YA115", start, {"seen": value[0], "fix": quoted(value)})
        elif value[0] not in "|>" and (colon := _COLON.search(value)):
            yield _Mistake("YA103", start + colon.start(), {"fix": quoted(value)})


def _in_quotation(value: str, start: int) -> Iterator[_Mistake]:
    quote = value[0]
    if value.count(quote) % 2 == 1:
        yield _Mistake("YA104", start, {"quote": quote})
    elif not value.endswith(quote) or len(value) == 1:
        yield _Mistake("YA114", start, {"seen": value, "fix": quoted(value)})
    elif quote in value[1:-1]:
        yield _Mistake("YA114", start, {"seen": value, "fix": quoted(value)})


def _in_brackets(value: str, start: int) -> Iterator[_Mistake]:
    opening, closing = value[0], _CLOSING[value[0]]
    if found := _HASH.search(value):
        values = {"seen": found.group(), "fix": quoted(found.group())}
        yield _Mistake("YA118", start + found.start(), values)
    elif value.count(opening) > value.count(closing):
        yield _Mistake("YA116", start, {"seen": opening, "closing": closing})
    elif not value.endswith(closing):
        yield _Mistake("YA117", start, {"seen": value, "fix": quoted(value)})
    elif found := _INSIDE.search(value):
        colon = _COLON.search(found["words"])
        offset = start + found.start("words") + (colon.start() if colon else 0)
        yield _Mistake("YA103", offset, {"fix": quoted(found["words"].strip())})


def quoted(value: str) -> str:
    """`value` as it can be written in a file, shortened where it is long."""
    if len(value) > 60:
        value = f"{value[:59]}…"
    if '"' in value or "\\" in value:
        doubled = value.replace("'", "''")
        return f"'{doubled}'"
    return f'"{value}"'

"""Why a text is not YAML, said the way a neighbour would: from the line itself, not the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml

from chaguan.model import Position, Problem, error
from chaguan.model.frozen import dataclass

from .invisible import called
from .keyboard import BLANKS, half_width

_VALUE: Final = re.compile(r"\s*(?:(?:- +)+(?:[\w-]+:\s+)?|[\w-]+:\s+)(?P<value>\S.*)")
_GLUED: Final = re.compile(
    r"\s*(?:- +)?(?P<key>[^\W\d][\w-]*)(?P<colon>:(?=[^\s:/])| *= *)(?P<value>.*)"
)
_BLANK_INDENT: Final = re.compile(rf" *[{BLANKS}][{BLANKS} ]*(?=\S)")
_BLANK: Final = re.compile(
    rf"(?P<head> *(?:- +)*(?:[\w-]+:|-)) *[{BLANKS}][{BLANKS} ]*(?P<value>\S.*)"
)
_FIELD: Final = re.compile(r"(?P<indent> *)(?P<key>[\w-]+):(?: +(?P<value>\S.*))?")
_BLOCK: Final = re.compile(r"[|>][+-]?\d?[+-]?(?:\s+#.*)?")
_LISTED: Final = re.compile(r"(?P<value>(\"[^\"]*\"|'[^']*'|[^\s\"'{\[].*?)),\s*")
_APOSTROPHE: Final = re.compile(
    r"(?<![\w'])'(?P<words>[^',{}\[\]]*(?:\w'\w[^',{}\[\]]*)+)'(?=\s*(?:[,}\]]|$))"
)
_SIGN: Final = re.compile(r"[@`%*&!]|[|>](?![+-]?\d?[+-]?(\s|$))|[-?](\s|$)")
_COLON: Final = re.compile(r":(?=\s|$)")
_HASH: Final = re.compile(r"(?<=[\s\[,])#\w[^\s,\]}]*")
_INSIDE: Final = re.compile(
    r"[{,]\s*[\w-]+:\s+(?P<words>[^\s,{}\[\]\"'][^,{}\[\]]*?:\s[^,{}\[\]]*)"
)
_SIGN_INSIDE: Final = re.compile(r"[\[{,]\s*(?:[\w-]+:\s+)?(?P<words>[@`%][^\s,\]}]*)")
FAR: Final = 20
"""How many lines above a mistake its cause is looked for."""
_CLOSING: Final = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class _Mistake:
    code: str
    offset: int
    """In the line, from 0."""
    values: dict[str, str]


def why_not_yaml(failure: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """What is wrong at the line where the parser gave up, and its likely cause."""
    mark = getattr(failure, "problem_mark", None)
    began = getattr(failure, "context_mark", None)
    lines = text.split("\n")
    at = min(mark.line, len(lines) - 1) if mark else 0
    start = min(began.line, at) if began else at
    for number in dict.fromkeys((at, start)):
        for found in _mistakes(lines[number], is_here=number == at):
            first, where = _first_of_many(found, lines, number)
            return _problem(first, path, where + first_line)
    for number in dict.fromkeys((at, start)):
        for found in _indentation(lines, number):
            return _problem(found, path, number + first_line)
    for number in range(at - 1, max(at - FAR, -1), -1):
        for found in _unfinished(lines[number], is_next=number == at - 1):
            return _problem(found, path, number + first_line)
    column = (mark.column if mark else 0) + 1
    if began and getattr(failure, "context", "") == "while scanning a simple key":
        at, column = start, began.column + 1
    seen = lines[at].strip() or "the end of the file"
    return error("YA101", Position(path, at + first_line, column), seen=seen)


def _first_of_many(found: _Mistake, lines: list[str], number: int) -> tuple[_Mistake, int]:
    """The uppermost of lines in a row that have one mistake of the keyboard in common."""
    while number and (above := next(_keyboard(lines[number - 1]), None)) is not None:
        if above.code != found.code:
            break
        found, number = above, number - 1
    return found, number


def _problem(found: _Mistake, path: str, line: int) -> Problem:
    return error(found.code, Position(path, line, found.offset + 1), **found.values)


def _mistakes(line: str, is_here: bool) -> Iterator[_Mistake]:
    """What people get wrong in one line, the surest first."""
    if indent := re.match(r" *(?=\t)", line):
        yield _Mistake("YA102", len(indent.group()), {})
    yield from _keyboard(line)
    yield from _glued(line)
    if found := _VALUE.fullmatch(line):
        value, start = _without_comment(found["value"]), found.start("value")
        if apostrophe := _APOSTROPHE.search(value):
            fix = f'"{apostrophe["words"]}"'
            values = {"seen": apostrophe.group(), "fix": fix}
            yield _Mistake("KB106", start + apostrophe.start(), values)
        if listed := _LISTED.fullmatch(value):
            values = {"fix": f"{line[:start]}{listed['value']}".strip()}
            yield _Mistake("KB105", start + len(value.rstrip()) - 1, values)
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
        yield from _keyboard(line)
        yield from _glued(line)
    if found := _VALUE.fullmatch(line):
        value, start = _without_comment(found["value"]), found.start("value")
        if value[0] in "\"'" and value.count(value[0]) % 2:
            yield _Mistake("YA104", start, {"quote": value[0]})
        elif value[0] in "[{":
            yield from _keyboard(line)
            if (at := _open_quotation(value)) is not None:
                yield _Mistake("YA104", start + at, {"quote": value[at]})
            yield from _open_bracket(value, start)


def _open_quotation(value: str) -> int | None:
    """Where a quotation mark opens within brackets that no other closes before the next value."""
    for mark in "\"'":
        if value.count(mark) % 2:
            opened = re.search(rf"[\[{{,:]\s*(?P<mark>{mark})[^{mark}]*$", value)
            return opened.start("mark") if opened else None
    return None


def _keyboard(line: str) -> Iterator[_Mistake]:
    """What a Chinese keyboard types where YAML wants a plain mark or a space."""
    if line.isascii():
        return
    if indent := _BLANK_INDENT.match(line):
        at = re.search(f"[{BLANKS}]", indent.group())
        offset = at.start() if at else 0
        yield _Mistake("KB102", offset, {"character": called(line[offset])})
    elif blank := _BLANK.fullmatch(line):
        offset = blank.end("head")
        offset += len(line[offset:]) - len(line[offset:].lstrip(" "))
        fix = f"{blank['head']} {blank['value']}".strip()
        yield _Mistake("KB103", offset, {"character": called(line[offset]), "fix": fix})
    elif meant := half_width(line):
        values = {"character": meant.character, "wanted": meant.wanted, "fix": meant.line.strip()}
        yield _Mistake("KB101", meant.offset, values)


def keyboard_problem(line: str, path: str, number: int) -> Problem | None:
    """The same for a line that can be read, and says something else than it seems to."""
    found = next(_keyboard(line), None)
    return _problem(found, path, number) if found else None


def _indentation(lines: list[str], at: int) -> Iterator[_Mistake]:
    """A line that stands further in, or further out, than those it belongs to."""
    line, above = lines[at], next((each for each in reversed(lines[:at]) if each.strip()), "")
    here, before = _FIELD.fullmatch(line), _FIELD.fullmatch(above)
    if before is None or not line.strip():
        return
    if here and before["value"] and len(here["indent"]) > len(before["indent"]):
        if not _BLOCK.fullmatch(before["value"]):
            yield _Mistake("KB107", len(here["indent"]), {"key": before["key"]})
    elif here is None and not re.match(r"\s*(?:[-#]|---)(?:\s|$)", line):
        indent = len(line) - len(line.lstrip())
        if before["value"] and indent <= len(before["indent"]):
            yield _Mistake("KB108", indent, {"key": before["key"], "seen": line.strip()})


def _without_comment(value: str) -> str:
    found = re.fullmatch(r"(.*[\"'\]}])\s+#(\s.*)?", value)
    return found.group(1) if found else value.rstrip()


def _glued(line: str) -> Iterator[_Mistake]:
    if found := _GLUED.fullmatch(line):
        fix = f"{found['key']}: {found['value']}".strip()
        yield _Mistake("YA119", found.start("colon"), {"fix": fix})


def glued_problem(line: str, path: str, number: int) -> Problem | None:
    """A line whose colon has no space behind it, in a file that is nothing but such lines."""
    for mistake in _glued(line):
        return error(mistake.code, Position(path, number, mistake.offset + 1), **mistake.values)
    return None


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
    if sign := _SIGN_INSIDE.search(value):
        values = {"seen": sign["words"][0], "fix": quoted(sign["words"])}
        yield _Mistake("YA115", start + sign.start("words"), values)
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

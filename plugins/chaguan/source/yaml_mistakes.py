"""Why a text is not YAML, said the way a neighbour would: from the line itself, not the parser."""

from __future__ import annotations

import re

import yaml

from chaguan.model import Problem, Spot, error

_KEY = re.compile(r"\s*(?:- )?[\w-]+:\s+(?P<value>\S.*)")


def explained(failure: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """What is wrong at the line where the parser gave up, and its likely cause."""
    mark = getattr(failure, "problem_mark", None)
    lines = text.split("\n")
    at = min(mark.line, len(lines) - 1) if mark else 0
    column = (mark.column if mark else 0) + 1

    def here(code: str, line: int = at, column: int = column, **values: object) -> Problem:
        return error(code, Spot(path, line + first_line, column), **values)

    for number in (at, at - 1):
        if number >= 0 and (indent := re.match(r" *(?=\t)", lines[number])):
            return here("YA102", number, len(indent.group()) + 1)
    for number in range(at, max(at - 3, -1), -1):
        if (unquoted := _KEY.match(lines[number])) is None:
            continue
        value = unquoted["value"]
        start = unquoted.start("value") + 1
        if value[0] in "\"'" and value.count(value[0]) % 2 == 1:
            return here("YA104", number, start, quote=value[0])
        if value[0] in "\"'" and not value.rstrip().endswith(value[0]):
            return here("YA114", number, start, seen=value, quote=value[0])
        if value[0] in "@`%|>*&!" and number == at and value[0] in "@`%":
            return here("YA115", number, start, seen=value[0], value=value)
        if value[0] in "[{" and value.count("[") + value.count("{") > value.count(
            "]"
        ) + value.count("}"):
            return here("YA116", number, start, seen=value[0])
        if value[0] not in "\"'[{|>" and re.search(r":(\s|$)", value):
            inside = re.search(r":(\s|$)", value)
            assert inside
            quoted = value.replace('"', "”")
            return here("YA103", number, start + inside.start(), fix=f'"{quoted}"')
    return here("YA101", seen=lines[at].strip() or "the end of the file")

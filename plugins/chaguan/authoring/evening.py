"""One evening of an event called off or moved: the lines of its file, all others as they were."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from .yaml_text import Value, yaml_lines

_FIELD = re.compile(r"(?P<indent> *)(?P<quote>['\"]?)(?P<key>[\w-]+)(?P=quote) *:(?P<rest>.*)")


class UnwritableError(Exception):
    """The file is written in a way in which nobody but a person finds the place."""


def with_day(text: str, day: date, changed: Mapping[str, Value], now: datetime) -> str:
    """The file of a series with what changes on one of its days, and a higher revision.

    Raises UnwritableError where the place for it is not found.
    """
    lines = text.split("\n")
    at = _top(lines, "repeat")
    if at is None:
        raise UnwritableError("repeat")
    rest = _uncommented(lines[at].partition(":")[2])
    if rest.startswith("{"):
        lines = _in_flow("\n".join(lines), at, day, changed).split("\n")
    elif rest:
        raise UnwritableError("repeat")
    else:
        _in_block(lines, at, day, changed)
    return "\n".join(_revised(lines, now))


def with_further_day(text: str, day: date, changed: Mapping[str, Value], now: datetime) -> str:
    """The file of a series with what changes on a day that was added to it (`also`).

    Raises UnwritableError where the day is not found.
    """
    lines = text.split("\n")
    at = _top(lines, "repeat")
    if at is None:
        raise UnwritableError("repeat.also")
    begin = _offset(lines, at)
    end = _offset(lines, _end_of(lines, at, 0))
    also = re.compile(r"[\s{,]also['\"]?:").search(text, begin, end)
    days = re.compile(
        rf"(?<![:\w] )(?<=[\s\[{{,'\"]){day.isoformat()}['\"]?(?P<colon>\s*:)?(?P<rest>[^\n]*)"
    )
    if also is None or (named := days.search(text, also.end(), end)) is None:
        raise UnwritableError("repeat.also")
    if not named["colon"]:
        into = named.start("rest")
        text = f"{text[:into]}: {_flow(changed)}{text[into:]}"
    elif _uncommented(named["rest"]).startswith("{"):
        text = _with_entries(text, text.index("{", named.start("rest")), changed)
    else:
        text = _with_children(lines, text.count("\n", 0, named.start()), changed)
    return "\n".join(_revised(text.split("\n"), now))


def _with_children(lines: list[str], number: int, changed: Mapping[str, Value]) -> str:
    """The fields in the lines below one, with some in the place of what they were."""
    own = len(lines[number]) - len(lines[number].lstrip(" "))
    for key, value in changed.items():
        fields = _children(lines, number, own)
        written = [line for line, _ in yaml_lines({key: value}, " " * _deep(fields, own + 4))]
        at, deep, _ = fields.get(key, (number, 0, ""))
        if key in fields:
            lines[at : _end_of(lines, at, deep)] = written
        else:
            lines[number + 1 : number + 1] = written
    return "\n".join(lines)


def with_all(text: str, changed: Mapping[str, Value], now: datetime) -> str:
    """The file of an event with what changes for all of it, and a higher revision."""
    lines = text.split("\n")
    for key, value in changed.items():
        _set(lines, key, value)
    return "\n".join(_revised(lines, now))


def _top(lines: list[str], key: str) -> int | None:
    """Where a field of the event itself stands."""
    for number, line in enumerate(lines):
        found = _FIELD.fullmatch(line)
        if found and not found["indent"] and found["key"] == key:
            return number
    return None


def _uncommented(text: str) -> str:
    return re.sub(r"(^|\s)#.*$", "", text).strip()


def _set(lines: list[str], key: str, value: Value) -> None:
    """Write a field of the event itself, in the place of what stood there."""
    written = [line for line, _ in yaml_lines({key: value})]
    at = _top(lines, key)
    if at is None:
        end = len(lines)
        while end and not lines[end - 1].strip():
            end -= 1
        lines[end:end] = written
        return
    lines[at : _end_of(lines, at, 0)] = written


def _end_of(lines: list[str], at: int, indent: int) -> int:
    """The line after the last one that belongs to the field in line `at`."""
    end = at + 1
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if len(line) - len(line.lstrip(" ")) <= indent and not line.startswith("- ", indent):
            break
        end = number + 1
    return end


def _revised(lines: list[str], now: datetime) -> list[str]:
    at = _top(lines, "revision")
    before = _uncommented(lines[at].partition(":")[2]) if at is not None else "0"
    _set(lines, "revision", int(before) + 1 if before.isdecimal() else 1)
    _set(lines, "updated", f"{now:%Y-%m-%d %H:%M}")
    return lines


def _children(lines: list[str], at: int, indent: int) -> dict[str, tuple[int, int, str]]:
    """The fields below the one in line `at`: their lines, indents and what follows the colon."""
    found: dict[str, tuple[int, int, str]] = {}
    own: int | None = None
    for number in range(at + 1, _end_of(lines, at, indent)):
        field = _FIELD.fullmatch(lines[number])
        if field is None:
            continue
        deep = len(field["indent"])
        own = deep if own is None else own
        if deep == own:
            found.setdefault(field["key"], (number, deep, _uncommented(field["rest"])))
    return found


def _in_block(lines: list[str], at: int, day: date, changed: Mapping[str, Value]) -> None:
    fields = _children(lines, at, 0)
    indent = next((deep for _, deep, _ in fields.values()), 2)
    if "moved" not in fields:
        new: dict[str, Value] = {"moved": {day.isoformat(): changed}}
        end = _end_of(lines, at, 0)
        lines[end:end] = [line for line, _ in yaml_lines(new, " " * indent)]
        return
    moved, deep, rest = fields["moved"]
    if rest.startswith("{"):
        text = _into_map("\n".join(lines), _offset(lines, moved), day, changed)
        lines[:] = text.split("\n")
        return
    days = _children(lines, moved, deep)
    inner = next((each for _, each, _ in days.values()), deep + 2)
    known = days.get(day.isoformat())
    if known is None:
        new = {day.isoformat(): changed}
        lines[moved + 1 : moved + 1] = [line for line, _ in yaml_lines(new, " " * inner)]
        return
    number, own, rest = known
    if rest.startswith("{"):
        text = "\n".join(lines)
        start = text.index("{", _offset(lines, number))
        lines[:] = _with_entries(text, start, changed).split("\n")
        return
    for key, value in changed.items():
        fields = _children(lines, number, own)
        written = [line for line, _ in yaml_lines({key: value}, " " * _deep(fields, own + 2))]
        if key in fields:
            line, deep, _ = fields[key]
            lines[line : _end_of(lines, line, deep)] = written
        else:
            lines[number + 1 : number + 1] = written


def _deep(fields: Mapping[str, tuple[int, int, str]], otherwise: int) -> int:
    return next((deep for _, deep, _ in fields.values()), otherwise)


def _offset(lines: list[str], number: int) -> int:
    return sum(len(line) + 1 for line in lines[:number])


def _in_flow(text: str, at: int, day: date, changed: Mapping[str, Value]) -> str:
    """`repeat: {every: week}` on one line or several."""
    start = text.index("{", _offset(text.split("\n"), at))
    entries = _entries(text, start)
    if "moved" in entries:
        return _into_map(text, entries["moved"], day, changed)
    end = _closing(text, start)
    inside = text[start + 1 : end].rstrip().rstrip(",")
    new = f"moved: {{{day.isoformat()}: {_flow(changed)}}}"
    joined = f"{inside}, {new}" if inside.strip() else new
    return f"{text[: start + 1]}{joined}{text[end:]}"


def _into_map(text: str, after: int, day: date, changed: Mapping[str, Value]) -> str:
    """Put a day into the flow map that begins behind an offset."""
    start = text.index("{", after)
    entries = _entries(text, start)
    if day.isoformat() in entries:
        return _with_entries(text, text.index("{", entries[day.isoformat()]), changed)
    rest = text[start + 1 :]
    between = "" if rest.lstrip().startswith("}") else ", "
    return f"{text[: start + 1]}{day.isoformat()}: {_flow(changed)}{between}{rest}"


def _with_entries(text: str, start: int, changed: Mapping[str, Value]) -> str:
    """A flow map with some entries in the place of what they were."""
    for key, value in changed.items():
        entries = _entries(text, start)
        new = f"{key}: {_flow_value(value)}"
        if key not in entries:
            inside = text[start + 1 :]
            between = "" if inside.lstrip().startswith("}") else ", "
            text = f"{text[: start + 1]}{new}{between}{inside}"
            continue
        begin = entries[key]
        end = _entry_end(text, begin)
        text = f"{text[:begin]}{new}{text[end:]}"
    return text


def _flow(values: Mapping[str, Value]) -> str:
    return "{" + ", ".join(f"{key}: {_flow_value(value)}" for key, value in values.items()) + "}"


def _flow_value(value: Value) -> str:
    (line, _), *_ = yaml_lines({"x": value})
    return line.partition(": ")[2]


def _entries(text: str, start: int) -> dict[str, int]:
    """The keys of the flow map that begins at an offset, and where each stands."""
    found: dict[str, int] = {}
    at, end = start + 1, _closing(text, start)
    while at < end:
        stop = _entry_end(text, at)
        key = text[at:stop].lstrip()
        if key:
            begin = stop - len(key)
            found[key.partition(":")[0].strip().strip("\"'")] = begin
        at = stop + 1
    return found


def _entry_end(text: str, at: int) -> int:
    """Where the entry of a flow map that is at an offset ends: at its comma or the brace."""
    deep, quote = 0, ""
    for number in range(at, len(text)):
        letter = text[number]
        if quote:
            quote = "" if letter == quote and text[number - 1] != "\\" else quote
        elif letter in "\"'" and text[number - 1] in " {[,:":
            quote = letter
        elif letter in "{[":
            deep += 1
        elif letter in "}]":
            if not deep:
                return number
            deep -= 1
        elif letter == "," and not deep:
            return number
    raise UnwritableError("repeat")


def _closing(text: str, start: int) -> int:
    at = start + 1
    while text[end := _entry_end(text, at)] == ",":
        at = end + 1
    return end

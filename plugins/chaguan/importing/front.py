"""What stands before the text in the Markdown files of other generators: YAML, TOML or JSON."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from chaguan.model.frozen import dataclass
from chaguan.source import Mapping, Node, Scalar, Sequence, nodes_of

from .export import Clock
from .plain import clean, line
from .table_dates import UnclearError, day_of, times_of

LARGEST: Final = 4 * 1024 * 1024
"""Bytes of one text of an export."""
_MOMENT: Final = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:[T ]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?"
    r"\s*(?P<offset>Z|UTC|[+-]\d{2}:?\d{2})?)?.*"
)


class UnreadableError(ValueError):
    """The front matter of a file is not what it should be."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file's front matter, every value as text, and its body."""

    head: dict[str, Any]
    """Keys in small letters; values are text, lists and maps."""
    body: str
    line: int = 1
    """Of the file, on which the body begins."""


def text_at(path: Path) -> str:
    """The text of a file of an export. Raises UnreadableError."""
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableError("larger than 4 MB")
        return clean(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as failure:
        raise UnreadableError("not UTF-8") from failure
    except OSError as failure:
        raise UnreadableError(failure.strerror or str(failure)) from failure


def document(text: str) -> Document:
    """Front matter and body. Raises UnreadableError where the former cannot be read."""
    if found := re.match(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text, re.S | re.M):
        return _document(_lower(yaml_values(found[1])), text, found.end())
    if found := re.match(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", text, re.S | re.M):
        return _document(_lower(toml_values(found[1])), text, found.end())
    if text.startswith("{"):
        try:
            head, end = json.JSONDecoder().raw_decode(text)
        except (ValueError, RecursionError):
            return Document({}, text)
        if isinstance(head, dict):
            blank = len(text[end:]) - len(text[end:].lstrip("\n"))
            return _document(_lower(_plain(head)), text, end + blank)
    return Document({}, text)


def _document(head: dict[str, Any], text: str, begin: int) -> Document:
    return Document(head, text[begin:], 1 + text.count("\n", 0, begin))


def yaml_values(text: str) -> dict[str, Any]:
    """A YAML map, every scalar as the text it is written in. Raises UnreadableError."""
    node, problems = nodes_of(text, "")
    if node is None and not problems:
        return {}
    if not isinstance(node, Mapping):
        first = problems[0] if problems else None
        raise UnreadableError(f"line {first.position.line}: {first.code}" if first else "no map")
    return {str(key): value for key, value in _value(node).items()}


def toml_values(text: str) -> dict[str, Any]:
    """A TOML document, dates as text. Raises UnreadableError."""
    try:
        found = _plain(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as failure:
        raise UnreadableError(str(failure)) from failure
    assert isinstance(found, dict)
    return found


def settings_of(path: Path) -> dict[str, Any]:
    """The values of a configuration file; empty where it cannot be read."""
    try:
        text = text_at(path)
        if path.suffix == ".toml":
            return _lower(toml_values(text))
        if path.suffix == ".json":
            found = _plain(json.loads(text))
            return _lower(found) if isinstance(found, dict) else {}
        return _lower(yaml_values(text))
    except (UnreadableError, ValueError, RecursionError):
        return {}


def _lower(values: dict[str, Any]) -> dict[str, Any]:
    return {key.lower(): value for key, value in values.items()}


def _value(node: Node) -> Any:
    match node:
        case Mapping():
            return {key.value: _value(each) for key, each in node.entries}
        case Sequence():
            return [_value(each) for each in node.items]
        case Scalar():
            return node.value
    return ""


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return "" if value is None else str(value)


def without_title(body: str, title: str) -> str:
    """A body that does not begin with its own title once more."""
    found = re.match(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)", body)
    return body[found.end() :] if found and line(found[1]) == title else body


def text_in(head: dict[str, Any], *names: str) -> str:
    """The first of these values that is some text, on one line."""
    for name in names:
        value = head.get(name)
        if isinstance(value, str) and value.strip():
            return line(value)
    return ""


def list_in(head: dict[str, Any], name: str, split: str = "") -> list[str]:
    """A value as a list of texts; a single text is parted at `split`, where that is said."""
    value = head.get(name)
    if isinstance(value, str):
        parts = re.split(split, value) if split else [value]
        return [each.strip() for each in parts if each.strip()]
    if isinstance(value, list):
        return [each.strip() for each in value if isinstance(each, str) and each.strip()]
    return []


def is_true(head: dict[str, Any], name: str) -> bool:
    return str(head.get(name, "")).lower() in ("true", "yes", "on")


def is_false(head: dict[str, Any], name: str) -> bool:
    return str(head.get(name, "")).lower() in ("false", "no", "off")


def clock_of(text: str, own: ZoneInfo, here: ZoneInfo) -> Clock | None:
    """A day or time as front matter writes it, on the clock of `here`.

    Without an offset it is the clock of `own`.
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return _spoken(text, own, here)
    try:
        year, month, day = (int(each) for each in found["day"].split("-"))
        if found["time"] is None:
            return date(year, month, day)
        hour, minute = (int(each) for each in found["time"].split(":")[:2])
        naive = datetime(year, month, day, hour, minute)  # noqa: DTZ001
        offset = found["offset"]
        if offset in ("Z", "UTC"):
            offset = "+0000"
        if offset:
            aware = datetime.strptime(
                f"{naive:%Y-%m-%d %H:%M} {offset.replace(':', '')}", "%Y-%m-%d %H:%M %z"
            )
        else:
            aware = naive.replace(tzinfo=own)
        return aware.astimezone(here).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def _spoken(text: str, own: ZoneInfo, here: ZoneInfo) -> Clock | None:
    """A date as people write it, `Jul 08 2022`; None for one that may be two days."""
    try:
        day, rest = day_of(text, None)
        begins, _ = times_of(rest)
    except UnclearError:
        return None
    if begins is None:
        return day
    return datetime.combine(day, begins, own).astimezone(here).replace(tzinfo=None)

"""Values as YAML text that nothing can be smuggled through."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

Value = str | bool | int | float | tuple["Value", ...] | Mapping[str, "Value"]
Line = tuple[str, str]
"""A line of the file, and the dotted name of the value that it belongs to."""

_KEY = re.compile(r"[a-z][a-z_]*|[a-z]{2,3}(-[A-Z][a-zA-Z]{1,3})+|\d{4}-\d\d-\d\d")
_PLAIN = re.compile(r"(?!(?:y|n|on|off|yes|no|true|false|null)$)[a-z][a-z_-]*[a-z0-9_-]*")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?")
_UNWRITABLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")  # fmt: skip # noqa: E501


def yaml_lines(values: Mapping[str, Value], indent: str = "", path: str = "") -> Iterator[Line]:
    """A map in block style, in its own order.

    What people typed is quoted, or is a literal block where it has several lines; only ids,
    days and words of ours stand bare. Raises ValueError for characters that YAML cannot hold.
    """
    for key, value in values.items():
        name = f"{path}.{key}" if path else key
        head = f"{indent}{key if _KEY.fullmatch(key) else _scalar(key)}:"
        match value:
            case Mapping():
                yield head, name
                yield from yaml_lines(value, f"{indent}  ", name)
            case tuple() if any(isinstance(each, Mapping) for each in value):
                yield head, name
                for each in value:
                    assert isinstance(each, Mapping)
                    inner = yaml_lines(each, f"{indent}    ", name)
                    for number, (line, owner) in enumerate(inner):
                        yield (f"{indent}  - {line.lstrip()}" if number == 0 else line), owner
            case tuple():
                items = ", ".join(_scalar(each) for each in value if not isinstance(each, Mapping))
                yield f"{head} [{items}]", name
            case str() if "\n" in value.strip():
                yield f"{head} |", name
                for line in _writable(value.strip()).split("\n"):
                    yield (f"{indent}  {line}" if line else ""), name
            case _:
                yield f"{head} {_scalar(value)}", name


def _scalar(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = _writable(str(value))
    if isinstance(value, int | float) or _PLAIN.fullmatch(text) or _CLOCK.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _writable(text: str) -> str:
    if found := _UNWRITABLE.search(text):
        raise ValueError(f"YAML cannot hold U+{ord(found.group()):04X}")
    return text

"""The tags in a file that nobody has read, as far as they are plainly written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

_KEY: Final = re.compile(r"tags[\"']?\s*:")
_LINES: Final = re.compile(r"^tags[ \t]*:([^\n]*(?:\n(?:[ \t-][^\n]*)?)*)", re.MULTILINE)
_NOT_PLAIN: Final = re.compile(r"[\\&*!|>{}#%@`?:]")
_ITEM: Final = re.compile(r"\s*-\s+(?P<item>.*)")


def tags_in(head: str) -> tuple[str, ...] | None:
    """The tags in a YAML text, and perhaps words that are none; None where only reading it tells.

    What is found is written as the tag would be (see `Tag`).
    """
    if "tags" not in head or not (keys := _KEY.findall(head)):
        return ()
    found = _LINES.findall(head)
    return _tags_in(found[0]) if len(keys) == len(found) == 1 else None


@cache
def _tags_in(value: str) -> tuple[str, ...] | None:
    if _NOT_PLAIN.search(value):
        return None
    items = [_unquoted(item.strip()) for item in _items(value.strip())]
    if None in items:
        return None
    words = (" ".join(unicodedata.normalize("NFC", item).split()) for item in items if item)
    return tuple(dict.fromkeys(words))


def _items(value: str) -> Iterator[str]:
    """The items of a list as they are written; a quotation mark alone where that is unclear."""
    if value.startswith("["):
        yield from value.removeprefix("[").removesuffix("]").split(",")
    elif value.startswith("-"):
        for line in filter(str.strip, value.split("\n")):
            found = _ITEM.fullmatch(line)
            yield found["item"] if found else '"'
    else:
        yield value if "\n" not in value else '"'


def _unquoted(item: str) -> str | None:
    if "[" in item or "]" in item:
        return None
    if item[:1] not in ("'", '"'):
        return item
    inside = item[1:-1]
    is_plain = len(item) > 1 and item[0] == item[-1] and item[0] not in inside
    return inside if is_plain else None

"""HTML as sanitising leaves it, tag by tag, in a fifth of the time that a parser takes.

What is read so was written by `nh3`, or by ourselves: tags are whole. Comments are passed over,
and what is no tag stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

_VALUES: Final = r"""[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*"""
_TOKEN: Final = re.compile(
    rf"([^<]+)|<(/?)([a-zA-Z][^\s/>]*)({_VALUES})>|<(?:!--.*?-->|[!?][^>]*>)|(<)", re.DOTALL
)
_START: Final = re.compile(
    rf"<(?P<tag>[a-zA-Z][^\s/>]*)(?P<values>{_VALUES})>|<!--.*?-->", re.DOTALL
)
_ATTRIBUTE: Final = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_RAW: Final = re.compile(r"(?is)(<(script|style)\b[^>]*>).*?(</\2\s*>)")
"""What holds no tags, whatever stands in it, and no words."""

Token = tuple[str, str, str]
"""`"", words, ""`, or `"<"` where a tag begins and `"/"` where it ends, its name in small letters,
and what stands behind that."""


def tokens(html: str) -> Iterator[Token]:
    """The words and tags of a text, in order; character references are resolved."""
    if "<s" in html:
        html = _RAW.sub(r"\1\3", html)
    for found in _TOKEN.finditer(html):
        words, ends, tag, values, stray = found.groups()
        if words:
            yield "", unescape(words), ""
        elif tag:
            tag = tag.lower()
            if not ends:
                yield "<", tag, values
            if ends or values.endswith("/"):
                yield "/", tag, ""
        elif stray:
            yield "", stray, ""


def start_tags(html: str) -> Iterator[re.Match[str]]:
    """Where each tag begins and ends that is a start, its `tag` and the `values` behind it."""
    return (found for found in _START.finditer(html) if found["tag"])


def attributes(values: str) -> list[tuple[str, str | None]]:
    """What stands behind the name of a tag: its attributes, None for one without a value."""
    found = []
    for each in _ATTRIBUTE.finditer(values):
        name, *quoted = each.groups()
        value = next((one for one in quoted if one is not None), None)
        found.append((name.lower(), None if value is None else unescape(value)))
    return found

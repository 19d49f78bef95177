"""The examples of the CommonMark specification, from the package that `tests/tools` installs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SPEC = Path(__file__).parents[1] / "tools/node_modules/commonmark-spec/spec.txt"
LEFT_OUT = ("Tabs", "HTML blocks", "Raw HTML")
"""Sections: the converter makes blanks of tabs, and HTML is not a matter of Markdown."""
_EXAMPLE = re.compile(
    r"^`{32} example\n(?P<text>[\s\S]*?)^\.\n(?P<html>[\s\S]*?)^`{32}$|^#{1,6} *(?P<section>.*)$",
    re.M,
)
_TAG = re.compile(r"</?([a-zA-Z][\w-]*)")
_OF_MARKDOWN = frozenset(
    "a blockquote br code em h1 h2 h3 h4 h5 h6 hr img li ol p pre strong ul".split()
)


class Example(NamedTuple):
    section: str
    text: str
    html: str


def examples() -> Iterator[Example]:
    """Those without HTML in the text."""
    section = ""
    for found in _EXAMPLE.finditer(SPEC.read_text(encoding="utf-8")):
        if found["section"] is not None:
            section = found["section"]
            continue
        text, html = (found[name].replace("→", "\t") for name in ("text", "html"))
        if section not in LEFT_OUT and not _has_html(text, html):
            yield Example(section, text, html)


def _has_html(text: str, html: str) -> bool:
    """Whether a tag that the text holds reaches the page."""
    tags = set(_TAG.findall(html))
    own = {tag for tag in _TAG.findall(text) if f"<{tag}" in html or f"</{tag}" in html}
    return bool(tags - _OF_MARKDOWN) or bool(own)

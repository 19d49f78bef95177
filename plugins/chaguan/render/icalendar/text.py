"""Text that calendars may carry, and Markdown that no page shows as HTML for them."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Final

from markdown import Markdown

from chaguan.load import without_blocks

_EXTENSIONS: Final = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists",
    "tables", "pymdownx.details", "pymdownx.keys", "pymdownx.superfences", "pymdownx.tabbed",
    "pymdownx.tasklist",
)  # fmt: skip
"""What the template's `mkdocs.yml` turns on, but for the colours of code."""
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def html_of(markdown: str) -> str:
    """Markdown as HTML to take plain text from, for a day of a series, which has no page.

    It is not sanitised: links still name files. What cannot be parsed is as it was written.
    """
    markdown = without_blocks(markdown)
    try:
        return _parser().reset().convert(markdown)
    except (RecursionError, ValueError):
        return f"<pre>{escape(markdown)}</pre>"


def clean(text: str) -> str:
    """Text that a content line may carry (RFC 5545, 3.1): no controls, line ends as `\\n`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", lines)


def one_line(text: str) -> str:
    """The same without line ends, for properties that no specification lets escape them."""
    return " ".join(clean(text).split())


@cache
def _parser() -> Markdown:
    tabs = {"pymdownx.tabbed": {"alternate_style": True}}
    return Markdown(extensions=list(_EXTENSIONS), extension_configs=tabs)

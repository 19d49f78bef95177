"""Text that calendars may carry, and Markdown that no page shows as HTML for them."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from chaguan.load import without_blocks
from chaguan.markdown.converter import html_of as as_site

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def html_of(markdown: str) -> str:
    """Markdown as HTML to take plain text from, for a day of a series, which has no page.

    It is not sanitised: links still name files. What cannot be parsed is as it was written.
    """
    markdown = without_blocks(markdown)
    try:
        return as_site(markdown)
    except (RecursionError, ValueError):
        return f"<pre>{escape(markdown)}</pre>"


def clean(text: str) -> str:
    """Text that a content line may carry (RFC 5545, 3.1): no controls, line ends as `\\n`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", lines)


def one_line(text: str) -> str:
    """The same without line ends, for properties that no specification lets escape them."""
    return " ".join(clean(text).split())

"""Text of strangers as one line of plain text: no markup, nothing hidden, no more than so much."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from chaguan.importing.plain import clean

_HIDDEN: Final = frozenset({"head", "noscript", "rp", "rt", "script", "style", "svg", "template"})
_BLOCKS: Final = re.compile(
    r"(?:address|article|aside|blockquote|br|dd|div|dl|dt|fig.*|footer|h[1-6r]|header|hr|li|main"
    r"|nav|ol|p|pre|section|t[drh]|table|ul)"
)
_TAG: Final = re.compile(r"</?[a-zA-Z!][^<>]*>|<!--")
_LARGE_VALUE: Final = re.compile(r"=\"[^\"<>]{1000,}\"")
"""A picture that stands within its address, mostly."""
MOST_HTML: Final = 40_000
"""Letters; an excerpt needs few, and the parser takes the square of the time for some texts."""
_REFERENCE: Final = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);")


def one_line(text: str, most: int) -> str:
    """Plain text on one line, cut between words, with … where something is missing."""
    line = " ".join(clean(text[: 50 * most]).split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    if " " in cut[most // 2 :] and not line[most - 1].isspace():
        cut = cut.rpartition(" ")[0]
    return f"{cut.rstrip()}…"


def text_of_html(markup: str) -> str:
    """The words of the beginning of a piece of HTML, without what nobody reads."""
    begins = _LARGE_VALUE.sub('=""', markup)[:MOST_HTML]
    words = _Words()
    # its target gets each piece at once: no tree is made, however deep
    parser = etree.HTMLParser(target=words)  # type: ignore[call-overload] # as its manual has it
    try:
        parser.feed(begins)
        parser.close()
    except etree.LxmlError:
        return _TAG.sub(" ", begins)
    return "".join(words.found)


def text_of_anything(text: str) -> str:
    """The words of what may be HTML or plain text; titles say rarely which they are.

    Escaped once more than needed is common, too: `&amp;lt;b&amp;gt;` was meant as bold.
    """
    if _TAG.search(text):
        text = text_of_html(text)
    if _REFERENCE.search(text):
        text = html.unescape(text)
        if _TAG.search(text):
            text = text_of_html(text)
    return text


class _Words:
    """Collects what is read; blocks are parted by a space."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._hidden = 0

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        self._hidden += tag in _HIDDEN
        if _BLOCKS.fullmatch(tag):
            self.found.append(" ")

    def end(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif _BLOCKS.fullmatch(tag):
            self.found.append(" ")

    def data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)

    def comment(self, text: str) -> None:
        """Nobody reads it."""

    def close(self) -> None:
        """The end."""

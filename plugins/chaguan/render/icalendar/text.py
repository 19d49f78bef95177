"""Markdown as plain text, for readers whose calendar shows nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from typing import Final

from markdown import Markdown

from chaguan.load import without_blocks

_EXTENSIONS: Final = ("admonition", "attr_list", "fenced_code", "footnotes", "sane_lists", "tables")
_BLOCKS: Final = frozenset((
    "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "p", "pre", "section", "summary", "table",
))  # fmt: skip
_HIDDEN: Final = frozenset(("head", "script", "style", "template", "title"))
_MARKS: Final = re.compile(
    r"[*_\[\]<>`#|\\&~={}]|!!!|^[ \t]*(?:[-+]|\d+\.)|^(?: {2}|\t)| {2}$", re.M
)
"""What may mean something to Markdown; text without it need not be parsed."""
_FENCE: Final = re.compile(r"^([ \t>]*(?:```+|~~~+))[^`\n]*$", re.M)
"""The line that opens a block of code; what it says of its colours is nothing to calendars."""
_COUNT: Final = re.compile(r"[0-9]{1,6}")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def plain_text(markdown: str, link: Callable[[str], str]) -> str:
    """Markdown without its marks: paragraphs and list items on lines of their own.

    A link becomes `words (address)`; `link` makes an address absolute. Raw HTML loses its tags.
    """
    markdown = without_blocks(markdown)
    if not _MARKS.search(markdown):
        paragraphs = re.split(r"\n[ \t]*\n", markdown)
        return "\n\n".join(filter(None, (" ".join(each.split()) for each in paragraphs)))
    try:
        html = _parser().reset().convert(_FENCE.sub(r"\1", markdown))
    except (RecursionError, ValueError):  # what cannot be parsed is shown as it was written
        return clean(markdown).strip()
    reader = _Reader(link)
    reader.feed(html)
    reader.close()
    return reader.text


def clean(text: str) -> str:
    """Text that a content line may carry (RFC 5545, 3.1): no controls, line ends as `\\n`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", lines)


def one_line(text: str) -> str:
    """The same without line ends, for properties that no specification lets escape them."""
    return " ".join(clean(text).split())


@cache
def _parser() -> Markdown:
    return Markdown(extensions=list(_EXTENSIONS))


class _Reader(HTMLParser):
    """Collects lines of text from HTML."""

    def __init__(self, link: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self._link = link
        self._written: list[str] = []
        self._line: list[str] = []
        self._ends = 0
        """How many line ends come before the next words."""
        self._mark = ""
        """What comes before them when they begin a list item."""
        self._numbers: list[int | None] = []
        """The next number in each list that is open; None where they have none."""
        self._links: list[tuple[str, int]] = []
        self._hidden = 0
        self._fixed = 0

    @property
    def text(self) -> str:
        self._break(0)
        return "".join(self._written).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        match tag:
            case "br":
                self._break(1)
            case "hr":
                self._break(2)
                self._say("———")
                self._break(2)
            case "ul" | "ol":
                self._break(1 if self._numbers else 2)
                start = values.get("start") or ""
                number = int(start) if _COUNT.fullmatch(start) else 1
                self._numbers.append(None if tag == "ul" else number)
            case "li":
                self._begin_item()
            case "a":
                self._links.append((values.get("href") or "", len(self._line)))
            case "img" if values.get("alt"):
                self._say(values["alt"] or "")
            case "td" | "th" if self._line:
                self._line = ["".join(self._line).rstrip(), " | "]
            case "tr":
                self._break(1)
            case _ if tag in _HIDDEN:
                self._hidden += 1
            case _ if tag in _BLOCKS:
                self._fixed += tag == "pre"
                self._break(2)

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "ul" | "ol" if self._numbers:
                self._numbers.pop()
                self._break(1 if self._numbers else 2)
            case "a" if self._links:
                self._end_link(*self._links.pop())
            case _ if tag in _HIDDEN:
                self._hidden = max(0, self._hidden - 1)
            case _ if tag in _BLOCKS:
                if tag == "pre":
                    self._fixed = max(0, self._fixed - 1)
                self._break(2)

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._fixed:
            self._say(data)
            return
        words = re.sub(r"\s+", " ", data)
        self._say(words if self._line else words.lstrip())

    def _say(self, words: str) -> None:
        if words and not self._line and self._mark:
            self._line, self._mark = [self._mark], ""
        if words:
            self._line.append(words)

    def _break(self, ends: int) -> None:
        """End the line; at least as many line ends come before the next words."""
        if line := "".join(self._line).rstrip():
            self._written += ("\n" * self._ends if self._written else "", line)
            self._ends = 0
        self._line = []
        if not self._mark:
            self._ends = max(self._ends, ends)

    def _begin_item(self) -> None:
        """A list item, indented by how deep its list is."""
        self._break(1)
        number = self._numbers[-1] if self._numbers else None
        indent = "   " * (len(self._numbers) - 1)
        self._mark = f"{indent}• " if number is None else f"{indent}{number}. "
        if number is not None:
            self._numbers[-1] = number + 1

    def _end_link(self, address: str, since: int) -> None:
        words = "".join(self._line[since:]).strip()
        if address.startswith("#fnref"):
            del self._line[since:]
        elif address.startswith("#fn"):
            self._line[since:] = [f"[{words}]"]
        elif address and not address.startswith("#"):
            url = self._link(address)
            if url and words not in (url, url.removeprefix("mailto:")):
                self._say(f" ({url})" if words else url)

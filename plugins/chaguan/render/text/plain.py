"""HTML as plain text: the one writer for calendars, excerpts, feeds' summaries and posters."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

from chaguan.render.html.portable import TAB, portable

_BLOCKS: Final = frozenset((
    "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "p", "pre", "section", "summary", "table",
))  # fmt: skip
_TERMS: Final = frozenset({"dd", "dt"})
"""Terms and what they mean stand close together."""
_HIDDEN: Final = frozenset(("head", "rp", "rt", "script", "style", "template", "title"))
"""What is not read aloud; readings beside 漢字 would stand within the word (漢hàn字zì)."""
_COUNT: Final = re.compile(r"[0-9]{1,6}")
CHUNK: Final = 2_000
"""How much of a text is looked at before asking whether its first paragraph is over."""
_SILENT: Final = _HIDDEN | {"figcaption", "label", "pre", "summary", "sup", "svg"}
_PARAGRAPHS: Final = frozenset({"p", "li", "blockquote", "dd", "h1", "h2", "h3", "h4", "h5", "h6"})
_WRAPPED: Final = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\n[ \t]*(?=[\u2e80-\u9fff\uff00-\uffef])"
)
"""A line end between two 漢字, which parts no words."""
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
"""White space as HTML has it: an ideographic space is a letter like others."""
_HAN: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_PERMALINK: Final = "¶"
_BACK: Final = re.compile(r"fnref\d*:")
"""From a footnote back to where it is called, as Python-Markdown names that."""


def plain_text(html: str, link: Callable[[str], str]) -> str:
    """`html` as lines: paragraphs apart, list items and rows on lines of their own.

    A link becomes `words (address)`; `link` makes an address absolute, and empty where it leads
    nowhere. Tabs are told as "Tab A:", tasks as ☐ and ☑, ruby without its readings.
    """
    reader = _Reader(link)
    reader.feed(portable(html))
    reader.close()
    return reader.text


def plain(html: str, length: int = 280) -> str:
    """The words of the first paragraph that has any, on one line, shortened to `length`."""
    words = _FirstParagraph()
    for start in range(0, len(html), CHUNK):
        words.feed(html[start : start + CHUNK])
        if words.is_done:
            break
    else:
        words.close()
    line = words.text
    if len(line) <= length:
        return line
    cut = line[:length]
    return (cut.rpartition(" ")[0] if " " in cut[length // 2 :] else cut[:-1]).rstrip() + "…"


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
        self._is_tab = False

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
            case "q":
                self._say("“")
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
                self._break(1 if tag in _TERMS else 2)
                self._is_tab = values.get("class") == TAB

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "ul" | "ol" if self._numbers:
                self._numbers.pop()
                self._break(1 if self._numbers else 2)
            case "a" if self._links:
                self._end_link(*self._links.pop())
            case "q":
                self._say("”")
            case _ if tag in _HIDDEN:
                self._hidden = max(0, self._hidden - 1)
            case _ if tag in _BLOCKS:
                if tag == "pre":
                    self._fixed = max(0, self._fixed - 1)
                if self._is_tab and self._line:
                    self._line.append("：" if _HAN.search(self._line[-1][-1:]) else ":")
                self._is_tab = False
                self._break(1 if tag in _TERMS else 2)

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._fixed:
            self._say(data)
            return
        words = _SPACE.sub(" ", _WRAPPED.sub("", data))
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
        own = address.rpartition("#")[2]
        if _BACK.match(own) or words == _PERMALINK:
            del self._line[since:]
        elif own.startswith("fn:") and words.isdecimal():
            self._line[since:] = [f"[{words}]"]
        elif address and not address.startswith("#"):
            url = self._link(address)
            if url and words not in (url, url.removeprefix("mailto:")):
                self._say(f" ({url})" if words else url)


class _FirstParagraph(HTMLParser):
    """The first block of text that says something."""

    def __init__(self) -> None:
        super().__init__()
        self._words: list[str] = []
        self._silenced = 0
        self._headings = 0
        self.is_done = False

    @property
    def text(self) -> str:
        return " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silenced += tag in _SILENT
        if tag == "br":
            self._words.append(" ")
        elif tag in _PARAGRAPHS:
            self._end_block()
            self._headings += tag[0] == "h"

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silenced = max(0, self._silenced - 1)
        elif tag in _PARAGRAPHS:
            self._end_block()
            self._headings = max(0, self._headings - (tag[0] == "h"))

    def handle_data(self, data: str) -> None:
        if not (self.is_done or self._silenced or self._headings):
            self._words.append(data)

    def _end_block(self) -> None:
        self.is_done = self.is_done or bool(self.text)

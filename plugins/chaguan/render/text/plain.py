"""HTML as plain text: the one writer for calendars, excerpts, feeds' summaries and posters."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from chaguan.render.html.portable import TAB, portable
from chaguan.render.html.tags import attributes, tokens

_BLOCKS: Final = frozenset((
    "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "p", "pre", "section", "summary", "table",
))  # fmt: skip
_TERMS: Final = frozenset({"dd", "dt"})
"""Terms and what they mean stand close together."""
_HIDDEN: Final = frozenset(("head", "rp", "rt", "script", "style", "template", "title"))
"""What is not read aloud; readings beside 漢字 would stand within the word (漢hàn字zì)."""
_COUNT: Final = re.compile(r"[0-9]{1,6}")
_MEANT: Final = _BLOCKS | _HIDDEN | {"a", "br", "img", "li", "ol", "q", "td", "th", "tr", "ul"}
_SILENT: Final = _HIDDEN | {"figcaption", "label", "pre", "summary", "sup", "svg"}
_PARAGRAPHS: Final = frozenset({"p", "li", "blockquote", "dd", "h1", "h2", "h3", "h4", "h5", "h6"})
_WRAPPED: Final = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\n[ \t]*(?=[\u2e80-\u9fff\uff00-\uffef])"
)
"""A line end between two 漢字, which parts no words."""
_SPACE: Final = re.compile(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")
"""White space as HTML has it that is not one space; an ideographic one is a letter like others."""
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
    for mark, said, values in tokens(portable(html)):
        if not mark:
            reader.words(said)
        elif said in _MEANT:
            reader.begins(said, values) if mark == "<" else reader.ends(said)
    return reader.text


def plain(html: str, length: int = 280) -> str:
    """The words of the first paragraph that has any, on one line, shortened to `length`."""
    line = _first_paragraph(html)
    if len(line) <= length:
        return line
    cut = line[:length]
    return (cut.rpartition(" ")[0] if " " in cut[length // 2 :] else cut[:-1]).rstrip() + "…"


class _Reader:
    """Collects lines of text from HTML."""

    def __init__(self, link: Callable[[str], str]) -> None:
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

    def begins(self, tag: str, said: str) -> None:
        """A tag that is meant begins; `said` is what stands behind its name."""
        values = dict(attributes(said)) if said else {}
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

    def ends(self, tag: str) -> None:
        """A tag that is meant ends."""
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

    def words(self, words: str) -> None:
        """Words between tags."""
        if self._hidden:
            return
        if self._fixed:
            self._say(words)
            return
        words = _SPACE.sub(" ", _WRAPPED.sub("", words) if "\n" in words else words)
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


def _first_paragraph(html: str) -> str:
    """The words of the first block of text that says something."""
    words: list[str] = []
    silenced = headings = 0
    for mark, said, _ in tokens(html):
        if not mark:
            if not (silenced or headings):
                words.append(said)
        elif said in _SILENT:
            silenced = max(0, silenced + (1 if mark == "<" else -1))
        elif said in _PARAGRAPHS:
            if text := _on_one_line(words):
                return text
            if said[0] == "h":
                headings = max(0, headings + (1 if mark == "<" else -1))
        elif said == "br" and mark == "<":
            words.append(" ")
    return _on_one_line(words)


def _on_one_line(words: list[str]) -> str:
    return " ".join("".join(words).split())

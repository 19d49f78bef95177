"""What binds tightest in a line of text: code, escapes, addresses, HTML, ends of lines.

They are found from left to right in one pass (CommonMark, 6), before the site's own patterns and
before links and emphasis. What each was in the source is remembered, since a link's address is
read as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.entities import html5
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString, code_escape

from .line_starts import TAG, is_known
from .link_targets import PUNCTUATION

BEFORE_ALL_PATTERNS: Final = 191
_MAIL: Final = (
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*"
)
_ATOM: Final = (
    r"(?P<hard>(?:\\| {2,})\n *)"
    rf"|\\(?P<escape>.)"
    r"|(?P<ticks>`+)"
    r"|<(?P<link>[A-Za-z][A-Za-z0-9.+-]{1,31}:[^\s<>\x00-\x20]*)>"
    rf"|<(?P<mail>{_MAIL})>"
    rf"|(?P<html>{TAG}|<!--(?:-?>|[\s\S]{{0,3000}}?-->)|<\?[\s\S]{{0,3000}}?\?>|<![A-Za-z][^>]*>|<!\[CDATA\[[\s\S]{{0,3000}}?\]\]>)"
    r"|(?P<entity>&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,8}|[A-Za-z][A-Za-z0-9]*);)"
)
_SIGNS: Final = ("\\", "`", "<", "&", "  \n")
"""What stands in each of them: most lines have none, and to look for all of them takes long."""
_PUNCTUATION: Final = re.compile(f"[{PUNCTUATION}]")
_CODE_ENDS: Final = re.compile(r"`+")


class Literal(str):
    """A string in place of something that stood in the source."""


class _Atoms:
    """Their pattern, which is looked for where a sign of one stands."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern

    def finditer(self, data: str, start: int) -> Iterator[re.Match[str]]:
        """As `re.Pattern` has it."""
        if any(sign in data for sign in _SIGNS):
            yield from self._pattern.finditer(data, start)


class Atoms(InlineProcessor):
    """Finds them, and remembers what each was."""

    def __init__(self, md: Markdown, site_code: InlineProcessor | None, link: Link) -> None:
        super().__init__(_ATOM, md)
        self._pattern = _Atoms(re.compile(_ATOM))
        self.md = md
        self._site_code = site_code
        self._link = link
        self.sources: dict[int, tuple[Element | str, str]] = {}
        """What an element or a string was, by its identity; and itself, so that it stays alive."""

    def reset(self) -> None:
        """Forget the last text."""
        self.sources.clear()

    def getCompiledRegExp(self) -> _Atoms:  # type: ignore[override]  # noqa: N802
        return self._pattern

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        start, end = m.span()
        made: Element | str | None
        match m.lastgroup:
            case "hard":
                made = Element("br")
            case "escape":
                letter = m["escape"]
                if not _PUNCTUATION.match(letter) and letter not in self.md.ESCAPED_CHARS:
                    return None, None, None
                made = self.md.htmlStash.store("&amp;") if letter == "&" else literal(letter)
            case "ticks":
                closing = _closing(data, end, end - start)
                if closing is None:
                    made, end = m["ticks"], end
                else:
                    made, end = self._code(data[end : closing[0]], end - start), closing[1]
            case "link" | "mail":
                address = m[m.lastgroup]
                href = address if m.lastgroup == "link" else f"mailto:{address}"
                made = anchor(href, address)
            case "html":
                made = self._html(m["html"])
            case _:
                made = self.md.htmlStash.store(_entity(m["entity"]))
        made = _own(made)
        self.sources[id(made)] = (made, data[start:end])
        return made, start, end

    def _code(self, code: str, ticks: int) -> Element | str:
        """A code span; the site's own pattern may colour it (CommonMark, 6.1)."""
        code = code.replace("\n", " ")
        if self._site_code is not None:
            mark = "`" * ticks
            written = f"{mark}{code}{mark}"
            found = self._site_code.getCompiledRegExp().search(written)
            if found:
                made, start, end = self._site_code.handleMatch(found, written)
                if made is not None and (start, end) == (0, len(written)):
                    return made
        if code.startswith(" ") and code.endswith(" ") and code.strip(" "):
            code = code[1:-1]
        shown = Element("code")
        shown.text = AtomicString(code_escape(code))
        return shown

    def _html(self, tag: str) -> str:
        """HTML as it is; words in angle brackets as text."""
        if is_known(tag):
            return self.md.htmlStash.store(self._link(tag))
        return "".join(literal(each) if each in "<>*_[`&\\" else each for each in tag)


Link = Callable[[str], str]
"""Changes the address in a tag."""


def literal(letters: str) -> str:
    """`letters` so that no pattern reads them again."""
    return "".join(f"\x02{ord(letter)}\x03" for letter in letters)


def _entity(entity: str) -> str:
    """What stands for a character as it is, and what only looks like that as text."""
    if entity[1] == "#":
        number = int(entity[3:-1], 16) if entity[2] in "xX" else int(entity[2:-1])
        return entity if number <= 0x10FFFF else f"&amp;{entity[1:]}"
    return entity if entity[1:] in html5 else f"&amp;{entity[1:]}"


def _own(made: Element | str) -> Element | str:
    """An object of its own, where equal strings could be one."""
    return Literal(made) if isinstance(made, str) else made


def anchor(href: str, text: str) -> Element:
    """A link that is called as it leads."""
    made = Element("a", {"href": href})
    made.text = AtomicString(text)
    return made


def _closing(data: str, at: int, ticks: int) -> tuple[int, int] | None:
    """Where the next run of as many backticks stands."""
    for found in _CODE_ENDS.finditer(data, at):
        if found.end() - found.start() == ticks:
            return found.span()
    return None

"""What a page says by links, notes, pictures and fixed lines, in a form that is kept anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from chaguan.locales import Vocabulary
from chaguan.render.html.portable import absolute_url

from .elements import CODE, HEADINGS, LINES, add_after, add_at_end, each, filled, made, put_instead

KEPT: Final = (".jpg", ".jpeg", ".png", ".gif")
"""Pictures that every editor and mail program shows."""
_NBSP: Final = "\u00a0"
_INDENT: Final = re.compile(r"^ +| {2,}")
_SCHEMES: Final = frozenset({"geo", "http", "https", "mailto", "tel", "webcal"})


class Marks:
    """The addresses that a text leads to, numbered as they come."""

    def __init__(self, page_url: str, words: Vocabulary, *, is_numbered: bool) -> None:
        self._page, self._words, self._is_numbered = page_url, words, is_numbered
        self._numbers: dict[str, int] = {}

    @property
    def links(self) -> tuple[str, ...]:
        """Where it leads, the first number first."""
        return tuple(self._numbers)

    def steps(self) -> tuple[Callable[[HtmlElement], None], ...]:
        return self._notes, self._pictures, self._links, code

    def _notes(self, root: HtmlElement) -> None:
        """Footnotes: `［note 1］` where one is called, a list with a heading where they stand."""
        for call in each(root, "a"):
            if "footnote-ref" in call.classes:
                number = self._words("copy.note", number=call.text_content().strip())
                put_instead(call, f"［{number}］")
            elif "footnote-backref" in call.classes:
                before = call.getprevious()
                if before is not None and before.tail:
                    before.tail = before.tail.rstrip(f" {_NBSP}")
                put_instead(call)
        for notes in each(root, "div"):
            if "footnote" in notes.classes:
                for rule in notes.findall("hr"):
                    rule.drop_tree()
                heading = filled("p", [made("strong", self._words("copy.notes"))])
                notes.insert(0, heading)
                notes.text = None

    def _pictures(self, root: HtmlElement) -> None:
        """One file a picture, by its full address; words and a link where editors know none."""
        for choice in each(root, "picture", "source"):
            choice.drop_tag()  # lxml takes what follows a source for a part of it
        for picture in each(root, "img"):
            url = absolute_url(picture.get("src") or "", self._page)
            alt = picture.get("alt") or ""
            if urlsplit(url).path.lower().endswith(KEPT):
                width = picture.get("width")
                picture.attrib.clear()
                picture.set("src", url)
                picture.set("alt", alt)
                if width and width.isdecimal():
                    picture.set("width", width)
                continue
            link = made("a", f"［{self._words('copy.picture', alt=alt or unquote(url))}］")
            link.set("href", url)
            is_linked = any(above.tag == "a" for above in picture.iterancestors())
            put_instead(picture, link.text or "" if is_linked else link)

    def _links(self, root: HtmlElement) -> None:
        """A number behind each link: editors that keep no link keep that, and the list of them."""
        for link in each(root, "a"):
            href = (link.get("href") or "").strip()
            url = absolute_url(href, self._page)
            if not href or href.startswith("#") or _scheme(url) not in _SCHEMES:
                link.drop_tag()
                continue
            link.attrib.clear()
            link.set("href", url)
            if self._is_numbered and link.text_content().strip() != url:
                number = self._numbers.setdefault(url, len(self._numbers) + 1)
                heading = next(link.iterancestors(*HEADINGS), None)
                if heading is not None:  # its words stay together
                    add_at_end(heading, f"［{number}］")
                else:
                    add_after(link, f"［{number}］")
            if not link.text_content().strip() and next(link.iter("img"), None) is None:
                link.drop_tag()  # nobody sees it, but its number


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme
    except ValueError:
        return ""


def code(root: HtmlElement) -> None:
    """Fixed lines as a section: each ends with `<br>`, and what is left of it stays wide."""
    for block in each(root, "pre"):
        for brk in each(block, "br"):
            put_instead(brk, "\n")
        lines = block.text_content().expandtabs(4).strip("\n").split("\n")
        fixed = made("code", _wide(lines[0]), LINES)
        for line in lines[1:]:
            brk = made("br")
            brk.tail = f"\n{_wide(line)}"
            fixed.append(brk)
        put_instead(block, filled("section", [fixed], CODE))


def _wide(line: str) -> str:
    return _INDENT.sub(lambda found: _NBSP * len(found[0]), line.rstrip())

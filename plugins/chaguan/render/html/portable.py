"""HTML that is read elsewhere than on its page: in feeds, mails and calendars.

Its addresses are absolute, and it needs neither our style sheet nor a browser: what our pages
draw with switches, check boxes and columns is said in words and headings, for no feed reader that
was run draws them (`docs/clients.md`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from html import escape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from lxml import etree
from lxml.html import Element, HtmlElement, fragment_fromstring

from chaguan.render.text.xml_text import legible

ADDRESSES: Final = frozenset({"action", "cite", "data", "formaction", "href", "poster", "src"})
"""Attributes that hold one address."""
ADDRESS_LISTS: Final = frozenset({"imagesrcset", "srcset"})
"""Attributes that hold several, each with a size."""
_HINT: Final = re.compile("|".join(sorted(ADDRESSES | ADDRESS_LISTS)), re.IGNORECASE)
"""In a tag without it there is nothing to do, which saves parsing most of them."""
_SAFE: Final = "%/:?#[]@!$&'()*+,;=~"
_PERMALINK: Final = re.compile(r'<a class="headerlink"[^>]*>[^<]*</a>')


def absolute(html: str, page_url: str) -> str:
    """`html`, whose addresses are relative to `page_url`, with absolute ones.

    Only tags that hold a relative address are written anew; everything else stays as it is,
    byte for byte. `html` is taken to be well formed, as sanitising leaves it.
    """
    pieces: list[str] = []
    copied = 0
    rebased = _Rebased(page_url)
    for start, end in start_tags(html):
        tag = html[start:end]
        if _HINT.search(tag):
            changed = rebased.of(tag)
            if changed != tag:
                pieces += (html[copied:start], changed)
                copied = end
    return "".join((*pieces, html[copied:])) if pieces else html


def absolute_url(address: str, page_url: str) -> str:
    """Where `address`, as written on `page_url`, leads (RFC 3986, 5.2).

    What has a scheme stays as it is, and so does what is no address at all.
    """
    try:
        if urlsplit(address.strip()).scheme:
            return address
        return quote(urljoin(page_url, address.strip()), safe=_SAFE)
    except ValueError:
        return address


def absolute_srcset(candidates: str, page_url: str) -> str:
    """A list of pictures and their sizes with absolute addresses (HTML, 4.8.4.2.1)."""
    found = []
    rest = candidates.strip(" \t\n\f\r,")
    while rest:
        address, *more = rest.split(maxsplit=1)
        rest = more[0] if more else ""
        size = ""
        if not address.endswith(","):
            size, _, rest = rest.partition(",")
        found.append(f"{absolute_url(address.rstrip(','), page_url)} {size.strip()}".strip())
        rest = rest.strip(" \t\n\f\r,")
    return ", ".join(found)


def without_permalinks(html: str) -> str:
    """`html` without the links that headings carry to themselves; `html` is sanitized."""
    return _PERMALINK.sub("", html)


def start_tags(html: str) -> Iterator[tuple[int, int]]:
    """From where to where each start tag reaches; comments and quoted `>` are minded."""
    start = html.find("<")
    while start >= 0:
        end = start + 1
        if html[end : end + 1].isalpha():
            end = html.find(">", end) + 1
            tag = html[start:end]
            if "'" in tag or tag.count('"') % 2:
                end = _end_of_tag(html, start)
            if not end:
                return
            yield start, end
        elif html.startswith("!--", end):
            end = html.find("-->", end + 3)
            if end < 0:
                return
        start = html.find("<", end)


def _end_of_tag(html: str, start: int) -> int:
    """The position after the tag that begins at `start`, quotes minded; 0 where it never ends."""
    position = start
    while (end := html.find(">", position)) >= 0:
        quotes = [found for mark in "\"'" if (found := html.find(mark, position, end)) >= 0]
        if not quotes:
            return end + 1
        first = min(quotes)
        position = html.find(html[first], first + 1) + 1
        if not position:
            break
    return 0


class _Rebased(HTMLParser):
    """One start tag, with absolute addresses."""

    def __init__(self, page_url: str) -> None:
        super().__init__()
        self.page_url = page_url
        self.tag = ""

    def of(self, tag: str) -> str:
        self.tag = tag
        self.reset()
        self.feed(tag)
        return self.tag

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        changed = [(name, self._rebased(name, value)) for name, value in attrs]
        if changed == attrs:
            return
        written = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in changed
        )
        self.tag = f"<{tag}{written}{' /' if self.tag.endswith('/>') else ''}>"

    handle_startendtag = handle_starttag

    def _rebased(self, name: str, value: str | None) -> str | None:
        if value is None:
            return None
        if name in ADDRESS_LISTS:
            return absolute_srcset(value, self.page_url)
        return absolute_url(value, self.page_url) if name in ADDRESSES else value


TAB: Final = "tab"
"""The class of the heading that a tab becomes."""
_DRAWN: Final = re.compile(r"tabbed-set|highlighttable|linenos|<(?:details|input|ruby)\b")
_HAN: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_DEEPEST: Final = 6


def portable(html: str) -> str:
    """Sanitised `html` in which nothing depends on style or on switches.

    Tabs become headings, tasks ☐ and ☑, the line that folds `<details>` a bold one; code has no
    column of numbers, and readings beside 漢字 stand in brackets. What needs none of it stays as
    it is, byte for byte.
    """
    if not _DRAWN.search(html):
        return html
    root = fragment_fromstring(legible(html), create_parent="div")
    for step in (_without_numbers, _tabs_as_headings, _tasks_in_text, _unfolded, _in_brackets):
        step(root)
    inner = etree.tostring(root, encoding="unicode", method="html")
    return inner.removeprefix("<div>").removesuffix("</div>")


def _without_numbers(root: HtmlElement) -> None:
    """Code beside its line numbers: the code alone."""
    for table in _each(root, "table", "highlighttable"):
        for code in _each(table, "td", "code"):
            block = code.find(".//pre")
            if block is not None:
                block.tail = None
                _put_instead(table, block)
    for number in _each(root, "span", "linenos"):
        _put_instead(number)


def _tabs_as_headings(root: HtmlElement) -> None:
    """Each tab below a heading, one level deeper than the last before them."""
    level = 2
    for element in list(root.iter()):
        if isinstance(element.tag, str) and re.fullmatch("h[1-6]", element.tag):
            level = int(element.tag[1])
        elif element.tag == "div" and "tabbed-set" in element.classes:
            section = Element("div")
            for label, block in _tabs(element):
                heading = deepcopy(label)
                heading.tag, heading.tail = f"h{min(level + 1, _DEEPEST)}", None
                heading.attrib.clear()
                heading.set("class", TAB)
                section.append(heading)
                block.tail = None
                section.append(block)
            _put_instead(element, section)


def _tabs(tabs: HtmlElement) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    """Labels and what they show, in either way in which pymdownx.tabbed writes them."""
    labels = [label for bar in tabs.findall("div") for label in bar.findall("label")]
    if "tabbed-alternate" in tabs.classes:
        blocks = [each for part in _own(tabs, "tabbed-content") for each in part.findall("div")]
    else:
        labels, blocks = tabs.findall("label"), _own(tabs, "tabbed-content")
    yield from zip(labels, blocks, strict=False)


def _tasks_in_text(root: HtmlElement) -> None:
    for box in list(root.iter("input")):
        if box.get("type") != "checkbox":
            _put_instead(box)
            continue
        control = box.getparent()
        mark = "☐" if box.get("checked") is None else "☑"
        is_drawn = control is not None and control.tag == "label"
        _put_instead(control if is_drawn and control is not None else box, mark)


def _unfolded(root: HtmlElement) -> None:
    """The line of `<details>` as a bold paragraph: feedparser drops its tags, not its words."""
    for folded in list(root.iter("details")):
        folded.tag = "div"
        folded.attrib.pop("open", None)
        for line in folded.findall("summary"):
            bold = deepcopy(line)
            bold.tag, bold.tail = "strong", None
            paragraph = Element("p")
            paragraph.append(bold)
            _put_instead(line, paragraph)


def _in_brackets(root: HtmlElement) -> None:
    """Ruby for who cannot draw it (HTML, 4.5.10): `漢（hàn）`."""
    for ruby in root.iter("ruby"):
        if ruby.find(".//rp") is not None:
            continue
        left, right = "（）" if _HAN.search(ruby.text_content()) else "()"
        for reading in list(ruby.iter("rt")):
            opening, closing = Element("rp"), Element("rp")
            opening.text, closing.text = left, right
            closing.tail, reading.tail = reading.tail, None
            reading.addprevious(opening)
            reading.addnext(closing)


def _each(root: HtmlElement, tag: str, name: str) -> list[HtmlElement]:
    return [each for each in root.iter(tag) if name in each.classes]


def _own(parent: HtmlElement, name: str) -> list[HtmlElement]:
    return [each for each in parent.findall("div") if name in each.classes]


def _put_instead(old: HtmlElement, new: HtmlElement | str = "") -> None:
    """`new` where `old` stood, and what came after it."""
    tail = old.tail or ""
    if not isinstance(new, str):
        new.tail = tail
        old.addprevious(new)
        old.tail = None
        old.drop_tree()
        return
    old.tail = f"{new}{tail}"
    old.drop_tree()

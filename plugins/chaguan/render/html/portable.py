"""HTML that is read elsewhere than on its page: in feeds, mails and calendars.

Its addresses are absolute, and it needs neither our style sheet nor a browser: what our pages
draw with switches, check boxes and columns is said in words and headings, for no feed reader that
was run draws them (`docs/clients.md`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

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


def portable(html: str) -> str:
    """Sanitised `html` in which nothing depends on style or on switches.

    Tabs become headings, tasks ☐ and ☑, the line that folds `<details>` a bold one; code has no
    column of numbers, and readings beside 漢字 stand in brackets. What needs none of it stays as
    it is, byte for byte.
    """
    if not _DRAWN.search(html):
        return html
    from .in_words import in_words  # lxml takes long to import, and few texts need it

    return in_words(html)

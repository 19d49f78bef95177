"""HTML that is read elsewhere than on its page: in feeds, mails and calendars.

Its addresses are absolute, and it needs neither our style sheet nor a browser: what our pages
draw with switches, check boxes and columns is said in words and headings, for no feed reader that
was run draws them (`docs/clients.md`).
"""

from __future__ import annotations

import re
from html import escape
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from .tags import attributes, start_tags

ADDRESSES: Final = frozenset({"action", "cite", "data", "formaction", "href", "poster", "src"})
"""Attributes that hold one address."""
ADDRESS_LISTS: Final = frozenset({"imagesrcset", "srcset"})
"""Attributes that hold several, each with a size."""
_HINT: Final = re.compile("|".join(sorted(ADDRESSES | ADDRESS_LISTS)), re.IGNORECASE)
"""In a tag without it there is nothing to do, which saves parsing most of them."""
_SAFE: Final = "%/:?#[]@!$&'()*+,;=~"
_USUAL: Final = ("https://", "http://", "mailto:")
_PERMALINK: Final = re.compile(r'<a class="headerlink"[^>]*>[^<]*</a>')


def absolute(html: str, page_url: str) -> str:
    """`html`, whose addresses are relative to `page_url`, with absolute ones.

    Only tags that hold a relative address are written anew; everything else stays as it is,
    byte for byte. `html` is taken to be well formed, as sanitising leaves it.
    """
    pieces: list[str] = []
    copied = 0
    for tag in start_tags(html):
        if _HINT.search(tag["values"]):
            changed = _rebased(tag, page_url)
            if changed:
                pieces += (html[copied : tag.start()], changed)
                copied = tag.end()
    return "".join((*pieces, html[copied:])) if pieces else html


def absolute_url(address: str, page_url: str) -> str:
    """Where `address`, as written on `page_url`, leads (RFC 3986, 5.2).

    What has a scheme stays as it is, and so does what is no address at all.
    """
    if address.startswith(_USUAL):
        return address
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


def _rebased(tag: re.Match[str], page_url: str) -> str:
    """A start tag with absolute addresses; empty where it has no others."""
    values = tag["values"]
    before = attributes(values)
    after = [(name, _with_base(name, value, page_url)) for name, value in before]
    if after == before:
        return ""
    written = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in after
    )
    return f"<{tag['tag'].lower()}{written}{' /' if values.endswith('/') else ''}>"


def _with_base(name: str, value: str | None, page_url: str) -> str | None:
    if value is None:
        return None
    if name in ADDRESS_LISTS:
        return absolute_srcset(value, page_url)
    return absolute_url(value, page_url) if name in ADDRESSES else value


TAB: Final = "tab"
"""The class of the heading that a tab becomes."""
_DRAWN: Final = ("tabbed-set", "highlighttable", "linenos", "<details", "<input", "<ruby")


def portable(html: str) -> str:
    """Sanitised `html` in which nothing depends on style or on switches.

    Tabs become headings, tasks ☐ and ☑, the line that folds `<details>` a bold one; code has no
    column of numbers, and readings beside 漢字 stand in brackets. What needs none of it stays as
    it is, byte for byte.
    """
    if not any(sign in html for sign in _DRAWN):
        return html
    from .in_words import in_words  # lxml takes long to import, and few texts need it

    return in_words(html)

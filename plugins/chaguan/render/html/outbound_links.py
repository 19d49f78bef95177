"""What a page says of the links in contributed text that lead elsewhere."""

from __future__ import annotations

import re
from html import unescape
from typing import Final
from urllib.parse import urlsplit

from chaguan.source import has_a_name_before_its_host, pretended

from .sanitize import as_browsers_read, leads_elsewhere

UGC: Final = "ugc noopener"
"""Of a link that somebody contributed."""
SPONSORED_UGC: Final = f"sponsored {UGC}"
"""The same, where somebody paid for what it stands in."""
_NO_PAGE: Final = re.compile(r"(?i)(?!https?:)[a-z][a-z0-9+.-]*:")
_START: Final = re.compile(r"(?i)^(https?:)?/*")
"""Browsers take any number of slashes for two (URL Standard, 4.4, special authority)."""
_LINK: Final = re.compile(r'<a(?P<values>(?:\s+[\w:-]+="[^"]*")*)\s*>')
_TARGET: Final = re.compile(r'\s(?:xlink:)?href="(?P<target>[^"]*)"')
_REL: Final = re.compile(r'\srel="[^"]*"')


def with_relations(html: str, *, site_url: str = "", is_sponsored: bool = False) -> str:
    """`html`, as sanitising leaves it, whose links elsewhere say what they are to search engines.

    They are `ugc`, contributed by a reader, and `sponsored` where somebody paid for the post
    (HTML, 4.6.7; developers.google.com/search/docs/crawling-indexing/qualify-outbound-links);
    `noopener` keeps what they open from steering this page. Links within the site at
    `site_url` stay as they are. One whose host is not what it seems to be, however it was
    written, leads nowhere.
    """
    if "<a " not in html:
        return html
    own = urlsplit(site_url).netloc.lower()
    relations = SPONSORED_UGC if is_sponsored else UGC

    def related(link: re.Match[str]) -> str:
        values = link["values"]
        target = _TARGET.search(values)
        if target is None:
            return link.group()
        read = as_browsers_read(unescape(target["target"]))
        if not leads_elsewhere(read) or _NO_PAGE.match(read):
            return link.group()
        full = _START.sub(lambda start: f"{start[1] or 'https:'}//", read)
        if has_a_name_before_its_host(full) or pretended(full):
            return f"<a{_TARGET.sub('', values)}>"
        if not _is_outbound(read, own):
            return link.group()
        return f'<a{_REL.sub("", values)} rel="{relations}">'

    return _LINK.sub(related, html)


def _is_outbound(read: str, own: str) -> bool:
    """Whether a link opens a page of another site."""
    try:
        return urlsplit(read).netloc.lower() != own
    except ValueError:
        return True

"""What a page says of the links in contributed text that lead elsewhere."""

from __future__ import annotations

import re
from html import unescape
from typing import Final
from urllib.parse import urlsplit

_LINK: Final = re.compile(r'<a(?P<values>(?:\s+[\w:-]+="[^"]*")*)\s*>')
_TARGET: Final = re.compile(r'\shref="(?P<target>[^"]*)"')
_REL: Final = re.compile(r'\srel="[^"]*"')


def with_relations(html: str, *, site_url: str = "", is_sponsored: bool = False) -> str:
    """`html`, as sanitising leaves it, whose links elsewhere say what they are to search engines.

    They are `ugc`, contributed by a reader, and `sponsored` where somebody paid for the post
    (HTML, 4.6.7; developers.google.com/search/docs/crawling-indexing/qualify-outbound-links);
    `noopener` keeps what they open from steering this page. Links within the site at
    `site_url` stay as they are.
    """
    if "<a " not in html:
        return html
    own = urlsplit(site_url).netloc.lower()
    relations = "sponsored ugc noopener" if is_sponsored else "ugc noopener"

    def related(link: re.Match[str]) -> str:
        values = link["values"]
        target = _TARGET.search(values)
        if target is None or not _leads_elsewhere(unescape(target["target"]), own):
            return link.group()
        return f'<a{_REL.sub("", values)} rel="{relations}">'

    return _LINK.sub(related, html)


def _leads_elsewhere(target: str, own: str) -> bool:
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return True
    return (
        parts.scheme in ("", "http", "https") and bool(parts.netloc) and parts.netloc.lower() != own
    )

"""HTML from contributed text with nothing in it that acts on the reader.

The allow-list keeps what Python-Markdown and Material's extensions write. Pictures come from
this site only; one from elsewhere becomes a link, so that no reader's browser asks a third
party unasked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import Final
from urllib.parse import urlsplit

import nh3

from chaguan.source import has_a_name_before_its_host, pretended

_TAGS: Final = frozenset(
    "a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd"
    " del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd"
    " label li mark ol p path pre q rp rt ruby s samp small span strong sub summary sup svg"
    " table tbody td tfoot th thead time tr u ul var wbr".split()
)
_ANYWHERE: Final = {"class", "dir", "id", "lang", "title"}
_ATTRIBUTES: Final = {
    "*": _ANYWHERE,
    "a": {"href", "hreflang", "name"},
    "bdo": {"dir"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "div": {"data-tabs"},
    "img": {"align", "alt", "height", "loading", "src", "width"},
    "input": {"checked", "disabled", "name", "type"},
    "ins": {"cite", "datetime"},
    "label": {"for"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "path": {"d"},
    "q": {"cite"},
    "svg": {"viewBox", "xmlns"},
    "td": {"align", "colspan", "rowspan", "style"},
    "th": {"align", "colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
}
_INPUTS: Final = {"checkbox", "radio"}
_ALIGNED: Final = re.compile(r"\s*text-align:\s*(left|right|center)\s*;?\s*")
_SOURCE: Final = re.compile(r"(?i)(?![a-z][a-z0-9+.-]*:|//)[^?#]*\.(md|ya?ml)([?#].*)?")
_IGNORED: Final = re.compile(r"^[\x00-\x20]+|[\t\n\r]")
"""What browsers take out of an address before they read it (WHATWG URL, 4.4)."""
_ELSEWHERE: Final = re.compile(r"(?i)[a-z][a-z0-9+.-]*:|[/\\]{2}")
_PICTURE: Final = re.compile(r'<img((?:\s+[\w:-]+="[^"]*")*)\s*/?>')
_ATTRIBUTE: Final = re.compile(r'([\w:-]+)="([^"]*)"')
_EMOJI: Final = frozenset({"emojione", "gemoji", "twemoji"})
"""What `pymdownx.emoji` calls the pictures that it fetches for characters."""
_THEIRS: Final = re.compile(r"md-(?!button(--primary)?$)|cg-|js-|mermaid|(h|p|u|e|dt)-[a-z]|no-js")
"""Classes by which the theme, our own pages and microformats know their parts.

Microformats are lower case (microformats.org/wiki/microformats2-parsing); what highlights code
writes `p-Indicator`.
"""
_OWN_IDS: Final = re.compile(r"(?!cg-page$|__).|__(?:codelineno|span|tabbed)[_-]|__\w+__$")
"""Ids that a body may give, such as that of a heading; the theme's own begin with two underscores,
and end with none.
"""
_SCHEME: Final = re.compile(r"(?i)(?!https?:|mailto:)[a-z][a-z0-9+.-]*:")


def sanitized(html: str) -> str:
    """`html` reduced to what the allow-list names; well formed."""
    clean = _clean(html)
    linked = _PICTURE.sub(_link_instead, clean)
    return clean if linked == clean else _clean(linked)


def _clean(html: str) -> str:
    clean: str = _CLEANER.clean(html)
    return clean


def _link_instead(picture: re.Match[str]) -> str:
    """A link in place of a picture from elsewhere; `picture` is written by nh3.

    A picture of an emoji is the emoji, which every reader's device can draw.
    """
    values: dict[str, str] = dict(_ATTRIBUTE.findall(picture.group(1)))
    source = values.get("src", "")
    if not leads_elsewhere(unescape(source)):
        return picture.group()
    if values.get("class") in _EMOJI:
        return values.get("alt", "")
    words = values.get("alt") or source
    return f'<a href="{source}">{words}</a>'


def leads_elsewhere(address: str) -> bool:
    """Whether a browser would leave this site for `address`."""
    return _ELSEWHERE.match(as_browsers_read(address)) is not None


def as_browsers_read(address: str) -> str:
    """`address` without what browsers ignore, and with slashes the right way round."""
    return _IGNORED.sub("", address).strip().replace("\\", "/")


def _allowed(tag: str, name: str, value: str) -> str | None:
    match tag, name:
        case _, "class":
            return _own_classes(value)
        case _, "id" | "for" | "name":
            return value if _OWN_IDS.match(value) else None
        case "a", "href":
            # What is still the path of a source leads to nothing public, and may name it.
            return None if _SOURCE.fullmatch(value) else value
        case _, "cite":
            return None if _SCHEME.match(as_browsers_read(value)) else value
        case "input", "type":
            return value if value in _INPUTS else "checkbox"
        case _, "style":
            # Written as Markdown writes it, for pages allow no other (`render/html/policy.py`).
            aligned = _ALIGNED.fullmatch(value)
            return f"text-align: {aligned[1]};" if aligned else None
        case _:
            return value


@lru_cache(maxsize=1000)
def _own_classes(value: str) -> str | None:
    """The classes that a body may give; code repeats the same few hundreds of times."""
    return " ".join(each for each in value.split() if not _THEIRS.match(each)) or None


_CLEANER: Final = nh3.Cleaner(
    tags=set(_TAGS),
    attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
    attribute_filter=_allowed,
    url_schemes={"http", "https", "mailto", "tel", "geo", "webcal"},
    link_rel=None,
    strip_comments=True,
)


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

"""Pictures in a text: each in the size that its reader needs."""

from __future__ import annotations

import posixpath
import re
from html import escape
from typing import Final
from urllib.parse import unquote

from chaguan.render.html.tags import attributes, start_tags
from chaguan.site.images import Album, PublishedPicture, Rendition
from chaguan.site.urls import Address

COLUMN: Final = 800
"""CSS pixels of the widest column that a text has."""
AT_ONCE: Final = 500
"""Latin letters before a picture that a phone may show without scrolling; 漢字 count twice."""
_TAG: Final = re.compile(r"<[^>]*>")
_ELSEWHERE: Final = re.compile(r"(?i)[a-z][a-z0-9+.-]*:|[/\\]{2}|#")
_STILL: Final = "(prefers-reduced-motion: reduce)"


def with_pictures(html: str, page: Address, source: str, album: Album) -> str:
    """A text whose pictures come in several sizes, know their own and wait to be scrolled to.

    `html` is what `page` shows of the file `source`; its addresses are relative to the page.
    The first one does not wait where few words stand before it, for it may be what a phone shows
    at once. A picture that cannot be shown leaves its words. Whoever writes `<picture>` by hand
    keeps it.
    """
    if "<img" not in html or "<picture" in html:
        return html
    folders = (page.path, f"{posixpath.dirname(source)}/")
    pieces: list[str] = []
    copied = 0
    for tag in start_tags(html):
        if tag["tag"] != "img":
            continue
        values = {name: value or "" for name, value in attributes(tag["values"])}
        is_seen = not pieces and _length(html[: tag.start()]) < AT_ONCE
        shown = _shown(values, folders, album, page, "eager" if is_seen else "lazy")
        if shown is not None:
            pieces += (html[copied : tag.start()], shown)
            copied = tag.end()
    return "".join((*pieces, html[copied:]))


def _length(html: str) -> int:
    """How wide its words are, in Latin letters."""
    words = "".join(_TAG.sub("", html).split())
    return len(words) + sum(each > "\u2e7f" for each in words)


def _shown(
    attributes: dict[str, str],
    folders: tuple[str, ...],
    album: Album,
    page: Address,
    loading: str,
) -> str | None:
    """The element in place of an `<img>`; None for a picture that is none of ours."""
    address = attributes.get("src", "").strip()
    if not address or _ELSEWHERE.match(address):
        return None
    plain = unquote(address.partition("?")[0].partition("#")[0])
    for folder in folders:
        base = "" if plain.startswith("/") else folder
        path = posixpath.normpath(posixpath.join(base, plain)).lstrip("/")
        path = album.source_of(path)
        if (picture := album.of(path)) is not None:
            return _element(picture, attributes, page, loading)
        if album.leaves_out(path):
            return f"<em>{escape(attributes.get('alt', ''))}</em>"
    return None


def _element(
    picture: PublishedPicture, attributes: dict[str, str], page: Address, loading: str
) -> str:
    full = picture.full
    width, height = _size(attributes, full)
    image = {"alt": "", **attributes, "src": relative(full.address, page)}
    image |= {"width": str(width), "height": str(height)}
    image.setdefault("loading", loading)
    image.setdefault("decoding", "async")
    image.pop("srcset", None)
    sources = []
    if picture.moving is not None:
        sources.append(
            {"type": picture.moving.type, "srcset": relative(picture.moving.address, page)}
        )
    if picture.sizes:
        wide = min(width, COLUMN)
        sizes = f"(min-width: {wide + 40}px) {wide}px, 100vw"
        source = {"type": "image/webp", "srcset": _srcset(picture.sizes, page), "sizes": sizes}
        if picture.moving is not None:
            sources.insert(0, {"media": _STILL, **source})
        else:
            sources.append(source)
    if not sources:
        return _tag("img", image)
    written = "".join(_tag("source", each) for each in sources)
    return f"<picture>{written}{_tag('img', image)}</picture>"


def _size(attributes: dict[str, str], full: Rendition) -> tuple[int, int]:
    """As large as it is, or as its writer wants it, in its own proportions."""
    width, height = (attributes.get(name, "") for name in ("width", "height"))
    if width.isdecimal() and 0 < int(width) <= full.width:
        return int(width), max(1, round(full.height * int(width) / full.width))
    if height.isdecimal() and 0 < int(height) <= full.height:
        return max(1, round(full.width * int(height) / full.height)), int(height)
    return full.width, full.height


def relative(address: Address, page: Address) -> str:
    """`address` as it is written on `page`."""
    return f"{'../' * page.path.count('/')}{address.url}"


def _srcset(renditions: tuple[Rendition, ...], page: Address) -> str:
    return ", ".join(f"{relative(each.address, page)} {each.width}w" for each in renditions)


def _tag(name: str, attributes: dict[str, str]) -> str:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>"

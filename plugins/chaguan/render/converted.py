"""A text of ours, from what the converter made of it to what pages and feeds show."""

from __future__ import annotations

from chaguan.locales import vocabulary
from chaguan.markdown.block_lines import BlockLines
from chaguan.site.images import Album
from chaguan.site.page_spec import PageSpec

from .html.embeds import with_embeds
from .html.excerpts import MORE, Body, in_pieces, without_blocks
from .html.sanitize import sanitized, with_relations
from .images import with_pictures


def finished(html: str, blocks: BlockLines, spec: PageSpec, album: Album, site_url: str) -> Body:
    """The text and its excerpt: safe unless hosts wrote it, with pictures made anew, in pieces.

    `blocks` are the lists that the converter has found in it; pages put them where they stand.
    """
    mark = MORE.search(html)
    excerpt = html[: mark.start()] if mark else ""
    if not spec.is_trusted:
        html, excerpt = (_made_safe(each, spec, site_url) for each in (html, excerpt))
    html, excerpt = (
        with_pictures(each, spec.address, spec.source, album) for each in (html, excerpt)
    )
    if not blocks.found:
        return Body(html, excerpt)
    pieces = in_pieces(html, blocks.mark, blocks.found)
    short = in_pieces(excerpt, blocks.mark, blocks.found)
    return Body(without_blocks(pieces), without_blocks(short), pieces)


def _made_safe(html: str, spec: PageSpec, site_url: str) -> str:
    is_sponsored = bool(getattr(spec.record, "sponsored", ""))
    safe = with_embeds(sanitized(html), vocabulary(spec.language))
    return with_relations(safe, site_url=site_url, is_sponsored=is_sponsored)

"""Which picture stands on a page's link card."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from chaguan.model import MediaPath, Text
from chaguan.render.html.page_context import PageContext
from chaguan.render.pages.open_graph import CardPicture

from .cards import Cards
from .content_page import ContentPage
from .site_state import House


def card_picture(
    page: ContentPage, view: PageContext, house: House, config: MkDocsConfig
) -> CardPicture | None:
    """The record's own picture, else the card that was drawn for it."""
    record = page.origin.record
    if not house.site_url:
        return None
    cards = getattr(config.plugins["chaguan/pages"], "cards", None)
    drawn = cards.picture(record, page.origin.address, view) if isinstance(cards, Cards) else None
    for name in ("image",) if drawn else ("image", "avatar"):
        path: MediaPath | None = getattr(record, name, None)
        picture = house.album.of(path)
        if picture is not None and picture.sizes:  # messengers do not show drawings
            full = picture.full
            alt = getattr(record, f"{name}_alt", "")
            words = view.best(alt).text if isinstance(alt, Text) else alt
            url = full.address.absolute(house.site_url)
            return CardPicture(url, words, full.width, full.height, full.type)
    return drawn

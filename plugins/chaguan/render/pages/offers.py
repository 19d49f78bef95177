"""Offers: one on its page, and all of a season in a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from chaguan.model import Offer, Record, shown_tag
from chaguan.model.frozen import dataclass
from chaguan.render.html.offer_facts import (
    is_over,
    makers,
    offer_ends,
    order_words,
    price_words,
    season_words,
)
from chaguan.render.html.page_context import Link, PageContext, Picture
from chaguan.render.text.localized import date_words
from chaguan.site.pagination import SECTION_PAGE, pages

from .lists import ALONE, Pager, pager


@dataclass(frozen=True, slots=True)
class OfferCard:
    """An offer at a glance, and what its page says besides its text."""

    title: str
    href: str
    language: str
    price: str
    season: str
    makers: tuple[Link, ...]
    line: str
    picture: Picture | None
    ends: datetime | None
    """When its season is over; scripts hide it by the reader's clock."""
    is_over: bool
    sold_out: str
    """In words; empty while there is some."""
    limit: int | None
    order_url: str
    order_note: str
    order_until: str
    order_ends: datetime | None
    is_order_closed: bool
    pick_up: tuple[Link, ...]
    pick_up_days: str
    scenes: tuple[Link, ...]
    tags: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OfferList:
    """A page of offers: what there is now, what is to come, what was."""

    now: tuple[OfferCard, ...]
    coming: tuple[OfferCard, ...]
    past: tuple[OfferCard, ...]
    pager: Pager = ALONE


def offer_card(offer: Offer, view: PageContext) -> OfferCard:
    """What is shown of an offer."""
    title, order, pick_up = view.best(offer.title), offer.order, offer.pick_up
    until = order.until if order else None
    sold_out = ""
    if offer.is_sold_out:
        day = date_words(offer.sold_out_on, view.language) if offer.sold_out_on else ""
        sold_out = view.words("offer.sold_out_on", day=day) if day else view.words("offer.sold_out")
    return OfferCard(
        title=title.text,
        href=view.addresses.record(offer, view.language).url,
        language=view.foreign(title.language),
        price=price_words(offer, view),
        season=season_words(offer, view),
        makers=makers(offer, view),
        line=view.rendered(offer, view.language).line,
        picture=view.picture(offer.image, view.best(offer.image_alt).text),
        ends=offer_ends(offer, view),
        is_over=is_over(offer, view),
        sold_out=sold_out,
        limit=offer.limit,
        order_url=(order.url or "") if order else "",
        order_note=view.best(order.contact_note).text if order else "",
        order_until=order_words(offer, view),
        order_ends=until,
        is_order_closed=until is not None and view.clock.has_come(until),
        pick_up=view.places((pick_up.place,) if pick_up and pick_up.place else ()),
        pick_up_days=view.best(pick_up.days).text if pick_up else "",
        scenes=view.scenes(offer.scenes),
        tags=tuple(Link(shown_tag(tag, view.language).text) for tag in offer.tags),
    )


def offer_list(view: PageContext, number: int = 1) -> OfferList:
    """Page `number` of the offers: those of now by when they end, then those to come, then past."""
    ordered = in_season(view.community.offers.values(), view)
    size = SECTION_PAGE["offer"]
    shown = ordered[(number - 1) * size : number * size]
    today = view.clock.today(view.community.settings.zone)
    cards = [(offer, offer_card(offer, view)) for offer in shown]
    return OfferList(
        now=tuple(c for o, c in cards if not c.is_over and not _is_to_come(o, today)),
        coming=tuple(c for o, c in cards if not c.is_over and _is_to_come(o, today)),
        past=tuple(c for _, c in cards if c.is_over),
        pager=pager(
            number,
            pages(len(ordered), size),
            lambda page: view.addresses.section("offer", view.language, page),
        ),
    )


def in_season(offers: Iterable[Offer], view: PageContext) -> list[Offer]:
    """Offers of now first, the soonest to end before others; past ones last, the newest first."""
    today = view.clock.today(view.community.settings.zone)

    def order(offer: Offer) -> tuple[int, int, str]:
        if is_over(offer, view):
            return 2, -(offer.until or offer.begins or date.min).toordinal(), offer.id
        if _is_to_come(offer, today):
            return 1, (offer.begins or today).toordinal(), offer.id
        return 0, (offer.until or date.max).toordinal(), offer.id

    return sorted(offers, key=order)


def offers_of(record: Record, view: PageContext) -> tuple[OfferCard, ...]:
    """What a person or place offers, or what helps in a scene, that is not over."""
    mine = view.index.offers_of(record.kind, record.id)
    return tuple(
        offer_card(each, view) for each in in_season(mine, view) if not is_over(each, view)
    )


def _is_to_come(offer: Offer, today: date) -> bool:
    return offer.begins is not None and offer.begins > today

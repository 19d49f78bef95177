"""What is to be said of an offer wherever it is shown: the price, the season, whose it is."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from chaguan.model import Offer
from chaguan.render.text.localized import date_words, deadline_words, money_words

from .page_context import Link, PageContext


def price_words(offer: Offer, view: PageContext) -> str:
    """What it costs; empty where nobody said."""
    note = view.best(offer.price_note).text
    if offer.price is None:
        return note
    money = money_words(offer.price.amount, offer.price.currency, view.language)
    if per := view.best(offer.price.per).text:
        money = view.words("offer.per", money=money, per=per)
    return " ".join(filter(None, (money, note)))


def season_words(offer: Offer, view: PageContext) -> str:
    """From when to when; empty where it is always there."""
    first = date_words(offer.begins, view.language) if offer.begins else ""
    last = date_words(offer.until, view.language) if offer.until else ""
    if first and last:
        return view.words("offer.season", first=first, last=last)
    if first:
        return view.words("offer.from", day=first)
    return view.words("offer.until", day=last) if last else ""


def order_words(offer: Offer, view: PageContext) -> str:
    """Until when it can be ordered; a day alone stands for all of it."""
    until = offer.order.until if offer.order else None
    if until is None:
        return ""
    return view.words("offer.order_by", day=deadline_words(until, view.language))


def makers(offer: Offer, view: PageContext) -> tuple[Link, ...]:
    """Whose it is; who is not listed is "a member"."""
    found: list[Link] = []
    for maker in offer.of:
        if maker.person is not None:
            found.append(view.person(maker.person))
        elif maker.place is not None:
            found.extend(view.places((maker.place,)))
    return tuple(dict.fromkeys(found))


def offer_ends(offer: Offer, view: PageContext) -> datetime | None:
    """When its season is over, aware; None where it has no end."""
    if offer.until is None:
        return None
    zone = view.community.settings.zone
    return datetime.combine(offer.until + timedelta(days=1), time(), zone)


def is_over(offer: Offer, view: PageContext) -> bool:
    """Whether its season is over, or nothing is left."""
    ends = offer_ends(offer, view)
    return offer.is_sold_out or (ends is not None and view.clock.has_come(ends))

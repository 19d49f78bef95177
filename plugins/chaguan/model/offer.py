"""An offer: what a maker or a shop has, in its season."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from .frozen import dataclass
from .record import MediaPath, Record, RecordId, Url
from .text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Whose offer it is."""

    person: RecordId | None = None
    place: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one of it costs (schema.org/UnitPriceSpecification)."""

    amount: Decimal
    currency: str
    """ISO 4217."""
    per: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How to get it; orders are taken elsewhere."""

    url: Url | None = None
    contact_note: Text = Text()
    """Whom to ask, and how."""
    until: datetime | None = None
    """The last moment, on the community's clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickUp:
    """Where and when it is handed over."""

    place: RecordId | None = None
    days: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Record):
    """Something to be had for a while (schema.org/Product with an Offer)."""

    kind = "offer"
    plural = "offers"

    title: Text
    of: tuple[Maker, ...]
    about: Text = Text()
    """Markdown."""
    price: Price | None = None
    price_note: Text = Text()
    """Where no number says it."""
    begins: date | None = None
    """`from` in the file."""
    until: date | None = None
    """The last day, inclusive."""
    order: Order | None = None
    limit: int | None = None
    """How many there are."""
    is_sold_out: bool = False
    sold_out_on: date | None = None
    pick_up: PickUp | None = None
    scenes: tuple[RecordId, ...] = ()
    tags: tuple[str, ...] = ()
    image: MediaPath | None = None
    image_alt: Text = Text()
    aliases: tuple[str, ...] = ()

    @property
    def name(self) -> Text:
        return self.title

    def is_over(self, today: date) -> bool:
        return self.until is not None and self.until < today

"""Offers."""

from __future__ import annotations

import re
import unicodedata
from datetime import time
from typing import Final

from chaguan.model import Maker, Offer, Order, PickUp, Price, RecordId
from chaguan.model.frozen import dataclass
from chaguan.source import Mapping, Node

from .fields import Field, ListOf, Part, made, read_fields
from .links import OldAddress, Picture, Reference, WebAddress
from .place import Closing
from .reading import Reading, Referred, near
from .times import DayOnly, Instant
from .words import Amount, Line, Tag, TextByLanguage, Whole, few_enough

CURRENCIES: Final = frozenset(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN "
    "BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL "
    "GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF "
    "KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN "
    "MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD "
    "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH "
    "UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG".split()
)
"""The codes of money that people pay with (ISO 4217, list one)."""
_CALLED: Final = {
    "NT$": "TWD", "NTD": "TWD", "元": "TWD", "台幣": "TWD", "新台幣": "TWD", "$": "USD",
    "US$": "USD", "HK$": "HKD", "¥": "JPY", "RMB": "CNY", "人民幣": "CNY", "日圓": "JPY",
    "€": "EUR", "£": "GBP",
}  # fmt: skip
"""What people write for a currency."""


@dataclass(frozen=True, slots=True)
class Currency:
    """A code of ISO 4217: `TWD`."""

    def read(self, node: Node, name: str, reading: Reading) -> str | None:
        line = Line().read(node, name, reading)
        if line is None or line in CURRENCIES:
            return line
        guess = _CALLED.get(line) or (line.upper() if line.upper() in CURRENCIES else "")
        guess = guess or near(line, sorted(CURRENCIES))
        reading.error("OF103", node.position, seen=line, near=guess)
        return None


MAKER: Final = (
    Field("person", Reference("person"), "the id of who makes it", public=True),
    Field("place", Reference("place"), "the id of where it is made", public=True),
)


@dataclass(frozen=True, slots=True)
class MakerType:
    """`{person: id}`, `{place: id}`, or the id alone where only one of them has it."""

    def read(self, node: Node, name: str, reading: Reading) -> Maker | None:
        if isinstance(node, Mapping):
            maker: Maker | None = Part(MAKER, Maker).read(node, name, reading)
            if maker is not None and (maker.person is None) is (maker.place is None):
                reading.error("OF101", node.position, seen="person, place")
                return None
            return maker
        line = Line().read(node, name, reading)
        if line is None:
            return None
        kinds = [kind for kind in ("person", "place") if (kind, line) in reading.around.records]
        if len(kinds) == 2:
            reading.error("OF101", node.position, seen=line)
            return None
        kind = kinds[0] if kinds else "person"
        reading.references.append(Referred(node.position, kind, RecordId(line)))
        return Maker(place=RecordId(line)) if kind == "place" else Maker(person=RecordId(line))


PRICE: Final = (
    Field("amount", Amount(), "a number, without thousands marks", is_required=True, public=True),
    Field("currency", Currency(), "three letters: TWD", is_required=True, public=True),
    Field("per", TextByLanguage(), "for how much: a box, 100 g", public=True),
)
_MONEY: Final = re.compile(
    r"(?P<before>[^\d\s]*)\s*(?P<amount>\d{1,3}(?:,\d{3})+|\d{1,12}(?:\.\d{1,4})?)\s*(?P<after>[^\d\s]*)",
    re.ASCII,
)


def _money(said: str) -> str:
    """The map that `NT$180` or `180 元` stands for; empty where no currency is clear."""
    found = _MONEY.fullmatch(unicodedata.normalize("NFKC", said.strip()))
    if found is None or bool(found["before"]) is bool(found["after"]):
        return ""
    mark = found["before"] or found["after"]
    currency = _CALLED.get(mark) or (mark.upper() if mark.upper() in CURRENCIES else "")
    amount = found["amount"].replace(",", "")
    return f"{{amount: {amount}, currency: {currency}}}" if currency else ""


ORDER: Final = (
    Field("url", WebAddress(), "where to order", public=True),
    Field("contact_note", TextByLanguage(), "whom to ask, and how", public=True),
    Field("until", Instant(time(23, 59)), "the last moment to order", public=True),
)
PICK_UP: Final = (
    Field("place", Reference("place"), "the id of a place", public=True),
    Field("days", TextByLanguage(), "when, in words", public=True),
)
FIELDS: Final = (
    Field("title", TextByLanguage(), "what it is", is_required=True, public=True),
    Field("of", ListOf(MakerType()), "whose it is: {person: id}, {place: id}, or the id alone",
          is_required=True, public=True),
    Field("about", TextByLanguage(is_markdown=True), "what is in it, how it is made, in Markdown",
          public=True),
    Field("price", Part(PRICE, Price, in_words=_money), "amount, currency and per", public=True),
    Field("price_note", TextByLanguage(), "what it costs, where no number says it", public=True),
    Field("from", DayOnly(), "the first day of its season", public=True, attribute="begins"),
    Field("until", DayOnly(), "the last day of its season", public=True),
    Field("order", Part(ORDER, Order), "url or contact_note, and until", public=True),
    Field("limit", Whole(1), "how many there are", public=True),
    Field("sold_out", Closing(), "true, or the day the last one went", public=True,
          into=("is_sold_out", "sold_out_on")),
    Field("pick_up", Part(PICK_UP, PickUp), "place and days", public=True),
    Field("scenes", ListOf(Reference("scene")), "situations in which it helps", public=True),
    Field("tags", ListOf(Tag()), "words to find it by", public=True),
    Field("image", Picture(), "a picture of it", public=True),
    Field("image_alt", TextByLanguage(), "what the picture shows", public=True),
    Field("aliases", ListOf(OldAddress()), "addresses it used to have", public=True),
    Field("uid", Line(), "keeps its identity when the file is renamed", public=True),
)  # fmt: skip


def read(mapping: Mapping, id: RecordId, reading: Reading) -> Offer | None:
    """The offer that a file describes."""
    values = read_fields(FIELDS, mapping, reading)
    few_enough(values.get("tags", ()), reading)
    if reading.is_broken:
        return None
    sold_out = values.pop("sold_out", False)
    values["is_sold_out"] = bool(sold_out)
    values["sold_out_on"] = None if isinstance(sold_out, bool) else sold_out
    return made(Offer, values, id, reading)

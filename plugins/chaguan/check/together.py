"""Rules over what is done together: signatures, campaigns, offers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from chaguan.load import near
from chaguan.model import (
    Campaign,
    Community,
    Offer,
    Page,
    Person,
    Problem,
    error,
    warning,
)
from chaguan.site.urls import charter_version

from .events import heads_are_counted, programme_is_inside

CHARTER = "charter"
_VERSION = re.compile(r"[0-9]+(\.[0-9]+)*")


def what_is_done_together(community: Community) -> Iterator[Problem]:
    """Every rule of this module that needs no clock."""
    yield from versions_that_were_signed(community)
    yield from one_text_a_version(community)
    for person in community.people.values():
        yield from joins_each_campaign_once(person)
    for campaign in community.campaigns.values():
        yield from campaign_makes_sense(campaign)
    for offer in community.offers.values():
        yield from offer_makes_sense(offer, community)
    for event in community.events.values():
        yield from programme_is_inside(event)
        yield from heads_are_counted(event)


def versions_that_were_signed(community: Community) -> Iterator[Problem]:
    """CT101: a signature below a text that never was binds nobody; CT102: nor does a nameless one.

    Without `version` on the charter nothing is checked.
    """
    charter = next((page for page in community.pages if page.id == CHARTER), None)
    if charter is None or not charter.version:
        return
    known = {v for page in community.pages if (v := _version(page))}
    for page in community.pages:
        version = page.version if page.id == CHARTER or charter_version(page.id) else ""
        if version and not _VERSION.fullmatch(version):
            yield error("CT102", page.position("version"), seen=version)
    for person in community.people.values():
        if person.signed and person.signed not in known:
            guess = _plain_version(person.signed, known) or near(person.signed, sorted(known))
            position = person.position("signed")
            ordered = tuple(sorted(known))
            yield error("CT101", position, seen=person.signed, known=ordered, near=guess)


def one_text_a_version(community: Community) -> Iterator[Problem]:
    """CT103 to CT106: who signed a version must find just that text below its number."""
    charter = next((page for page in community.pages if page.id == CHARTER), None)
    for page in community.pages:
        named, said = charter_version(str(page.id)), page.version
        if named and said and said != named:
            yield error("CT103", page.position("version"), seen=said, named=named)
        elif named and charter is not None and charter.version == named:
            yield error("CT104", page.position("title"), version=named, path=charter.path)
        elif page.id == CHARTER and charter is not None and said and said != charter.version:
            other, path = charter.version or "-", charter.path
            yield warning("CT105", page.position("version"), seen=said, other=other, path=path)
        for field in ("version", "since") if not named and page.id != CHARTER else ():
            if getattr(page, field):
                yield warning("CT106", page.position(field), field=field)


def joins_each_campaign_once(person: Person) -> Iterator[Problem]:
    """CA110: of two lines for one campaign only the first is read, with what it says of `as`."""
    seen: set[str] = set()
    for number, joined in enumerate(person.joins):
        if joined.campaign in seen:
            position = person.position(f"joins.{number}")
            yield warning("CA110", position, campaign=joined.campaign)
        seen.add(joined.campaign)


def _version(page: Page) -> str:
    named = charter_version(str(page.id))
    return (page.version or named) if named or page.id == CHARTER else ""


def _plain_version(signed: str, known: set[str]) -> str:
    """The version in `v2`, `版本 2` or `2.0`; empty where there is none of them."""
    digits = "".join(each for each in signed if each.isdigit() or each == ".").strip(".")
    return digits if digits in known else next((v for v in known if f"{v}.0" == digits), "")


def campaign_makes_sense(campaign: Campaign) -> Iterator[Problem]:
    """CA101 to CA105: days in order, totals that rise, and something that is counted."""
    begins, until, steps = campaign.begins, campaign.until, campaign.steps
    if begins and until and until < begins:
        yield error("CA101", campaign.position("until"), until=until, begins=begins)
    for step in steps:
        position = campaign.position(f"steps.{step.day}")
        if until and step.day > until and not step.note:
            yield warning("CA102", position, day=step.day, until=until)
        if begins and step.day < begins and not step.note:
            yield warning("CA107", position, day=step.day, begins=begins)
        if step.amount is None and not step.note and not step.by:
            yield warning("CA109", position, day=step.day)
    totals = [step for step in steps if step.amount is not None]
    for before, after in pairwise(totals):
        if (after.amount or 0) < (before.amount or 0) and not after.note:
            position = campaign.position(f"steps.{after.day}.amount")
            yield warning("CA103", position, seen=after.amount, before=before.amount)
    if totals and campaign.counts_people:
        name = "goal.amount" if campaign.goal else f"steps.{totals[0].day}.amount"
        yield warning("CA104", campaign.position(name), seen=totals[-1].amount)
    if campaign.goal is not None and campaign.goal.amount == Decimal(0):
        yield error("CA105", campaign.position("goal.amount"))


def offer_makes_sense(offer: Offer, community: Community) -> Iterator[Problem]:
    """OF102, OF104 to OF106: days in order, a way to get it, and somebody who is still here."""
    begins, until = offer.begins, offer.until
    if begins and until and until < begins:
        yield error("OF104", offer.position("until"), until=until, begins=begins)
    order = offer.order
    if order and order.until and until and order.until.date() > until:
        closes = order.until.date()
        yield warning("OF102", offer.position("order.until"), closes=closes, until=until)
    if order and not order.url and not order.contact_note:
        yield warning("OF106", offer.position("order"))
    people = [community.people.get(maker.person) for maker in offer.of if maker.person]
    places = [community.places.get(maker.place) for maker in offer.of if maker.place]
    here = [person for person in people if person and not person.is_unlisted and not person.left]
    here_too = [place for place in places if place and not place.is_closed]
    if not here and not here_too and any((*people, *places)):
        yield warning("OF105", offer.position("of"))


def what_has_not_come(community: Community, now: datetime) -> Iterator[Problem]:
    """CA108, OF111: what is reached or gone is told afterwards."""
    today = now.astimezone(community.settings.zone).date()
    for campaign in community.campaigns.values():
        for step in campaign.steps:
            if step.day > today:
                yield error("CA108", campaign.position(f"steps.{step.day}"), day=step.day)
    for offer in community.offers.values():
        if offer.sold_out_on is not None and offer.sold_out_on > today:
            yield error("OF111", offer.position("sold_out"), day=offer.sold_out_on)

"""Rules over what is done together: signatures, campaigns, offers, and the inside of events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from decimal import Decimal
from itertools import pairwise

from chaguan.load import near
from chaguan.model import Campaign, Community, Event, Offer, Page, Problem, error, warning
from chaguan.site.urls import charter_version

CHARTER = "charter"


def what_is_done_together(community: Community) -> Iterator[Problem]:
    """Every rule of this module that needs no clock."""
    yield from versions_that_were_signed(community)
    for campaign in community.campaigns.values():
        yield from campaign_makes_sense(campaign)
    for offer in community.offers.values():
        yield from offer_makes_sense(offer, community)
    for event in community.events.values():
        yield from programme_is_inside(event)


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
        if version and not all(part.isdecimal() for part in version.split(".")):
            yield error("CT102", page.position("version"), seen=version)
    for person in community.people.values():
        if person.signed and person.signed not in known:
            guess = _plain_version(person.signed, known) or near(person.signed, sorted(known))
            position = person.position("signed")
            ordered = tuple(sorted(known))
            yield error("CT101", position, seen=person.signed, known=ordered, near=guess)


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


def programme_is_inside(event: Event) -> Iterator[Problem]:
    """AG101, AG104: a programme and calls within the time of their event."""
    span = event.span
    for number, item in enumerate(event.agenda):
        at = item.on(span)
        if at is None or (span.open_ended and at >= span.start):
            continue
        if not span.start.astimezone(UTC) <= at.astimezone(UTC) < span.end.astimezone(UTC):
            seen = at.strftime("%Y-%m-%d %H:%M")
            starts, ends = (each.strftime("%Y-%m-%d %H:%M") for each in (span.start, span.end))
            position = event.position(f"agenda.{number}.at")
            yield warning("AG101", position, seen=seen, start=starts, end=ends)
    for number, call in enumerate(event.calls):
        if event.repeat is None and call.until and call.until > span.end:
            position = event.position(f"calls.{number}.until")
            yield warning("AG104", position, seen=call.until.strftime("%Y-%m-%d"))

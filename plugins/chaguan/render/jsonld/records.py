"""Records as JSON-LD for search engines and other programs (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, time
from typing import Final

from chaguan.model import Campaign, Group, Offer, Person, Place, Post
from chaguan.site.urls import Address

from .event import of_event, of_occurrence
from .names import CONTEXT, Linked, LinkedNames, licence_url, said

__all__ = [
    "Linked",
    "LinkedNames",
    "as_script",
    "breadcrumbs",
    "of_campaign",
    "of_event",
    "of_group",
    "of_occurrence",
    "of_offer",
    "of_person",
    "of_place",
    "of_post",
    "of_site",
]


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def of_site(names: LinkedNames) -> Linked:
    """The site (schema.org/WebSite) and the community that publishes it."""
    settings = names.community.settings
    community = names.site() | said(
        slogan=names.best(settings.tagline),
        sameAs=[url for _, url in settings.links],
        image=names.picture(settings.image, names.best(settings.image_alt)),
        email=_mail(settings.write_to),
    )
    return said(
        context_=CONTEXT,
        type_="WebSite",
        url=community["url"],
        name=community["name"],
        description=names.best(settings.tagline),
        inLanguage=names.language,
        license=licence_url(settings.licence),
        publisher=community,
    )


def of_post(post: Post, names: LinkedNames) -> Linked:
    """A story (schema.org/BlogPosting); its translations are `workTranslation`."""
    url = names.page(post)
    versions = names.index.versions(post.id)
    credited = tuple(id for id in post.contributors if id not in post.authors)
    source = post.source
    return {"@context": CONTEXT} | said(
        **names.post(post),
        mainEntityOfPage=url,
        description=post.summary,
        datePublished=post.date.isoformat(),
        dateModified=post.changed.isoformat(),
        author=names.people(post.authors),
        contributor=names.people(credited),
        publisher=names.site(),
        image=names.picture(post.image, post.image_alt),
        keywords=list(post.tags),
        about=[*names.groups(post.groups), *names.places(post.places), *_recapped(post, names)],
        license=licence_url(post.licence or names.community.settings.licence),
        isBasedOn=said(
            type_="CreativeWork",
            url=source.url,
            name=source.title,
            author=said(type_="Person", name=source.author) if source.author else {},
            license=licence_url(source.licence),
        )
        if source
        else {},
        sponsor=said(type_="Organization", name=post.sponsored) if post.sponsored else {},
        workTranslation=[
            names.post(version) for version in versions if version.language != post.language
        ],
    )


def of_person(person: Person, names: LinkedNames) -> Linked:
    """A member (schema.org/Person)."""
    return {"@context": CONTEXT} | said(
        **names.person(person.id),
        image=names.picture(person.avatar, names.best(person.avatar_alt)),
        sameAs=[url for _, url in person.links],
        homeLocation=names.place(person.place),
        memberOf=[
            names.site(),
            *names.groups(group.id for group in names.index.groups_of("person", person.id)),
        ],
    )


def of_group(group: Group, names: LinkedNames) -> Linked:
    """A group (schema.org/Organization)."""
    (node,) = names.groups((group.id,))
    return {"@context": CONTEXT} | said(
        **node,
        image=names.picture(group.image, names.best(group.image_alt)),
        sameAs=[url for _, url in group.links],
        email=_mail(group.write_to),
        member=names.people(group.members),
        location=names.place(group.place),
        parentOrganization=names.site(),
    )


def of_place(place: Place, names: LinkedNames) -> Linked:
    """A place (schema.org/Place)."""
    return {"@context": CONTEXT} | said(
        **names.place(place.id),
        image=names.picture(place.image, names.best(place.image_alt)),
        sameAs=[url for _, url in place.links],
        keywords=names.best(place.category),
    )


def of_campaign(campaign: Campaign, names: LinkedNames) -> Linked:
    """Something people set out to do together (schema.org/Project)."""
    taking = names.index.participants("campaign", campaign.id)
    begins, until = campaign.begins, campaign.until
    return {"@context": CONTEXT} | said(
        type_="Project",
        id_=names.page(campaign),
        url=names.page(campaign),
        name=names.best(campaign.title),
        image=names.picture(campaign.image, names.best(campaign.image_alt)),
        foundingDate=begins.isoformat() if begins else "",
        dissolutionDate=until.isoformat() if until else "",
        location=names.place(campaign.place),
        member=names.people(person.id for person in taking.people),
        parentOrganization=[*names.groups(campaign.groups)] or names.site(),
    )


def of_offer(offer: Offer, names: LinkedNames) -> Linked:
    """What a maker has (schema.org/Product), and for how much (schema.org/Offer)."""
    people = names.people(each.person for each in offer.of if each.person is not None)
    places = (names.place(each.place) for each in offer.of if each.place is not None)
    sellers = [*people, *filter(None, places)]
    zone = names.community.settings.zone
    terms = said(
        type_="Offer",
        url=names.page(offer),
        availability=f"https://schema.org/{'SoldOut' if offer.is_sold_out else 'InStock'}",
        availabilityStarts=offer.begins.isoformat() if offer.begins else "",
        availabilityEnds=datetime.combine(offer.until, time(23, 59, 59), zone).isoformat()
        if offer.until
        else "",
        inventoryLevel=said(type_="QuantitativeValue", value=offer.limit) if offer.limit else {},
        seller=sellers,
    )
    if offer.price is not None:
        terms |= {
            "price": float(offer.price.amount),
            "priceCurrency": offer.price.currency,
        }
    return {"@context": CONTEXT} | said(
        type_="Product",
        id_=names.page(offer),
        url=names.page(offer),
        name=names.best(offer.title),
        image=names.picture(offer.image, names.best(offer.image_alt)),
        keywords=", ".join(offer.tags),
        offers=terms,
    )


def breadcrumbs(trail: Iterable[tuple[str, Address]], site_url: str) -> Linked:
    """The way from the front page, as names and addresses (schema.org/BreadcrumbList)."""
    return said(
        context_=CONTEXT,
        type_="BreadcrumbList",
        itemListElement=[
            said(type_="ListItem", position=number, name=name, item=address.absolute(site_url))
            for number, (name, address) in enumerate(trail, 1)
        ],
    )


def as_script(data: Linked | Iterable[Linked]) -> str:
    """JSON that may stand in a `<script>` element, whatever people wrote (HTML, 4.12.1.3)."""
    whole = data if isinstance(data, dict) else list(data)
    text = _ENCODER.encode(whole)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _recapped(post: Post, names: LinkedNames) -> list[Linked]:
    event = names.event(post.event)
    return [event] if event else []


def _mail(address: str | None) -> str:
    """A mail address (schema.org/email); nothing for a form."""
    plain = address or ""
    return plain.removeprefix("mailto:") if plain.startswith("mailto:") else ""

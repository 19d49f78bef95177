"""What is particular to a person, a group, a place or a scene."""

from __future__ import annotations

from datetime import date

from chaguan.model import Campaign, Group, Person, Place, Scene
from chaguan.model.frozen import dataclass
from chaguan.render.html.campaign_facts import Progress, progress
from chaguan.render.html.event_facts import map_link
from chaguan.render.html.page_context import Link, PageContext, Picture, letter_box
from chaguan.render.html.sanitize import UGC
from chaguan.render.text.localized import date_words, number_words, postal_words
from chaguan.site.activity import is_asleep, latest_life
from chaguan.site.stream import Stream

from .contributions import Role, roles


@dataclass(frozen=True, slots=True)
class Join:
    """A way into a group."""

    label: str
    url: str
    until: str
    is_closed: bool


@dataclass(frozen=True, slots=True)
class CampaignStep:
    """Something that was reached on a day."""

    day: str
    iso: str
    amount: str
    note: str
    by: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Particulars:
    """What does not apply is empty."""

    picture: Picture | None = None
    sort: str = ""
    note: str = ""
    """Closed, asleep, or gone."""
    facts: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    """The key of a heading, and what belongs under it."""
    join: tuple[Join, ...] = ()
    progress: Progress | None = None
    nameless: str = ""
    """Who joined and is not named, in words."""
    goal_note: str = ""
    outcome: str = ""
    steps: tuple[CampaignStep, ...] = ()
    """The latest first."""
    roles: tuple[Role, ...] = ()
    """What a person did here."""


def particulars(stream: Stream, view: PageContext) -> Particulars:
    """What is particular to a stream; nothing for a tag."""
    match stream.record:
        case Person():
            return _of_person(stream.record, view)
        case Group():
            return _of_group(stream.record, stream, view)
        case Place():
            return _of_place(stream.record, view)
        case Campaign():
            return _of_campaign(stream.record, view)
        case Scene():
            return _of_scene(stream.record, view)
        case _:
            return Particulars()


def _of_person(person: Person, view: PageContext) -> Particulars:
    words = view.words
    left = person.left is not None and person.left <= view.clock.today()
    facts = (
        ("person.pronouns", _line(view.best(person.pronouns).text)),
        ("person.place", view.places((person.place,) if person.place else ())),
        ("person.joined", _day(person.joined, view)),
        ("person.left", _day(person.left, view)),
        ("person.signed", _line(person.signed)),
        ("links", _links(person.links)),
        ("person.feed", _links(((str(person.feed), str(person.feed)),) if person.feed else ())),
    )
    return Particulars(
        picture=view.picture(person.avatar, view.best(person.avatar_alt).text),
        note=words("person.gone") if left else "",
        facts=_known(facts),
        roles=roles(person, view),
    )


def _of_group(group: Group, stream: Stream, view: PageContext) -> Particulars:
    facts = (
        ("group.place", view.places((group.place,) if group.place else ())),
        ("links", _links(group.links)),
        ("write_to", (letter_box(group.write_to),) if group.write_to else ()),
        ("scenes", view.scenes(group.scenes)),
    )
    sleeps = is_asleep(latest_life(stream, view.clock), view.clock)
    return Particulars(
        picture=view.picture(group.image, view.best(group.image_alt).text),
        note=view.words("group.asleep") if sleeps else "",
        facts=_known(facts),
        join=tuple(
            Join(
                label=view.best(link.label).text or view.words("group.join"),
                url=link.url,
                until=date_words(link.until, view.language) if link.until else "",
                is_closed=link.until is not None and link.until < view.clock.today(),
            )
            for link in group.join
        ),
    )


def _of_place(place: Place, view: PageContext) -> Particulars:
    location = place.location
    address = postal_words(location, view.language)
    on_map = map_link(location.geo)
    facts = (
        ("place.address", _line(address)),
        ("place.way", (Link(view.words("place.map"), on_map, rel="noopener"),) if on_map else ()),
        ("place.hours", _line(view.best(place.hours).text)),
        ("links", _links(place.links)),
        ("scenes", view.scenes(place.scenes)),
    )
    note = ""
    if place.is_closed:
        day = date_words(place.closed_on, view.language) if place.closed_on else ""
        note = view.words("place.closed_on", day=day) if day else view.words("place.closed")
    return Particulars(
        picture=view.picture(place.image, view.best(place.image_alt).text),
        sort=view.best(place.category).text,
        note=note,
        facts=_known(facts),
    )


def _of_scene(scene: Scene, view: PageContext) -> Particulars:
    return Particulars(
        picture=view.picture(scene.image, view.best(scene.image_alt).text),
        note=view.words("scene.now") if scene.is_in_season(view.clock.today()) else "",
    )


def _of_campaign(campaign: Campaign, view: PageContext) -> Particulars:
    facts = (
        ("event.hosts", view.people(campaign.hosts)),
        ("event.groups", view.groups(campaign.groups)),
        ("event.where", view.places((campaign.place,) if campaign.place else ())),
        ("campaign.from", _day(campaign.begins, view)),
        ("scenes", view.scenes(campaign.scenes)),
    )
    besides = campaign.besides
    besides += view.index.participants("campaign", campaign.id).nameless
    unit = view.best(campaign.goal.unit).text if campaign.goal else ""
    return Particulars(
        picture=view.picture(campaign.image, view.best(campaign.image_alt).text),
        facts=_known(facts),
        progress=progress(campaign, view),
        nameless=view.words.count("campaign.besides", besides) if besides else "",
        goal_note=view.best(campaign.goal_note).text,
        outcome=view.best(campaign.outcome).text,
        steps=tuple(
            CampaignStep(
                day=date_words(step.day, view.language),
                iso=step.day.isoformat(),
                amount=""
                if step.amount is None
                else f"{number_words(step.amount, view.language)} {unit}".strip(),
                note=view.best(step.note).text,
                by=view.people(step.by),
            )
            for step in reversed(campaign.steps)
        ),
    )


def _line(words: str) -> tuple[Link, ...]:
    return (Link(words),) if words else ()


def _day(day: date | None, view: PageContext) -> tuple[Link, ...]:
    return _line(date_words(day, view.language) if day else "")


def _links(links: tuple[tuple[str, str], ...]) -> tuple[Link, ...]:
    return tuple(Link(label, url, rel=UGC) for label, url in links)


def _known(
    facts: tuple[tuple[str, tuple[Link, ...]], ...],
) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    return tuple(fact for fact in facts if fact[1])

"""Which records the lists in a text show: those that their filters leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from chaguan.model import Block, Campaign, Event, Group, Offer, Place, Post, RecordId
from chaguan.render.html.campaign_facts import progress
from chaguan.render.html.offer_facts import is_over
from chaguan.render.html.page_context import PageContext

from .cards import PersonCard, ThingCard, person_card, thing_card
from .lists import newest, thing_list
from .offers import OfferCard, in_season, offer_card


def _stream_keys(block: Block, view: PageContext) -> list[tuple[str, str]]:
    """The streams that a list is narrowed to."""
    named = (each for each in block.filters if each[0] != "kind")
    return [(key, view.index.tag_slug(value) if key == "tag" else value) for key, value in named]


def _is_public(block: Block, view: PageContext) -> bool:
    """Who is not listed is not given away by a list of what they do."""
    people = (value for key, value in (*block.filters, (block.name, block.id)) if key == "person")
    return all(id in view.community.people for id in people)


def chosen_events(block: Block, view: PageContext) -> tuple[Event, ...]:
    """The events of which a list may show times, by id."""
    if not _is_public(block, view):
        return ()
    events: Mapping[RecordId, Event] = view.community.events
    for key in _stream_keys(block, view):
        members = {event.id for event in view.index.events(key)}
        events = {id: event for id, event in events.items() if id in members}
    forms = [value.casefold() for key, value in block.filters if key == "kind"]
    return tuple(e for e in events.values() if all(e.category.casefold() == form for form in forms))


def chosen_posts(block: Block, view: PageContext) -> tuple[Post, ...]:
    """As many posts as the list shows, newest first."""
    if not _is_public(block, view):
        return ()
    keys = _stream_keys(block, view)
    if not keys:
        return newest(view, block.number)
    others = [view.index.post_ids(key) for key in keys[1:]]
    posts = view.index.posts(keys[0], view.language)
    return tuple(islice((p for p in posts if all(p.id in ids for ids in others)), block.number))


def chosen_people(block: Block, view: PageContext) -> Iterable[PersonCard]:
    """Who is here, the liveliest first."""
    community = view.community
    today = view.clock.today()
    here = [p for p in community.people.values() if p.left is None or p.left > today]
    for key, value in block.filters:
        id = RecordId(value)
        if key == "group":
            ids = community.groups[id].members if id in community.groups else ()
        else:
            ids = community.places[id].people if id in community.places else ()
        here = [person for person in here if person.id in ids]
    here.sort(key=lambda person: (-view.index.post_count(("person", person.id)), person.id))
    return (person_card(person, view) for person in here[: block.number])


def chosen_things(kind: str, block: Block, view: PageContext) -> Iterable[ThingCard]:
    """Groups by recent life, places by name; narrowed by whom and what they name."""
    if not block.filters:
        yield from thing_list(kind, view).things
        return
    if not _is_public(block, view):
        return
    community = view.community
    kinds: dict[str, Iterable[Group | Place | Campaign]] = {
        "group": community.groups.values(),
        "place": community.places.values(),
        "campaign": community.campaigns.values(),
    }
    found = [*kinds[kind]]
    for key, value in block.filters:
        found = [each for each in found if value in _named_by(each, key)]
    for each in found:
        is_over = isinstance(each, Campaign) and progress(each, view).is_over
        if not is_over and not (isinstance(each, Place) and each.is_closed):
            yield thing_card(each, view)


def chosen_offers(block: Block, view: PageContext) -> Iterable[OfferCard]:
    """What is not over, of now first; narrowed by whose it is and when it helps."""
    if not _is_public(block, view):
        return
    offers: Iterable[Offer] = view.community.offers.values()
    for key, value in block.filters:
        mine = view.index.offers_of(key, value)
        offers = [each for each in offers if each in mine]
    for each in in_season(offers, view):
        if not is_over(each, view):
            yield offer_card(each, view)


def _named_by(record: object, key: str) -> Iterable[str]:
    match key:
        case "scene":
            return getattr(record, "scenes", ())
        case "place":
            return (getattr(record, "place", None) or "",)
        case "kind":
            return (
                (words.text for words in record.category.versions)
                if isinstance(record, Place)
                else ()
            )
        case "group":
            return getattr(record, "groups", ())
        case _:
            return (*getattr(record, "members", ()), *getattr(record, "people", ()))

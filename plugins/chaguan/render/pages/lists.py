"""What the indexes show: posts, people, groups, places, scenes and tags, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final

from chaguan.model import Campaign, Group, Person, Post, Record
from chaguan.model.frozen import dataclass
from chaguan.render.html.campaign_facts import progress
from chaguan.render.html.page_context import Link, PageContext
from chaguan.site.activity import is_asleep, latest_life
from chaguan.site.name_order import name_key
from chaguan.site.pagination import SECTION_PAGE, pages
from chaguan.site.stream import stream_of
from chaguan.site.urls import Address

from .cards import PersonCard, PostCard, ThingCard, person_card, post_card, thing_card

AROUND: Final = 2
"""Pages before and after this one that are named, besides the first and the last."""


@dataclass(frozen=True, slots=True)
class Pager:
    """The ways to the other pages; however many there are, few are named."""

    number: int
    pages: tuple[Link, ...] = ()
    """In order; this one and what is left out ("…") lead nowhere."""
    newer: Link | None = None
    older: Link | None = None


ALONE: Final = Pager(1)
"""On the only page of a list."""


def pager(number: int, count: int, address: Callable[[int], Address]) -> Pager:
    """The ways from page `number` of `count`."""
    if count < 2:
        return Pager(number)

    def link(page: int) -> Link:
        return Link(str(page), address(page).url)

    near = range(number - AROUND, number + AROUND + 1)
    named = sorted({1, count, *(page for page in near if 1 <= page <= count)})
    links: list[Link] = []
    for page, before in zip(named, [0, *named], strict=False):
        if page > before + 1:
            links.append(Link("…"))
        links.append(Link(str(page)) if page == number else link(page))
    return Pager(
        number,
        tuple(links),
        newer=link(number - 1) if number > 1 else None,
        older=link(number + 1) if number < count else None,
    )


@dataclass(frozen=True, slots=True)
class PostList:
    posts: tuple[PostCard, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class ThingList:
    things: tuple[ThingCard, ...]
    faded: tuple[ThingCard, ...] = ()
    """Asleep, or closed."""
    pager: Pager = ALONE


@dataclass(frozen=True, slots=True)
class PersonList:
    people: tuple[PersonCard, ...]
    gone: tuple[PersonCard, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class TagList:
    tags: tuple[tuple[Link, int], ...]
    """With how many posts and events carry each."""
    pager: Pager


def post_list(view: PageContext, number: int) -> PostList:
    """Page `number` of all posts: pinned ones first, then the newest."""
    shown = _page("post", number)
    posts = view.index.pinned_first(view.language, shown.start, shown.stop)
    ways = _pager("post", number, view.index.post_count(("site", "")), view)
    return PostList(tuple(post_card(post, view) for post in posts), ways)


def person_list(view: PageContext, number: int = 1) -> PersonList:
    """Page `number` of who is here, by name, and then of who has gone."""
    people = view.index.recorder.remembered(view.memory, "people", lambda: _people(view))
    cards = [person_card(person, view) for person in people[_page("person", number)]]
    return PersonList(
        tuple(card for card in cards if not card.has_left),
        tuple(card for card in cards if card.has_left),
        _pager("person", number, len(people), view),
    )


def _people(view: PageContext) -> tuple[Person, ...]:
    today = view.clock.today()
    return tuple(sorted(by_name(view), key=lambda each: bool(each.left and each.left <= today)))


def by_name(view: PageContext) -> list[Person]:
    """People in the order of their names."""
    people = view.community.people.values()
    return sorted(people, key=lambda person: (_named(person, view), person.id))


def _named(record: Record, view: PageContext) -> tuple[object, ...]:
    return name_key(view.best(record.name).text, view.language)


def thing_list(kind: str, view: PageContext, number: int = 1) -> ThingList:
    """Page `number` of groups by recent life, places by name, scenes with those in season first.

    Groups that are asleep and places that are closed come last.
    """
    order = _ORDERS.get(kind, partial(_by_name, kind))
    ordered = view.index.recorder.remembered(view.memory, ("things", kind), lambda: order(view))
    shown = ordered[_page(kind, number)]
    return ThingList(
        tuple(thing_card(thing, view) for thing, is_faded in shown if not is_faded),
        tuple(thing_card(thing, view) for thing, is_faded in shown if is_faded),
        _pager(kind, number, len(ordered), view),
    )


Ordered = tuple[tuple[Record, bool], ...]
"""Records in the order of their list, and whether each is asleep or closed."""


def _groups(view: PageContext) -> Ordered:
    ordered: list[tuple[bool, float, Group]] = []
    for group in view.community.groups.values():
        life = latest_life(stream_of(view.index, group, view.language), view.clock)
        ordered.append((is_asleep(life, view.clock), -life.timestamp() if life else 0.0, group))
    ordered.sort(key=lambda each: (each[0], each[1], each[2].id))
    return tuple((group, sleeps) for sleeps, _, group in ordered)


def _places(view: PageContext) -> Ordered:
    places = view.community.places.values()
    ordered = sorted(places, key=lambda place: (place.is_closed, _named(place, view), place.id))
    return tuple((place, place.is_closed) for place in ordered)


def _scenes(view: PageContext) -> Ordered:
    today = view.clock.today(view.community.settings.zone)
    scenes = view.community.scenes.values()
    ordered = sorted(scenes, key=lambda scene: (not scene.is_in_season(today), scene.id))
    return tuple((scene, False) for scene in ordered)


def _campaigns(view: PageContext) -> Ordered:
    """Those under way first, the soonest to end before others; of past ones the latest first."""
    ordered: list[tuple[bool, int, Campaign]] = []
    for campaign in view.community.campaigns.values():
        is_over = progress(campaign, view).is_over
        day = (campaign.until or date.max).toordinal()
        ordered.append((is_over, -day if is_over else day, campaign))
    ordered.sort(key=lambda each: (each[0], each[1], each[2].id))
    return tuple((campaign, is_over) for is_over, _, campaign in ordered)


def _by_name(kind: str, view: PageContext) -> Ordered:
    records = view.community.of_kind(kind).values()
    ordered = sorted(records, key=lambda each: (_named(each, view), each.id))
    return tuple((each, False) for each in ordered)


_ORDERS: Final[Mapping[str, Callable[[PageContext], Ordered]]] = {
    "group": _groups,
    "place": _places,
    "scene": _scenes,
    "campaign": _campaigns,
}
"""How the index of a kind is sorted; the others are by name."""


def tag_list(view: PageContext, number: int = 1) -> TagList:
    """Page `number` of the tags, the most used first."""
    tags = view.index.recorder.remembered(view.memory, "tags", lambda: _tags(view))
    shown = tags[_page("tag", number)]
    return TagList(
        tuple((view.tag(tag), count) for count, tag, _ in shown),
        _pager("tag", number, len(tags), view),
    )


def _tags(view: PageContext) -> tuple[tuple[int, str, str], ...]:
    counted = []
    for key, tag in view.index.tags():
        count = view.index.post_count(("tag", key)) + len(view.index.events(("tag", key)))
        counted.append((count, tag, key))
    return tuple(sorted(counted, key=lambda each: (-each[0], each[1], each[2])))


def _page(kind: str, number: int) -> slice:
    size = SECTION_PAGE[kind]
    return slice((number - 1) * size, number * size)


def _pager(kind: str, number: int, count: int, view: PageContext) -> Pager:
    def address(page: int) -> Address:
        return view.addresses.section(kind, view.language, page)

    return pager(number, pages(count, SECTION_PAGE[kind]), address)


def newest(view: PageContext, most: int) -> tuple[Post, ...]:
    """The newest posts of all, pinned ones first."""
    return view.index.pinned_first(view.language, 0, most)

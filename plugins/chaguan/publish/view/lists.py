"""What the indexes show: posts, people, groups, places, scenes and tags."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from chaguan.model import Group, Person, Post
from chaguan.publish.claims import POSTS_ON_A_PAGE
from chaguan.publish.life import latest_life

from .cards import (
    PersonCard,
    PostCard,
    ThingCard,
    person_card,
    post_card,
    thing_card,
)
from .particulars import is_asleep
from .viewpoint import Link, Viewpoint


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one is in a list of several pages."""

    number: int
    pages: tuple[Link, ...]

    @property
    def newer(self) -> Link | None:
        return self.pages[self.number - 2] if self.number > 1 else None

    @property
    def older(self) -> Link | None:
        return self.pages[self.number] if self.number < len(self.pages) else None


@dataclass(frozen=True, slots=True)
class PostList:
    posts: tuple[PostCard, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class ThingList:
    things: tuple[ThingCard, ...]
    faded: tuple[ThingCard, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonList:
    people: tuple[PersonCard, ...]
    gone: tuple[PersonCard, ...]


@dataclass(frozen=True, slots=True)
class TagList:
    tags: tuple[tuple[Link, int], ...]
    """With how many posts and events carry each."""


def post_pages(view: Viewpoint) -> int:
    """How many pages the list of posts has."""
    return max(1, ceil(len(view.streams.versions) / POSTS_ON_A_PAGE))


def post_list(view: Viewpoint, number: int) -> PostList:
    """Page `number` of all posts: pinned ones first, then the newest."""
    posts = view.streams.pinned_first(view.language)
    start = (number - 1) * POSTS_ON_A_PAGE
    shown = posts[start : start + POSTS_ON_A_PAGE]
    pages = tuple(
        Link(str(each), view.addresses.section("post", view.language, each).url)
        for each in range(1, post_pages(view) + 1)
    )
    return PostList(tuple(post_card(post, view) for post in shown), Pager(number, pages))


def person_list(view: Viewpoint) -> PersonList:
    """Who is here, by name, and who has gone."""
    cards = [person_card(person, view) for person in by_name(view)]
    return PersonList(
        tuple(card for card in cards if not card.has_left),
        tuple(card for card in cards if card.has_left),
    )


def by_name(view: Viewpoint) -> list[Person]:
    """People in the order of their names."""
    people = view.community.people.values()
    return sorted(people, key=lambda person: (view.best(person.name).text.casefold(), person.id))


def thing_list(kind: str, view: Viewpoint) -> ThingList:
    """Groups by recent life, places by name, scenes with those in season first."""
    community = view.community
    if kind == "group":
        return _groups(view)
    if kind == "place":
        places = sorted(
            community.places.values(), key=lambda each: (view.best(each.name).text, each.id)
        )
        here = tuple(thing_card(each, view) for each in places if not each.is_closed)
        return ThingList(here, tuple(thing_card(each, view) for each in places if each.is_closed))
    today = view.now.astimezone(community.settings.zone).date()
    scenes = sorted(
        community.scenes.values(), key=lambda each: (not each.is_in_season(today), each.id)
    )
    return ThingList(tuple(thing_card(each, view) for each in scenes))


def _groups(view: Viewpoint) -> ThingList:
    ordered: list[tuple[float, Group, bool]] = []
    for group in view.community.groups.values():
        stream = view.streams.of(group, view.language)
        life = latest_life(stream, view.now)
        ordered.append((life.timestamp() if life else 0.0, group, is_asleep(stream, view)))
    ordered.sort(key=lambda each: (-each[0], each[1].id))
    return ThingList(
        tuple(thing_card(group, view) for _, group, asleep in ordered if not asleep),
        tuple(thing_card(group, view) for _, group, asleep in ordered if asleep),
    )


def tag_list(view: Viewpoint) -> TagList:
    """Every tag, the most used first."""
    counted = []
    for key, tag in view.streams.tags.items():
        count = len(view.streams.posts_of(("tag", key))) + len(view.streams.events_of(("tag", key)))
        counted.append((Link(tag, view.addresses.tag(key, view.language).url), count))
    return TagList(tuple(sorted(counted, key=lambda each: (-each[1], each[0].text))))


def newest(view: Viewpoint, most: int) -> tuple[Post, ...]:
    """The newest posts of all, pinned ones first."""
    return view.streams.pinned_first(view.language)[:most]

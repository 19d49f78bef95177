"""What else a reader of a post may want: what is near it, what comes before and after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from chaguan.model import Group, Person, Post, RecordId, Scene
from chaguan.render.html.page_context import Link, PageContext
from chaguan.site.membership import Outline, keys_of_post
from chaguan.site.urls import POST_FEEDS

MOST_RELATED: Final = 3
MOST_STRANDS: Final = 3
_WEIGHTS: Final = {"scene": 5, "group": 4, "place": 3, "person": 2, "tag": 1}


@dataclass(frozen=True, slots=True)
class Strand:
    """A group or a scene that a post belongs to, and its neighbours there."""

    page: Link
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True)
class Thread:
    """Somebody or something that a reader of a post may go on following."""

    page: Link
    feed: str
    """Relative to the site's root."""


@dataclass(frozen=True, slots=True)
class Translation:
    """The same post in another language."""

    link: Link
    name: str
    """What the language calls itself."""


def related(post: Post, view: PageContext) -> tuple[Post, ...]:
    """Posts that share most: a scene weighs most, then a group, place, person, tag.

    Of those that share as much, the nearest in time come first, then the newer.
    """
    own = frozenset(keys_of_post(post))
    found: dict[RecordId, Outline] = {}
    for key, *sides in view.index.near(post.id, view.language):
        if key in own:
            found |= {each.id: each for side in sides for each in side}

    moment = post.date.timestamp()
    weighed = [
        (sum([_WEIGHTS[kind] for kind, _ in own & each.streams]), each) for each in found.values()
    ]
    least = min(sorted([weight for weight, _ in weighed])[-MOST_RELATED:], default=0)

    def rank(one: tuple[int, Outline]) -> tuple[int, float, float, RecordId]:
        weight, other = one
        return -weight, abs(other.moment - moment), -other.moment, other.id

    nearest = sorted((one for one in weighed if one[0] >= least), key=rank)[:MOST_RELATED]
    return tuple(view.index.version(each.id, view.language) for _, each in nearest)


def strands(post: Post, view: PageContext) -> tuple[Strand, ...]:
    """The groups and scenes of a post in which there are others, with the next ones there."""
    found = []
    near = {key: sides for key, *sides in view.index.near(post.id, view.language)}
    for record in _shared(post, view):
        newer, older = near[record.kind, str(record.id)]
        if newer or older:
            page = view.record_link(record, view.best(record.name))
            found.append(Strand(page, _first(newer, view), _first(older, view)))
    return tuple(found[:MOST_STRANDS])


def threads(post: Post, view: PageContext) -> tuple[Thread, ...]:
    """Who wrote it and the groups and scenes it belongs to, each with its feed."""
    people = view.community.people
    authors = [people[id] for id in post.authors if id in people]
    return tuple(_thread(record, view) for record in (*authors, *_shared(post, view)))


def translations(post: Post, view: PageContext) -> tuple[Translation, ...]:
    """The post in its other languages, in the order of the site's."""
    versions = view.index.versions(post.id)
    return tuple(
        Translation(post_link(each, view), view.mark(each.language))
        for each in versions
        if each.language != post.language
    )


def post_link(post: Post, view: PageContext) -> Link:
    """A post by its title."""
    address = view.addresses.record(post, post.language)
    return Link(post.title, address.url, view.foreign(post.language))


def _shared(post: Post, view: PageContext) -> Iterator[Group | Scene]:
    groups, scenes = view.community.groups, view.community.scenes
    yield from (groups[id] for id in post.groups if id in groups)
    yield from (scenes[id] for id in post.scenes if id in scenes)


def _thread(record: Person | Group | Scene, view: PageContext) -> Thread:
    feed = view.addresses.record(record, view.language) / POST_FEEDS[0]
    return Thread(view.record_link(record, view.best(record.name)), feed.url)


def _first(outlines: tuple[Outline, ...], view: PageContext) -> Link | None:
    if not outlines:
        return None
    return post_link(view.index.version(outlines[0].id, view.language), view)

"""In which streams a post or an event is, and the order of the posts of a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from chaguan.build.fingerprints import SIZE, digest
from chaguan.model import Event, Post, RecordId
from chaguan.model.frozen import dataclass

from .urls import tag_slug


@dataclass(frozen=True, slots=True)
class Outline:
    """As much of a post as says what it is near to."""

    id: RecordId
    moment: float
    """When it was published, in seconds since 1970."""
    keys: tuple[tuple[str, str], ...]
    """The kinds and keys of the streams that it is in."""
    streams: frozenset[tuple[str, str]] = field(repr=False, compare=False)
    """The same in no order, to be compared with those of another."""
    fingerprint: bytes = field(repr=False, compare=False)

    @classmethod
    def of(cls, post: Post, keys: tuple[tuple[str, str], ...]) -> Outline:
        moment = post.date.timestamp()
        return cls(post.id, moment, keys, frozenset(keys), digest(repr((post.id, moment, keys))))


Nearby = tuple[tuple[str, str], tuple[Outline, ...], tuple[Outline, ...]]
"""The kind and key of a stream of a post, the newer posts and the older, nearest first."""


class Near(tuple[Nearby, ...]):
    """What is near to a post in each of its streams, and a fingerprint of that.

    Each post is in the windows of a hundred others: their fingerprints are runs of bytes, which
    need not be put together one by one.
    """

    fingerprint: bytes

    @classmethod
    def of(cls, id: RecordId, orders: Mapping[tuple[str, str], Order], most: int) -> Near:
        """Up to `most` newer and as many older posts of each order, by its kind and key."""
        near = cls((key, *order.around(id, most)) for key, order in orders.items())
        told = [part for order in orders.values() for part in order.told_around(id, most)]
        near.fingerprint = digest(repr([key for key, _, _ in near]), *told)
        return near


@dataclass(frozen=True, slots=True)
class Order:
    """The posts of a stream, newest first, and the place of each."""

    posts: tuple[Outline, ...]
    places: Mapping[RecordId, int]
    told: bytes
    """Their fingerprints, one behind the other."""

    @classmethod
    def of(cls, posts: Iterable[Outline]) -> Order:
        """Posts in the order in which they are given."""
        ordered = tuple(posts)
        places = {post.id: at for at, post in enumerate(ordered)}
        return cls(ordered, places, b"".join([post.fingerprint for post in ordered]))

    def around(self, id: RecordId, most: int) -> tuple[tuple[Outline, ...], tuple[Outline, ...]]:
        """Up to `most` newer and as many older ones, the nearest first; none of what is not in."""
        at = self.places.get(id)
        if at is None:
            return (), ()
        return self.posts[max(0, at - most) : at][::-1], self.posts[at + 1 : at + 1 + most]

    def told_around(self, id: RecordId, most: int) -> tuple[bytes, bytes]:
        """The fingerprints of the same, the oldest last in both."""
        at = self.places.get(id)
        if at is None:
            return b"", b""
        newest, here, behind, oldest = max(0, at - most), at, at + 1, at + 1 + most
        return self.told[newest * SIZE : here * SIZE], self.told[behind * SIZE : oldest * SIZE]


def keys_of_post(post: Post) -> Iterator[tuple[str, str]]:
    """The kinds and keys of the streams that a post is in, but for the site's."""
    yield from (("person", id) for id in post.contributors)
    yield from (("group", id) for id in post.groups)
    yield from (("place", id) for id in post.places)
    yield from (("scene", id) for id in post.scenes)
    yield from (("tag", tag_slug(tag)) for tag in post.tags)
    if post.campaign is not None:
        yield ("campaign", post.campaign)


def keys_of_day(event: Event) -> Iterator[tuple[str, str]]:
    """The kinds and keys of the streams in which an event is, as it holds on a day."""
    yield ("site", "")
    yield from (("person", id) for id in event.people)
    yield from (("group", id) for id in dict.fromkeys(event.groups))
    yield from (("scene", id) for id in dict.fromkeys(event.scenes))
    if event.place is not None:
        yield ("place", event.place)
    if event.is_online:
        yield ("online", "")
    yield from (("tag", key) for key in dict.fromkeys(tag_slug(tag) for tag in event.tags))
    if event.campaign is not None:
        yield ("campaign", event.campaign)


def keys_of_event(event: Event) -> Iterator[tuple[str, str]]:
    """The kinds and keys of the streams in which some day of an event is."""
    days = [stretch.event for stretch in event.stretches]
    for change in (*event.changes, *event.also):
        held = event.stretch(change.original).event
        days.append(replace(held, **change.values))
    yield from dict.fromkeys(key for day in days for key in keys_of_day(day))

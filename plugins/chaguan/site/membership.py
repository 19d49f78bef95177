"""In which streams a post or an event is, and the order of the posts of a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain
from typing import Final

from chaguan.build.fingerprints import SIZE, digest
from chaguan.model import Event, Post, RecordId
from chaguan.model.frozen import dataclass

from .urls import tag_slug

RUN: Final = 128
"""Posts of which outlines are made at once."""


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


class Order:
    """The posts of a stream, newest first; outlines are made of those that are looked at."""

    def __init__(self, posts: Sequence[Post], outline: Callable[[Post], Outline]) -> None:
        self._posts, self._outline = posts, outline
        self._places = {post.id: at for at, post in enumerate(posts)}
        self._runs: dict[int, tuple[tuple[Outline, ...], bytes]] = {}
        """Outlines of `RUN` posts each, and their fingerprints, one behind the other."""

    def around(self, id: RecordId, most: int) -> tuple[tuple[Outline, ...], tuple[Outline, ...]]:
        """Up to `most` newer and as many older ones, the nearest first; none of what is not in."""
        at = self._places.get(id)
        if at is None:
            return (), ()
        outlines, _, first = self._near(at, most)
        here = at - first
        return outlines[max(0, here - most) : here][::-1], outlines[here + 1 : here + 1 + most]

    def told_around(self, id: RecordId, most: int) -> tuple[bytes, bytes]:
        """The fingerprints of the same, the oldest last in both."""
        at = self._places.get(id)
        if at is None:
            return b"", b""
        _, told, first = self._near(at, most)
        here = at - first
        newer = told[max(0, here - most) * SIZE : here * SIZE]
        return newer, told[(here + 1) * SIZE : (here + 1 + most) * SIZE]

    def _near(self, at: int, most: int) -> tuple[tuple[Outline, ...], bytes, int]:
        """Whole runs around a place, and the place of the first of them."""
        first, last = max(0, at - most) // RUN, min(len(self._posts) - 1, at + most) // RUN
        runs = [self._run(number) for number in range(first, last + 1)]
        if len(runs) == 1:
            return *runs[0], first * RUN
        outlines = tuple(chain.from_iterable(each for each, _ in runs))
        return outlines, b"".join([told for _, told in runs]), first * RUN

    def _run(self, number: int) -> tuple[tuple[Outline, ...], bytes]:
        known = self._runs.get(number)
        if known is None:
            outlines = tuple(map(self._outline, self._posts[number * RUN : (number + 1) * RUN]))
            known = outlines, b"".join([each.fingerprint for each in outlines])
            self._runs[number] = known
        return known


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

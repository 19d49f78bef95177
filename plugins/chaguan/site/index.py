"""Streams: whatever keeps going, with its posts and its events.

Pages, feeds and calendars ask the same stream, so they cannot disagree, and each stream's
posts and events are sorted once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from chaguan.model import Community, Event, Group, Page, Place, Post, Record, RecordId, Words

from .membership import Belonging, belonging
from .months import EventMonths
from .stream import Order, Outline, Stream, keys_of_event, keys_of_post
from .translations import PostVersions, newest
from .urls import Address, Addresses, slug

T = TypeVar("T")


@dataclass(frozen=True)
class Streams:
    """All streams of a (published) community."""

    community: Community
    addresses: Addresses

    @cached_property
    def tags(self) -> Mapping[str, str]:
        """Slug to the commonest spelling of each tag, by slug."""
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        tagged: list[Post | Event] = [*self.community.posts, *self.community.events.values()]
        for tag in (tag for record in tagged for tag in record.tags):
            spellings[slug(tag)][tag] += 1
        return {key: _commonest(found) for key, found in sorted(spellings.items())}

    @cached_property
    def _posts(self) -> Mapping[tuple[str, str], frozenset[RecordId]]:
        members: dict[tuple[str, str], set[RecordId]] = defaultdict(set)
        for post in self.community.posts:
            for key in self.keys_of(post):
                members[key].add(post.id)
        return {key: frozenset(ids) for key, ids in members.items()}

    @cached_property
    def _events(self) -> Mapping[tuple[str, str], tuple[Event, ...]]:
        members: dict[tuple[str, str], list[Event]] = defaultdict(list)
        for event in sorted(self.community.events.values(), key=lambda e: (e.span.start, e.id)):
            for key in keys_of_event(event):
                members[key].append(event)
        return {key: tuple(events) for key, events in members.items()}

    def events_in(self, month: date) -> Iterator[Event]:
        """The events that may be on in the month in which a day is."""
        return self._months.events_in(month)

    @cached_property
    def _months(self) -> EventMonths:
        return EventMonths(self.community)

    @cached_property
    def _told(self) -> PostVersions:
        return PostVersions(self.community, self.addresses)

    @property
    def versions(self) -> Mapping[RecordId, tuple[Post, ...]]:
        """Each post's versions, in the order of the community's languages."""
        return self._told.versions

    def version(self, id: RecordId, language: str) -> Post:
        """The version of a post that a reader of `language` sees."""
        return self._told.version(id, language)

    def neighbours(self, post: Post) -> tuple[Post | None, Post | None]:
        """The next newer and the next older post in the same language."""
        return self._told.neighbours(post)

    def pinned_first(self, language: str) -> tuple[Post, ...]:
        """Every post, for readers of a language: pinned ones first, then the newest."""
        return self._told.pinned_first[language]

    def keys_of(self, post: Post) -> tuple[tuple[str, str], ...]:
        """The kinds and keys of the streams that a post is in, the site's left out."""
        return self._keys[post.id, post.language]

    @cached_property
    def _keys(self) -> Mapping[tuple[RecordId, str], tuple[tuple[str, str], ...]]:
        return {
            (post.id, post.language): tuple(keys_of_post(post)) for post in self.community.posts
        }

    def posts_of(self, key: tuple[str, str]) -> frozenset[RecordId]:
        """The ids of the posts in a stream, by its kind and key."""
        return self._posts.get(key, frozenset())

    def events_of(self, key: tuple[str, str]) -> tuple[Event, ...]:
        """The events in a stream, by its kind and key."""
        return self._events.get(key, ())

    def recaps(self, event: RecordId, language: str) -> tuple[Post, ...]:
        """The posts that tell of an event, newest first, for readers of a language."""
        ids = self._recaps.get(event, frozenset())
        return newest(self._told.newest_first[language][id] for id in ids)

    @cached_property
    def _recaps(self) -> Mapping[RecordId, frozenset[RecordId]]:
        found: dict[RecordId, set[RecordId]] = defaultdict(set)
        for post in self.community.posts:
            if post.event is not None:
                found[post.event].add(post.id)
        return {event: frozenset(ids) for event, ids in found.items()}

    def near(
        self, post: Post, key: tuple[str, str], language: str, most: int
    ) -> tuple[tuple[Outline, ...], tuple[Outline, ...]]:
        """Up to `most` newer and as many older posts of a stream, each the nearest first."""
        return self.order(key, language).around(post.id, most)

    def order(self, key: tuple[str, str], language: str) -> Order:
        """The posts of a stream as readers of a language have them, in outline."""
        order = self._orders.get((key, language))
        if order is None:
            posts = self.posts_in(key, language)
            order = self._orders[key, language] = Order.of(map(self._outline, posts))
        return order

    @cached_property
    def _orders(self) -> dict[tuple[tuple[str, str], str], Order]:
        return {}

    def _outline(self, post: Post) -> Outline:
        """One for all streams that a post is in."""
        known = self._outlines.get((post.id, post.language))
        if known is None:
            known = Outline.of(post, self.keys_of(post))
            self._outlines[post.id, post.language] = known
        return known

    @cached_property
    def _outlines(self) -> dict[tuple[RecordId, str], Outline]:
        return {}

    def groups_of(self, kind: str, id: str) -> tuple[Group, ...]:
        """The groups that name a person, place or scene as their own, by id."""
        found = self._belonging.get(("group", kind, id), ())
        return tuple(each for each in found if isinstance(each, Group))

    def places_of(self, kind: str, id: str) -> tuple[Place, ...]:
        """The places that name a person or scene as their own, by id."""
        found = self._belonging.get(("place", kind, id), ())
        return tuple(each for each in found if isinstance(each, Place))

    @cached_property
    def _belonging(self) -> Belonging:
        return belonging(self.community)

    def at(self, path: str) -> Record | None:
        """The record in a file, by its path below the content folder."""
        return self._by_path.get(path)

    def page(self, id: RecordId, language: str) -> Page | None:
        """An ordinary page in a language; None where it has no such version."""
        return self._pages.get((id, language))

    @cached_property
    def _pages(self) -> Mapping[tuple[RecordId, str], Page]:
        return {(page.id, page.language): page for page in self.community.pages}

    @cached_property
    def _by_path(self) -> Mapping[str, Record]:
        return {record.path: record for record in self.community.records()}

    @cached_property
    def memory(self) -> dict[Hashable, Any]:
        """What several pages show is `remembered` here."""
        return {}

    def remembered(
        self, memory: MutableMapping[Hashable, Any], key: Hashable, make: Callable[[], T]
    ) -> T:
        """What `make` makes of these streams, made once and kept in `memory`."""
        if key not in memory:
            memory[key] = make()
        made: T = memory[key]
        return made

    def site(self, language: str) -> Stream:
        """Everything."""
        settings = self.community.settings
        home = self.addresses.home(language)
        return self._stream("site", "", language, settings.name.best(language), home, None)

    def of(self, record: Record, language: str) -> Stream:
        """What belongs to a record that keeps going."""
        address = self.addresses.record(record, language)
        name = record.name.best(language)
        return self._stream(record.kind, record.id, language, name, address, record)

    def tagged(self, tag: str, language: str) -> Stream:
        """What carries a tag, however it is spelled."""
        key = slug(tag)
        address = self.addresses.tag(key, language)
        return self._stream("tag", key, language, Words(self.tags[key]), address, None)

    def all(self, language: str) -> Iterator[Stream]:
        """Every stream of one language: the site, then records kind by kind, then tags."""
        yield self.site(language)
        for record in self.community.followed():
            yield self.of(record, language)
        for key in self.tags:
            yield self.tagged(key, language)

    def _stream(
        self,
        kind: str,
        key: str,
        language: str,
        name: Words,
        address: Address,
        record: Record | None,
    ) -> Stream:
        posts = self.posts_in((kind, key), language)
        stories = self.stories_in((kind, key), language)
        events = self._events.get((kind, key), ())
        return Stream(kind, key, language, name, address, posts, stories, events, record)

    def posts_in(self, key: tuple[str, str], language: str) -> tuple[Post, ...]:
        """A stream's posts by its kind and key, for readers of a language, newest first."""
        ordered = self._told.newest_first[language]
        if key[0] == "site":
            return tuple(ordered.values())
        known = self._in_streams
        if (key, language) not in known:
            known[key, language] = newest(ordered[id] for id in self._posts.get(key, frozenset()))
        return known[key, language]

    def stories_in(self, key: tuple[str, str], language: str) -> tuple[Post, ...]:
        """Those of a stream's posts that are written in a language, newest first."""
        if key[0] == "site":
            return self._told.stories[language]
        return tuple(post for post in self.posts_in(key, language) if post.language == language)

    @cached_property
    def _in_streams(self) -> dict[tuple[tuple[str, str], str], tuple[Post, ...]]:
        return {}


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda tag: (-spellings[tag], tag))

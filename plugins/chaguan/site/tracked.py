"""A community whose readers are heard, so that it is known what something is made of.

While a page, feed or calendar is made, each question it asks is written down. As long as every
answer is the same, so is what was made of them, and it need not be made again (a verifying
trace: Mokhov, Mitchell, Peyton Jones, "Build Systems à la Carte", 2018, 4.2.2). Nobody has to
declare what a page depends on, so nobody can forget to.
"""

from __future__ import annotations

from collections.abc import (
    Callable,
    Hashable,
    Iterator,
    Mapping,
    MutableMapping,
)
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from chaguan.build.recorder import AskedMapping, AskedTuple, Query, Recorder
from chaguan.model import PLURALS, Community, Event, Group, Page, Place, Post, Record, RecordId

from .index import Streams
from .stream import Outline, Stream
from .urls import slug

T = TypeVar("T")


def asked_community(community: Community, recorder: Recorder) -> Community:
    """The community, whose readers are heard; the settings are known to all."""

    tracked: dict[str, Any] = {}
    for name, plural in PLURALS.items():
        records = getattr(community, plural)
        one, ids, every = ("record", name), ("ids", name), ("kind", name)
        tracked[plural] = (
            AskedTuple.of(records, recorder, *every)
            if isinstance(records, tuple)
            else AskedMapping(records, recorder, one, ids, every)
        )
    return replace(
        community,
        **tracked,
    )


class AskedStreams(Streams):
    """The streams of a community, whose readers are heard."""

    def __init__(self, streams: Streams, recorder: Recorder) -> None:
        super().__init__(asked_community(streams.community, recorder), streams.addresses)
        object.__setattr__(self, "_streams", streams)
        object.__setattr__(self, "_recorder", recorder)
        object.__setattr__(self, "_generation", 0)
        object.__setattr__(self, "_known", {})
        object.__setattr__(self, "_pinned", {})

    def renew(self, streams: Streams) -> None:
        """From here on, speak of other streams; who holds this asks those."""
        for name in ("tags", "versions"):
            self.__dict__.pop(name, None)
        community = asked_community(streams.community, self._recorder)
        object.__setattr__(self, "community", community)
        object.__setattr__(self, "_streams", streams)
        self._known.clear()
        self._pinned.clear()
        object.__setattr__(self, "_generation", self._generation + 1)

    _generation: int
    _streams: Streams
    _recorder: Recorder
    _known: dict[tuple[str, str, str], Stream]
    _pinned: dict[str, tuple[Post, ...]]

    @cached_property
    def tags(self) -> Mapping[str, str]:
        return AskedMapping(self._streams.tags, self._recorder, ("tag",), ("tags",), ("tags",))

    @cached_property
    def versions(self) -> Mapping[RecordId, tuple[Post, ...]]:
        one, keys, every = ("versions",), ("ids", "post"), ("kind", "post")
        return AskedMapping(self._streams.versions, self._recorder, one, keys, every)

    def version(self, id: RecordId, language: str) -> Post:
        self._recorder.record("versions", id)
        return self._streams.version(id, language)

    def neighbours(self, post: Post) -> tuple[Post | None, Post | None]:
        self._recorder.record("neighbours", post.id, post.language)
        return self._streams.neighbours(post)

    def pinned_first(self, language: str) -> tuple[Post, ...]:
        if language not in self._pinned:
            pinned = self._streams.pinned_first(language)
            self._pinned[language] = AskedTuple.of(pinned, self._recorder, "pinned", language)
        return self._pinned[language]

    def keys_of(self, post: Post) -> tuple[tuple[str, str], ...]:
        return self._streams.keys_of(post)

    def posts_of(self, key: tuple[str, str]) -> frozenset[RecordId]:
        self._recorder.record("posts_of", *key)
        return self._streams.posts_of(key)

    def events_of(self, key: tuple[str, str]) -> tuple[Event, ...]:
        self._recorder.record("events_of", *key)
        return self._streams.events_of(key)

    def events_in(self, month: date) -> Iterator[Event]:
        self._recorder.record("kind", "event")
        return self._streams.events_in(month)

    def recaps(self, event: RecordId, language: str) -> tuple[Post, ...]:
        self._recorder.record("recaps", event, language)
        return self._streams.recaps(event, language)

    def near(
        self, post: Post, key: tuple[str, str], language: str, most: int
    ) -> tuple[tuple[Outline, ...], tuple[Outline, ...]]:
        # One question for all its streams, of which whoever asks for one asks for the others.
        self._recorder.record("near", post.id, language, str(most))
        return self._streams.near(post, key, language, most)

    def groups_of(self, kind: str, id: str) -> tuple[Group, ...]:
        self._recorder.record("groups_of", kind, id)
        return self._streams.groups_of(kind, id)

    def places_of(self, kind: str, id: str) -> tuple[Place, ...]:
        self._recorder.record("places_of", kind, id)
        return self._streams.places_of(kind, id)

    def at(self, path: str) -> Record | None:
        self._recorder.record("at", path)
        return self._streams.at(path)

    def page(self, id: RecordId, language: str) -> Page | None:
        self._recorder.record("kind", "page")
        return self._streams.page(id, language)

    def remembered(
        self, memory: MutableMapping[Hashable, Any], key: Hashable, make: Callable[[], T]
    ) -> T:
        """As without listeners; whoever is given what is remembered asks what its maker asked."""
        key = (self._generation, key)
        if key not in memory:
            with self._recorder.recording() as questions:
                made = make()
            memory[key] = made, tuple(questions)
            return made
        known: tuple[T, tuple[Query, ...]] = memory[key]
        for question in known[1]:
            self._recorder.record(*question)
        return known[0]

    def site(self, language: str) -> Stream:
        key = ("site", "", language)
        return self._known.get(key) or self._asked(key, self._streams.site(language))

    def of(self, record: Record, language: str) -> Stream:
        key = (record.kind, str(record.id), language)
        self._recorder.record("record", *key[:2])
        return self._known.get(key) or self._asked(key, self._streams.of(record, language))

    def tagged(self, tag: str, language: str) -> Stream:
        key = ("tag", slug(tag), language)
        self._recorder.record("tag", key[1])
        return self._known.get(key) or self._asked(key, self._streams.tagged(tag, language))

    def posts_in(self, key: tuple[str, str], language: str) -> tuple[Post, ...]:
        self._recorder.record("posts", *key, language)
        return self._streams.posts_in(key, language)

    def stories_in(self, key: tuple[str, str], language: str) -> tuple[Post, ...]:
        self._recorder.record("stories", *key, language)
        return self._streams.stories_in(key, language)

    def _asked(self, key: tuple[str, str, str], stream: Stream) -> Stream:
        posts = AskedTuple.of(stream.posts, self._recorder, "posts", *key)
        stories = AskedTuple.of(stream.stories, self._recorder, "stories", *key)
        events = AskedTuple.of(stream.events, self._recorder, "events_of", *key[:2])
        asked = replace(stream, posts=posts, stories=stories, events=events)
        self._known[key] = asked
        return asked

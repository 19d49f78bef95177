"""What something is made of: the questions that its maker asks about the community.

While a page, feed or calendar is made, each question it asks is written down. As long as every
answer is the same, so is what was made of them, and it need not be made again (a verifying
trace: Mokhov, Mitchell, Peyton Jones, "Build Systems à la Carte", 2018, 4.2.2). Nobody has to
declare what a page depends on, so nobody can forget to.
"""

from __future__ import annotations

from collections.abc import (
    Callable,
    Collection,
    Hashable,
    ItemsView,
    Iterator,
    Mapping,
    MutableMapping,
    ValuesView,
)
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from chaguan.model import Community, Event, Group, Page, Place, Post, Record, RecordId

from .addresses import slug
from .streams import Followed, Stream, Streams

Question = tuple[str, ...]
"""What is asked, and of what: `("record", "person", "lin-mei")`."""

K = TypeVar("K", bound=str)
T = TypeVar("T")


class Tracer:
    """Writes down what is asked while somebody listens."""

    def __init__(self) -> None:
        self._heard: dict[Question, None] | None = None

    def ask(self, *question: str) -> None:
        if self._heard is not None:
            self._heard[question] = None

    @contextmanager
    def listening(self) -> Iterator[Collection[Question]]:
        """The questions that are asked from here on, in the order of their first asking."""
        before, self._heard = self._heard, {}
        heard = self._heard
        try:
            yield heard
        finally:
            self._heard = before
            if before is not None:
                before.update(heard)


class AskedMapping(Mapping[K, T]):
    """A mapping whose readers are heard: of one value, of the keys, or of all values."""

    def __init__(
        self, values: Mapping[K, T], tracer: Tracer, one: Question, keys: Question, every: Question
    ) -> None:
        self._values, self._tracer = values, tracer
        self._one, self._keys, self._every = one, keys, every

    def __getitem__(self, key: K) -> T:
        self._tracer.ask(*self._one, key)
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        self._tracer.ask(*self._one, str(key))
        return key in self._values

    def __iter__(self) -> Iterator[K]:
        self._tracer.ask(*self._keys)
        return iter(self._values)

    def __len__(self) -> int:
        self._tracer.ask(*self._keys)
        return len(self._values)

    def values(self) -> ValuesView[T]:
        self._tracer.ask(*self._every)
        return self._values.values()

    def items(self) -> ItemsView[K, T]:
        self._tracer.ask(*self._every)
        return self._values.items()


class AskedTuple(tuple[T, ...]):
    """A tuple whose readers are heard: of its length, of a slice, or of all."""

    _tracer: Tracer
    _question: Question

    @classmethod
    def of(cls, values: tuple[T, ...], tracer: Tracer, *question: str) -> AskedTuple[T]:
        asked = cls(values)
        asked._tracer, asked._question = tracer, question
        return asked

    def __iter__(self) -> Iterator[T]:
        self._tracer.ask(*self._question)
        return super().__iter__()

    def __len__(self) -> int:
        self._tracer.ask(*self._question, "count")
        return super().__len__()

    def __getitem__(self, at: Any) -> Any:
        self._tracer.ask(*self._question, *_slice(at))
        return super().__getitem__(at)

    def __contains__(self, value: object) -> bool:
        self._tracer.ask(*self._question)
        return super().__contains__(value)


def _slice(at: object) -> tuple[str, ...]:
    """A slice as a question; nothing for one that is none of the usual."""
    match at:
        case slice(start=start, stop=stop, step=None):
            return (f"{'' if start is None else start}:{'' if stop is None else stop}",)
        case _:
            return ()


def asked_community(community: Community, tracer: Tracer) -> Community:
    """The community, whose readers are heard; the settings are known to all."""

    def kind(name: str, records: Mapping[RecordId, T]) -> AskedMapping[RecordId, T]:
        return AskedMapping(records, tracer, ("record", name), ("ids", name), ("kind", name))

    return replace(
        community,
        pages=AskedTuple.of(community.pages, tracer, "kind", "page"),
        posts=AskedTuple.of(community.posts, tracer, "kind", "post"),
        events=kind("event", community.events),
        people=kind("person", community.people),
        groups=kind("group", community.groups),
        places=kind("place", community.places),
        scenes=kind("scene", community.scenes),
    )


class AskedStreams(Streams):
    """The streams of a community, whose readers are heard."""

    def __init__(self, streams: Streams, tracer: Tracer) -> None:
        super().__init__(asked_community(streams.community, tracer), streams.addresses)
        object.__setattr__(self, "_streams", streams)
        object.__setattr__(self, "_tracer", tracer)
        object.__setattr__(self, "_generation", 0)
        object.__setattr__(self, "_known", {})
        object.__setattr__(self, "_pinned", {})

    def renew(self, streams: Streams) -> None:
        """From here on, speak of other streams; who holds this asks those."""
        for name in ("tags", "versions"):
            self.__dict__.pop(name, None)
        community = asked_community(streams.community, self._tracer)
        object.__setattr__(self, "community", community)
        object.__setattr__(self, "_streams", streams)
        self._known.clear()
        self._pinned.clear()
        object.__setattr__(self, "_generation", self._generation + 1)

    _generation: int
    _streams: Streams
    _tracer: Tracer
    _known: dict[tuple[str, str, str], Stream]
    _pinned: dict[str, tuple[Post, ...]]

    @cached_property
    def tags(self) -> Mapping[str, str]:
        return AskedMapping(self._streams.tags, self._tracer, ("tag",), ("tags",), ("tags",))

    @cached_property
    def versions(self) -> Mapping[RecordId, tuple[Post, ...]]:
        one, keys, every = ("versions",), ("ids", "post"), ("kind", "post")
        return AskedMapping(self._streams.versions, self._tracer, one, keys, every)

    def version(self, id: RecordId, language: str) -> Post:
        self._tracer.ask("versions", id)
        return self._streams.version(id, language)

    def neighbours(self, post: Post) -> tuple[Post | None, Post | None]:
        self._tracer.ask("neighbours", post.id, post.language)
        return self._streams.neighbours(post)

    def pinned_first(self, language: str) -> tuple[Post, ...]:
        if language not in self._pinned:
            pinned = self._streams.pinned_first(language)
            self._pinned[language] = AskedTuple.of(pinned, self._tracer, "pinned", language)
        return self._pinned[language]

    def keys_of(self, post: Post) -> tuple[tuple[str, str], ...]:
        return self._streams.keys_of(post)

    def posts_of(self, key: tuple[str, str]) -> frozenset[RecordId]:
        self._tracer.ask("posts_of", *key)
        return self._streams.posts_of(key)

    def events_of(self, key: tuple[str, str]) -> tuple[Event, ...]:
        self._tracer.ask("events_of", *key)
        return self._streams.events_of(key)

    def events_in(self, month: date) -> Iterator[Event]:
        self._tracer.ask("kind", "event")
        return self._streams.events_in(month)

    def recaps(self, event: RecordId, language: str) -> tuple[Post, ...]:
        self._tracer.ask("recaps", event, language)
        return self._streams.recaps(event, language)

    def near(
        self, post: Post, key: tuple[str, str], language: str, most: int
    ) -> tuple[tuple[Post, ...], tuple[Post, ...]]:
        self._tracer.ask("near", post.id, *key, language, str(most))
        return self._streams.near(post, key, language, most)

    def groups_of(self, kind: str, id: str) -> tuple[Group, ...]:
        self._tracer.ask("groups_of", kind, id)
        return self._streams.groups_of(kind, id)

    def places_of(self, kind: str, id: str) -> tuple[Place, ...]:
        self._tracer.ask("places_of", kind, id)
        return self._streams.places_of(kind, id)

    def at(self, path: str) -> Record | None:
        self._tracer.ask("at", path)
        return self._streams.at(path)

    def page(self, id: RecordId, language: str) -> Page | None:
        self._tracer.ask("kind", "page")
        return self._streams.page(id, language)

    def remembered(
        self, memory: MutableMapping[Hashable, Any], key: Hashable, make: Callable[[], T]
    ) -> T:
        """As without listeners; whoever is given what is remembered asks what its maker asked."""
        key = (self._generation, key)
        if key not in memory:
            with self._tracer.listening() as questions:
                made = make()
            memory[key] = made, tuple(questions)
            return made
        known: tuple[T, tuple[Question, ...]] = memory[key]
        for question in known[1]:
            self._tracer.ask(*question)
        return known[0]

    def site(self, language: str) -> Stream:
        key = ("site", "", language)
        return self._known.get(key) or self._asked(key, self._streams.site(language))

    def of(self, record: Followed, language: str) -> Stream:
        key = (record.kind, str(record.id), language)
        self._tracer.ask("record", *key[:2])
        return self._known.get(key) or self._asked(key, self._streams.of(record, language))

    def tagged(self, tag: str, language: str) -> Stream:
        key = ("tag", slug(tag), language)
        self._tracer.ask("tag", key[1])
        return self._known.get(key) or self._asked(key, self._streams.tagged(tag, language))

    def posts_in(self, key: tuple[str, str], language: str) -> tuple[Post, ...]:
        self._tracer.ask("posts", *key, language)
        return self._streams.posts_in(key, language)

    def _asked(self, key: tuple[str, str, str], stream: Stream) -> Stream:
        posts = AskedTuple.of(stream.posts, self._tracer, "posts", *key)
        events = AskedTuple.of(stream.events, self._tracer, "events_of", *key[:2])
        asked = replace(stream, posts=posts, events=events)
        self._known[key] = asked
        return asked

"""The answers to what the makers of pages asked, each as a digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from chaguan.build.digest import SIZE, digest
from chaguan.build.recorder import Query
from chaguan.model import Record, RecordId

from .index import Streams
from .stream import Outline, Stream


def stream_digest(stream: Stream) -> bytes:
    """The digest of which stream it is and what it is called, not of what is in it."""
    return digest(repr((stream.kind, stream.key, stream.language, stream.name, stream.address)))


@dataclass
class Answers:
    """What a (published) community answers; each question is worked out once."""

    streams: Streams
    others: dict[str, Callable[..., bytes]]
    """For further first words of questions: who answers them, given the rest."""
    _known: dict[Query, bytes] = field(default_factory=dict)
    _records: dict[int, bytes] = field(default_factory=dict)
    _orders: dict[tuple[tuple[str, str], str], bytes] = field(default_factory=dict)

    def renew(self, streams: Streams) -> None:
        """Answer from other streams."""
        self.streams = streams
        self._known.clear()
        self._records.clear()
        self._orders.clear()

    def all(self, questions: Iterable[Query]) -> bytes:
        """One digest for the answers to several questions, in their order."""
        return digest(b"".join(map(self.one, questions)))

    def one(self, question: Query) -> bytes:
        """The digest of an answer."""
        known = self._known.get(question)
        if known is None:
            known = self._known[question] = self._answer(*question)
        return known

    def record(self, record: Record | Outline | None) -> bytes:
        """The digest of all that a record says; nothing for none."""
        if record is None:
            return bytes(SIZE)
        known = self._records.get(id(record))
        if known is None:
            known = self._records[id(record)] = digest(repr(record))
        return known

    def _answer(self, what: str, *of: str) -> bytes:
        if what in self.others:
            return self.others[what](*of)
        found = self._found(what, *of)
        return found if len(found) == SIZE else digest(found)

    def _all(self, records: Iterable[Record | Outline | None]) -> bytes:
        return b"".join(map(self.record, records))

    def _found(self, what: str, *of: str) -> bytes:
        """The digests of all records of an answer, or a digest of its words."""
        streams = self.streams
        match what, *of:
            case "record", kind, id:
                return self.record(streams.community.of_kind(kind).get(RecordId(id)))
            case "versions", id:
                return self._all(streams.versions.get(RecordId(id), ()))
            case "posts", kind, key, language, *part:
                return self._part(streams.posts_in((kind, key), language), part)
            case "stories", kind, key, language, *part:
                return self._part(streams.stories_in((kind, key), language), part)
            case "near", id, language, most:
                return self._near(RecordId(id), language, int(most))
            case "tag", key:
                return digest(streams.tags.get(key, ""))
            case "events_of", kind, key, *part:
                return self._part(streams.events_of((kind, key)), part)
            case "kind", "page":
                return self._all(streams.community.pages)
            case "kind", "post", *part:
                return self._part(streams.community.posts, part)
            case "kind", kind:
                return self._all(streams.community.of_kind(kind).values())
            case "ids", "post":
                return digest(*streams.versions)
            case "ids", kind:
                return digest(*streams.community.of_kind(kind))
            case "pinned", language, *part:
                return self._part(streams.pinned_first(language), part)
            case "neighbours", id, language:
                for post in streams.versions.get(RecordId(id), ()):
                    if post.language == language:
                        return self._all(streams.neighbours(post))
                return b""
            case "posts_of", kind, key:
                return digest(*sorted(streams.posts_of((kind, key))))
            case "recaps", id, language:
                return self._all(streams.recaps(RecordId(id), language))
            case "groups_of", kind, id:
                return self._all(streams.groups_of(kind, id))
            case "places_of", kind, id:
                return self._all(streams.places_of(kind, id))
            case "at", path:
                return self.record(streams.at(path))
            case "tags", *_:
                return digest(*(part for pair in streams.tags.items() for part in pair))
            case _:
                raise LookupError(f"nobody answers {(what, *of)}")

    def get_ready(self, languages: Iterable[str]) -> None:
        """Work out what many pages ask, before processes part of which each would do it again."""
        for language in languages:
            for id in self.streams.versions:
                self._near(id, language, 0)

    def _near(self, id: RecordId, language: str, most: int) -> bytes:
        """Of a post's neighbours in its streams: cut out of the digests of all posts there."""
        versions = self.streams.versions.get(id, ())
        keys = dict.fromkeys(key for post in versions for key in self.streams.keys_of(post))
        near = []
        for key in keys:
            order = self.streams.order(key, language)
            at = order.places[id]
            every = self._orders.get((key, language))
            if every is None:
                every = self._orders[key, language] = self._all(order.posts)
            near.append(every[max(0, at - most) * SIZE : at * SIZE])
            near.append(every[(at + 1) * SIZE : (at + 1 + most) * SIZE])
        return digest(*near)

    def _part(self, records: Sequence[Record], part: Sequence[str]) -> bytes:
        """Of a list: how long it is, a slice of it (`20:40`), or all."""
        match part:
            case ["count"]:
                return str(len(records)).encode()
            case [slice_, *_]:
                start, _, stop = slice_.partition(":")
                chosen = slice(int(start) if start else None, int(stop) if stop else None)
                return self._all(records[chosen])
            case _:
                return self._all(records)

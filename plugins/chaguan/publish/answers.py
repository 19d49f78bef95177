"""The answers to what the makers of pages asked, each as a digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from chaguan.model import Community, Record, RecordId

from .stream import Stream
from .streams import Streams
from .tracer import Question

SIZE = 16
"""Bytes of a digest: enough that no two things of one site share one by chance."""


def digest(*parts: str | bytes) -> bytes:
    """A digest of some texts, each apart from the next."""
    whole = blake2b(digest_size=SIZE)
    for part in parts:
        raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        whole.update(len(raw).to_bytes(8, "little"))
        whole.update(raw)
    return whole.digest()


def stream_digest(stream: Stream) -> bytes:
    """The digest of which stream it is and what it is called, not of what is in it."""
    return digest(repr((stream.kind, stream.key, stream.language, stream.name, stream.address)))


@dataclass
class Answers:
    """What a (published) community answers; each question is worked out once."""

    streams: Streams
    others: dict[str, Callable[..., bytes]]
    """For further first words of questions: who answers them, given the rest."""
    _known: dict[Question, bytes] = field(default_factory=dict)
    _records: dict[int, bytes] = field(default_factory=dict)

    def renew(self, streams: Streams) -> None:
        """Answer from other streams."""
        self.streams = streams
        self._known.clear()
        self._records.clear()

    def all(self, questions: Iterable[Question]) -> bytes:
        """One digest for the answers to several questions, in their order."""
        return digest(b"".join(map(self.one, questions)))

    def one(self, question: Question) -> bytes:
        """The digest of an answer."""
        known = self._known.get(question)
        if known is None:
            known = self._known[question] = self._answer(*question)
        return known

    def record(self, record: Record | None) -> bytes:
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
        return digest(*self._parts(what, *of))

    def _parts(self, what: str, *of: str) -> Iterator[str | bytes]:
        streams = self.streams
        match what, *of:
            case "record", kind, id:
                yield self.record(_kind(streams.community, kind).get(RecordId(id)))
            case "kind", "page":
                yield from map(self.record, streams.community.pages)
            case "kind", "post", *part:
                yield from self._part(streams.community.posts, part)
            case "kind", kind:
                yield from map(self.record, _kind(streams.community, kind).values())
            case "ids", "post":
                yield from streams.versions
            case "ids", kind:
                yield from _kind(streams.community, kind)
            case "pinned", language, *part:
                yield from self._part(streams.pinned_first(language), part)
            case "versions", id:
                yield from map(self.record, streams.versions.get(RecordId(id), ()))
            case "neighbours", id, language:
                for post in streams.versions.get(RecordId(id), ()):
                    if post.language == language:
                        yield from map(self.record, streams.neighbours(post))
            case "posts_of", kind, key:
                yield from sorted(streams.posts_of((kind, key)))
            case "events_of", kind, key, *part:
                yield from self._part(streams.events_of((kind, key)), part)
            case "recaps", id, language:
                yield from map(self.record, streams.recaps(RecordId(id), language))
            case "posts", kind, key, language, *part:
                yield from self._part(streams.posts_in((kind, key), language), part)
            case "near", id, kind, key, language, most:
                for post in streams.versions.get(RecordId(id), ())[:1]:
                    for side in streams.near(post, (kind, key), language, int(most)):
                        yield digest(*map(self.record, side))
            case "groups_of", kind, id:
                yield from map(self.record, streams.groups_of(kind, id))
            case "places_of", kind, id:
                yield from map(self.record, streams.places_of(kind, id))
            case "at", path:
                yield self.record(streams.at(path))
            case "tag", key:
                yield streams.tags.get(key, "")
            case "tags", *_:
                yield from (part for pair in streams.tags.items() for part in pair)
            case _:
                raise LookupError(f"nobody answers {(what, *of)}")

    def _part(self, records: Sequence[Record], part: Sequence[str]) -> Iterator[str | bytes]:
        """Of a list: how long it is, a slice of it (`20:40`), or all."""
        match part:
            case ["count"]:
                yield str(len(records))
            case [slice_, *_]:
                start, _, stop = slice_.partition(":")
                chosen = slice(int(start) if start else None, int(stop) if stop else None)
                yield from map(self.record, records[chosen])
            case _:
                yield from map(self.record, records)


def _kind(community: Community, kind: str) -> Mapping[RecordId, Record]:
    kinds: dict[str, Mapping[RecordId, Record]] = {
        "event": community.events,
        "person": community.people,
        "group": community.groups,
        "place": community.places,
        "scene": community.scenes,
    }
    return kinds[kind]

"""Streams: whatever keeps going, with its posts and its events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Final

from chaguan.build.fingerprints import digest
from chaguan.build.job import Wanted
from chaguan.model import Event, Offer, Post, Record, Words, shown_tag
from chaguan.model.frozen import dataclass

from .index import Index
from .urls import Address

IsChosen = Callable[[str, str, str], bool]
"""Whether a stream or record is to be looked at, by its kind, its key and its file."""
MAKERS: Final = ("person", "place")
"""The kinds of what offers something."""


@dataclass(frozen=True)
class Stream:
    """The site, a person, group, place, scene or tag, as a reader of one language follows it."""

    index: Index = field(repr=False, compare=False)
    kind: str
    """`site`, `person`, `group`, `place`, `scene` or `tag`."""
    key: str
    """The record's id or the tag's slug; empty for the site."""
    language: str
    name: Words
    address: Address
    record: Record | None = None

    def now(self, index: Index) -> Stream:
        """The same stream of another index."""
        if self.record is not None:
            record = index.community.of_kind(self.kind)[self.record.id]
            return stream_of(index, record, self.language)
        if self.kind == "tag":
            return tag_stream(index, self.key, self.language)
        return site_stream(index, self.language)

    def old_addresses(self) -> tuple[Address, ...]:
        """Where it was, in this language's tree; its feeds and its calendar are still there."""
        if self.record is None:
            return ()
        home = self.index.addresses.home(self.language)
        folders = (each for each in self.record.aliases if each.endswith("/"))
        return tuple(home / each for each in folders)

    def posts(self, start: int = 0, stop: int | None = None) -> tuple[Post, ...]:
        """Newest first, each post once: in this language, else in the nearest it has."""
        return self.index.posts((self.kind, self.key), self.language, start, stop)

    def post_count(self) -> int:
        """How many posts it has."""
        return self.index.post_count((self.kind, self.key))

    def stories(self, start: int = 0, stop: int | None = None) -> tuple[Post, ...]:
        """Those of its posts that are written in its own language."""
        return self.index.stories((self.kind, self.key), self.language, start, stop)

    def story_count(self) -> int:
        """How many they are."""
        return self.index.story_count((self.kind, self.key), self.language)

    def events(self) -> tuple[Event, ...]:
        """By their first start, oldest first."""
        return self.index.events((self.kind, self.key))

    def has_event_feeds(self) -> bool:
        """Whether there are feeds of its events: where something is or was on, and for the site."""
        return self.kind == "site" or self.index.has_events((self.kind, self.key))

    def offers(self) -> tuple[Offer, ...]:
        """What makers have: all of it on the site, else what a person or a place offers."""
        if self.kind == "site":
            return tuple(self.index.community.offers.values())
        return self.index.offers_of(self.kind, self.key) if self.kind in MAKERS else ()

    def digest(self) -> bytes:
        """The digest of which stream it is and what it is called, not of what is in it."""
        old = self.old_addresses()
        return digest(repr((self.kind, self.key, self.language, self.name, self.address, old)))


def site_stream(index: Index, language: str) -> Stream:
    """Everything."""
    name = index.settings.name.best(language)
    return Stream(index, "site", "", language, name, index.addresses.home(language))


def stream_of(index: Index, record: Record, language: str) -> Stream:
    """What belongs to a record that keeps going."""
    address, name = index.addresses.record(record, language), record.name.best(language)
    return Stream(index, record.kind, record.id, language, name, address, record)


def tag_stream(index: Index, key: str, language: str) -> Stream:
    """What carries a tag, by its slug, however it is spelled."""
    address = index.addresses.tag(key, language)
    return Stream(index, "tag", key, language, shown_tag(index.tag(key), language), address)


def every_stream(
    index: Index, language: str, is_chosen: IsChosen = lambda kind, key, file: True
) -> Iterator[Stream]:
    """Every stream of one language: the site, then records kind by kind, then tags.

    Those that are not chosen, by their kinds, keys and files, are left out.
    """
    if is_chosen("site", "", ""):
        yield site_stream(index, language)
    for record in index.community.followed():
        if is_chosen(record.kind, record.id, record.path):
            yield stream_of(index, record, language)
    for key, _ in index.tags():
        if is_chosen("tag", key, ""):
            yield tag_stream(index, key, language)


def job_name(what: str, kind: str, key: str, language: str) -> str:
    """The name of the job that makes something of a stream or record."""
    return f"{what} {kind} {key} {language}"


def chosen(wanted: Wanted, language: str, *what: str) -> IsChosen:
    """Whether one of these is wanted of a stream or record, by its kind, key and file."""

    def is_chosen(kind: str, key: str, file: str) -> bool:
        return any(wanted(job_name(each, kind, key, language), file) for each in what)

    return is_chosen

"""What the last whole build was made of, so that the next one looks at what has changed alone.

As long as only words have changed (a text, a title, a name), a site has the same pages, lists and
files at the same addresses, and what is not made of those words stays as it is. Whatever decides
which outputs there are, and in which lists records stand, is the frame of a record; where a frame
is another, or a file is new or gone, or the clock lets something begin or end, all is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final, Self

from chaguan.build.fingerprints import Fingerprints, digest, frozen
from chaguan.build.recorder import Query, Recorder
from chaguan.load import READ_ALONE
from chaguan.model import Post, Record, Text

from .catalogue import Output, catalogue
from .clock import Clock
from .features import Features
from .membership import keys_of_post
from .site import Site

WORDS: Final = frozenset({"title", "summary", "body", "image_alt"})
"""Fields in which words stand without a language of their own."""
SITE: Final = ("site", "")
"""The stream of all."""
NO_FRAME: Final = frozenset({"positions", "body_line", "path", "id"})
BY_RECORD: Final[Mapping[str, str]] = {"version": "post", "versions": "post"}
"""Queries about one record, by its id: nothing else changes their results."""
BY_FRAME: Final = frozenset(
    "near file ids post_ids post_count story_count first_story last_posted".split()
)
"""Queries whose results are made of frames alone, and of which files there are."""
BY_TEXT: Final = frozenset({"body", "text"})
"""Queries for a converted text: it is another where its job made another."""
OF_KIND: Final[Mapping[str, str]] = {
    "pinned_first": "post",
    "events": "event",
    "events_in": "event",
    "offers_of": "offer",
    "groups_of": "group",
    "places_of": "place",
}
"""Queries whose results are records of one kind."""
MOST: Final = 50
"""Builds after which all is looked at again, and what nothing needs any more is thrown away."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is kept of a build."""

    basis: str
    """A digest of what has to be the same for all records."""
    since: float
    until: float
    """The span of the clock in which a site has the same outputs (seconds since 1970)."""
    files: Mapping[str, str]
    """The digest of each file of the content folder, by its path."""
    records: Mapping[str, tuple[str, str]]
    """The fingerprint and the frame of each published record, by its path."""
    queries: tuple[tuple[Query, str], ...]
    """The queries that more than one record may answer, and the fingerprints of their results."""
    jobs: int
    folders: Mapping[str, int]
    """The folders of the built site (`Staging.folders`)."""
    turns: int = 0
    """How many builds have looked at what had changed alone since all was looked at."""

    def told(self) -> bytes:
        """It as it is kept."""
        span = repr(self.since), repr(self.until)
        said = (
            self.basis, *span, self.files, self.records, self.queries, self.jobs, self.folders,
            self.turns,
        )  # fmt: skip
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def heard(cls, told: bytes | None) -> Baseline | None:
        """What was told; None where it was not."""
        try:
            basis, since, until, files, records, queries, jobs, folders, turns = json.loads(
                told or b""
            )
            asked = tuple((frozen(query), key) for query, key in queries)
            return cls(
                basis, float(since), float(until), files, records, asked, jobs, folders, turns
            )
        except (TypeError, ValueError):
            return None


def basis(site: Site, features: Features, folder: str) -> str:
    """A digest of what has to be the same; `folder` is where the site is written."""
    seen = {record.path for record in site.community.records()}
    hidden = sorted(each.path for each in site.loaded.community.records() if each.path not in seen)
    signs = [
        (event.path, event.confirmed, event.doubtful, event.repeat and event.repeat.until)
        for event in site.community.events.values()
        if event is not site.loaded.community.events.get(event.id)
    ]
    said = (folder, site.site_url, features, hidden, signs, sorted(site.used_files))
    return digest(repr(said), repr(site.community.nameless)).hex()


def span(site: Site, features: Features) -> tuple[list[Output], float, float]:
    """A site's outputs, and the span of the clock in which it has the same (seconds since 1970)."""
    recorder = Recorder()
    with recorder.recording() as asked:
        outputs = list(catalogue(site.plain_index, Clock(site.now, recorder), features))
    return outputs, asked.since, asked.until


def frame(record: Record) -> bytes:
    """A digest of all that a record says but for its words, of which it says which there are."""
    told = [
        (each.name, _framed(each.name, getattr(record, each.name)))
        for each in fields(record)
        if each.name not in NO_FRAME
    ]
    return digest(record.kind, repr(told))


def _framed(name: str, value: object) -> object:
    if isinstance(value, Text):
        return value.languages, bool(value)
    if name in WORDS and isinstance(value, str):
        return bool(value)
    return value


def changed_since(baseline: Baseline, site: Site) -> frozenset[str] | None:
    """The files whose records have other words; None where more than that has changed."""
    now = {path: told.hex() for path, told in site.loaded.digests.items()}
    if not now or now.keys() != baseline.files.keys():
        return None
    if not baseline.since <= site.now.timestamp() < baseline.until:
        return None
    other = {path for path, told in now.items() if baseline.files[path] != told}
    loaded = {each.path: each for each in site.loaded.community.records()}
    if not all(path in loaded and loaded[path].kind in READ_ALONE for path in other):
        return None
    ids = {loaded[path].id for path in other if loaded[path].kind == "post"}
    other |= {post.path for post in site.loaded.community.posts if post.id in ids}
    seen = {path: record for path in other if (record := site.plain_index.at(path)) is not None}
    if any(path not in baseline.records for path in seen):
        return None
    if any(frame(record).hex() != baseline.records[path][1] for path, record in seen.items()):
        return None
    if any(record.kind == "page" for record in seen.values()):  # its title may be in every head
        return None
    return frozenset(seen)


@dataclass(frozen=True, slots=True)
class Touched:
    """Where records stand whose words have changed: as their frames have not, nowhere else."""

    kinds: frozenset[str]
    streams: frozenset[Hashable]
    """The streams of the posts among them."""
    beside: frozenset[Hashable]
    """The ids of the posts next to them."""
    told_of: frozenset[Hashable]
    """The ids of the events of which they tell."""

    @classmethod
    def by(cls, changed: Collection[str], site: Site) -> Self:
        """Those of the records in these files."""
        index = site.plain_index
        records = [record for path in changed if (record := index.at(path)) is not None]
        posts = [record for record in records if isinstance(record, Post)]
        return cls(
            frozenset(record.kind for record in records),
            frozenset(key for post in posts for key in (SITE, *keys_of_post(post))),
            frozenset(
                other.id
                for post in posts
                for other in index.neighbours(post.id, post.language)
                if other is not None
            ),
            frozenset(post.event for post in posts),
        )

    def may_answer(self, query: Query) -> bool:
        """Whether one of them may be in what is found."""
        match query:
            case ("posts" | "stories", key, *_):
                return key in self.streams
            case ("neighbours", id, _):
                return id in self.beside
            case ("records", kind, *_):
                return kind in self.kinds
            case ("recaps", event, _):
                return event in self.told_of
            case (name, *_):
                return OF_KIND.get(str(name), "") in ("", *self.kinds)
        return True


def altered(
    baseline: Baseline, site: Site, changed: Collection[str], now: Fingerprints
) -> Iterator[Query]:
    """The queries whose results are others since these records changed, but for texts."""
    records = [record for path in changed if (record := site.plain_index.at(path)) is not None]
    posts = {record.id for record in records if record.kind == "post"}
    for record in records:
        yield ("record", record.kind, record.id)
    for id in posts:
        yield ("versions", id)
        yield from (("version", id, language) for language in site.languages)
    touched = Touched.by(changed, site)
    for query, before in baseline.queries:
        if touched.may_answer(query) and now.one(query).hex() != before:
            yield query


def is_asked_of_many(query: Query) -> bool:
    """Whether the result of a query may change with another record than the one it names."""
    name = query[0]
    return (
        name not in BY_RECORD
        and name not in BY_FRAME
        and name not in BY_TEXT
        and (name != "record")
    )

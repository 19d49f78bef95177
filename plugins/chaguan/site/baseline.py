"""What the last whole build was made of, so that the next one looks at what has changed alone.

As long as only words have changed (a text, a title, a name), a site has the same pages, lists and
files at the same addresses, and what is not made of those words stays as it is. Whatever decides
which outputs there are, and in which lists records stand, is the frame of a record; where a frame
is another, or a file is new or gone, or the clock lets something begin or end, all is looked at.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from chaguan.build.fingerprints import Fingerprints, digest
from chaguan.build.recorder import Query, Recorder
from chaguan.load import READ_ALONE
from chaguan.model import Person, Post, Record, Text
from chaguan.model.frozen import dataclass

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
BY_RECORD: Final = frozenset({"version", "versions", "record"})
"""Queries about one record, by its id: nothing else changes their results."""
BY_FRAME: Final = frozenset(
    "near file ids post_ids post_count story_count first_story last_posted has_events has_calls"
    " next_meeting first_known tags tag tag_slug".split()
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
    "signer": "person",
}
"""Queries whose results are records of one kind, or made of their words."""
OTHER: Final = "other"
"""The topic of what is asked each time."""
PAST: Final = "past"
"""The topic of how files came to be."""
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
    log: str
    """A digest of the commits that tell how its files came to be."""
    jobs: int
    folders: Mapping[str, int]
    """The folders of the built site (`Staging.folders`)."""
    turns: int = 0
    """How many builds have looked at what had changed alone since all was looked at."""

    def told(self) -> bytes:
        """It as it is kept."""
        span = repr(self.since), repr(self.until)
        said = (
            self.basis, *span, self.files, self.records, self.log, self.jobs, self.folders,
            self.turns,
        )  # fmt: skip
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def heard(cls, told: bytes | None) -> Baseline | None:
        """What was told; None where it was not."""
        try:
            basis, since, until, *rest = json.loads(told or b"")
            return cls(basis, float(since), float(until), *rest)
        except (TypeError, ValueError):
            return None

    def fingerprint_of(self, changed: Collection[str]) -> Callable[[object], bytes | None]:
        """What tells the fingerprint of a published record, if its file is none of the changed."""

        def told(record: object) -> bytes | None:
            if not isinstance(record, Record) or record.path in changed:
                return None
            kept = self.records.get(record.path)
            return bytes.fromhex(kept[0]) if kept is not None else None

        return told


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


def log_digest(site: Site) -> str:
    """A digest of the commits that tell how a site's files came to be."""
    log = site.log()
    came = sorted((path, moment.isoformat()) for path, moment in log.arrivals.items())
    told = repr((sorted(log.cut_off_at), came))
    return digest(*(commit.id for commit in log.commits), told).hex()


class Touched:
    """Where records stand whose words have changed: as their frames have not, nowhere else."""

    def __init__(self, changed: Collection[str], site: Site, *, has_other_log: bool) -> None:
        """The records in these files; `has_other_log` where there are other commits."""
        self._index = site.plain_index
        found = (self._index.at(path) for path in changed)
        self.records = tuple(record for record in found if record is not None)
        self._kinds = {record.kind for record in self.records}
        self._posts = [record for record in self.records if isinstance(record, Post)]
        self._streams = {key for post in self._posts for key in (SITE, *keys_of_post(post))}
        self._has_other_past = has_other_log or Person.kind in self._kinds
        self._places: dict[Query, tuple[int, tuple[int, ...]]] = {}

    def topics(self) -> frozenset[str]:
        """The topics of all queries whose results may be others."""
        of_posts = {
            *(_topic("stream", *key) for key in self._streams),
            *(_topic("recaps", str(post.event)) for post in self._posts),
            *(
                _topic("beside", other.id)
                for post in self._posts
                for other in self._index.neighbours(post.id, post.language)
                if other is not None
            ),
        }
        of_kinds = {_topic("kind", kind) for kind in self._kinds}
        return frozenset({OTHER, *of_posts, *of_kinds, *([PAST] if self._has_other_past else ())})

    def may_answer(self, query: Query) -> bool:
        """Whether one of them may be in what a query about one of the topics finds."""
        match query:
            case ("posts" | "stories" as name, key, language, *cut):
                return self._stands_in((name, key, language), *cut)
            case ("records" | "pinned_first" as name, which, *cut):
                return self._stands_in((name, which), *cut)
        return True

    def _stands_in(self, query: Query, start: int = 0, stop: int | None = None) -> bool:
        """Whether one of them stands in a part of what a query finds, as in `found[start:stop]`."""
        length, places = self._places_in(query)
        part = range(length)[start:stop]
        return any(place in part for place in places)

    def _places_in(self, query: Query) -> tuple[int, tuple[int, ...]]:
        """How many records a query finds, and the places in which some of them stand."""
        known = self._places.get(query)
        if known is None:
            found = self._all_of(*query)
            paths = {record.path for record in self.records}
            places = tuple(at for at, record in enumerate(found) if record.path in paths)
            known = self._places[query] = len(found), places
        return known

    def _all_of(self, name: str, *of: Any) -> Sequence[Record]:
        every: Callable[..., Sequence[Record]] = getattr(self._index, name)
        return every(*of, 0, sys.maxsize)


def topic_of(query: Query) -> str | None:
    """What the result of a query is made of: by it the queries are found that may have another.

    None where it has none as long as frames stay as they are.
    """
    if query[0] in BY_FRAME:
        return None
    match query:
        case ("posts" | "stories", (kind, key), *_):
            return _topic("stream", kind, key)
        case ("neighbours", id, _):
            return _topic("beside", id)
        case ("recaps", event, _):
            return _topic("recaps", event)
        case ("records", kind, *_):
            return _topic("kind", kind)
        case ("past" | "arrived", _):
            return PAST
    kind = OF_KIND.get(query[0])
    return _topic("kind", kind) if kind is not None else OTHER


def _topic(*words: str) -> str:
    return " ".join(words)


def altered(
    answers: Iterable[tuple[Query, bytes]], site: Site, touched: Touched, now: Fingerprints
) -> Iterator[Query]:
    """The queries whose results are others since these records changed, but for texts.

    `answers` are the fingerprints of what was found before, about the topics that are touched.
    """
    for record in touched.records:
        yield ("record", record.kind, record.id)
    for id in {record.id for record in touched.records if record.kind == "post"}:
        yield ("versions", id)
        yield from (("version", id, language) for language in site.languages)
    for query, before in answers:
        if touched.may_answer(query) and now.one(query) != before:
            yield query


def is_kept(query: Query) -> bool:
    """Whether what a query finds is kept; what is about one record or text is asked again."""
    return query[0] not in BY_RECORD and query[0] not in BY_TEXT

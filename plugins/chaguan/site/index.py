"""The index: what pages, feeds and calendars ask of a community.

They all ask the same streams, so they cannot disagree; each stream is sorted once. Every question
is a tracked query: who asks it while something is made depends on its result.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from typing import Any, Final, Self

from chaguan.build.recorder import Queries, Recorder, query
from chaguan.model import (
    Community,
    Event,
    FeedEntry,
    Group,
    Offer,
    Page,
    Place,
    Post,
    Record,
    RecordId,
    Week,
    tag_form,
)

from .clock import Clock
from .gathered import OF_A_PERSON, Elsewhere, Nearby, nearby_of, planet_of
from .known_dates import NO_DATE, first_days, known_dates
from .membership import Near, Order, Outline, keys_of_post
from .occurrences import is_running, upcoming
from .records import Records
from .tables import Key, Participants, Tables
from .translations import Headline, PostVersions, newest
from .urls import Addresses, slug
from .weeks import Weeks

NEAR: Final = 30
"""Newer and older posts of each stream of a post that may be weighed; all would be quadratic."""


class Index(Queries):
    """The index of a (published) community; `tracked` records who asks."""

    def __init__(
        self,
        community: Community,
        addresses: Addresses,
        arrived: Callable[[str], datetime | None] = lambda path: None,
        before: Index | None = None,
    ) -> None:
        """`arrived` says when a file came to the branch, as far as that is known.

        `before` is the index of another community, in which nothing but words is another.
        """
        super().__init__()
        self.addresses = addresses
        self.settings = community.settings
        self.community = Records(self, community.gathered)
        self.memory: dict[Hashable, Any] = {}
        """What several pages show is remembered here."""
        self._all = community
        self._arrived = arrived
        self._weeks = Weeks(community, arrived)
        self._tables = Tables(community)
        self._versions = PostVersions(community, addresses)
        if before is not None:
            self._tables.take_over(before._tables)
            self._versions.take_over(before._versions)
        self._by_kind: dict[str, Mapping[RecordId, Record]] = {}
        self._orders: dict[tuple[Key, str], Order] = {}
        self._outlines: dict[tuple[RecordId, str], Outline] = {}
        self._in_streams: dict[tuple[Key, str], tuple[Post, ...]] = {}

    def tracked(self, recorder: Recorder) -> Self:
        other = super().tracked(recorder)
        other.community = Records(other, self._all.gathered)
        return other

    @query
    def record(self, kind: str, id: str) -> Record | None:
        """A record; of a post or page, the version in its first language."""
        return self._of_kind(kind).get(RecordId(id))

    @query
    def ids(self, kind: str) -> tuple[RecordId, ...]:
        """The ids of all records of a kind."""
        return tuple(self._of_kind(kind))

    @query
    def records(self, kind: str, start: int = 0, stop: int | None = None) -> tuple[Record, ...]:
        """All records of a kind, or some neighbours; of posts and pages, each version."""
        return tuple(islice(self._all.all_of(kind), start, stop))

    @query
    def at(self, path: str) -> Record | None:
        """The record in a file, by its path below the content folder."""
        return self._tables.by_path.get(path)

    @query
    def page(self, id: RecordId, language: str) -> Page | None:
        """An ordinary page in a language; None where it has no such version."""
        return self._tables.pages.get((id, language))

    @query
    def tags(self) -> tuple[tuple[str, str], ...]:
        """The slug and the commonest spelling of each tag, by slug."""
        return tuple(self._tables.tags.items())

    @query
    def tag(self, key: str) -> str:
        """The commonest spelling of the tag with a slug; empty for none."""
        return self._tables.tags.get(key, "")

    @query
    def tag_slug(self, written: str) -> str:
        """The slug of a tag, as somebody wrote it who names no record."""
        return self._tables.tag_slugs.get(tag_form(written)) or slug(written)

    @query
    def next_meeting(self, now: str) -> tuple[str, str]:
        """What takes place next after a moment (ISO 8601): its event and its day; else empty.

        What has been on for days is no meeting to go to next.
        """
        clock = Clock(datetime.fromisoformat(now))
        for each in upcoming(self._all.events.values(), clock, of_series=1):
            if not each.is_off and not is_running(each, clock):
                return each.event.id, each.original.isoformat()
        return "", ""

    @query
    def versions(self, id: RecordId) -> tuple[Post, ...]:
        """A post's versions, in the order of the community's languages; none where it is not."""
        return self._versions.versions.get(id, ())

    @query
    def version(self, id: RecordId, language: str) -> Post:
        """The version of a post that a reader of `language` sees. Raises KeyError for none."""
        return self._versions.version(id, language)

    @query
    def neighbours(self, id: RecordId, language: str) -> tuple[Headline | None, Headline | None]:
        """The next newer and the next older post that is written in the same language."""
        newer, older = self._versions.neighbours(id, language)
        return self._headline(newer), self._headline(older)

    @query
    def pinned_first(self, language: str, start: int, stop: int) -> tuple[Post, ...]:
        """Posts for readers of a language: pinned ones first, then the newest."""
        return self._versions.pinned_first[language][start:stop]

    @query
    def first_story(self, language: str) -> RecordId | None:
        """The later of the two posts that come first for readers of a language."""
        first = self._versions.pinned_first[language][:2]
        return max(first, key=lambda post: post.date).id if first else None

    @query
    def last_posted(self, key: Key, language: str) -> datetime | None:
        """When a stream had its newest post, as it is dated for readers of a language."""
        if key[0] == "site":
            newest = next(iter(self._posts_in(key, language)), None)
        else:
            ordered = self._versions.newest_first[language]
            places = self._versions.places[language].__getitem__
            first = min(self.post_ids(key), key=places, default=None)
            newest = ordered[first] if first is not None else None
        return newest.date if newest is not None else None

    @query
    def posts(
        self, key: Key, language: str, start: int = 0, stop: int | None = None
    ) -> tuple[Post, ...]:
        """A stream's posts, newest first, each once: in a language, else in the nearest it has."""
        return self._posts_in(key, language)[start:stop]

    @query
    def post_count(self, key: Key) -> int:
        """How many posts a stream has."""
        return len(self._versions.versions if key[0] == "site" else self.post_ids(key))

    @query
    def post_ids(self, key: Key) -> frozenset[RecordId]:
        """The ids of the posts in a stream but the site's."""
        return self._tables.posts.get(key, frozenset())

    @query
    def stories(
        self, key: Key, language: str, start: int = 0, stop: int | None = None
    ) -> tuple[Post, ...]:
        """Those of a stream's posts that are written in a language, newest first."""
        return self._stories_in(key, language)[start:stop]

    @query
    def story_count(self, key: Key, language: str) -> int:
        """How many they are."""
        return len(self._stories_in(key, language))

    @query
    def events(self, key: Key) -> tuple[Event, ...]:
        """The events in a stream, by their first start, oldest first."""
        return self._tables.events.get(key, ())

    @query
    def has_events(self, key: Key) -> bool:
        """Whether something is or was on in a stream."""
        return bool(self._tables.events.get(key))

    @query
    def planet(self) -> tuple[Elsewhere, ...]:
        """What listed people wrote elsewhere, newest first."""
        return self._planet

    @query
    def elsewhere(self, person: RecordId) -> tuple[FeedEntry, ...]:
        """What one of them wrote elsewhere lately, newest first."""
        own = (each.entry for each in self._planet if each.person == person)
        return tuple(islice(own, OF_A_PERSON))

    @query
    def nearby(self) -> tuple[Nearby, ...]:
        """What neighbours have on, soonest first; what is over may be among it."""
        return self._nearby

    @cached_property
    def _planet(self) -> tuple[Elsewhere, ...]:
        return planet_of(self._all)

    @cached_property
    def _nearby(self) -> tuple[Nearby, ...]:
        return nearby_of(self._all)

    @query
    def has_calls(self) -> bool:
        """Whether an event, or a day of one, looks or looked for somebody."""
        return any(
            record.calls or any(day.calls for day in (*record.changes, *record.also, *record.then))
            for record in self._all.events.values()
        )

    @query
    def first_known(self) -> datetime:
        """The oldest date that the community knows: of what it said, else of what was on.

        1970 where it knows none. What is on may be to come: ask a clock.
        """
        return self._first_known

    @cached_property
    def _first_known(self) -> datetime:
        """Looked for once: each feed asks it, and each event in one."""
        said = min(known_dates(self._all), default=None)
        return said or min(first_days(self._all), default=NO_DATE)

    @query
    def events_in(self, year: int, month: int) -> tuple[Event, ...]:
        """The events that may be on in a month."""
        return (*self._tables.by_month.get((year, month), ()), *self._tables.series)

    @query
    def recaps(self, event: RecordId, language: str) -> tuple[Post, ...]:
        """The posts that tell of an event, newest first, for readers of a language."""
        ids = self._tables.recaps.get(event, frozenset())
        return newest(self._versions.newest_first[language][id] for id in ids)

    @query
    def offers_of(self, kind: str, id: str) -> tuple[Offer, ...]:
        """What a person or place offers, or what helps in a scene, by id."""
        return self._tables.offers.get((kind, id), ())

    @query
    def arrived(self, path: str) -> datetime | None:
        """When a file came to the branch; None where that is not known."""
        return self._arrived(path)

    @query
    def week(self, monday: str) -> tuple[tuple[str, tuple[RecordId, ...]], ...]:
        """What was new in the week of a Monday (ISO 8601): each part and the ids of its records."""
        return self._weeks.of(Week(date.fromisoformat(monday)))

    @query
    def near(self, id: RecordId, language: str) -> Near:
        """Up to `NEAR` newer and as many older posts of each stream that a post is in."""
        keys = dict.fromkeys(key for post in self.versions(id) for key in keys_of_post(post))
        return Near.of(id, {key: self._order(key, language) for key in keys}, NEAR)

    @query
    def groups_of(self, kind: str, id: str) -> tuple[Group, ...]:
        """The groups that name a person, place or scene as their own, by id."""
        found = self._tables.belonging.get(("group", kind, id), ())
        return tuple(each for each in found if isinstance(each, Group))

    @query
    def participants(self, what: str, key: str) -> Participants:
        """Who joined a `campaign`, by its id, or signed the `charter`, by its version."""
        people = self._tables.participants.get((what, key), ())
        return Participants(tuple(people), self._all.nameless.get((what, key), 0))

    @query
    def places_of(self, kind: str, id: str) -> tuple[Place, ...]:
        """The places that name a person or scene as their own, by id."""
        found = self._tables.belonging.get(("place", kind, id), ())
        return tuple(each for each in found if isinstance(each, Place))

    def _headline(self, post: Post | None) -> Headline | None:
        if post is None:
            return None
        address = self.addresses.record(post, post.language)
        return Headline(post.id, post.title, post.language, address.url)

    def _of_kind(self, kind: str) -> Mapping[RecordId, Record]:
        """Put together once: of posts it is told of each of thousands."""
        known = self._by_kind.get(kind)
        if known is None:
            known = self._by_kind[kind] = self._all.of_kind(kind)
        return known

    def _posts_in(self, key: Key, language: str) -> tuple[Post, ...]:
        known = self._in_streams.get((key, language))
        if known is None:
            ordered = self._versions.newest_first[language]
            if key[0] == "site":
                known = tuple(ordered.values())
            else:
                places = self._versions.places[language].__getitem__
                ids = sorted(self._tables.posts.get(key, ()), key=places)
                known = tuple(map(ordered.__getitem__, ids))
            self._in_streams[key, language] = known
        return known

    def _stories_in(self, key: Key, language: str) -> tuple[Post, ...]:
        if key[0] == "site":
            return self._versions.stories[language]
        return tuple(post for post in self._posts_in(key, language) if post.language == language)

    def _order(self, key: Key, language: str) -> Order:
        """The posts of a stream as readers of a language have them, in outline."""
        order = self._orders.get((key, language))
        if order is None:
            posts = self._posts_in(key, language)
            order = self._orders[key, language] = Order(posts, self._outline)
        return order

    def _outline(self, post: Post) -> Outline:
        """One for all streams that a post is in."""
        known = self._outlines.get((post.id, post.language))
        if known is None:
            known = Outline.of(post, tuple(keys_of_post(post)))
            self._outlines[post.id, post.language] = known
        return known

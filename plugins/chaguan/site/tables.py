"""The tables behind the index: who and what names what, each worked out once and in one go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cached_property
from typing import Final

from chaguan.model import (
    Community,
    Event,
    Group,
    Offer,
    Page,
    Person,
    Place,
    Post,
    Record,
    RecordId,
    tag_form,
)
from chaguan.model.frozen import dataclass

from .membership import keys_of_event, keys_of_post
from .urls import slug, tag_slug

_A_DAY: Final = timedelta(days=1)
"""On the clocks of another place it may be the day before or after."""
MOST_MONTHS: Final = 60
"""What goes on for longer is no event of each of its months any more."""

Key = tuple[str, str]
"""The kind and the key of a stream: `("person", "lin-mei")`."""


@dataclass(frozen=True, slots=True)
class Participants:
    """Who joined a campaign, or signed a version of the charter."""

    people: tuple[Person, ...] = ()
    """Those who are listed, by id."""
    nameless: int = 0
    """How many are not."""


@dataclass(frozen=True)
class Tables:
    """What is looked up in a (published) community."""

    community: Community

    def take_over(self, before: Tables) -> None:
        """Take from the tables of another community what is as it was, as nothing but words is
        another in this one: what holds ids alone.
        """
        for name in ("posts", "recaps", "tags"):
            if name in before.__dict__:
                self.__dict__[name] = before.__dict__[name]

    @cached_property
    def by_path(self) -> Mapping[str, Record]:
        return {record.path: record for record in self.community.records()}

    @cached_property
    def participants(self) -> Mapping[Key, list[Person]]:
        """Who joined each campaign, and signed each version of the charter."""
        found: dict[Key, list[Person]] = defaultdict(list)
        for person in self.community.people.values():
            for id in dict.fromkeys(joined.campaign for joined in person.joins):
                found["campaign", id].append(person)
            if person.signed:
                found["charter", person.signed].append(person)
        return found

    @cached_property
    def pages(self) -> Mapping[tuple[RecordId, str], Page]:
        """By id and language."""
        return {(page.id, page.language): page for page in self.community.pages}

    @cached_property
    def tags(self) -> Mapping[str, str]:
        """Slug to the commonest spelling of each tag, by slug."""
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        tagged: list[Post | Event] = [*self.community.posts, *self.community.events.values()]
        for tag in (tag for record in tagged for tag in record.tags):
            spellings[tag_slug(tag)][tag] += 1
        for event in self.community.events.values():
            for change in (*event.changes, *event.also, *event.then):
                for tag in change.tags or ():
                    spellings[tag_slug(tag)][tag] += 1
        return {key: _commonest(found) for key, found in sorted(spellings.items())}

    @cached_property
    def tag_slugs(self) -> Mapping[str, str]:
        """The slug of each tag in use or in `tags.yml`, by what no spelling changes."""
        named = {
            tag_form(each.tag): each.slug or slug(each.tag) for each in self.community.named_tags
        }
        return {tag_form(tag): key for key, tag in self.tags.items()} | named

    @cached_property
    def posts(self) -> Mapping[Key, frozenset[RecordId]]:
        """The ids of the posts in each stream but the site's."""
        members: dict[Key, set[RecordId]] = defaultdict(set)
        for post in self.community.posts:
            for key in keys_of_post(post):
                members[key].add(post.id)
        return {key: frozenset(ids) for key, ids in members.items()}

    @cached_property
    def events(self) -> Mapping[Key, tuple[Event, ...]]:
        """The events in each stream, by their first start."""
        members: dict[Key, list[Event]] = defaultdict(list)
        for event in sorted(self.community.events.values(), key=lambda e: (e.span.start, e.id)):
            for key in keys_of_event(event):
                members[key].append(event)
        return {key: tuple(events) for key, events in members.items()}

    @cached_property
    def series(self) -> tuple[Event, ...]:
        return tuple(event for event in self.community.events.values() if event.repeat)

    @cached_property
    def by_month(self) -> Mapping[tuple[int, int], tuple[Event, ...]]:
        """The events that are no series, by the year and month in which they may be on."""
        found: dict[tuple[int, int], list[Event]] = defaultdict(list)
        for event in self.community.events.values():
            if event.repeat is None:
                first, last = event.span.first_day - _A_DAY, event.span.last_day + _A_DAY
                months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
                for month in months[:MOST_MONTHS]:
                    found[(month - 1) // 12, (month - 1) % 12 + 1].append(event)
        return {month: tuple(events) for month, events in found.items()}

    @cached_property
    def recaps(self) -> Mapping[RecordId, frozenset[RecordId]]:
        """The ids of the posts that tell of each event."""
        found: dict[RecordId, set[RecordId]] = defaultdict(set)
        for post in self.community.posts:
            if post.event is not None:
                found[post.event].add(post.id)
        return {event: frozenset(ids) for event, ids in found.items()}

    @cached_property
    def offers(self) -> Mapping[tuple[str, str], tuple[Offer, ...]]:
        """What each person or place offers, and what helps in each scene, by kind and key."""
        found: dict[tuple[str, str], list[Offer]] = defaultdict(list)
        for offer in self.community.offers.values():
            keys = [("person", maker.person) for maker in offer.of if maker.person]
            keys += [("place", maker.place) for maker in offer.of if maker.place]
            for key in dict.fromkeys((*keys, *(("scene", scene) for scene in offer.scenes))):
                found[key].append(offer)
        return {key: tuple(offers) for key, offers in found.items()}

    @cached_property
    def belonging(self) -> Mapping[tuple[str, str, str], tuple[Group | Place, ...]]:
        """The groups or places that name something as their own, by their kind and its key."""
        found: dict[tuple[str, str, str], list[Group | Place]] = defaultdict(list)
        groups, places = self.community.groups.values(), self.community.places.values()
        records: tuple[Group | Place, ...] = (*groups, *places)
        for record in records:
            for kind, id in dict.fromkeys(_named_by(record)):
                found[record.kind, kind, id].append(record)
        return {
            key: tuple(sorted(records, key=lambda record: record.id))
            for key, records in found.items()
        }


def _named_by(record: Group | Place) -> Iterator[Key]:
    yield from (("scene", id) for id in record.scenes)
    if isinstance(record, Place):
        yield from (("person", id) for id in record.people)
        return
    yield from (("person", id) for id in record.members)
    if record.place is not None:
        yield ("place", record.place)


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda tag: (-spellings[tag], tag))

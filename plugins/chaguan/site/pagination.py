"""The parts of a stream's page that may grow without end, and how many pages each fills."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import ceil
from typing import Final

from chaguan.model import Campaign, Event, Group, Person, Place, Record, RecordId, Scene

from .clock import Clock
from .index import Index
from .occurrences import Key, following, past

PARTS: Final = {
    "posts": 20,
    "upcoming": 20,
    "past": 12,
    "people": 48,
    "groups": 24,
    "places": 24,
}
"""How many of each stand on one page."""
SECTION_PAGE: Final = {
    "post": 10,
    "person": 200,
    "group": 60,
    "place": 60,
    "scene": 60,
    "campaign": 60,
    "offer": 60,
    "tag": 200,
}
"""How many of a kind stand on one page of its index; what is on stands on one."""
STREAMS_ON_A_PAGE: Final = 200
"""Of one kind, where it is told how to follow them."""
STREAMS_AT_FIRST: Final = 12
"""Of each kind, on the page that tells how to follow."""

Counts = Callable[[Iterable[Event], Key], tuple[int, int]]
"""How many of a stream's events are to come, a series once, and how many are over."""


def pages(count: int, size: int) -> int:
    """How many pages a list fills; an empty one has a page too."""
    return max(1, ceil(count / size))


def follow_pages(count: int) -> int:
    """How many pages tell how to follow the streams of one kind; none where they are few."""
    return 0 if count <= STREAMS_AT_FIRST else pages(count, STREAMS_ON_A_PAGE)


def at_most(events: Iterable[Event], _key: Key = ("site", "")) -> tuple[int, int]:
    """More than there can be, whatever the clock says."""
    count = len(tuple(events))
    return count, count


class Counted:
    """How many there are by a clock; each event is looked at once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[tuple[RecordId, Key | None], tuple[int, int]] = {}

    def __call__(self, events: Iterable[Event], key: Key) -> tuple[int, int]:
        found = [self._of(event, key) for event in events]
        return sum(each[0] for each in found), sum(each[1] for each in found)

    def _of(self, event: Event, key: Key) -> tuple[int, int]:
        """Only a series of which some days differ may have some in a stream and some not."""
        named = event.id, key if event.changes or event.also or event.then else None
        if named not in self._known:
            coming = next(following(event, self._clock, named[1]), None) is not None
            self._known[named] = int(coming), len(past((event,), self._clock, named[1]))
        return self._known[named]


def further_pages(
    key: tuple[str, str], record: Record | None, index: Index, counts: Counts
) -> Iterator[tuple[str, int]]:
    """The part and the number of each page that follows a stream's own."""
    events = index.events(key)
    coming, over = counts(events, key) if at_most(events)[0] > PARTS["past"] else (0, 0)
    found = {"posts": index.post_count(key), "upcoming": coming, "past": over}
    if record is not None:
        found |= {part: len(gathered(part, record, index)) for part in gathered_parts(record)}
    for part, count in found.items():
        for number in range(2, pages(count, PARTS[part]) + 1):
            yield part, number


Further = tuple[Record | str, str, int]
"""A record or the key of a tag, and the part and the number of a page that follows its own."""


def every_further_page(index: Index, counts: Counts) -> Iterator[Further]:
    """The further pages of all streams."""
    for record in index.community.followed():
        key = (record.kind, str(record.id))
        for part, number in further_pages(key, record, index, counts):
            yield record, part, number
    for tag, _ in index.tags():
        for part, number in further_pages(("tag", tag), None, index, counts):
            yield tag, part, number


def gathered_parts(record: Record) -> tuple[str, ...]:
    """What the page of a record gathers besides stories and events."""
    match record:
        case Person() | Scene():
            return ("groups", "places") if isinstance(record, Person) else ("places", "groups")
        case Group():
            return ("people",)
        case Place():
            return ("people", "groups")
        case Campaign():
            return ("people",)
        case _:
            return ()


def gathered(part: str, record: Record, index: Index) -> tuple[Person | Group | Place, ...]:
    """The listed people, the groups or the places on the page of a record."""
    if part == "groups":
        return index.groups_of(record.kind, record.id)
    if part == "places":
        return index.places_of(record.kind, record.id)
    if isinstance(record, Campaign):
        return index.participants(record.kind, record.id).people
    ids: tuple[RecordId, ...] = ()
    if isinstance(record, Group):
        ids = record.members
    elif isinstance(record, Place):
        ids = record.people
    people = index.community.people
    return tuple(people[id] for id in ids if id in people)

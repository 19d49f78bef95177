"""The further pages of what a stream's own page begins to list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chaguan.model import Campaign, Person
from chaguan.render.html.campaign_facts import role_in
from chaguan.render.html.page_context import Link, PageContext
from chaguan.site.occurrences import past, rows, upcoming, with_running
from chaguan.site.pagination import PARTS, gathered, pages
from chaguan.site.stream import Stream
from chaguan.site.urls import Address

from .cards import PersonCard, PostCard, ThingCard, person_card, post_card, thing_card
from .event_cards import EventCard, event_card
from .event_rows import event_rows
from .pager import ALONE, Pager, pager

HEADINGS = {
    ("person", "groups"): "person.groups",
    ("person", "places"): "person.runs",
    ("group", "people"): "group.members",
    ("place", "people"): "place.people",
    ("place", "groups"): "place.groups",
    ("scene", "places"): "nav.place",
    ("scene", "groups"): "nav.group",
    ("campaign", "people"): "campaign.joined",
}
"""The key of the words over a part."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page-full of one part of a stream; of its cards, those of the others are empty."""

    name: str
    heading: str
    """The key of its words."""
    posts: tuple[PostCard, ...] = ()
    events: tuple[EventCard, ...] = ()
    people: tuple[PersonCard, ...] = ()
    things: tuple[ThingCard, ...] = ()
    pager: Pager = ALONE

    @property
    def is_there(self) -> bool:
        return bool(self.posts or self.events or self.people or self.things)


@dataclass(frozen=True, slots=True)
class RestPage:
    """One further page."""

    stream: Link
    part: Part


def rest_page(stream: Stream, part: str, number: int, view: PageContext) -> RestPage:
    """Page `number` of a part."""
    name = stream.name
    page = Link(name.text, stream.address.url, view.foreign(name.language))
    return RestPage(page, part_of(stream, part, number, view))


def part_of(stream: Stream, part: str, number: int, view: PageContext) -> Part:
    """A page-full of a part; the first is on the stream's own page."""
    size = PARTS[part]
    shown = slice((number - 1) * size, number * size)
    heading = HEADINGS.get((stream.kind, part), f"stream.{part}")

    def ways(count: int) -> Pager:
        return pager(number, pages(count, size), lambda page: address(stream, part, page, view))

    if part == "posts":
        posts = tuple(post_card(each, view) for each in stream.posts(shown.start, shown.stop))
        return Part(part, heading, posts=posts, pager=ways(stream.post_count()))
    key = (stream.kind, stream.key)
    if part == "upcoming":
        found = rows(upcoming(stream.events(), view.clock, key=key), view.clock)
        coming = with_running(found, view.clock, size)
        return Part(part, heading, events=event_rows(coming[shown], view), pager=ways(len(coming)))
    if part == "past":
        gone = past(stream.events(), view.clock, key)
        events = tuple(event_card(each, view) for each in gone[shown])
        return Part(part, heading, events=events, pager=ways(len(gone)))
    records = gathered(part, stream.record, view.index) if stream.record else ()
    people = tuple(person_card(each, view) for each in records[shown] if isinstance(each, Person))
    if isinstance(campaign := stream.record, Campaign):
        named = [each for each in records[shown] if isinstance(each, Person)]
        people = tuple(
            replace(card, role=role_in(person, campaign, view))
            for card, person in zip(people, named, strict=True)
        )
    things = tuple(
        thing_card(each, view) for each in records[shown] if not isinstance(each, Person)
    )
    return Part(part, heading, people=people, things=things, pager=ways(len(records)))


def address(stream: Stream, part: str, number: int, view: PageContext) -> Address:
    """Where a page of a part is."""
    return view.addresses.part(stream.address, part, number)

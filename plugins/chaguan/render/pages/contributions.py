"""What a person did for the community, by the role in which they did it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from chaguan.model import Event, Person, Post, RecordId, nearest
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.text.localized import date_words
from chaguan.site.occurrences import occurrences, past
from chaguan.site.pagination import PARTS

MOST_OF_A_ROLE: Final = 20
_ORDER: Final = (
    *("author", "host", "speaker", "editor", "translator"),
    *("photographer", "illustrator", "reviewer"),
)


@dataclass(frozen=True, slots=True)
class Contribution:
    """One story or event."""

    link: Link
    iso: str
    """The day, for machines."""
    day: str
    is_first: bool
    """The first thing that this person did here."""


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody did in one role."""

    heading: str
    contributions: tuple[Contribution, ...]
    """Newest first."""
    more: str
    """How many older ones are left out, in words."""
    way: str = ""
    """Where they are; empty where the page lists them itself."""


@dataclass(frozen=True, slots=True)
class _Deed:
    moment: datetime
    record: Post | Event

    @property
    def rank(self) -> tuple[float, str, RecordId]:
        return self.moment.timestamp(), self.record.kind, self.record.id


def roles(person: Person, view: PageContext) -> tuple[Role, ...]:
    """What a person wrote, hosted, edited…; each role with its newest, and the very first."""
    deeds: dict[str, list[_Deed]] = defaultdict(list)
    for role, deed in (*_of_posts(person, view), *_of_events(person, view)):
        deeds[role].append(deed)
    first = min((deed.rank for found in deeds.values() for deed in found), default=None)
    return tuple(
        _role(
            name,
            sorted(deeds[name], key=lambda deed: deed.rank, reverse=True),
            first,
            (person, view),
        )
        for name in sorted(deeds, key=_place)
    )


def _of_posts(person: Person, view: PageContext) -> Iterator[tuple[str, _Deed]]:
    """Each post once a role, in the language nearest to the reader's in which they had it."""
    for id in view.index.post_ids(("person", person.id)):
        versions: dict[str, dict[str, Post]] = defaultdict(dict)
        for post in view.index.versions(id):
            for role in _roles_in(post, person):
                versions[role][post.language] = post
        for role, found in versions.items():
            post = found[nearest(view.language, found)]
            yield role, _Deed(post.date, post)


def _roles_in(post: Post, person: Person) -> Iterator[str]:
    if person.id in post.authors:
        yield "author"
    yield from (role for role, people in post.credits if person.id in people)


def _of_events(person: Person, view: PageContext) -> Iterator[tuple[str, _Deed]]:
    """What has begun and was not called off."""
    for event in view.index.events(("person", person.id)):
        if event.is_cancelled:
            continue
        held = (each for each in occurrences(event, key=("person", person.id)) if not each.is_off)
        first = next(held, None)
        if first is None or not view.clock.has_come(first.span.start):
            continue
        for role, people in (("host", first.event.hosts), ("speaker", first.event.speakers)):
            if person.id in people:
                yield role, _Deed(first.span.start, event)


def _role(
    name: str,
    deeds: list[_Deed],
    first: tuple[float, str, RecordId] | None,
    whose: tuple[Person, PageContext],
) -> Role:
    person, view = whose
    shown = deeds[:MOST_OF_A_ROLE]
    if deeds[-1].rank == first:
        shown[-1] = deeds[-1]
    left_out = len(deeds) - len(shown)
    return Role(
        heading=view.words.of("history.did", name),
        contributions=tuple(_contribution(deed, deed.rank == first, view) for deed in shown),
        more=view.words.count("history.older", left_out) if left_out else "",
        way=_way_on(person, deeds[MOST_OF_A_ROLE - 1], view) if left_out else "",
    )


def _way_on(person: Person, deed: _Deed, view: PageContext) -> str:
    """The second page of the person's stories, or of what they took part in."""
    key = ("person", person.id)
    if isinstance(deed.record, Post):
        part, count = "posts", view.index.post_count(key)
    else:
        part, count = "past", len(past(view.index.events(key), view.clock, key))
    if count <= PARTS[part]:
        return ""
    own = view.addresses.record(person, view.language)
    return view.addresses.part(own, part, 2).url


def _contribution(deed: _Deed, is_first: bool, view: PageContext) -> Contribution:
    record, day = deed.record, deed.moment.date()
    if isinstance(record, Event):
        title = view.best(record.title)
        href = view.event_address(record).url
        link = Link(title.text, href, view.foreign(title.language))
    else:
        href = view.addresses.record(record, record.language).url
        link = Link(record.title, href, view.foreign(record.language))
    return Contribution(link, day.isoformat(), date_words(day, view.language), is_first)


def _place(role: str) -> tuple[int, str]:
    return (_ORDER.index(role) if role in _ORDER else len(_ORDER)), role

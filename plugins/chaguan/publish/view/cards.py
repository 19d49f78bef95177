"""Records at a glance, as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from chaguan.model import Event, Geo, Group, Occurrence, Person, Place, Post, Scene, Text
from chaguan.publish.published import event_languages
from chaguan.publish.when import (
    clock_words,
    date_words,
    day_words,
    short_month,
    short_weekday,
    span_words,
)

from .viewpoint import Link, Picture, Viewpoint


@dataclass(frozen=True, slots=True)
class Avatar:
    """A face: a picture, or the first letter of the name on a colour of its own."""

    initial: str
    hue: int
    """Degrees on the colour wheel."""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post in a list."""

    title: str
    href: str
    language: str
    """Set where it is not the page's."""
    language_name: str
    published: datetime
    day: str
    authors: tuple[Link, ...]
    line: str
    """Its summary, else its first words."""
    excerpt: str
    """HTML whose links lead from `excerpts.ROOT`; empty where the writer marked none."""
    picture: Picture | None
    tags: tuple[Link, ...]
    is_pinned: bool
    is_sponsored: bool


@dataclass(frozen=True, slots=True)
class EventCard:
    """One time of an event in a list."""

    title: str
    href: str
    language: str
    language_name: str
    starts: datetime
    ends: datetime
    all_day: bool
    when: str
    day: str
    """Its day in words, where `clock` says the rest of `when`; else empty."""
    clock: str
    """The time alone: "19:30–21:30"; empty for whole days."""
    number: int
    """Of the day in its month."""
    month: str
    weekday: str
    status: str
    status_words: str
    """Empty where it is confirmed."""
    note: str
    where: Link | None
    is_online: bool
    is_series: bool
    is_moved: bool
    form: str
    picture: Picture | None
    first_day: str
    """ISO 8601, on the event's own clock."""
    last_day: str
    """ISO 8601, inclusive."""
    geo: str
    """Latitude and longitude with a comma between; empty where it is not known."""
    groups: tuple[str, ...]
    """Ids."""
    scenes: tuple[str, ...]
    """Ids."""
    facts: tuple[str, ...]
    """What it costs and how many have room."""
    signup: str
    """Until when one signs up; empty where nobody has to."""
    signup_ends: datetime | None
    is_signup_closed: bool


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person in a list."""

    name: str
    href: str
    language: str
    avatar: Avatar
    line: str
    has_left: bool


@dataclass(frozen=True, slots=True)
class ThingCard:
    """A group, place or scene in a list."""

    name: str
    href: str
    language: str
    line: str
    sort: str
    """What it is: "tea house"; empty where that goes without saying."""
    picture: Picture | None
    avatar: Avatar
    is_faded: bool
    """Closed, or asleep."""


def avatar(name: str, key: str, picture: Picture | None = None) -> Avatar:
    """A face for a name; the colour depends on the record's id alone."""
    letters = [letter for letter in name if letter.isalnum()]
    initial = letters[0].upper() if letters else "·"
    return Avatar(initial, crc32(key.encode()) % 360, picture)


def post_card(post: Post, view: Viewpoint) -> PostCard:
    """A post with its excerpt."""
    key = ("post card", post.id, post.language)
    return view.streams.remembered(view.memory, key, lambda: _post_card(post, view))


def _post_card(post: Post, view: Viewpoint) -> PostCard:
    body = view.rendered(post, post.language)
    page = view.addresses.record(post, post.language)
    return PostCard(
        title=post.title,
        href=page.url,
        language=view.foreign(post.language),
        language_name=view.mark(post.language),
        published=post.date,
        day=date_words(post.date.date(), view.language),
        authors=view.people(post.authors),
        line=post.summary or body.line,
        excerpt=body.excerpt_from(page),
        picture=view.picture(post.image, post.image_alt),
        tags=view.tags(post.tags),
        is_pinned=post.pin,
        is_sponsored=bool(post.sponsored),
    )


def event_card(occurrence: Occurrence, view: Viewpoint) -> EventCard:
    """One time of an event."""
    key = ("event card", occurrence.event.id, occurrence.original, occurrence.span.start)
    return view.streams.remembered(view.memory, key, lambda: _event_card(occurrence, view))


def _event_card(occurrence: Occurrence, view: Viewpoint) -> EventCard:
    event, span = occurrence.event, occurrence.span
    languages = event_languages(event, view.community.default_language)
    language = view.addresses.nearest(view.language, languages)
    title = view.best(event.title)
    until = event.signup.until if event.signup else None
    seats = view.words("event.room", number=event.capacity) if event.capacity else ""
    return EventCard(
        title=title.text,
        href=view.addresses.record(event, language).url,
        language=view.foreign(title.language or language),
        language_name=view.mark(language),
        starts=span.start,
        ends=span.end,
        all_day=span.all_day,
        when=span_words(span, view.language),
        day=""
        if span.all_day or span.last_day != span.first_day
        else day_words(span.first_day, view.language),
        clock=_clock(occurrence),
        number=span.start.day,
        month=short_month(span.first_day, view.language),
        weekday=short_weekday(span.first_day, view.language),
        status=event.status.value,
        status_words=status_words(event, view),
        note=view.best(event.status_note).text,
        where=where(event, view),
        is_online=event.is_online,
        is_series=event.repeat is not None,
        is_moved=occurrence.is_moved,
        form=view.words.of("form", event.form) if event.form else "",
        picture=view.picture(event.image, view.best(event.image_alt).text),
        first_day=span.first_day.isoformat(),
        last_day=span.last_day.isoformat(),
        geo=geo_words(geo_of(event, view)),
        groups=event.groups,
        scenes=event.scenes,
        facts=tuple(filter(None, (view.best(event.cost).text, seats))),
        signup=signup_words(until, view),
        signup_ends=until,
        is_signup_closed=until is not None and view.clock.has_come(until),
    )


def signup_words(until: datetime | None, view: Viewpoint) -> str:
    """Until when one signs up, on the event's clock; a day alone stands for all of it."""
    if until is None:
        return ""
    day = date_words(until.date(), view.language)
    whole = (until.hour, until.minute) == (23, 59)
    return view.words("event.signup_by", day=day if whole else f"{day} {clock_words(until)}")


def geo_of(event: Event, view: Viewpoint) -> Geo | None:
    """Where on the globe it is."""
    if event.place is not None and (place := view.community.places.get(event.place)):
        return place.location.geo
    return event.location.geo if event.location else None


def geo_words(geo: Geo | None) -> str:
    """A point as maps take it: latitude, longitude."""
    return f"{geo.latitude:.6g},{geo.longitude:.6g}" if geo else ""


def _clock(occurrence: Occurrence) -> str:
    span = occurrence.span
    if span.all_day:
        return ""
    starts = clock_words(span.start)
    return starts if span.open_ended else f"{starts}–{clock_words(span.end)}"


def status_words(event: Event, view: Viewpoint) -> str:
    """What is to be said of an event's status; nothing where it is confirmed."""
    return "" if event.status == "confirmed" else view.words(f"status.{event.status.value}")


def where(event: Event, view: Viewpoint) -> Link | None:
    """The place's page, or the location's name; None for what is only online."""
    if event.place is not None and (place := view.community.places.get(event.place)):
        return view.record_link(place, view.best(place.name))
    if event.location is not None:
        location = event.location
        words = next(filter(None, (location.name, location.address, location.city)), Text())
        return Link(view.best(words).text)
    return None


def person_card(person: Person, view: Viewpoint) -> PersonCard:
    """A person's face, name and first words."""
    key = ("person card", person.id)
    return view.streams.remembered(view.memory, key, lambda: _person_card(person, view))


def _person_card(person: Person, view: Viewpoint) -> PersonCard:
    name = view.best(person.name)
    picture = view.picture(person.avatar, view.best(person.avatar_alt).text)
    return PersonCard(
        name=name.text,
        href=view.addresses.record(person, view.language).url,
        language=view.foreign(name.language),
        avatar=avatar(name.text, person.id, picture),
        line=first_words(person, view),
        has_left=person.left is not None and person.left <= view.clock.today(),
    )


def thing_card(thing: Group | Place | Scene, view: Viewpoint) -> ThingCard:
    """A group, place or scene with its first words."""
    name = view.best(thing.name)
    picture, sort, is_faded = None, "", False
    if not isinstance(thing, Group):
        picture = view.picture(thing.image, view.best(thing.image_alt).text)
    if isinstance(thing, Place):
        sort, is_faded = view.best(thing.sort).text, thing.is_closed
    return ThingCard(
        name=name.text,
        href=view.addresses.record(thing, view.language).url,
        language=view.foreign(name.language),
        line=first_words(thing, view),
        sort=sort,
        picture=picture,
        avatar=avatar(name.text, thing.id),
        is_faded=is_faded,
    )


def first_words(record: Person | Group | Place | Scene, view: Viewpoint) -> str:
    """The first words of what a record says about itself, without markup."""
    return view.rendered(record, view.language).line

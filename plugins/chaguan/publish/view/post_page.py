"""What a post's page shows besides its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chaguan.model import Post, RecordId
from chaguan.publish.outbound_links import SPONSORED_UGC, UGC
from chaguan.publish.reading_time import minutes
from chaguan.publish.when import date_words

from .cards import PersonCard, PostCard, avatar, person_card, post_card
from .viewpoint import Link, Picture, Viewpoint

MOST_RELATED = 3


@dataclass(frozen=True, slots=True)
class PostPage:
    """A post and everything it is connected with."""

    title: str
    summary: str
    published: datetime
    day: str
    updated: datetime | None
    updated_day: str
    minutes: int
    """How long it takes to read."""
    authors: tuple[PersonCard, ...]
    credits: tuple[tuple[str, tuple[Link, ...]], ...]
    """What somebody did, in words, and who."""
    picture: Picture | None
    event: Link | None
    groups: tuple[Link, ...]
    places: tuple[Link, ...]
    scenes: tuple[Link, ...]
    tags: tuple[Link, ...]
    source: Link | None
    source_author: str
    source_licence: str
    sponsored: str
    licence: str
    newer: Link | None
    older: Link | None
    related: tuple[PostCard, ...]

    @property
    def has_facts(self) -> bool:
        """Whether anything is known of it besides its words and tags."""
        about = (self.credits, self.source, self.groups, self.places, self.scenes, self.licence)
        return any(about)


def post_page(post: Post, view: Viewpoint) -> PostPage:
    """What a post's page shows."""
    newer, older = _neighbours(post, view)
    source = post.source
    words = view.words
    return PostPage(
        title=post.title,
        summary=post.summary,
        published=post.date,
        day=date_words(post.date.date(), view.language),
        updated=post.updated,
        updated_day=date_words(post.updated.date(), view.language) if post.updated else "",
        minutes=minutes(post.body),
        authors=tuple(_author(id, view) for id in post.authors),
        credits=tuple((words.of("role", role), view.people(ids)) for role, ids in post.credits),
        picture=view.picture(post.image, post.image_alt),
        event=event_link(post.event, view),
        groups=view.groups(post.groups),
        places=view.places(post.places),
        scenes=view.scenes(post.scenes),
        tags=view.tags(post.tags),
        source=_source(post),
        source_author=source.author if source else "",
        source_licence=source.licence if source else "",
        sponsored=post.sponsored,
        licence=post.licence or view.community.settings.licence,
        newer=newer,
        older=older,
        related=tuple(post_card(each, view) for each in _related(post, view)),
    )


def _source(post: Post) -> Link | None:
    """Where a post comes from, if not from here."""
    source = post.source
    if source is None:
        return None
    rel = SPONSORED_UGC if post.sponsored else UGC
    return Link(source.title or str(source.url), str(source.url or ""), rel=rel)


def _author(id: RecordId, view: Viewpoint) -> PersonCard:
    person = view.community.people.get(id)
    if person is not None:
        return person_card(person, view)
    name = view.words("person.member")
    return PersonCard(name, "", "", avatar("", ""), "", has_left=False)


def event_link(id: RecordId | None, view: Viewpoint) -> Link | None:
    """The page of an event, in the reader's language or the nearest it has."""
    event = view.community.events.get(id) if id is not None else None
    if event is None:
        return None
    title = view.best(event.title)
    return Link(title.text, view.event_address(event).url, view.foreign(title.language))


def _neighbours(post: Post, view: Viewpoint) -> tuple[Link | None, Link | None]:
    newer, older = view.streams.neighbours(post)
    return _post_link(newer, view), _post_link(older, view)


def _post_link(post: Post | None, view: Viewpoint) -> Link | None:
    if post is None:
        return None
    return Link(post.title, view.addresses.record(post, post.language).url)


def _related(post: Post, view: Viewpoint) -> tuple[Post, ...]:
    """Posts with the most in common: scenes, groups, places, people, tags; then the newest."""
    shared: dict[RecordId, int] = {}
    for key in view.streams.keys_of(post):
        for id in view.streams.posts_of(key):
            if id != post.id:
                shared[id] = shared.get(id, 0) + (3 if key[0] != "tag" else 1)
    ranked = sorted(shared, key=lambda id: (-shared[id], id))[:MOST_RELATED]
    return tuple(view.streams.version(id, view.language) for id in ranked)

"""What a post's page shows besides its text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chaguan.model import Past, Post, RecordId
from chaguan.render.html.outbound_links import SPONSORED_UGC, UGC
from chaguan.render.html.page_context import Link, PageContext, Picture, avatar
from chaguan.render.text.dates import date_words
from chaguan.render.text.reading_time import minutes
from chaguan.site.behind import behind

from .cards import PersonCard, PostCard, awaited, person_card, post_card
from .nearby import Strand, Thread, Translation, post_link, related, strands, threads, translations


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
    awaited: str
    """In a preview: that it is not out, and when it will be."""
    licence: str
    translations: tuple[Translation, ...]
    behind: str
    """The day on which its original changed and it did not; empty for none."""
    strands: tuple[Strand, ...]
    """Before and after it, in its groups and scenes."""
    newer: Link | None
    older: Link | None
    related: tuple[PostCard, ...]
    threads: tuple[Thread, ...]
    """What a reader may go on following."""

    @property
    def has_facts(self) -> bool:
        """Whether anything is known of it besides its words and tags."""
        about = (self.credits, self.source, self.groups, self.places, self.scenes, self.licence)
        return any(about)


def _nothing_known(path: str) -> Past:
    return Past()


def post_page(
    post: Post, view: PageContext, past_of: Callable[[str], Past] = _nothing_known
) -> PostPage:
    """What a post's page shows; `past_of` is how a file came to be, by its path."""
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
        awaited=awaited(post, view),
        licence=post.licence or view.community.settings.licence,
        translations=translations(post, view),
        behind=_behind(post, view, past_of),
        strands=strands(post, view),
        newer=newer,
        older=older,
        related=tuple(post_card(each, view) for each in related(post, view)),
        threads=threads(post, view),
    )


def _behind(post: Post, view: PageContext, past_of: Callable[[str], Past]) -> str:
    """The day on which the original of a translation changed, in words."""
    original = view.index.versions(post.id)[0]
    if original.language == post.language:
        return ""
    day = behind(post, original, view.community.settings.zone, past_of)
    return date_words(day, view.language) if day else ""


def _source(post: Post) -> Link | None:
    """Where a post comes from, if not from here."""
    source = post.source
    if source is None:
        return None
    rel = SPONSORED_UGC if post.sponsored else UGC
    return Link(source.title or str(source.url), str(source.url or ""), rel=rel)


def _author(id: RecordId, view: PageContext) -> PersonCard:
    person = view.community.people.get(id)
    if person is not None:
        return person_card(person, view)
    name = view.words("person.member")
    return PersonCard(name, "", "", avatar("", ""), "", has_left=False)


def event_link(id: RecordId | None, view: PageContext) -> Link | None:
    """The page of an event, in the reader's language or the nearest it has."""
    event = view.community.events.get(id) if id is not None else None
    if event is None:
        return None
    title = view.best(event.title)
    return Link(title.text, view.event_address(event).url, view.foreign(title.language))


def _neighbours(post: Post, view: PageContext) -> tuple[Link | None, Link | None]:
    newer, older = view.index.neighbours(post.id, post.language)
    return (
        post_link(newer, view) if newer else None,
        post_link(older, view) if older else None,
    )

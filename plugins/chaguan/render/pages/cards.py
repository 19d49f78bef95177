"""Records at a glance, as lists show them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from chaguan.model import Campaign, Person, Place, Post, Record, Text
from chaguan.model.frozen import dataclass
from chaguan.render.html.campaign_facts import progress
from chaguan.render.html.page_context import Avatar, Link, PageContext, Picture, avatar
from chaguan.render.text.localized import date_words


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post in a list."""

    is_shared: ClassVar = True
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
    awaited: str
    """In a preview: that it is not out, and when it will be."""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person in a list."""

    name: str
    href: str
    language: str
    avatar: Avatar
    line: str
    has_left: bool
    role: str = ""
    """As what they took part."""


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
    ends: datetime | None = None
    """When a campaign under way is over; scripts hide it by the reader's clock."""


def post_card(post: Post, view: PageContext) -> PostCard:
    """A post with its excerpt."""
    key = ("post card", post.id, post.language)
    return view.index.recorder.remembered(view.memory, key, lambda: _post_card(post, view))


def _post_card(post: Post, view: PageContext) -> PostCard:
    line, excerpt = beginning(post, view)
    return PostCard(
        title=post.title,
        href=view.addresses.record(post, post.language).url,
        language=view.foreign(post.language),
        language_name=view.mark(post.language),
        published=post.date,
        day=date_words(post.date.date(), view.language),
        authors=view.people(post.authors),
        line=line,
        excerpt=excerpt,
        picture=view.picture(post.image, post.image_alt),
        tags=view.tags(post.tags),
        is_pinned=post.pin,
        is_sponsored=bool(post.sponsored),
        awaited=awaited(post, view),
    )


def beginning(post: Post, view: PageContext) -> tuple[str, str]:
    """Its summary, else its first words, and its excerpt; the same for readers of all languages."""

    def found() -> tuple[str, str]:
        body = view.rendered(post, post.language)
        page = view.addresses.record(post, post.language)
        return post.summary or body.line, body.excerpt_from(page)

    key = ("beginning", post.id, post.language)
    return view.index.recorder.remembered(view.common, key, found)


def awaited(post: Post, view: PageContext) -> str:
    """What a preview says of a post that is not out yet; empty for all others.

    A translation waits for its original.
    """
    if not view.is_preview:
        return ""
    original = view.index.versions(post.id)[0]
    if post.draft or original.draft:
        return view.words("post.draft")
    out = max(post.date, original.date)
    if view.clock.has_come(out):
        return ""
    return view.words("post.scheduled", day=date_words(out.date(), view.language))


def person_card(person: Person, view: PageContext) -> PersonCard:
    """A person's face, name and first words."""
    key = ("person card", person.id)
    return view.index.recorder.remembered(view.memory, key, lambda: _person_card(person, view))


def _person_card(person: Person, view: PageContext) -> PersonCard:
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


def thing_card(thing: Record, view: PageContext) -> ThingCard:
    """A group, place, scene or the like with its first words."""
    name = view.best(thing.name)
    sort, is_faded, ends = "", False, None
    picture = view.picture(thing.image, view.best(getattr(thing, "image_alt", Text())).text)
    if isinstance(thing, Place):
        sort, is_faded = view.best(thing.category).text, thing.is_closed
    if isinstance(thing, Campaign):
        far = progress(thing, view)
        sort, is_faded = " · ".join(filter(None, (far.said, far.percent))), far.is_over
        ends = None if is_faded else far.ends
    return ThingCard(
        name=name.text,
        href=view.addresses.record(thing, view.language).url,
        language=view.foreign(name.language),
        line=first_words(thing, view),
        sort=sort,
        picture=picture,
        avatar=avatar(name.text, thing.id),
        is_faded=is_faded,
        ends=ends,
    )


def first_words(record: Record, view: PageContext) -> str:
    """The first words of what a record says about itself, without markup."""
    return view.rendered(record, view.language).line

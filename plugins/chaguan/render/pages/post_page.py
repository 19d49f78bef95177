"""What a post's page shows besides its text: how long that takes to read, and what is near it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from math import ceil
from typing import Final

from chaguan.model import Group, Past, Person, Post, RecordId, Scene
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Link, PageContext, Picture, avatar
from chaguan.render.html.sanitize import SPONSORED_UGC, UGC
from chaguan.render.text.localized import date_words
from chaguan.site.behind import behind
from chaguan.site.membership import Near, Outline, keys_of_post
from chaguan.site.translations import Headline
from chaguan.site.urls import POST_FEEDS

from .cards import PersonCard, PostCard, awaited, person_card, post_card


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
    around = view.index.near(post.id, view.language)
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
        strands=strands(post, view, around),
        newer=newer,
        older=older,
        related=tuple(post_card(each, view) for each in related(post, view, around)),
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
    return _headline_link(newer, view), _headline_link(older, view)


def _headline_link(headline: Headline | None, view: PageContext) -> Link | None:
    if headline is None:
        return None
    return Link(headline.title, headline.href, view.foreign(headline.language))


MOST_RELATED: Final = 3
MOST_STRANDS: Final = 3
_WEIGHTS: Final = {"scene": 5, "campaign": 4, "group": 4, "place": 3, "person": 2, "tag": 1}


@dataclass(frozen=True, slots=True)
class Strand:
    """A group or a scene that a post belongs to, and its neighbours there."""

    page: Link
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True)
class Thread:
    """Somebody or something that a reader of a post may go on following."""

    page: Link
    feed: str
    """Relative to the site's root."""


@dataclass(frozen=True, slots=True)
class Translation:
    """The same post in another language."""

    link: Link
    name: str
    """What the language calls itself."""


def related(post: Post, view: PageContext, around: Near) -> tuple[Post, ...]:
    """Posts that share most: a scene weighs most, then a campaign or group, place, person, tag.

    Of those that share as much, the nearest in time come first, then the newer.
    """
    own = frozenset(keys_of_post(post))
    found: dict[RecordId, Outline] = {}
    for key, *sides in around:
        if key in own:
            found |= {each.id: each for side in sides for each in side}

    moment = post.date.timestamp()
    weight_of = {key: _WEIGHTS[key[0]] for key in own}.__getitem__
    weighed = [(sum(map(weight_of, own & each.streams)), each) for each in found.values()]
    least = min(sorted([weight for weight, _ in weighed])[-MOST_RELATED:], default=0)

    def rank(one: tuple[int, Outline]) -> tuple[int, float, float, RecordId]:
        weight, other = one
        return -weight, abs(other.moment - moment), -other.moment, other.id

    nearest = sorted((one for one in weighed if one[0] >= least), key=rank)[:MOST_RELATED]
    return tuple(view.index.version(each.id, view.language) for _, each in nearest)


def strands(post: Post, view: PageContext, around: Near) -> tuple[Strand, ...]:
    """The groups and scenes of a post in which there are others, with the next ones there."""
    found = []
    near = {key: sides for key, *sides in around}
    for record in _shared(post, view):
        newer, older = near[record.kind, str(record.id)]
        if newer or older:
            page = view.record_link(record, view.best(record.name))
            found.append(Strand(page, _first(newer, view), _first(older, view)))
    return tuple(found[:MOST_STRANDS])


def threads(post: Post, view: PageContext) -> tuple[Thread, ...]:
    """Who wrote it and the groups and scenes it belongs to, each with its feed."""
    people = view.community.people
    authors = [people[id] for id in post.authors if id in people]
    return tuple(_thread(record, view) for record in (*authors, *_shared(post, view)))


def translations(post: Post, view: PageContext) -> tuple[Translation, ...]:
    """The post in its other languages, in the order of the site's."""
    versions = view.index.versions(post.id)
    return tuple(
        Translation(post_link(each, view), view.mark(each.language))
        for each in versions
        if each.language != post.language
    )


def post_link(post: Post, view: PageContext) -> Link:
    """A post by its title."""
    address = view.addresses.record(post, post.language)
    return Link(post.title, address.url, view.foreign(post.language))


def _shared(post: Post, view: PageContext) -> Iterator[Group | Scene]:
    groups, scenes = view.community.groups, view.community.scenes
    yield from (groups[id] for id in post.groups if id in groups)
    yield from (scenes[id] for id in post.scenes if id in scenes)


def _thread(record: Person | Group | Scene, view: PageContext) -> Thread:
    feed = view.addresses.record(record, view.language) / POST_FEEDS[0]
    return Thread(view.record_link(record, view.best(record.name)), feed.url)


def _first(outlines: tuple[Outline, ...], view: PageContext) -> Link | None:
    if not outlines:
        return None
    return post_link(view.index.version(outlines[0].id, view.language), view)


WORDS_A_MINUTE: Final = 230
"""Of text in an alphabet: adults reading English in silence (Brysbaert, 2019: 238)."""
HAN_A_MINUTE: Final = 300
"""Chinese characters: readers of Chinese in silence (Wang et al., 2019: about 260 to 400)."""

_CODE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_ADDRESS = re.compile(r"\]\([^)\n]{0,2000}\)")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_WORD = re.compile(r"\w+")
_LETTER_BEYOND = re.compile(r"[^\W\x00-\x7f]")
_SPACED: Final = bytes(each if chr(each).isalnum() and each < 128 else 32 for each in range(256))
"""A space for each byte that is no letter or digit of ASCII."""


def minutes(markdown: str) -> int:
    """Whole minutes, at least one; code and addresses do not count."""
    text = markdown  # nearly all have no code and few links; to look for either takes longer
    if "```" in text or "~~~" in text:
        text = _CODE.sub("", text)
    if "](" in text:
        text = _ADDRESS.sub("]", text)
    between = _HAN.split(text)
    others = " ".join(between)
    han = len(text) - (len(others) - (len(between) - 1))
    words = _count(others)
    return max(1, ceil(han / HAN_A_MINUTE + words / WORDS_A_MINUTE))


def _count(text: str) -> int:
    """How many words there are; where all are ASCII's, bytes are split in half the time."""
    if _LETTER_BEYOND.search(text):
        return len(_WORD.findall(text.replace("_", " ")))
    return len(text.encode("utf-8", "replace").translate(_SPACED).split())

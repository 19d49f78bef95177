"""What the public may see of a community at a given time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from chaguan.model import Community, Event, Post


def published(community: Community, now: datetime) -> Community:
    """The community without drafts, scheduled posts and unlisted people.

    A translation is not out before its original. References to people who are not there stay;
    readers see "a member". `contact` is gone.
    """
    people = {
        id: replace(person, contact="")
        for id, person in community.people.items()
        if not person.is_unlisted
    }
    originals: dict[str, Post] = {}
    for post in community.posts:  # of one id, the first in the order of languages
        originals.setdefault(post.id, post)
    posts = tuple(
        post
        for post in community.posts
        if is_published(post, now) and is_published(originals[post.id], now)
    )
    return replace(community, posts=posts, people=people)


def is_published(post: Post, now: datetime) -> bool:
    """Whether a post is out."""
    return not post.draft and post.date <= now


def event_languages(event: Event, default: str) -> tuple[str, ...]:
    """The languages an event is written in, hence has pages in; a plain string is the default's."""
    texts = (event.title, event.summary, event.description)
    named = dict.fromkeys(language for text in texts for language in text.languages)
    if not event.title.languages or not named:
        return tuple(dict.fromkeys((default, *named)))
    return tuple(named)

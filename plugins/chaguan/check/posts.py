"""Rules over posts."""

from __future__ import annotations

from collections.abc import Iterator

from chaguan.model import Community, Post, Problem, warning

from .rules import post_rule


@post_rule("PO101")
def is_changed_after_it_is_written(post: Post) -> Iterator[Problem]:
    """A change before the beginning sorts wrong in every reader."""
    if post.updated and post.updated < post.date and "updated" in post.positions:
        values = {"updated": post.updated.date(), "date": post.date.date()}
        yield warning("PO101", post.position("updated"), **values)


@post_rule("PO102")
def sees_its_picture(post: Post) -> Iterator[Problem]:
    """Who cannot see a picture reads its alternative text."""
    if post.image and not post.image_alt and "image" in post.positions:
        yield warning("PO102", post.position("image"), seen=post.image)


@post_rule("PO103")
def has_words(post: Post) -> Iterator[Problem]:
    """A post without words is an empty page in everybody's reader."""
    if not post.draft and not post.body.strip():
        yield warning("PO103", post.position())


def translations_follow(community: Community) -> Iterator[Problem]:
    """PO104: a translation is not out before its original, whatever its own date says."""
    originals: dict[str, Post] = {}
    for post in community.posts:
        original = originals.setdefault(post.id, post)
        if post is original:
            continue
        if original.draft and not post.draft:
            yield warning("PO104", post.position("draft"), path=original.path, when="draft: true")
        elif post.date < original.date:
            when = f"date: {original.date:%Y-%m-%d %H:%M}"
            yield warning("PO104", post.position("date"), path=original.path, when=when)

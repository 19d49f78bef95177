"""Translations whose original has changed since they were made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from chaguan.model import Community, Past, Post


def behind(
    post: Post, original: Post, zone: ZoneInfo, past_of: Callable[[str], Past]
) -> date | None:
    """The day on which the original of a translation last changed, if that was after it was made.

    `updated` and `date` tell, and the repository where it knows which of the two was changed
    last. What came in one commit, or is not committed yet, it does not tell apart. Days are those
    of the community's `zone`.
    """
    made, changed = post.updated or post.date, original.updated
    own, others = past_of(post.path), past_of(original.path)
    if not own.revisions and own.is_complete and others.revisions:
        return None  # somebody is writing it now
    if others.revisions:
        latest = others.revisions[0].moment
        if not own.revisions:
            changed = changed or latest
        elif (moment := own.revisions[0].moment) != latest:
            made = max(made, moment)
            if latest > moment:
                changed = changed or latest
    if changed is None:
        return None
    day = changed.astimezone(zone).date()
    return day if day > made.astimezone(zone).date() else None


def translations(community: Community) -> Iterator[tuple[Post, Post]]:
    """Each translation, and the post in the first of the community's languages that it has."""
    originals: dict[str, Post] = {}
    for post in community.posts:
        original = originals.setdefault(post.id, post)
        if post is not original:
            yield post, original

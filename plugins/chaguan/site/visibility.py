"""What the public may see of a community at a given time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final, TypeVar

from chaguan.load import FIELDS_BY_KIND
from chaguan.model import KINDS, PLURALS, Community, Person, Post, Record

R = TypeVar("R", bound=Record)

_PRIVATE: Final[Mapping[str, Mapping[str, Any]]] = {
    of.kind: {
        each.name: each.default
        for field in FIELDS_BY_KIND.get(of.kind, ())
        if not field.public
        for each in fields(of)
        if each.name in field.attributes
    }
    for of in KINDS
}
"""What is private in each kind, and what stands there instead."""


def published(community: Community, now: datetime, *, is_preview: bool = False) -> Community:
    """The community without drafts, scheduled posts, unlisted people and private values.

    A translation is not out before its original. References to people who are not there stay;
    readers see "a member". In a preview, which only its writers see, drafts and scheduled posts
    are there, and posts say whether they are drafts; all else is as it will be.
    """
    originals: dict[str, Post] = {}
    for post in community.posts:  # of one id, the first in the order of languages
        originals.setdefault(post.id, post)

    def is_seen(record: Record) -> bool:
        match record:
            case Post():
                versions = (record, originals[record.id])
                return is_preview or all(is_published(each, now) for each in versions)
            case Person():
                return not record.is_unlisted
        return True

    seen: dict[str, Any] = {}
    for kind in filter(_PRIVATE.get, _PRIVATE):
        plural = PLURALS[kind]
        private = _PRIVATE[kind]
        if is_preview and kind == Post.kind:
            private = {name: value for name, value in private.items() if name != "draft"}
        seen_of = filter(is_seen, community.all_of(kind))
        records = [_without(private, each) for each in seen_of]
        is_by_id = isinstance(getattr(community, plural), Mapping)
        seen[plural] = {each.id: each for each in records} if is_by_id else tuple(records)
    return replace(community, **seen, nameless=_nameless(community))


def _nameless(community: Community) -> Mapping[tuple[str, str], int]:
    """How many unlisted people joined each campaign and signed each version of the charter."""
    unlisted = [each for each in community.people.values() if each.is_unlisted]
    joined = (("campaign", str(id)) for each in unlisted for id in {j.campaign for j in each.joins})
    signed = (("charter", each.signed) for each in unlisted if each.signed)
    return Counter((*joined, *signed))


def _without(private: Mapping[str, Any], record: R) -> R:
    if all(getattr(record, name) == value for name, value in private.items()):
        return record
    return replace(record, **private)


def is_published(post: Post, now: datetime) -> bool:
    """Whether a post is out."""
    return not post.draft and post.date <= now

"""The posts of a community as readers of each language have them, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from chaguan.model import Community, Post, RecordId
from chaguan.model.frozen import dataclass

from .urls import Addresses


@dataclass(frozen=True, slots=True)
class Headline:
    """What a link to a post says."""

    id: RecordId
    title: str
    language: str
    href: str
    """Relative to the site's root."""


@dataclass(frozen=True)
class PostVersions:
    """A post is one in all its languages; each reader sees the version that is nearest."""

    community: Community
    addresses: Addresses

    def take_over(self, before: PostVersions) -> None:
        """Take the order from another community, in which nothing but words was another."""
        if "newest_first" in before.__dict__:
            now = {(post.id, post.language): post for post in self.community.posts}
            self.__dict__["newest_first"] = {
                language: {id: now[id, post.language] for id, post in ordered.items()}
                for language, ordered in before.newest_first.items()
            }

    @cached_property
    def versions(self) -> Mapping[RecordId, tuple[Post, ...]]:
        """Each post's versions, in the order of the community's languages."""
        found: dict[RecordId, list[Post]] = defaultdict(list)
        for post in self.community.posts:
            found[post.id].append(post)
        return {id: tuple(versions) for id, versions in found.items()}

    @cached_property
    def newest_first(self) -> Mapping[str, Mapping[RecordId, Post]]:
        """For each language, the version of each post that its readers see; newest first."""
        orders = {}
        for language in self.community.settings.languages:
            chosen = [self.version(id, language) for id in self.versions]
            orders[language] = {post.id: post for post in newest(chosen)}
        return orders

    @cached_property
    def places(self) -> Mapping[str, Mapping[RecordId, int]]:
        """For each language, which of `newest_first` a post is, counted from 0."""
        return {
            language: {id: at for at, id in enumerate(ordered)}
            for language, ordered in self.newest_first.items()
        }

    def version(self, id: RecordId, language: str) -> Post:
        """The version of a post that a reader of `language` sees."""
        versions = {post.language: post for post in self.versions[id]}
        return versions[self.addresses.nearest(language, tuple(versions))]

    @cached_property
    def stories(self) -> Mapping[str, tuple[Post, ...]]:
        """For each language, the posts that are written in it; newest first."""
        return {
            language: tuple(post for post in ordered.values() if post.language == language)
            for language, ordered in self.newest_first.items()
        }

    @cached_property
    def _positions(self) -> Mapping[tuple[RecordId, str], int]:
        return {
            (post.id, language): position
            for language, stories in self.stories.items()
            for position, post in enumerate(stories)
        }

    def neighbours(self, id: RecordId, language: str) -> tuple[Post | None, Post | None]:
        """The next newer and the next older post in the same language."""
        stories = self.stories[language]
        position = self._positions[id, language]
        newer = stories[position - 1] if position else None
        return newer, stories[position + 1] if position + 1 < len(stories) else None

    @cached_property
    def pinned_first(self) -> Mapping[str, tuple[Post, ...]]:
        """For each language, every post: pinned ones first, then the newest."""
        return {
            language: tuple(sorted(ordered.values(), key=lambda post: not post.pin))
            for language, ordered in self.newest_first.items()
        }


def newest(posts: Iterable[Post]) -> tuple[Post, ...]:
    """The same posts, the newest first; of the same moment, by id."""
    return tuple(sorted(posts, key=lambda post: (-post.date.timestamp(), post.id)))

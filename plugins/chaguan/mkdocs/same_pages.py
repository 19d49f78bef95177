"""Whether a community has the same pages at the same addresses after a change."""

from __future__ import annotations

from collections.abc import Iterator

from chaguan.model import Community, Event
from chaguan.site.clock import Clock
from chaguan.site.index import Index, Records
from chaguan.site.membership import keys_of_event
from chaguan.site.pagination import Counted, every_further_page
from chaguan.site.site import Site


def has_same_pages(before: Site, after: Site) -> bool:
    """Whether everything that there was has its page, and nothing else has one.

    Lists that grow are counted only where somebody belongs elsewhere: that takes a while.
    """
    if _shape(before.plain_index) != _shape(after.plain_index):
        return False
    if before.used_files != after.used_files:
        return False
    if _belonging(before.community) == _belonging(after.community):
        return True
    return _further(before) == _further(after)


def _shape(index: Index) -> object:
    """What decides which pages there are, and where."""
    community = index.community
    return (
        [(post.id, post.language, post.aliases, post.date) for post in community.posts],
        index.tags(),
        [(page.id, page.language) for page in community.pages],
        [
            (event.id, event.span, event.repeat, event.changes, event.status, event.aliases)
            for event in community.events.values()
        ],
        [_languages(event, community) for event in community.events.values()],
        [list(kind) for kind in (community.people, community.groups, community.scenes)],
    )


def _languages(event: Event, community: Records) -> tuple[str, ...]:
    return event.written_in(community.settings.languages)


def _belonging(community: Community) -> object:
    """Who and what is on whose page."""
    return (
        [
            (post.contributors, post.groups, post.scenes, post.places, post.tags)
            for post in community.posts
        ],
        [tuple(keys_of_event(event)) for event in community.events.values()],
        [(each.members, each.place, each.scenes) for each in community.groups.values()],
        [(each.people, each.scenes) for each in community.places.values()],
    )


def _further(site: Site) -> list[tuple[str, str, int]]:
    return sorted(_named(site.plain_index, Counted(Clock(site.now))))


def _named(index: Index, counts: Counted) -> Iterator[tuple[str, str, int]]:
    for whose, part, number in every_further_page(index, counts):
        yield whose if isinstance(whose, str) else f"{whose.kind} {whose.id}", part, number

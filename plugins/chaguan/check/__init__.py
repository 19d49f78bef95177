"""Rules over the model: one function, one code, one docstring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from chaguan.load import Loaded
from chaguan.model import Problem

from . import events, posts, series
from .advertising import no_hidden_advertising
from .blocks import blocks_show_something
from .boxes import alerts_are_known
from .charter import citing
from .community import (
    events_are_there_once,
    identity_is_its_own,
    pictures_have_words,
    what_is_to_come,
)
from .dialects import MOST_COMPARED, texts_are_read_alike
from .elsewhere import sources_are_public, sources_are_still_theirs
from .files import (
    every_file_is_harmless,
    every_folder_is_a_kind,
    every_name_is_portable,
    refused_files,
)
from .honest_links import links_show_where_they_lead
from .kindness import kind_to_readers
from .left_out import nothing_is_left_out
from .links import links_lead_somewhere
from .loose_ends import links_say_where
from .loose_marks import marks_hold_something
from .posts import translations_follow
from .prose import texts
from .rules import EVENT_RULES, POST_RULES
from .selling import nobody_sells_in_disguise
from .tags import (
    every_named_tag_is_used,
    tags_are_spelt_alike,
    tags_have_pages_of_their_own,
)
from .together import what_has_not_come, what_is_done_together
from .typed_marks import marks_are_typed
from .uniqueness import Claim, one_address_each, one_identity_each, one_spelling_each
from .unused import every_picture_is_used

__all__ = [
    "EVENT_RULES",
    "POST_RULES",
    "Claim",
    "events",
    "every_problem",
    "posts",
    "refused_files",
    "series",
]


def every_problem(
    loaded: Loaded,
    claims: Iterable[Claim],
    now: datetime | None = None,
    *,
    is_building: bool = False,
) -> tuple[Problem, ...]:
    """What is wrong with a content folder: found on reading and by every rule, sorted.

    `claims` are the addresses that its pages will be written to. Without `now` (aware) nothing
    is said of what can be true only later. A build leaves the comparison with the forge's reading
    to `chaguan check`: it takes as long as making the pages.
    """
    found = [*loaded.problems, *citing(_by_rule(loaded, claims, is_building), loaded.community)]
    found += series.ahead_of_time(loaded.community, now) if now else ()
    found += what_is_to_come(loaded.community, now) if now else ()
    found += what_has_not_come(loaded.community, now) if now else ()
    found += every_picture_is_used(loaded, found)
    return tuple(sorted(found, key=lambda problem: problem.order))


def _by_rule(loaded: Loaded, claims: Iterable[Claim], is_building: bool) -> Iterator[Problem]:
    community = loaded.community
    for event in community.events.values():
        for event_check in EVENT_RULES.values():
            yield from event_check(event)
    for post in community.posts:
        for post_check in POST_RULES.values():
            yield from post_check(post)
    yield from translations_follow(community)
    yield from links_lead_somewhere(community, loaded.files)
    pieces = tuple(texts(community))
    yield from links_show_where_they_lead(pieces)
    yield from no_hidden_advertising(pieces, community)
    yield from kind_to_readers(pieces)
    yield from nothing_is_left_out(pieces)
    yield from marks_are_typed(pieces)
    yield from marks_hold_something(pieces)
    yield from alerts_are_known(pieces)
    yield from links_say_where(pieces)
    yield from texts_are_read_alike(pieces, 0 if is_building else MOST_COMPARED)
    yield from blocks_show_something(pieces, community)
    yield from tags_are_spelt_alike(community)
    yield from tags_have_pages_of_their_own(community)
    yield from every_named_tag_is_used(community)
    yield from what_is_done_together(community)
    yield from nobody_sells_in_disguise(community)
    yield from one_address_each(claims)
    yield from one_identity_each(community)
    yield from one_spelling_each(loaded.files)
    yield from every_file_is_harmless(loaded.files - refused_files(loaded.problems))
    yield from every_name_is_portable(loaded.files)
    yield from every_folder_is_a_kind(loaded.files)
    yield from identity_is_its_own(community)
    yield from sources_are_public(community)
    yield from sources_are_still_theirs(community)
    yield from events_are_there_once(community)
    yield from pictures_have_words(community)

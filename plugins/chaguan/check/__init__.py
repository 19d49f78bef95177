"""Rules over the model: one function, one code, one docstring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from chaguan.load import Loaded, Prose, read
from chaguan.model import Community, Problem, Severity
from chaguan.site.claims import claims
from chaguan.site.settled import Settled
from chaguan.site.urls import Addresses
from chaguan.source import SourceFile

from . import events, records, series
from .advertising import no_hidden_advertising, nobody_sells_in_disguise
from .blocks import alerts_are_known, blocks_show_something, nothing_is_left_out
from .charter import citing
from .dialects import compared, texts_are_read_alike, texts_have_one_structure
from .elsewhere import sources_are_public, sources_are_still_theirs
from .files import (
    every_file_is_harmless,
    every_folder_is_a_kind,
    every_name_is_portable,
    every_picture_is_used,
    refused_files,
)
from .kindness import kind_to_readers
from .links import links_lead_somewhere
from .loose_marks import links_say_where, marks_hold_something
from .outbound import links_show_where_they_lead
from .records import (
    Claim,
    events_are_there_once,
    identity_is_its_own,
    one_address_each,
    one_identity_each,
    one_spelling_each,
    pictures_have_words,
    translations_follow,
    what_is_to_come,
)
from .rules import EVENT_RULES, POST_RULES, texts
from .tags import (
    every_named_tag_is_used,
    tags_are_spelt_alike,
    tags_have_pages_of_their_own,
)
from .together import what_has_not_come, what_is_done_together
from .typed_marks import marks_are_typed

__all__ = [
    "EVENT_RULES",
    "POST_RULES",
    "Claim",
    "events",
    "every_problem",
    "every_problem_in",
    "every_problem_of",
    "few_notices",
    "records",
    "refused_files",
    "series",
]

TextRule = Callable[[Iterable[Prose]], Iterator[Problem]]
TEXT_RULES: Final[tuple[TextRule, ...]] = (
    links_show_where_they_lead,
    kind_to_readers,
    nothing_is_left_out,
    marks_are_typed,
    marks_hold_something,
    alerts_are_known,
    links_say_where,
    nobody_sells_in_disguise,
)
"""Rules that look at one text at a time and at nothing else (`settled.py` says what they see)."""

MOST_NOTICES: Final = 20
"""Of one kind that are shown; an import may bring ten thousand."""


def every_problem(
    loaded: Loaded,
    wanted: Iterable[Claim],
    now: datetime | None = None,
    *,
    is_building: bool = False,
    settled: Settled | None = None,
) -> tuple[Problem, ...]:
    """What is wrong with a content folder: found on reading and by every rule, sorted.

    `wanted` are the addresses that its pages will be written to. Without `now` (aware) nothing
    is said of what can be true only later. A build leaves the comparison with the forge's reading
    to `chaguan check`: it takes as long as making the pages. What is `settled` from before is not
    looked at again.
    """
    by_rule = [
        *_by_rule(loaded, wanted),
        *_by_text(loaded.community, is_building, settled),
    ]
    found = [*loaded.problems, *citing(by_rule, loaded.community)]
    found += series.ahead_of_time(loaded.community, now) if now else ()
    found += what_is_to_come(loaded.community, now) if now else ()
    found += what_has_not_come(loaded.community, now) if now else ()
    found += every_picture_is_used(loaded, found)
    return tuple(sorted(found, key=lambda problem: problem.order))


def _by_rule(loaded: Loaded, wanted: Iterable[Claim]) -> Iterator[Problem]:
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
    yield from no_hidden_advertising(pieces, community)
    yield from blocks_show_something(pieces, community)
    yield from tags_are_spelt_alike(community)
    yield from tags_have_pages_of_their_own(community)
    yield from every_named_tag_is_used(community)
    yield from what_is_done_together(community)
    yield from one_address_each(wanted)
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


def _by_text(community: Community, is_building: bool, settled: Settled | None) -> Iterator[Problem]:
    """What is wrong with a text whatever the others say."""
    pieces = tuple(texts(community))
    alike: TextRule = partial(texts_are_read_alike, knows_site=is_building)
    yield from _unsettled((*TEXT_RULES, alike), pieces, settled)
    if not is_building:
        whole = settled.also("structure") if settled is not None else None
        yield from _unsettled((texts_have_one_structure,), compared(pieces), whole)


def _unsettled(
    rules: Iterable[TextRule], pieces: Iterable[Prose], settled: Settled | None
) -> Iterator[Problem]:
    """What rules find in the pieces that are not known to be without fault."""
    left = settled.unsettled(pieces) if settled is not None else list(pieces)
    found = [problem for rule in rules for problem in rule(left)]
    if settled is not None:
        settled.settle(left, (problem.position.path for problem in found))
    yield from found


def every_problem_of(files: Iterable[SourceFile], folder: Path) -> tuple[Problem, ...]:
    """What `chaguan check` would say of these files, sorted."""
    return every_problem_in(read(files, name=folder.resolve().name))


def every_problem_in(
    loaded: Loaded, now: datetime | None = None, settled: Settled | None = None
) -> tuple[Problem, ...]:
    """What `chaguan check` would say of what was loaded, sorted; at `now`, where that is given."""
    addresses = Addresses(loaded.community.settings.languages)
    wanted = claims(loaded.community, addresses, loaded.files)
    return every_problem(loaded, wanted, now, settled=settled)


def few_notices(problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], dict[str, int]]:
    """The problems without further notices of a kind, and how many of each kind are left out."""
    shown: list[Problem] = []
    counted: Counter[str] = Counter()
    for problem in problems:
        if problem.severity is Severity.NOTICE:
            counted[problem.code] += 1
            if counted[problem.code] > MOST_NOTICES:
                continue
        shown.append(problem)
    return tuple(shown), {
        code: n - MOST_NOTICES for code, n in sorted(counted.items()) if n > MOST_NOTICES
    }

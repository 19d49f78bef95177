"""Rules over the model: one function, one code, one docstring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from chaguan.load import Loaded, read
from chaguan.model import Problem, Severity
from chaguan.site.claims import claims
from chaguan.site.settled import Settled
from chaguan.site.urls import Addresses
from chaguan.source import SourceFile

from . import events, records, series
from .by_record import by_record
from .charter import citing
from .elsewhere import sources_are_public, sources_are_still_theirs
from .files import (
    every_file_is_harmless,
    every_folder_is_a_kind,
    every_name_is_portable,
    every_picture_is_used,
    refused_files,
)
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
from .rules import EVENT_RULES, POST_RULES
from .tags import (
    every_named_tag_is_used,
    tags_are_spelt_alike,
    tags_have_pages_of_their_own,
)
from .together import what_has_not_come, what_is_done_together

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
        *_by_community(loaded, wanted),
        *by_record(loaded, is_building=is_building, settled=settled),
    ]
    found = [*loaded.problems, *citing(by_rule, loaded.community)]
    found += series.ahead_of_time(loaded.community, now) if now else ()
    found += what_is_to_come(loaded.community, now) if now else ()
    found += what_has_not_come(loaded.community, now) if now else ()
    found += every_picture_is_used(loaded, found)
    return tuple(sorted(found, key=lambda problem: problem.order))


def _by_community(loaded: Loaded, wanted: Iterable[Claim]) -> Iterator[Problem]:
    """What is wrong with records beside each other, and with files."""
    community = loaded.community
    yield from translations_follow(community)
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

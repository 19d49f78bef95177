"""Rules over the model: one function, one code, one docstring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from chaguan.load import Loaded, read
from chaguan.model import Problem, Severity
from chaguan.site.settled import Settled
from chaguan.site.urls import Addresses
from chaguan.source import SourceFile

from . import events, records, series
from .charter import citing
from .demonstration import identity_is_its_own
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

COMMUNITY_RULES: Final = (
    translations_follow,
    tags_are_spelt_alike,
    tags_have_pages_of_their_own,
    every_named_tag_is_used,
    what_is_done_together,
    one_identity_each,
    events_are_there_once,
    pictures_have_words,
)
"""Rules that compare records; none of them reads what a record says at length (`load/again.py`)."""
MOST_NOTICES: Final = 20
"""Of one kind that are shown; an import may bring ten thousand."""


def every_problem(
    loaded: Loaded,
    wanted: Iterable[Claim],
    now: datetime | None = None,
    *,
    is_building: bool = False,
    settled: Settled | None = None,
    touched: Collection[str] | None = None,
) -> tuple[Problem, ...]:
    """What is wrong with a content folder: found on reading and by every rule, sorted.

    `wanted` are the addresses that its pages will be written to. Without `now` (aware) nothing
    is said of what can be true only later. A build leaves the comparison with the forge's reading
    to `chaguan check`: it takes as long as making the pages. What is `settled` from before is not
    looked at again. Where files are `touched`, texts in others are not looked at by themselves.
    """
    by_rule = [
        *_between_records(loaded, wanted, settled),
        *_by_files(loaded),
        *_by_record(loaded, is_building=is_building, settled=settled, touched=touched),
    ]
    found = [*loaded.problems, *citing(by_rule, loaded.community)]
    found += series.ahead_of_time(loaded.community, now) if now else ()
    found += what_is_to_come(loaded.community, now) if now else ()
    found += what_has_not_come(loaded.community, now) if now else ()
    found += every_picture_is_used(loaded, found)
    return tuple(sorted(found, key=lambda problem: problem.order))


def _by_record(
    loaded: Loaded,
    *,
    is_building: bool,
    settled: Settled | None,
    touched: Collection[str] | None,
) -> Iterator[Problem]:
    """What is wrong with each record by itself."""
    watched = settled.watched(loaded.reading) if settled is not None else None
    is_quiet = watched is not None and not watched.after(loaded.renewed)
    if is_building and touched is None and is_quiet:
        return
    from .by_record import by_record  # not where no record is to be looked at

    yield from by_record(loaded, is_building=is_building, settled=settled, touched=touched)


def _between_records(
    loaded: Loaded, wanted: Iterable[Claim], settled: Settled | None
) -> Iterator[Problem]:
    """What is wrong with records beside each other.

    A rule that found nothing finds nothing as long as records differ in what they say at length.
    """
    settled = settled if not loaded.rewritten else None
    rules: dict[str, Callable[[], Iterator[Problem]]] = {
        rule.__name__: partial(rule, loaded.community) for rule in COMMUNITY_RULES
    }
    rules[one_address_each.__name__] = partial(one_address_each, wanted)
    quiet = settled.quiet(loaded.reading) if settled is not None else None
    found = {name: tuple(rule()) for name, rule in rules.items() if name not in (quiet or ())}
    if settled is not None and quiet is None:
        settled.keep_quiet(loaded.reading, (name for name in found if not found[name]))
    yield from (problem for each in found.values() for problem in each)


def _by_files(loaded: Loaded) -> Iterator[Problem]:
    """What is wrong with files that are no records, and with what is set."""
    yield from one_spelling_each(loaded.files)
    yield from every_file_is_harmless(loaded.files - refused_files(loaded.problems))
    yield from every_name_is_portable(loaded.files)
    yield from every_folder_is_a_kind(loaded.files)
    yield from identity_is_its_own(loaded.community)
    yield from sources_are_public(loaded.community)
    yield from sources_are_still_theirs(loaded.community)


def every_problem_of(files: Iterable[SourceFile], folder: Path) -> tuple[Problem, ...]:
    """What `chaguan check` would say of these files, sorted."""
    return every_problem_in(read(files, name=folder.resolve().name))


def every_problem_in(
    loaded: Loaded,
    now: datetime | None = None,
    settled: Settled | None = None,
    touched: Collection[str] | None = None,
) -> tuple[Problem, ...]:
    """What `chaguan check` would say of what was loaded, sorted; at `now`, where that is given."""
    return every_problem(loaded, _wanted(loaded), now, settled=settled, touched=touched)


def _wanted(loaded: Loaded) -> Iterator[Claim]:
    """The addresses that pages will be written to, worked out once somebody asks."""
    from chaguan.site.claims import claims  # with all that knows which pages there are

    addresses = Addresses(loaded.community.settings.languages)
    yield from claims(loaded.community, addresses, loaded.files)


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

"""What is wrong with each record by itself, or beside the few others that it leads to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Final

from chaguan.load import Loaded, Prose, prose_of
from chaguan.model import Event, Post, Problem, Record
from chaguan.site.settled import Settled, Watched

from .advertising import may_be_a_leaflet, no_hidden_advertising, nobody_sells_in_disguise
from .dialects import compared, texts_are_read_alike, texts_have_one_structure
from .kindness import kind_to_readers
from .links import Headings, links_lead_somewhere
from .loose_marks import links_say_where, marks_hold_something
from .markup import alerts_are_known, asks_for_something, blocks_show_something, nothing_is_left_out
from .outbound import links_show_where_they_lead
from .rules import EVENT_RULES, POST_RULES, texts
from .typed_marks import marks_are_typed

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
AT_ONCE: Final = 64
"""Records whose texts are looked at together."""


def by_record(
    loaded: Loaded,
    *,
    is_building: bool = False,
    settled: Settled | None = None,
    touched: Collection[str] | None = None,
) -> Iterator[Problem]:
    """What every such rule says; of a reading that is `settled`, only of what may have changed.

    Rules over one text are asked of those in the files `touched` alone, where these are given.
    """
    alike: TextRule = partial(texts_are_read_alike, knows_site=is_building)
    rules = (*TEXT_RULES, alike)
    watched = settled.watched(loaded.reading) if settled is not None else None
    if touched is not None:
        records = list(loaded.community.records())
        yield from _of_records(records, _pieces(records), loaded, Headings(loaded.community))
        pieces = _pieces(each for each in records if each.path in touched)
        yield from (problem for rule in rules for problem in rule(pieces))
    elif watched is None:
        yield from _of_all(loaded, rules, settled)
    else:
        asked = watched.after(loaded.renewed)
        records = [each for each in loaded.community.records() if each.path in asked]
        pieces = _pieces(records)
        yield from _of_records(records, pieces, loaded, Headings(loaded.community))
        yield from (problem for rule in rules for problem in rule(pieces))
    if not is_building:
        whole = settled.also("structure") if settled is not None else None
        every = texts(loaded.community) if touched is None else pieces
        left = tuple(compared(every))
        are_all = touched is None
        yield from _unsettled((texts_have_one_structure,), left, whole, are_all=are_all)


def _of_all(
    loaded: Loaded, rules: Sequence[TextRule], settled: Settled | None
) -> Iterator[Problem]:
    """What is wrong with any record; what to look at again is kept."""
    headings, every = Headings(loaded.community), loaded.community.records()
    found, in_texts, always = list[Problem](), list[Problem](), set(loaded.renewed)
    while records := tuple(islice(every, AT_ONCE)):  # all texts at once would fill the memory
        pieces = _pieces(records)
        found += _of_records(records, pieces, loaded, headings)
        left = settled.unsettled(pieces) if settled is not None else pieces
        in_texts += (problem for rule in rules for problem in rule(left))
        always |= {piece.record.path for piece in pieces if asks_for_something(piece)}
        always |= {
            each.path for each in records if isinstance(each, Post) and may_be_a_leaflet(each)
        }
    if settled is not None:
        settled.settle(texts(loaded.community), (each.position.path for each in in_texts))
    found += in_texts
    yield from found
    if settled is None or not loaded.reading:
        return
    always |= {problem.position.path for problem in found}
    leaning = {path: frozenset(on) for path, on in headings.looked_into.items()}
    settled.watch(loaded.reading, Watched(frozenset(always), leaning))


def _pieces(records: Iterable[Record]) -> tuple[Prose, ...]:
    return tuple(piece for record in records for piece in prose_of(record))


def _of_records(
    records: Sequence[Record], pieces: Sequence[Prose], loaded: Loaded, headings: Headings
) -> Iterator[Problem]:
    """What is wrong with some records and their texts."""
    for record in records:
        if isinstance(record, Event):
            for event_check in EVENT_RULES.values():
                yield from event_check(record)
        elif isinstance(record, Post):
            for post_check in POST_RULES.values():
                yield from post_check(record)
    yield from links_lead_somewhere(pieces, loaded.files, headings)
    yield from no_hidden_advertising(records, pieces, loaded.community)
    yield from blocks_show_something(pieces, loaded.community)


def _unsettled(
    rules: Iterable[TextRule],
    pieces: Sequence[Prose],
    settled: Settled | None,
    *,
    are_all: bool = True,
) -> Iterator[Problem]:
    """What rules find in the pieces that are not known to be without fault."""
    left = settled.unsettled(pieces) if settled is not None else list(pieces)
    found = [problem for rule in rules for problem in rule(left)]
    if settled is not None:
        troubled = (problem.position.path for problem in found)
        settled.settle(left, troubled, are_all=are_all)
    yield from found

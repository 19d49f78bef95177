"""Values have the same words in two builds, and others when they are others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from chaguan.build.canonical import Words


@dataclass(frozen=True)
class Tag:
    text: str


@dataclass(frozen=True)
class Card:
    is_shared: ClassVar = True

    title: str
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True)
class Shelf:
    cards: tuple[Card, ...] = ()
    day: date | None = None
    labels: frozenset[str] = frozenset()


def test_equal_values_have_the_same_words_in_two_processes() -> None:
    labels = ("tea", "moon", "river", "lamp")
    one = Shelf((Card("茶", (Tag("a"),)),), date(2026, 4, 3), frozenset(labels))
    other = Shelf((Card("茶", (Tag("a"),)),), date(2026, 4, 3), frozenset(reversed(labels)))

    assert Words().of(one) == Words().of(other)


def test_whatever_differs_within_makes_other_words() -> None:
    shelf = Shelf((Card("tea", (Tag("a"),)),))
    noon = datetime(2026, 4, 3, 12, tzinfo=UTC)
    others = [
        Shelf(),
        Shelf((Card("tea"),)),
        Shelf((Card("tea", (Tag("b"),)),)),
        Shelf((Card("tea", (Tag("a"),)), Card("tea", (Tag("a"),)))),
        replace(shelf, day=date(2026, 4, 3)),
        replace(shelf, day=noon),
        replace(shelf, day=noon.replace(tzinfo=ZoneInfo("Europe/London"))),
        replace(shelf, labels=frozenset({"a"})),
        replace(shelf, labels=frozenset({"a", "b"})),
    ]
    words = Words()

    assert len({words.of(each) for each in [shelf, *others]}) == len(others) + 1


def test_a_shared_value_that_is_gone_is_not_taken_for_the_next_at_its_place() -> None:
    words = Words()

    said = {words.of(Card(f"card {number}")) for number in range(5_000)}

    assert len(said) == 5_000

"""How alive a community is, as its page shows it: two plots, and the people by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from chaguan.model import Past, RecordId
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.text.localized import date_words, month_words, short_month
from chaguan.site.name_order import name_key
from chaguan.site.pulse import FEWEST, Awake, Month, pulse

from .cards import PersonCard, person_card

HEIGHT = 72
"""Of the highest bar of a plot, in its own units; `cg-plot` in the style sheet knows it, too."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A month in a plot."""

    month: str
    """In words, for screen readers."""
    short: str
    number: int | None
    """None where it is too small to be told."""
    height: int


@dataclass(frozen=True, slots=True)
class Plot:
    """A figure of each month."""

    bars: tuple[Bar, ...]

    @property
    def has_numbers(self) -> bool:
        return any(bar.number for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Beginning:
    """A group that is new."""

    link: Link
    words: str


@dataclass(frozen=True, slots=True)
class PulsePage:
    """What the page tells."""

    evenings: Plot
    people: Plot
    few: str
    """What is said instead of a figure that is too small."""
    hosts: tuple[PersonCard, ...]
    regulars: tuple[PersonCard, ...]
    first_timers: tuple[PersonCard, ...]
    awake: tuple[Beginning, ...]


def pulse_page(view: PageContext, past_of: Callable[[str], Past]) -> PulsePage:
    """How alive the community is; people by name, so that nobody is first."""
    found = pulse(view.index, view.clock, past_of)
    return PulsePage(
        evenings=_plot(found.months, [each.evenings for each in found.months], view),
        people=_plot(found.months, [each.people for each in found.months], view),
        few=view.words("pulse.few", number=FEWEST),
        hosts=_cards(found.hosts, view),
        regulars=_cards(found.regulars, view),
        first_timers=_cards(found.first_timers, view),
        awake=tuple(_beginning(each, view) for each in found.awake),
    )


def _plot(months: Iterable[Month], numbers: list[int | None], view: PageContext) -> Plot:
    most = max((number for number in numbers if number), default=1)
    return Plot(
        tuple(
            Bar(
                month_words(month.first, view.language),
                short_month(month.first, view.language),
                number,
                HEIGHT * (number or 0) // most,
            )
            for month, number in zip(months, numbers, strict=True)
        )
    )


def _cards(ids: Iterable[RecordId], view: PageContext) -> tuple[PersonCard, ...]:
    people = (view.community.people[id] for id in ids)
    cards = (person_card(each, view) for each in people)
    return tuple(sorted(cards, key=lambda card: (name_key(card.name, view.language), card.href)))


def _beginning(each: Awake, view: PageContext) -> Beginning:
    since = date_words(each.since, view.language)
    words = view.words("pulse.since", day=since)
    if each.proposed is not None:
        proposed = date_words(each.proposed, view.language)
        words = view.words("pulse.from_proposal", proposed=proposed, day=since)
    return Beginning(view.record_link(each.group, view.best(each.group.name)), words)

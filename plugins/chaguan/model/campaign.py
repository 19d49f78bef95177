"""A campaign: something people have set out to do together, who has joined, and how far it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from .frozen import dataclass
from .record import MediaPath, Record, RecordId
from .text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """How much is wanted."""

    amount: Decimal
    unit: Text = Text()
    """What is counted: dollars, tiles, pages; without it people are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that was reached on a day."""

    day: date
    amount: Decimal | None = None
    """The total so far."""
    note: Text = Text()
    by: tuple[RecordId, ...] = ()
    """People."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign(Record):
    """A shared aim with an end (schema.org/Project)."""

    kind = "campaign"
    plural = "campaigns"
    keeps_going = True

    title: Text
    about: Text = Text()
    """Markdown (`aim` in the file)."""
    goal: Goal | None = None
    """Without it, who joined is counted."""
    begins: date | None = None
    """`from` in the file."""
    until: date | None = None
    """The last day, inclusive."""
    hosts: tuple[RecordId, ...] = ()
    groups: tuple[RecordId, ...] = ()
    scenes: tuple[RecordId, ...] = ()
    place: RecordId | None = None
    image: MediaPath | None = None
    image_alt: Text = Text()
    steps: tuple[Step, ...] = ()
    """By day."""
    besides: int = 0
    """Who joined and is no member here."""
    goal_note: Text = Text()
    """Why the goal changed."""
    outcome: Text = Text()
    """What came of it."""
    aliases: tuple[str, ...] = ()

    @property
    def name(self) -> Text:
        return self.title

    @property
    def counts_people(self) -> bool:
        """Whether its goal is a number of people."""
        return self.goal is None or not self.goal.unit

    @property
    def reached(self) -> Decimal | None:
        """The total of the last step that says one."""
        return next((s.amount for s in reversed(self.steps) if s.amount is not None), None)

    def is_over(self, today: date) -> bool:
        return self.until is not None and self.until < today

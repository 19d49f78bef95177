"""Campaigns."""

from __future__ import annotations

from typing import Final

from chaguan.model import Campaign, Goal, RecordId, Step
from chaguan.source import Mapping

from .changes import Changes
from .fields import Field, ListOf, Part, made, read_fields
from .links import OldAddress, Picture, Reference
from .reading import Reading
from .times import DayOnly
from .words import Amount, Line, TextByLanguage, Whole

PEOPLE: Final = ListOf(Reference("person"))
GOAL: Final = (
    Field("amount", Amount(), "a number", is_required=True, public=True),
    Field("unit", TextByLanguage(), "what is counted; people where it is left out", public=True),
)
STEP: Final = (
    Field("amount", Amount(), "the total so far", public=True),
    Field("note", TextByLanguage(), "what happened", public=True),
    Field("by", PEOPLE, "who did it", public=True),
)
FIELDS: Final = (
    Field("title", TextByLanguage(), "what it is called", is_required=True, public=True),
    Field("aim", TextByLanguage(is_markdown=True), "what is to be done, in Markdown",
          is_required=True, public=True, attribute="about"),
    Field("goal", Part(GOAL, Goal), "amount and unit; left out, who joins is counted", public=True),
    Field("from", DayOnly(), "the day it begins", public=True, attribute="begins"),
    Field("until", DayOnly(), "its last day", public=True),
    Field("hosts", PEOPLE, "who looks after it", is_required=True, public=True),
    Field("groups", ListOf(Reference("group")), "whose campaign it is", public=True),
    Field("scenes", ListOf(Reference("scene")), "situations in which it helps", public=True),
    Field("place", Reference("place"), "where it happens", public=True),
    Field("image", Picture(), "a picture for it", public=True),
    Field("image_alt", TextByLanguage(), "what the picture shows", public=True),
    Field("steps", Changes(STEP), "day: the total so far, a note, by whom", public=True),
    Field("besides", Whole(), "how many joined who are no members here", public=True),
    Field("goal_note", TextByLanguage(), "why the goal is another than before", public=True),
    Field("outcome", TextByLanguage(), "what came of it, once it is over", public=True),
    Field("aliases", ListOf(OldAddress()), "addresses it used to have", public=True),
    Field("uid", Line(), "keeps its identity when the file is renamed", public=True),
)  # fmt: skip


def read(mapping: Mapping, id: RecordId, reading: Reading) -> Campaign | None:
    """The campaign that a file describes."""
    values = read_fields(FIELDS, mapping, reading)
    if reading.is_broken:
        return None
    values["steps"] = tuple(Step(day=each.day, **each.values) for each in values.get("steps", ()))
    return made(Campaign, values, id, reading)

"""Scenes."""

from __future__ import annotations

from typing import Final

from chaguan.model import RecordId, Scene
from chaguan.source import Mapping

from .fields import Field, ListOf, made, read_fields
from .links import OldAddress, Picture
from .reading import Reading
from .repeating import Season
from .words import Line, TextByLanguage

FIELDS: Final = (
    Field(
        "name", TextByLanguage(), "the situation: a rainy weekend", is_required=True, public=True
    ),
    Field("about", TextByLanguage(is_markdown=True), "what helps in it, in Markdown", public=True),
    Field("image", Picture(), "a picture of it", public=True),
    Field("image_alt", TextByLanguage(), "what the picture shows", public=True),
    Field(
        "when",
        ListOf(Season()),
        "months or weekdays when it comes to the front: dec, sat",
        public=True,
        into=("months", "weekdays"),
    ),
    Field("aliases", ListOf(OldAddress()), "addresses it used to have", public=True),
    Field("uid", Line(), "keeps its identity when the file is renamed", public=True),
)


def read(mapping: Mapping, id: RecordId, reading: Reading) -> Scene | None:
    """The scene that a file describes."""
    values = read_fields(FIELDS, mapping, reading)
    if reading.is_broken:
        return None
    when: tuple[tuple[str, int], ...] = values.pop("when", ())
    values["months"] = tuple(number for sort, number in when if sort == "month")
    values["weekdays"] = tuple(number for sort, number in when if sort == "weekday")
    return made(Scene, values, id, reading)

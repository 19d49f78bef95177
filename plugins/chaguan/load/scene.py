"""Scenes."""

from __future__ import annotations

from typing import Final

from chaguan.model import RecordId, Scene, Text
from chaguan.source import Mapping

from .fields import Field, ListOf, read_fields
from .links import Picture
from .reading import Reading
from .repeating import Season
from .words import Line, TextByLanguage

FIELDS: Final = (
    Field("name", TextByLanguage(), "the situation: a rainy weekend", is_required=True),
    Field("about", TextByLanguage(is_markdown=True), "what helps in it, in Markdown"),
    Field("image", Picture(), "a picture of it"),
    Field("image_alt", TextByLanguage(), "what the picture shows"),
    Field("when", ListOf(Season()), "months or weekdays when it comes to the front: dec, sat"),
    Field("uid", Line(), "keeps its identity when the file is renamed"),
)


def read(mapping: Mapping, id: RecordId, reading: Reading) -> Scene | None:
    """The scene that a file describes."""
    values = read_fields(FIELDS, mapping, reading)
    if reading.is_broken:
        return None
    when: tuple[tuple[str, int], ...] = values.get("when", ())
    return Scene(
        id=id,
        path=reading.path,
        positions=reading.positions,
        uid=values.get("uid", ""),
        name=values["name"],
        about=values.get("about", Text()),
        image=values.get("image"),
        image_alt=values.get("image_alt", Text()),
        months=tuple(number for sort, number in when if sort == "month"),
        weekdays=tuple(number for sort, number in when if sort == "weekday"),
    )

"""Groups."""

from __future__ import annotations

from typing import Final

from chaguan.model import Group, JoinLink, RecordId, Text
from chaguan.source import Mapping

from .fields import Field, ListOf, Part, read_fields
from .links import Reference, WebAddress
from .reading import Reading
from .times import DayOnly
from .words import Line, TextByLanguage

JOIN: Final = (
    Field("label", TextByLanguage(), "what the link is called"),
    Field("url", WebAddress(), "where to join", is_required=True),
    Field("until", DayOnly(), "the last day the link works"),
)
FIELDS: Final = (
    Field("name", TextByLanguage(), "what the group is called", is_required=True),
    Field("about", TextByLanguage(is_markdown=True), "what it does, in Markdown"),
    Field("members", ListOf(Reference("person")), "who is in it"),
    Field("place", Reference("place"), "where it is at home"),
    Field("join", ListOf(Part(JOIN)), "ways to join: label, url, until"),
    Field("scenes", ListOf(Reference("scene")), "situations in which it helps"),
    Field("uid", Line(), "keeps its identity when the file is renamed"),
)


def read(mapping: Mapping, id: RecordId, reading: Reading) -> Group | None:
    """The group that a file describes."""
    values = read_fields(FIELDS, mapping, reading)
    if reading.is_broken:
        return None
    join = values.get("join", ())
    return Group(
        id=id,
        path=reading.path,
        positions=reading.positions,
        uid=values.get("uid", ""),
        name=values["name"],
        about=values.get("about", Text()),
        members=values.get("members", ()),
        place=values.get("place"),
        join=tuple(JoinLink(**{"label": Text(), **link}) for link in join),
        scenes=values.get("scenes", ()),
    )

"""People."""

from __future__ import annotations

from typing import Final

from chaguan.model import Person, RecordId, Text
from chaguan.source import Mapping

from .fields import Field, MapOf, read_fields
from .links import Picture, Reference, WebAddress
from .reading import Reading
from .times import DayOnly
from .words import Flag, Line, TextByLanguage

FIELDS: Final = (
    Field("name", TextByLanguage(), "the name you want to be called by", is_required=True),
    Field("bio", TextByLanguage(is_markdown=True), "who you are, in Markdown"),
    Field("avatar", Picture(), "a picture of you; drawn from your name where there is none"),
    Field("avatar_alt", TextByLanguage(), "what the picture shows"),
    Field("links", MapOf(WebAddress()), "label: address"),
    Field("feed", WebAddress(), "the feed of your own blog"),
    Field("place", Reference("place"), "where you are to be found"),
    Field("joined", DayOnly(), "the day you came"),
    Field("left", DayOnly(), "the day you went"),
    Field("signed", Line(), "the version of the charter you signed"),
    Field("pronouns", TextByLanguage(), "how others speak of you"),
    Field("contact", Line(), "for hosts only; never published"),
    Field("unlisted", Flag(), "true: no page and no name, only a member"),
    Field("uid", Line(), "keeps your identity when the file is renamed"),
)


def read(mapping: Mapping, id: RecordId, reading: Reading) -> Person | None:
    """The person that a file describes."""
    values = read_fields(FIELDS, mapping, reading)
    if reading.is_broken:
        return None
    return Person(
        id=id,
        path=reading.path,
        positions=reading.positions,
        uid=values.get("uid", ""),
        name=values["name"],
        bio=values.get("bio", Text()),
        avatar=values.get("avatar"),
        avatar_alt=values.get("avatar_alt", Text()),
        links=values.get("links", ()),
        feed=values.get("feed"),
        place=values.get("place"),
        joined=values.get("joined"),
        left=values.get("left"),
        signed=values.get("signed", ""),
        pronouns=values.get("pronouns", Text()),
        contact=values.get("contact", ""),
        is_unlisted=values.get("unlisted", False),
    )

"""Groups."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from chaguan.model import Group, JoinLink, RecordId
from chaguan.source import Mapping

from .fields import Field, ListOf, MapOf, Part, made, read_fields
from .links import OldAddress, Picture, Reference, WebAddress, WriteTo
from .reading import Reading
from .times import DayOnly
from .words import Line, TextByLanguage

JOIN: Final = (
    Field("label", TextByLanguage(), "what the link is called", public=True),
    Field("url", WebAddress(), "where to join", is_required=True, public=True),
    Field("until", DayOnly(), "the last day the link works", public=True),
)
FIELDS: Final = (
    Field("name", TextByLanguage(), "what the group is called", is_required=True, public=True),
    Field("about", TextByLanguage(is_markdown=True), "what it does, in Markdown", public=True),
    Field("members", ListOf(Reference("person")), "who is in it", public=True),
    Field("place", Reference("place"), "where it is at home", public=True),
    Field("join", ListOf(Part(JOIN, JoinLink)), "ways to join: label, url, until", public=True),
    Field("links", MapOf(WebAddress()), "label: address", public=True),
    Field("write_to", WriteTo(), "where a letter to the group arrives", public=True),
    Field("image", Picture(), "a picture of it", public=True),
    Field("image_alt", TextByLanguage(), "what the picture shows", public=True),
    Field("scenes", ListOf(Reference("scene")), "situations in which it helps", public=True),
    Field("aliases", ListOf(OldAddress()), "addresses it used to have", public=True),
    Field("uid", Line(), "keeps its identity when the file is renamed", public=True),
)


def read(mapping: Mapping, id: RecordId, reading: Reading) -> Group | None:
    """The group that a file describes."""
    named = [(key, node) for key, node in mapping.entries if key.value == "contact"]
    for key, _ in named:
        reading.error("LO102", key.position)
    apart = tuple(each for each in mapping.entries if each not in named)
    values = read_fields(FIELDS, replace(mapping, entries=apart), reading)
    return None if reading.is_broken else made(Group, values, id, reading)

"""People."""

from __future__ import annotations

from typing import Final

from chaguan.model import Joined, Person, RecordId
from chaguan.model.frozen import dataclass
from chaguan.source import Mapping, Node

from .fields import Field, ListOf, MapOf, Part, made, read_fields
from .links import OldAddress, Picture, Reference, WebAddress
from .reading import Reading
from .times import DayOnly
from .words import Flag, Line, TextByLanguage

JOINED: Final = (
    Field("campaign", Reference("campaign"), "its id", is_required=True, public=True),
    Field("as", TextByLanguage(), "as what", public=True, attribute="role"),
)


@dataclass(frozen=True, slots=True)
class JoinsType:
    """The id of a campaign, or a map of `campaign` and `as`."""

    def read(self, node: Node, name: str, reading: Reading) -> Joined | None:
        if isinstance(node, Mapping):
            joined: Joined | None = Part(JOINED, Joined).read(node, name, reading)
            return joined
        id = Reference("campaign").read(node, name, reading)
        return None if id is None else Joined(campaign=id)


FIELDS: Final = (
    Field(
        "name", TextByLanguage(), "the name you want to be called by", is_required=True, public=True
    ),
    Field(
        "bio",
        TextByLanguage(is_markdown=True),
        "who you are, in Markdown",
        public=True,
        attribute="about",
    ),
    Field(
        "avatar",
        Picture(),
        "a picture of you; drawn from your name where there is none",
        public=True,
    ),
    Field("avatar_alt", TextByLanguage(), "what the picture shows", public=True),
    Field("links", MapOf(WebAddress()), "label: address", public=True),
    Field("feed", WebAddress(), "the feed of your own blog", public=True),
    Field("place", Reference("place"), "where you are to be found", public=True),
    Field("joined", DayOnly(), "the day you came", public=True),
    Field("left", DayOnly(), "the day you went", public=True),
    Field("signed", Line(), "the version of the charter you signed", public=True),
    Field("joins", ListOf(JoinsType()), "the campaigns you take part in, and as what", public=True),
    Field("pronouns", TextByLanguage(), "how others speak of you", public=True),
    Field("contact", Line(), "for hosts only; never published", public=False),
    Field(
        "unlisted",
        Flag(),
        "true: no page and no name, only a member",
        public=False,
        attribute="is_unlisted",
    ),
    Field("aliases", ListOf(OldAddress()), "addresses it used to have", public=True),
    Field("uid", Line(), "keeps your identity when the file is renamed", public=True),
)


def read(mapping: Mapping, id: RecordId, reading: Reading) -> Person | None:
    """The person that a file describes."""
    values = read_fields(FIELDS, mapping, reading)
    return None if reading.is_broken else made(Person, values, id, reading)

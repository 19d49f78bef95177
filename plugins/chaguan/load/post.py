"""Posts."""

from __future__ import annotations

from functools import partial
from typing import Final

from chaguan.model import Post, RecordId, Source
from chaguan.source import Mapping, Markdown

from .fields import Field, ListOf, MapOf, Part, made, read_fields
from .links import Licence, OldAddress, Picture, Reference, WebAddress
from .reading import Reading, Values, report_misleading
from .times import Instant
from .words import Flag, Line, Tag, few_enough

PEOPLE: Final = ListOf(Reference("person"))
SOURCE: Final = (
    Field("url", WebAddress(), "where it was first published", public=True),
    Field("title", Line(), "what it is called there", public=True),
    Field("author", Line(), "who wrote it", public=True),
    Field("licence", Licence(), "under which licence it may be shown here", public=True),
)
FIELDS: Final = (
    Field("title", Line(), "what it is called", is_required=True, public=True),
    Field("date", Instant(), "2026-04-03, or with 14:00; scheduled if to come", is_required=True,
          public=True),
    Field("authors", PEOPLE, "the ids of the people who wrote it", is_required=True, public=True),
    Field("summary", Line(), "one or two sentences", public=True),
    Field("image", Picture(), "a picture for it", public=True),
    Field("image_alt", Line(), "what the picture shows", public=True),
    Field("tags", ListOf(Tag()), "words to find it by", public=True),
    Field("scenes", ListOf(Reference("scene")), "situations in which it helps", public=True),
    Field("groups", ListOf(Reference("group")), "groups it is about", public=True),
    Field("places", ListOf(Reference("place")), "places it is about", public=True),
    Field("event", Reference("event"), "the event that it tells of", public=True),
    Field("campaign", Reference("campaign"), "the campaign that it tells of", public=True),
    Field("updated", Instant(), "when its words last changed", public=True),
    Field("credits", MapOf(PEOPLE), "role: people, such as translator: [lin-mei]", public=True),
    Field("source", Part(SOURCE, Source), "where a repost or translation comes from", public=True),
    Field("sponsored", Line(), "who paid for it", public=True),
    Field("licence", Licence(), "where it is not the community's", public=True),
    Field("pin", Flag(), "true: stays on top", public=True),
    Field("draft", Flag(), "true: not published yet", public=False),
    Field("aliases", ListOf(OldAddress()), "addresses it used to have", public=True),
    Field("uid", Line(), "keeps its identity when the file is renamed", public=True),
)  # fmt: skip
OWN: Final = frozenset({"title", "summary", "updated", "aliases", "uid"})
"""What a translation does not take over from the original."""


def read_values(mapping: Mapping, reading: Reading, original: Values | None) -> Values:
    """The front matter; a translation takes over what it does not say itself."""
    inherited = {name: value for name, value in (original or {}).items() if name not in OWN}
    return read_fields(FIELDS, mapping, reading, inherited=inherited)


def post_of(
    values: Values, markdown: Markdown, id: RecordId, language: str, reading: Reading
) -> Post | None:
    """The post that a file holds; None where something in it is an error."""
    few_enough(values.get("tags", ()), reading)
    if not reading.is_usual:
        report_misleading(markdown.body, partial(markdown.at, reading.path), reading)
    if reading.is_broken or "date" not in values:
        return None
    values = values | {"tags": tuple(dict.fromkeys(values.get("tags", ())))}
    text = {"language": language, "body": markdown.body, "body_line": markdown.body_line}
    return made(Post, values, id, reading, **text)

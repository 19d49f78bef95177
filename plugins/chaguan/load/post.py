"""Posts."""

from __future__ import annotations

from functools import partial
from typing import Final

from chaguan.model import Post, RecordId, Source
from chaguan.source import Mapping, Markdown

from .fields import Field, ListOf, MapOf, Part, read_fields
from .links import Picture, Reference, WebAddress
from .old_addresses import OldAddress
from .plain_words import report_misleading
from .reading import Reading, Values
from .times import Moment, at_clock
from .words import Flag, Line, Tag, few_enough

PEOPLE: Final = ListOf(Reference("person"))
SOURCE: Final = (
    Field("url", WebAddress(), "where it was first published"),
    Field("title", Line(), "what it is called there"),
    Field("author", Line(), "who wrote it"),
    Field("licence", Line(), "under which licence it may be shown here"),
)
FIELDS: Final = (
    Field("title", Line(), "what it is called", is_required=True),
    Field("date", Moment(), "2026-04-03, or with 14:00; scheduled if to come", is_required=True),
    Field("authors", PEOPLE, "the ids of the people who wrote it", is_required=True),
    Field("summary", Line(), "one or two sentences"),
    Field("image", Picture(), "a picture for it"),
    Field("image_alt", Line(), "what the picture shows"),
    Field("tags", ListOf(Tag()), "words to find it by"),
    Field("scenes", ListOf(Reference("scene")), "situations in which it helps"),
    Field("groups", ListOf(Reference("group")), "groups it is about"),
    Field("places", ListOf(Reference("place")), "places it is about"),
    Field("event", Reference("event"), "the event that it tells of"),
    Field("updated", Moment(), "when its words last changed"),
    Field("credits", MapOf(PEOPLE), "role: people, such as translator: [lin-mei]"),
    Field("source", Part(SOURCE), "where a repost or translation comes from"),
    Field("sponsored", Line(), "who paid for it"),
    Field("licence", Line(), "where it is not the community's"),
    Field("pin", Flag(), "true: stays on top"),
    Field("draft", Flag(), "true: not published yet"),
    Field("aliases", ListOf(OldAddress()), "addresses it used to have"),
    Field("uid", Line(), "keeps its identity when the file is renamed"),
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
    zone = reading.around.zone
    published = at_clock(values.get("date"), zone)
    few_enough(values.get("tags", ()), reading)
    if not reading.is_usual:
        report_misleading(markdown.body, partial(markdown.at, reading.path), reading)
    if reading.is_broken or published is None:
        return None
    source = values.get("source")
    return Post(
        id=id,
        path=reading.path,
        positions=reading.positions,
        uid=values.get("uid", ""),
        language=language,
        title=values["title"],
        date=published,
        authors=values["authors"],
        summary=values.get("summary", ""),
        image=values.get("image"),
        image_alt=values.get("image_alt", ""),
        tags=tuple(dict.fromkeys(values.get("tags", ()))),
        scenes=values.get("scenes", ()),
        groups=values.get("groups", ()),
        places=values.get("places", ()),
        event=values.get("event"),
        updated=at_clock(values.get("updated"), zone),
        credits=values.get("credits", ()),
        source=Source(**source) if source else None,
        sponsored=values.get("sponsored", ""),
        licence=values.get("licence", ""),
        pin=values.get("pin", False),
        draft=values.get("draft", False),
        aliases=values.get("aliases", ()),
        body=markdown.body,
        body_line=markdown.body_line,
    )

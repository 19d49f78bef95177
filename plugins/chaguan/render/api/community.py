"""Everything public as data, for whoever wants to build on it: `/api/community.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from chaguan.load import without_blocks
from chaguan.model import ANY, Event, Post, Record, RecordId, Span, Text
from chaguan.render.text.json_lines import in_lines
from chaguan.site.identity import iri
from chaguan.site.images import NO_PICTURES, Album
from chaguan.site.index import Streams
from chaguan.site.urls import Address
from chaguan.site.visibility import event_languages

from .schema import SCHEMA

__all__ = ["PUBLIC", "SCHEMA", "SCHEMA_ADDRESS", "VERSION", "community_json", "schema_json"]

VERSION: Final = 1
"""Raised when a name changes its meaning or goes away; new names may come at any time."""
SCHEMA_ADDRESS: Final = Address("api/community.schema.json")
PUBLIC: Final[Mapping[str, str]] = MappingProxyType(
    {
        "community": "name tagline zone languages licence links",
        "post": "language title date authors summary image image_alt tags scenes groups places"
        " event updated credits source sponsored licence pin",
        "event": "title span place location online hosts speakers groups scenes tags form status"
        " status_note capacity cost signup repeat changes image image_alt summary description"
        " recordings updated revision",
        "person": "name bio avatar avatar_alt links feed place joined left signed pronouns",
        "group": "name about members place join scenes",
        "place": "name location sort about people zone hours links image image_alt scenes"
        " is_closed closed_on",
        "scene": "name about image image_alt months weekdays",
    }
)
"""What is told of each kind of record; nothing else ever is."""
RENAMED: Final = MappingProxyType(
    {"form": "kind", "is_closed": "closed", "sort": "kind", "zone": "timezone"}
)
"""Fields that contributors' files call otherwise."""
PEOPLE: Final = frozenset({"authors", "hosts", "members", "people", "speakers"})
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\((?!\s*<?[a-zA-Z][a-zA-Z0-9+.-]*:)[^()\n]*\)")
_DEFINITION: Final = re.compile(
    r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?![a-zA-Z][a-zA-Z0-9+.-]*:)\S+.*$", re.MULTILINE
)
PICTURES: Final = frozenset({"avatar", "image"})


def community_json(streams: Streams, site_url: str, album: Album = NO_PICTURES) -> bytes:
    """The published community as JSON in UTF-8, by `SCHEMA`; records are sorted by id.

    Times are ISO 8601 with their offset, days without; addresses are absolute. Who is not
    listed is not named: references hold listed people only. What is empty is left out.
    """
    community = streams.community
    told = _Telling(streams, site_url, album)
    data = {
        "$schema": SCHEMA_ADDRESS.absolute(site_url),
        "version": VERSION,
        "community": {"url": site_url, **told.record(community.settings)},
        "posts": [told.record(post) for post in community.posts],
        "events": [told.record(event) for event in community.events.values()],
        "people": [told.record(person) for person in community.people.values()],
        "groups": [told.record(group) for group in community.groups.values()],
        "places": [told.record(place) for place in community.places.values()],
        "scenes": [told.record(scene) for scene in community.scenes.values()],
        "tags": [{"id": key, "name": name} for key, name in streams.tags.items()],
    }
    return in_lines(data)


def schema_json() -> bytes:
    """`SCHEMA`, to be published at `SCHEMA_ADDRESS`."""
    return (json.dumps(SCHEMA, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True)
class _Telling:
    streams: Streams
    site_url: str
    album: Album

    def record(self, record: Record) -> dict[str, Any]:
        """Its id, its identifier for ever, its pages by language, and what is public of it."""
        addresses, settings = self.streams.addresses, self.streams.community.settings
        told: dict[str, Any] = {"id": record.id, "iri": iri(record, settings)}
        if record is not settings:
            told["pages"] = {
                language: addresses.record(record, language).absolute(self.site_url)
                for language in self._languages(record)
            }
        values = {name: getattr(record, name) for name in PUBLIC[record.kind].split()}
        span = values.pop("span", None)
        return told | (_span(span) if span else {}) | self._known(values)

    def _languages(self, record: Record) -> tuple[str, ...]:
        match record:
            case Post():
                return (record.language,)
            case Event():
                return event_languages(record, self.streams.community.default_language)
        return self.streams.community.settings.languages

    def _known(self, values: Mapping[str, Any]) -> dict[str, Any]:
        told = {name: self._named(name, value) for name, value in values.items() if _is_said(value)}
        return {RENAMED.get(name, name): value for name, value in told.items() if _is_said(value)}

    def _named(self, name: str, value: Any) -> Any:
        if name in PEOPLE:
            return self._listed(value)
        if name == "credits":
            return {role: ids for role, people in value if (ids := self._listed(people))}
        if name == "links":
            return [{"label": label, "url": url} for label, url in value]
        if name in PICTURES and value:
            picture = self.album.of(value)
            return picture.full.address.absolute(self.site_url) if picture else ""
        return self._value(value)

    def _value(self, value: Any) -> Any:
        match value:
            case str() if not isinstance(value, Enum):
                return value
            case Text():
                return _text(value)
            case Enum():
                return value.value
            case datetime() | date():
                return value.isoformat()
            case ZoneInfo():
                return value.key
            case tuple() | list():
                return [self._value(each) for each in value]
        if isinstance(value, Span):
            return _span(value)
        if is_dataclass(value):
            return self._known({each.name: getattr(value, each.name) for each in fields(value)})
        return value

    def _listed(self, ids: Iterable[RecordId]) -> list[str]:
        return [id for id in ids if id in self.streams.community.people]


def _is_said(value: Any) -> bool:
    return bool(value) or (isinstance(value, int | float) and value is not False)


def _text(text: Text) -> str | dict[str, str]:
    """As files have it: a string, or a map by language; a plain one among others is `und`."""
    if len(text.versions) == 1 and not text.languages:
        return _without_paths(text.versions[0].text)
    return {
        "und" if each.language == ANY else each.language: _without_paths(each.text)
        for each in text.versions
    }


def _without_paths(markdown: str) -> str:
    """Markdown whose links to source files are words: they lead nowhere outside of the sources."""
    return _DEFINITION.sub("", _LINK.sub(r"\1", without_blocks(markdown)))


def _span(span: Span) -> dict[str, Any]:
    """Days, the last one inclusive, or times with their offset; `end` only where it was said."""
    start, end = (span.first_day, span.last_day) if span.all_day else (span.start, span.end)
    told = {"start": start.isoformat(), "timezone": span.zone.key}
    if not span.open_ended:
        told["end"] = end.isoformat()
    return told

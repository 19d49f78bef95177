"""Everything public as data that programs may build on: `/api/community.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Final
from zoneinfo import ZoneInfo

from chaguan.load import without_blocks
from chaguan.model import ANY, PLURALS, Event, Record, Span, Text
from chaguan.model.frozen import dataclass
from chaguan.render.text.json_lines import Told as ToldJson
from chaguan.render.text.json_lines import in_lines, members
from chaguan.site.identity import iri, uid
from chaguan.site.images import NO_PICTURES, Album
from chaguan.site.index import Index

from .schema import PICTURES, Told, schema, told_of

__all__ = ["DATA_PATH", "SCHEMA_PATH", "VERSION", "community_json", "schema", "schema_json"]

VERSION: Final = 1
"""Raised when a name changes its meaning or goes away; new names may come at any time."""
DATA_PATH: Final = "api/community.json"
SCHEMA_PATH: Final = "api/community.schema.json"
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\((?!\s*<?[a-zA-Z][a-zA-Z0-9+.-]*:)[^()\n]*\)")
_DEFINITION: Final = re.compile(
    r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?![a-zA-Z][a-zA-Z0-9+.-]*:)\S+.*$", re.MULTILINE
)


def community_json(index: Index, site_url: str, album: Album = NO_PICTURES) -> bytes:
    """The published community as JSON in UTF-8, by `schema`; records are sorted by id.

    Times are ISO 8601 with their offset, days without; addresses are absolute. Who is not
    listed is not named: references hold listed people only. What is empty is left out.
    """
    told = {
        kind: [records_told(index, site_url, album, kind)] if index.records(kind) else []
        for kind in PLURALS
        if kind != "page"
    }
    return joined(index, site_url, album, told)


def records_told(
    index: Index,
    site_url: str,
    album: Album,
    kind: str,
    start: int = 0,
    stop: int | None = None,
) -> ToldJson:
    """Some neighbours among the records of a kind, each on a line."""
    telling = _Telling(index, site_url, album)
    return members(telling.record(record) for record in index.records(kind, start, stop))


def joined(
    index: Index, site_url: str, album: Album, records: Mapping[str, Sequence[ToldJson]]
) -> bytes:
    """The whole, of what `records_told` tells of all records, by kind."""
    settings = index.community.settings
    data = {
        "$schema": (index.addresses.root / SCHEMA_PATH).absolute(site_url),
        "version": VERSION,
        "community": {
            "url": index.addresses.root.absolute(site_url),
            **_Telling(index, site_url, album).record(settings),
        },
        **{
            plural: list(records.get(kind, ()))
            for kind, plural in PLURALS.items()
            if kind != "page"
        },
        "tags": [{"id": key, "name": name} for key, name in index.tags()],
    }
    return in_lines(data)


def schema_json() -> bytes:
    """`schema`, to be published at `SCHEMA_PATH`."""
    return (json.dumps(schema(), ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True)
class _Telling:
    index: Index
    site_url: str
    album: Album

    def record(self, record: Record) -> dict[str, Any]:
        """Its id, its identifier for ever, its pages by language, and what is public of it."""
        addresses, settings = self.index.addresses, self.index.community.settings
        told: dict[str, Any] = {"id": record.id, "iri": iri(record, settings)}
        if isinstance(record, Event):  # by this two towns tell that they speak of one evening
            told["uid"] = uid(record, settings)
        if record is not settings:
            told["pages"] = {
                language: addresses.record(record, language).absolute(self.site_url)
                for language in record.written_in(settings.languages)
            }
        span = getattr(record, "span", None)
        return told | (_span(span) if span else {}) | self._known(record, told_of(type(record)))

    def _known(self, data: Any, telling: Iterable[Told]) -> dict[str, Any]:
        """What `data` says, each attribute by the name under which it is told."""
        known: dict[str, Any] = {}
        for each in telling:
            value = getattr(data, each.attribute)
            if isinstance(data, Record) and isinstance(value, Span):
                continue  # among the record's own values
            if _is_said(value) and _is_said(said := self._said(each, value)):
                known[each.name] = said
        return known

    def _said(self, told: Told, value: Any) -> Any:
        if told.names_people:
            return self._listed(value)
        if told.attribute == "links":
            return [{"label": label, "url": url} for label, url in value]
        if told.attribute in PICTURES:
            picture = self.album.of(value)
            return picture.full.address.absolute(self.site_url) if picture else ""
        return self._value(value, told)

    def _value(self, value: Any, told: Told) -> Any:
        match value:
            case str() if not isinstance(value, Enum):
                return value
            case Text():
                return _text(value)
            case Enum():
                return value.value
            case datetime() | date():
                return value.isoformat()
            case timedelta():
                hours = value // timedelta(hours=1)
                return f"PT{hours}H" if hours % 24 else f"P{value.days}D"
            case time():
                return value.isoformat("minutes")
            case Decimal():
                return int(value) if value == value.to_integral_value() else float(value)
            case ZoneInfo():
                return value.key
            case tuple() | list():
                return [self._value(each, told) for each in value]
            case Span():
                return _span(value)
        if is_dataclass(value):
            return self._known(value, told.inside(type(value)))
        return value

    def _listed(self, named: Any) -> Any:
        """An id, ids, or pairs of a role and ids: those of listed people."""
        match named:
            case str():
                return named if named in self.index.community.people else ""
            case ((str(), tuple()), *_):
                return {role: ids for role, people in named if (ids := self._listed(people))}
        return [id for id in named if id in self.index.community.people]


def _is_said(value: Any) -> bool:
    return bool(value) or (isinstance(value, int | float | Decimal) and value is not False)


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

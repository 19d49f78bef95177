"""What `community.json` tells of a record, by its fields' definitions, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, field, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from chaguan.load import (
    COMMUNITY_FIELDS,
    FIELDS_BY_KIND,
    Changes,
    Field,
    ListOf,
    MapOf,
    Reference,
    parts_of,
)
from chaguan.model import KINDS, Event, MediaPath, Page, RecordId, Settings, Span, Text, Url
from chaguan.model.frozen import dataclass

BY_PATH: Final = frozenset({"language"})
"""What a file's path says of the record in it."""
TOLD_OTHERWISE: Final = frozenset({"aliases", "uid"})
"""Public, and of no use here: identifiers hold `uid`, and old addresses lead to the pages."""


@dataclass(frozen=True, slots=True)
class Told:
    """One attribute that is told."""

    attribute: str
    name: str
    parts: tuple[Field, ...] = ()
    """The fields inside it."""
    names_people: bool = False
    """Whether it names people, of whom some may be unlisted."""
    _inside: dict[type[Any], tuple[Told, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def inside(self, of: type[Any]) -> tuple[Told, ...]:
        """What is told of a part of it; worked out once, for thousands of records ask."""
        if of not in self._inside:
            self._inside[of] = tuple(told_inside(of, self.parts))
        return self._inside[of]


_TOLD: Final[dict[type[Any], tuple[Told, ...]]] = {}


def told_of(of: type[Any]) -> tuple[Told, ...]:
    """What is told of a kind of record, in the model's order; worked out once."""
    if of not in _TOLD:
        _TOLD[of] = tuple(_told_of(of))
    return _TOLD[of]


def _told_of(of: type[Any]) -> Iterator[Told]:
    known = FIELDS_BY_KIND.get(of.kind, COMMUNITY_FIELDS)
    by_attribute = {each: written for written in known for each in written.attributes}
    for each in fields(of):
        known_as = by_attribute.get(each.name)
        if each.name in BY_PATH or (
            known_as is not None and known_as.public and each.name not in TOLD_OTHERWISE
        ):
            yield _told(each.name, known_as)


def told_inside(of: type[Any], parts: tuple[Field, ...]) -> Iterator[Told]:
    """What is told of a part of a record: all but what its fields call private."""
    by_attribute = {each: written for written in parts for each in written.attributes}
    for each in fields(of):
        known_as = by_attribute.get(each.name)
        if known_as is None or known_as.public:
            yield _told(each.name, known_as)


def _told(attribute: str, written: Field | None) -> Told:
    """`written` is where it stands in files; None for what is worked out."""
    name = attribute.removeprefix("is_")
    if written is None:
        return Told(attribute, name)
    if written.attribute == attribute:
        name = written.name
    return Told(attribute, name, _parts(attribute, written), _names_people(written.type))


def _parts(attribute: str, written: Field) -> tuple[Field, ...]:
    if isinstance(written.type, Changes):
        return written.type.fields
    parts = parts_of(written.type)
    within = (each.type for each in parts if attribute in each.attributes)
    return next((each.fields for each in within if isinstance(each, Changes)), parts)


def _names_people(of: Any) -> bool:
    match of:
        case Reference():
            return of.kind == "person"
        case ListOf():
            return _names_people(of.item)
        case MapOf():
            return _names_people(of.value)
    return False


Schema = dict[str, Any]

PICTURES: Final = frozenset({"avatar", "image", "logo"})
"""Attributes that hold a picture's path; its address is told."""
_WORDS: Final[Schema] = {"type": "string"}
_ID: Final[Schema] = {"type": "string", "minLength": 1}
_URL: Final[Schema] = {"type": "string", "format": "uri", "pattern": "^https?://"}
_DAY: Final[Schema] = {"type": "string", "format": "date"}
_MOMENT: Final[Schema] = {"type": "string", "format": "date-time"}
_WHEN: Final[Schema] = {"anyOf": [_DAY, _MOMENT]}
_SPAN: Final = {"start": _WHEN, "end": _WHEN, "timezone": _ID}
_PLAIN: Final[dict[Any, Schema]] = {
    str: _WORDS,
    RecordId: _ID,
    Url: _URL,
    MediaPath: _URL,
    Text: {"$ref": "#/$defs/text"},
    ZoneInfo: _ID,
    Decimal: {"type": "number", "minimum": 0},
    datetime: _MOMENT,
    date: _DAY,
    time: {"type": "string", "pattern": r"^\d\d:\d\d$"},
    timedelta: {"type": "string", "pattern": r"^P(\d+D|T\d+H)$"},
    bool: {"const": True},
}
"""What a value of each type looks like; what is false is left out."""
_WITHIN: Final = MappingProxyType(
    {
        "count": (1,),
        "interval": (1,),
        "latitude": (-90, 90),
        "longitude": (-180, 180),
        "month": (1, 12),
        "months": (1, 12),
        "nth": (-1, 5),
        "of_month": (-1, 31),
        "weekday": (0, 6),
        "weekdays": (0, 6),
    }
)
"""Numbers that do not begin at 0, or that end. Monday is 0, -1 the last."""


@cache
def schema() -> Schema:
    """What `community.json` looks like (JSON Schema, draft 2020-12).

    Names that are not here may be added in a later Chaguan; `version` says when one goes away.
    """
    records = {
        kind.plural: _list(_record(kind, "id iri uid pages" if kind is Event else "id iri pages"))
        for kind in KINDS
        if kind is not Page
    }
    tags = _list(_object("id name", {"id": _ID, "name": _WORDS}))
    community = _record(Settings, "id iri url")
    everything = {
        "$schema": _URL,
        "version": {"const": 1},
        "community": community,
        **records,
        "tags": tags,
    }
    words: Schema = {"type": "object", "additionalProperties": _WORDS, "minProperties": 1}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A community's public records",
        "$defs": {
            "text": {
                "description": "Words, or the same words by language (BCP 47).",
                "anyOf": [_WORDS, words],
            }
        },
        **_object(f"version community {' '.join(records)} tags", everything),
    }


def _object(required: str, properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _record(of: type[Any], common: str) -> Schema:
    """A record: its id within its kind, its identifier for ever, and its pages by language."""
    pages: Schema = {"type": "object", "additionalProperties": _URL, "minProperties": 1}
    iri: Schema = {"type": "string", "pattern": "^[a-zA-Z][a-zA-Z0-9+.-]*:"}
    uid: Schema = {"type": "string", "minLength": 1}  # that of the calendar (RFC 7986, 5.3)
    known = {"id": _ID, "iri": iri, "uid": uid, "url": _URL, "pages": pages}
    described = _described(of, told_of(of))
    if "span" in described["properties"]:
        described["properties"] |= _SPAN
        described["required"] += ["start", "timezone"]
        del described["properties"]["span"]
        described["required"].remove("span")
    properties = {name: known[name] for name in common.split()} | described["properties"]
    return _object(" ".join((common, *described["required"])), properties)


def _described(of: type[Any], telling: Iterable[Told]) -> Schema:
    hints = get_type_hints(of)
    properties, required = {}, []
    plain = {each.name: each for each in fields(of)}
    for each in telling:
        hint = hints[each.attribute]
        properties[each.name] = _of(hint, each.attribute, each.parts)
        is_given = plain[each.attribute].default is MISSING and hint != tuple[RecordId, ...]
        if is_given or _is_always_said(hint):
            required.append(each.name)
    return _object(" ".join(required), properties)


def _is_always_said(hint: Any) -> bool:
    """Whether every record has a value that is told: a number, a zone, one of a few words."""
    return hint in (int, ZoneInfo) or (isinstance(hint, type) and issubclass(hint, Enum))


def _of(hint: Any, attribute: str, parts: tuple[Field, ...]) -> Schema:
    """What a value of a type looks like; raises TypeError for an unknown type."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if hint in (int, float):
        kind = "integer" if hint is int else "number"
        least, *most = _WITHIN.get(attribute, (0,))
        return {"type": kind, "minimum": least} | ({"maximum": most[0]} if most else {})
    if get_origin(hint) in (Union, UnionType):
        (only,) = (each for each in get_args(hint) if each is not NoneType)
        return _of(only, attribute, parts)
    if get_origin(hint) is tuple:
        return _of_several(get_args(hint)[0], attribute, parts)
    if hint is Span:
        return _object("start timezone", _SPAN)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [each.value for each in hint]}
    if is_dataclass(hint) and isinstance(hint, type):
        return _described(hint, told_inside(hint, parts))
    raise TypeError(f"no schema for {attribute}: {hint}")


def _of_several(item: Any, attribute: str, parts: tuple[Field, ...]) -> Schema:
    """A list; of pairs with an address, labels and addresses; of pairs with a list, by name."""
    if get_origin(item) is not tuple:
        return _list(_of(item, attribute, parts))
    value = get_args(item)[1]
    if value is Url:
        return _list(_object("label url", {"label": _WORDS, "url": _URL}))
    return {"type": "object", "additionalProperties": _of(value, attribute, parts)}

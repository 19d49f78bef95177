"""The fields of a kind with those inside them, and the JSON Schema (2020-12) made from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from chaguan.locales import field_words

from .campaign import STEP
from .changes import NONE, Changes, DayOrDays, Deadline, Length, NotNone, OrNone
from .event import RECORDING, RecordingType
from .fields import Field, FieldType, ListOf, MapOf, Part
from .links import Country, Licence, OldAddress, Picture, Point, Reference, WebAddress, WriteTo
from .offer import CURRENCIES, MAKER, Currency, MakerType
from .person import JOINED, JoinsType
from .place import Closing
from .post import OWN
from .programme import ClockOrMoment
from .repeating import EVERY, PATTERN, PatternDay, Season
from .settings import Colour, Language, WeekOnly
from .tags import FIELDS as TAG
from .tags import TagSlug
from .times import DayOnly, Instant, Moment, Zone
from .words import Amount, Choice, Flag, Line, Tag, TextByLanguage, Whole

Schema = dict[str, Any]
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
DAY: Final = r"\d{4}-\d{2}-\d{2}"
MOMENT: Final = rf"{DAY}([ T]+\d{{1,2}}:\d{{2}}(:\d{{2}}(\.\d+)?)?)?"
LANGUAGE: Final = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?"
_PLAIN: Final = ("string", "number", "boolean")
"""What YAML takes a word for; the loader reads all of it as text."""


def record_schema(kind: str, fields: tuple[Field, ...], languages: tuple[str, ...] = ()) -> Schema:
    """The schema of a file of `kind`; `languages` are the community's, where they are known."""
    return {"$schema": DIALECT, "title": kind, **_of_fields(fields, kind, "", languages)}


def translation_schema(
    kind: str, fields: tuple[Field, ...], languages: tuple[str, ...] = ()
) -> Schema:
    """The schema of a translation, which takes over from its original what it does not say."""
    schema = record_schema(kind, fields, languages)
    required = [name for name in schema["required"] if name in OWN]
    return {**schema, "title": f"{kind}, translated", "required": required}


def tags_schema(languages: tuple[str, ...] = ()) -> Schema:
    """The schema of `tags.yml`: tags, and what is said of each."""
    each = _of_fields(TAG, "tag", "", languages)
    return {"$schema": DIALECT, "title": "tags", "type": "object", "additionalProperties": each}


def _of_fields(
    fields: tuple[Field, ...], kind: str, prefix: str, languages: tuple[str, ...]
) -> Schema:
    properties = {}
    for field in fields:
        path = f"{prefix}{field.name}"
        words = field_words(kind, path)
        example = f" Example: {words.example}" if words.example else ""
        schema = _of(field.type, kind, path, languages)
        schema = _filled(schema) if field.is_required else _or_nothing(schema)
        described = {"description": f"{words.about}.{example}"}
        if "pattern" in schema:  # said by editors in place of the pattern
            described["patternErrorMessage"] = described["description"]
        properties[field.name] = {**described, **schema}
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    required = [field.name for field in fields if field.is_required]
    return {**schema, "required": required} if required else schema


def _of(sort: FieldType, kind: str, path: str, languages: tuple[str, ...]) -> Schema:
    """What may stand in one field; raises TypeError for a type that nobody described here."""
    match sort:
        case Line() | Country() | Licence() | Tag() | Reference() | Picture() | OldAddress():
            return {"type": list(_PLAIN)}
        case TextByLanguage():
            return {"anyOf": [{"type": list(_PLAIN)}, _by_language(languages)]}
        case WebAddress():
            return _text(r"https?://[^\s<>\"`{}|\\^]+")
        case TagSlug():
            return _text(r"\S+")
        case WriteTo():
            return _text(r"(mailto:)?[^\s@<>\"]+@[\w-]+(\.[\w-]+)+|https?://[^\s<>\"`{}|\\^]+")
        case Colour():
            return _text(r"#[0-9a-fA-F]{6}")
        case Moment() | Instant():
            return _text(MOMENT)
        case DayOnly():
            return _text(DAY)
        case DayOrDays():
            return _text(rf"{DAY}( +to +{DAY})?")
        case Deadline():
            return _text(rf"{MOMENT}|[0-9]{{1,3}} +(hour|day|week)s? +before")
        case Length():
            return _text(r"[0-9]{1,3} +(day|week|month)s?")
        case WeekOnly():
            return _text(r"[0-9]{4}-?[Ww][0-9]{1,2}")
        case NotNone():
            return _of(sort.of, kind, path, languages)
        case OrNone():
            return {"anyOf": [_of(sort.of, kind, path, languages), {"enum": [NONE]}]}
        case Zone():
            return _text(r"UTC|[A-Za-z_-]+(/[A-Za-z0-9_+-]+)+")
        case Language():
            return _text(LANGUAGE)
        case Choice():
            return {"enum": [each.value for each in sort.of]}
        case Flag():
            return {"enum": [True, False, "yes", "no"]}
        case Closing():
            return {"anyOf": [_of(Flag(), kind, path, languages), _text(DAY)]}
        case Whole():
            number = {"type": "integer", "minimum": sort.least}
            return {"anyOf": [number, _text(r"[0-9]{1,9}")]}
        case Point():
            return _POINT
        case PatternDay():
            return {"anyOf": [_text(r"[A-Za-z0-9]+( +[A-Za-z0-9]+){0,5}"), _between(1, 31)]}
        case Season():
            return {"anyOf": [_text(r"[A-Za-z]+|[0-9]{1,2}"), _between(1, 12)]}
        case ListOf():
            item = _filled(_of(sort.item, kind, path, languages))
            return {"anyOf": [item, {"type": "array", "items": item}]}
        case MapOf():
            value = _or_nothing(_of(sort.value, kind, path, languages))
            return {"type": "object", "additionalProperties": value}
        case Part():
            return _of_fields(sort.fields, kind, f"{path}.", languages)
        case RecordingType():
            described = _of_fields(RECORDING, kind, f"{path}.", languages)
            return {"anyOf": [_of(WebAddress(), kind, path, languages), described]}
        case JoinsType():
            described = _of_fields(JOINED, kind, f"{path}.", languages)
            return {"anyOf": [_of(Line(), kind, path, languages), described]}
        case MakerType():
            described = _of_fields(MAKER, kind, f"{path}.", languages)
            return {"anyOf": [_of(Line(), kind, path, languages), described]}
        case Amount():
            number = {"type": "number", "minimum": 0}
            return {"anyOf": [number, _text(r"[0-9]{1,12}(\.[0-9]{1,4})?")]}
        case Currency():
            return {"enum": sorted(CURRENCIES)}
        case ClockOrMoment():
            return {"anyOf": [_text(rf"\d{{1,2}}:\d{{2}}|{MOMENT}"), _between(0, 1439)]}
        case Changes():
            own = tuple(each for each in sort.fields if each not in (EVERY, *PATTERN))
            pattern = tuple(each for each in sort.fields if each in (EVERY, *PATTERN))
            inside = "" if path.startswith("repeat.") else f"{path}."
            changed = _of_fields(own, kind, inside, languages)
            changed["properties"] |= _of_fields(pattern, kind, "repeat.", languages)["properties"]
            if not sort.is_list:
                return _named(DAY, changed)
            either = [_text(DAY), _named(DAY, changed)]
            return {"anyOf": [*either, {"type": "array", "items": {"anyOf": either}}]}
        case _:
            raise TypeError(f"no schema for the field type {sort!r}")


_POINT: Final[Schema] = {
    "type": "array",
    "prefixItems": [
        {"type": "number", "minimum": -90, "maximum": 90},
        {"type": "number", "minimum": -180, "maximum": 180},
    ],
    "minItems": 2,
    "maxItems": 2,
}


def _text(pattern: str) -> Schema:
    return {"type": "string", "pattern": rf"^\s*({pattern})\s*$"}


def _between(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _named(pattern: str, value: Schema) -> Schema:
    names = {rf"^({pattern})$": value}
    return {"type": "object", "patternProperties": names, "additionalProperties": False}


def _by_language(languages: tuple[str, ...]) -> Schema:
    words: Schema = {"type": [*_PLAIN, "null"]}
    if not languages:
        return _named(LANGUAGE, words)
    properties = dict.fromkeys(languages, words)
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _filled(schema: Schema) -> Schema:
    """The same where something has to stand: an empty text is none."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [_filled(each) for each in schema["anyOf"]]}
    if schema.get("type") == list(_PLAIN):
        return {**schema, "pattern": r"\S"}
    return schema


def _or_nothing(schema: Schema) -> Schema:
    """The same where the line may be left empty."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*types, "null"]}


def outlined(fields: tuple[Field, ...], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Each field with its dotted path: `repeat`, then `repeat.every`."""
    for field in fields:
        path = f"{prefix}{field.name}"
        yield path, field
        inner = STEP if _is_steps(field.type) else parts_of(field.type)
        yield from outlined(inner, f"{path}.")


def parts_of(of: FieldType) -> tuple[Field, ...]:
    """The fields inside a field; none where it holds one value, or a record's own fields again."""
    match of:
        case Part():
            return of.fields
        case ListOf():
            return parts_of(of.item)
        case RecordingType():
            return RECORDING
        case JoinsType():
            return JOINED
        case MakerType():
            return MAKER
        case _:
            return ()


def _is_steps(of: FieldType) -> bool:
    """Whether it is a map of days to fields that no other field has."""
    return isinstance(of, Changes) and of.fields is STEP


def is_list(of: FieldType) -> bool:
    """Whether several values may stand there."""
    return isinstance(of, ListOf)


def is_text(of: FieldType) -> bool:
    """Whether it holds words for readers, in one language or by language."""
    return isinstance(of, TextByLanguage)

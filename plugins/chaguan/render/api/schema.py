"""What `/api/community.json` looks like (JSON Schema 2020-12)."""

from __future__ import annotations

from typing import Any, Final

Schema = dict[str, Any]

_WORDS: Final[Schema] = {"type": "string"}
_ID: Final[Schema] = {"type": "string", "minLength": 1}
_IDS: Final[Schema] = {"type": "array", "items": _ID}
_URL: Final[Schema] = {"type": "string", "format": "uri", "pattern": "^https?://"}
_TEXT: Final[Schema] = {"$ref": "#/$defs/text"}
_DAY: Final[Schema] = {"type": "string", "format": "date"}
_MOMENT: Final[Schema] = {"type": "string", "format": "date-time"}
_WHEN: Final[Schema] = {"anyOf": [_DAY, _MOMENT]}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_YES: Final[Schema] = {"const": True}


def _object(required: str = "", **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _record(required: str, **properties: Schema) -> Schema:
    """A record: its id within its kind, its identifier for ever, and its pages by language."""
    pages: Schema = {"type": "object", "additionalProperties": _URL, "minProperties": 1}
    common = {"id": _ID, "iri": {"type": "string", "pattern": "^[a-zA-Z][a-zA-Z0-9+.-]*:"}}
    return _object(f"id iri pages {required}", **common, pages=pages, **properties)


_LINKS: Final = _list(_object("label url", label=_WORDS, url=_URL))
_GEO: Final = _object(
    "latitude longitude",
    latitude={"type": "number", "minimum": -90, "maximum": 90},
    longitude={"type": "number", "minimum": -180, "maximum": 180},
)
_LOCATION: Final = _object(name=_TEXT, address=_TEXT, city=_TEXT, country=_WORDS, geo=_GEO)
_STATUS: Final[Schema] = {"enum": ["confirmed", "tentative", "postponed", "cancelled"]}
_PICTURE: Final = {"image": _URL, "image_alt": _TEXT}
_SPAN: Final = {"start": _WHEN, "end": _WHEN, "timezone": _ID}
_DAY_OF_PATTERN: Final = _object(
    weekday={"type": "integer", "minimum": 0, "maximum": 6, "description": "0 is Monday."},
    nth={"type": "integer", "description": "-1 is the last of the month."},
    of_month={"type": "integer", "description": "-1 is the last of the month."},
    month={"type": "integer", "minimum": 1, "maximum": 12},
)
_CHANGE: Final = _object(
    "original",
    original=_DAY | {"description": "The day of the pattern that differs."},
    span=_object("start timezone", **_SPAN),
    title=_TEXT,
    place=_ID,
    location=_LOCATION,
    online=_URL,
    status=_STATUS,
    status_note=_TEXT,
    summary=_TEXT,
    description=_TEXT,
)
_REPEAT: Final = _object(
    "every interval",
    every={"enum": ["day", "week", "month", "year"]},
    interval={"type": "integer", "minimum": 1},
    on=_list(_DAY_OF_PATTERN),
    until=_DAY,
    count={"type": "integer", "minimum": 1},
    exceptions=_list(_DAY),
)
_POST: Final = _record(
    "language title date",
    language=_ID,
    title=_WORDS,
    date=_MOMENT,
    updated=_MOMENT,
    authors=_IDS,
    credits={"type": "object", "additionalProperties": _IDS},
    summary=_WORDS,
    **_PICTURE | {"image_alt": _WORDS},
    tags=_list(_WORDS),
    scenes=_IDS,
    groups=_IDS,
    places=_IDS,
    event=_ID,
    source=_object(url=_URL, title=_WORDS, author=_WORDS, licence=_WORDS),
    sponsored=_WORDS,
    licence=_WORDS,
    pin=_YES,
)
_EVENT: Final = _record(
    "title start timezone status revision",
    title=_TEXT,
    **_SPAN,
    place=_ID,
    location=_LOCATION,
    online=_URL,
    hosts=_IDS,
    speakers=_IDS,
    groups=_IDS,
    scenes=_IDS,
    tags=_list(_WORDS),
    kind=_WORDS,
    status=_STATUS,
    status_note=_TEXT,
    capacity=_COUNT,
    cost=_TEXT,
    signup=_object(url=_URL, until=_MOMENT),
    repeat=_REPEAT,
    changes=_list(_CHANGE),
    **_PICTURE,
    summary=_TEXT,
    description=_TEXT | {"description": "Markdown."},
    recordings=_list(_object("url", url=_URL, label=_TEXT)),
    updated=_MOMENT,
    revision=_COUNT,
)
_PERSON: Final = _record(
    "name",
    name=_TEXT,
    bio=_TEXT | {"description": "Markdown."},
    avatar=_URL,
    avatar_alt=_TEXT,
    links=_LINKS,
    feed=_URL,
    place=_ID,
    joined=_DAY,
    left=_DAY,
    signed=_WORDS,
    pronouns=_TEXT,
)
_GROUP: Final = _record(
    "name",
    name=_TEXT,
    about=_TEXT,
    members=_IDS,
    place=_ID,
    join=_list(_object("url", url=_URL, label=_TEXT, until=_DAY)),
    scenes=_IDS,
)
_PLACE: Final = _record(
    "name",
    name=_TEXT,
    location=_LOCATION,
    kind=_TEXT,
    about=_TEXT,
    people=_IDS,
    timezone=_ID,
    hours=_TEXT,
    links=_LINKS,
    **_PICTURE,
    scenes=_IDS,
    closed=_YES,
    closed_on=_DAY,
)
_SCENE: Final = _record(
    "name",
    name=_TEXT,
    about=_TEXT,
    **_PICTURE,
    months=_list({"type": "integer", "minimum": 1, "maximum": 12}),
    weekdays=_list({"type": "integer", "minimum": 0, "maximum": 6}),
)
_COMMUNITY: Final = _object(
    "id iri url name timezone languages",
    id=_ID,
    iri=_WORDS,
    url=_URL,
    name=_TEXT,
    tagline=_TEXT,
    timezone=_ID,
    languages=_IDS,
    licence=_WORDS,
    links=_LINKS,
)
SCHEMA: Final[Schema] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A community's public records",
    "$defs": {
        "text": {
            "description": "Words, or the same words by language (BCP 47).",
            "anyOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1},
            ],
        }
    },
    **_object(
        "version community posts events people groups places scenes tags",
        **{"$schema": _URL, "version": {"const": 1}},
        community=_COMMUNITY,
        posts=_list(_POST),
        events=_list(_EVENT),
        people=_list(_PERSON),
        groups=_list(_GROUP),
        places=_list(_PLACE),
        scenes=_list(_SCENE),
        tags=_list(_object("id name", id=_ID, name=_WORDS)),
    ),
}
"""Names that are not here may be added in a later Chaguan; `version` says when one goes away."""

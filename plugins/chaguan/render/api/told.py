"""Which attributes are told, and by which names: from the fields' definitions, for data and schema.

What is not written in a file is told of a record only where `BY_PATH` says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Final

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

BY_PATH: Final = frozenset({"language"})
"""What a file's path says of the record in it."""
TOLD_OTHERWISE: Final = frozenset({"aliases", "uid"})
"""Public, and of no use here: identifiers hold `uid`, and old addresses lead to the pages."""


@dataclass(frozen=True, slots=True)
class Told:
    """One attribute that is told."""

    attribute: str
    name: str
    field: Field | None = None
    """Where it is written; None for what is worked out."""

    @property
    def parts(self) -> tuple[Field, ...]:
        """The fields inside it."""
        match self.field:
            case Field(type=Changes() as changes):
                return changes.fields
            case Field():
                parts = parts_of(self.field.type)
                within = (each for each in parts if self.attribute in each.attributes)
                found = (each.type.fields for each in within if isinstance(each.type, Changes))
                return next(found, parts)
        return ()

    @property
    def names_people(self) -> bool:
        """Whether it names people, of whom some may be unlisted."""
        return self.field is not None and _names_people(self.field.type)


def told_of(of: type[Any]) -> Iterator[Told]:
    """What is told of a kind of record, in the model's order."""
    known = FIELDS_BY_KIND.get(of.kind, COMMUNITY_FIELDS)
    by_attribute = {each: field for field in known for each in field.attributes}
    for each in fields(of):
        field = by_attribute.get(each.name)
        if each.name in BY_PATH or (
            field is not None and field.public and each.name not in TOLD_OTHERWISE
        ):
            yield _told(each.name, field)


def told_inside(of: type[Any], parts: tuple[Field, ...]) -> Iterator[Told]:
    """What is told of a part of a record: all but what its fields call private."""
    by_attribute = {each: field for field in parts for each in field.attributes}
    for each in fields(of):
        field = by_attribute.get(each.name)
        if field is None or field.public:
            yield _told(each.name, field)


def _told(attribute: str, field: Field | None) -> Told:
    renamed = field is not None and field.attribute == attribute
    name = field.name if field is not None and renamed else attribute.removeprefix("is_")
    return Told(attribute, name, field)


def _names_people(of: Any) -> bool:
    match of:
        case Reference():
            return of.kind == "person"
        case ListOf():
            return _names_people(of.item)
        case MapOf():
            return _names_people(of.value)
    return False

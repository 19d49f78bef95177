"""The fields of a kind with those inside them, for whatever walks over all of them."""

from __future__ import annotations

from collections.abc import Iterator

from .event import RECORDING, RecordingType
from .fields import Field, FieldType, ListOf, Part
from .words import TextByLanguage


def outlined(fields: tuple[Field, ...], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Each field with its dotted path: `repeat`, then `repeat.every`."""
    for field in fields:
        path = f"{prefix}{field.name}"
        yield path, field
        yield from outlined(parts_of(field.type), f"{path}.")


def parts_of(of: FieldType) -> tuple[Field, ...]:
    """The fields inside a field; none where it holds one value, or a record's own fields again."""
    match of:
        case Part():
            return of.fields
        case ListOf():
            return parts_of(of.item)
        case RecordingType():
            return RECORDING
        case _:
            return ()


def is_list(of: FieldType) -> bool:
    """Whether several values may stand there."""
    return isinstance(of, ListOf)


def is_text(of: FieldType) -> bool:
    """Whether it holds words for readers, in one language or by language."""
    return isinstance(of, TextByLanguage)

"""The fields of a kind with those inside them, for whatever walks over all of them."""

from __future__ import annotations

from collections.abc import Iterator

from .campaign import STEP
from .changes import Changes
from .event import RECORDING, RecordingType
from .fields import Field, FieldType, ListOf, Part
from .offer import MAKER, MakerType
from .person import JOINED, JoinsType
from .words import TextByLanguage


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

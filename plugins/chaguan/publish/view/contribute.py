"""What the page that explains how to take part shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chaguan.load import Field
from chaguan.publish.addresses import SECTIONS


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field, as a contributor needs to know it."""

    name: str
    about: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class KindTable:
    """The fields of a kind of record."""

    kind: str
    folder: str
    fields: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class Contribute:
    kinds: tuple[KindTable, ...]


def contribute(fields: Mapping[str, tuple[Field, ...]]) -> Contribute:
    """What the page shows, from the same definitions that read the files."""
    return Contribute(
        tuple(
            KindTable(
                kind,
                SECTIONS[kind],
                tuple(FieldRow(each.name, each.about, each.is_required) for each in of_kind),
            )
            for kind, of_kind in fields.items()
        )
    )

"""What the page that explains how to take part shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chaguan.load import Field, outlined
from chaguan.locales import field_words, nearest_locale
from chaguan.site.urls import SECTIONS


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field, as a contributor needs to know it."""

    name: str
    """As it is written in a file; `signup.until` for one inside another."""
    label: str
    about: str
    example: str
    """As it stands behind the colon; empty for a field that has fields of its own."""
    is_required: bool
    """Of a field inside another: needed once that is there."""


@dataclass(frozen=True, slots=True)
class KindTable:
    """The fields of a kind of record."""

    kind: str
    folder: str
    fields: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class Contribute:
    kinds: tuple[KindTable, ...]
    locale: str
    """The language of the words about fields."""


def contribute(fields: Mapping[str, tuple[Field, ...]], language: str = "en") -> Contribute:
    """What the page shows, from the same definitions that read the files."""
    return Contribute(
        tuple(
            KindTable(kind, SECTIONS[kind], tuple(_rows(kind, of_kind, language)))
            for kind, of_kind in fields.items()
        ),
        nearest_locale(language, "fields"),
    )


def _rows(kind: str, fields: tuple[Field, ...], language: str) -> list[FieldRow]:
    rows = []
    for path, field in outlined(fields):
        words = field_words(kind, path, language)
        rows.append(FieldRow(path, words.label, words.about, words.example, field.is_required))
    return rows

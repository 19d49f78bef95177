"""What the page that explains how to take part shows, and the ways to add one more of something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from chaguan.load import FIELDS_BY_KIND, Field, is_list, is_text, outlined, parts_of
from chaguan.locales import Vocabulary, field_words, nearest_locale
from chaguan.model.frozen import dataclass
from chaguan.site.repository import Repository
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


LONGEST: Final = 6000
"""Bytes of an address that every browser, proxy and forge takes; a 漢字 costs nine."""
MOST_OPTIONAL: Final = 9
BY_YEAR: Final = ("post", "event")
"""Kinds that are kept in a folder for each year."""
OFFERED: Final = {"group": "event", "place": "event", "scene": "post"}
"""What belongs on the page of one of these; a visitor of a person's page is seldom that person."""
MENTIONS: Final = {
    ("group", "event"): "groups",
    ("place", "event"): "place",
    ("scene", "post"): "scenes",
}
"""The field in which that names whose page it was."""
_LATER: Final = frozenset({"updated", "revision", "aliases", "uid", "unlisted", "left", "closed"})
"""Fields that nobody needs on the first day."""


def add_one(
    repository: Repository,
    kind: str,
    words: Vocabulary,
    languages: tuple[str, ...],
    latest_change: str,
    filled: Mapping[str, str] | None = None,
) -> str:
    """The address that begins a new record of `kind` for a reader of `words`' language.

    `latest_change` is the site's, as in `2026-04-03`: it tells the year, so that the same input
    makes the same page. `filled` are ids by field.
    """
    year = f"{latest_change[:4]}/" if kind in BY_YEAR and latest_change > "1971" else ""
    ending = "yml"
    if kind == "post":
        ending = "md" if words.language == languages[0] else f"{words.language}.md"
    path = f"{SECTIONS[kind]}/{year}your-{kind}.{ending}"
    for most in range(MOST_OPTIONAL, -1, -1):
        lines = _lines(kind, words, languages, filled or {}, most)
        address = repository.new_file(path, "".join(f"{line}\n" for line in lines))
        if len(address) < LONGEST:
            return address
    return repository.new_file(path, "")


def _lines(
    kind: str,
    words: Vocabulary,
    languages: tuple[str, ...],
    filled: Mapping[str, str],
    most: int,
) -> Iterator[str]:
    """The file: what is needed, to be filled in, and the names of `most` other fields."""
    if kind == "post":
        yield "---"
    yield f"# {words('add.name')}"
    optional = []
    for field in FIELDS_BY_KIND[kind]:
        if field.name in filled:
            id = filled[field.name]
            yield f"{field.name}: [{id}]" if is_list(field.type) else f"{field.name}: {id}"
        elif field.is_required:
            yield from _needed(kind, field, words, languages)
        elif field.name not in _LATER and not parts_of(field.type):
            optional.append(field.name)
    if most:
        yield f"# {words('add.optional')}"
        yield from (f"# {name}:" for name in optional[:most])
    if kind == "post":
        yield from ("---", "", words("add.body"))


def _needed(
    kind: str, field: Field, words: Vocabulary, languages: tuple[str, ...]
) -> Iterator[str]:
    """A field without a value: an example that nobody changed would be published."""
    said = field_words(kind, field.name, words.language)
    about = words("add.field", about=said.about, example=said.example)
    if is_text(field.type) and len(languages) > 1:
        yield f"{field.name}:  # {about}"
        others = [each for each in languages if each != words.language]
        yield from (f"  {each}:" for each in (words.language, *others))
    else:
        yield f"{field.name}:  # {about}"

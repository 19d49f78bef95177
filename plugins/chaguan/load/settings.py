"""The community's own file, `community.yml`."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from chaguan.model import (
    Neighbour,
    Position,
    Problem,
    RecordId,
    Settings,
    Text,
    Week,
    error,
    warning,
)
from chaguan.model.frozen import dataclass
from chaguan.source import Mapping, Node, SourceFile, nodes_of

from .changes import Length
from .fields import Field, ListOf, MapOf, Part, made, read_fields
from .links import Licence, Picture, WebAddress, WriteTo
from .other_words import language_by_name
from .reading import Reading, Surroundings
from .times import Zone
from .words import Line, TextByLanguage

NAME: Final = "community.yml"
_COLOUR = re.compile("#[0-9a-f]{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK: Final = re.compile(r"\d{4}-?[Ww]\d{1,2}")
_NUMBERS: Final = re.compile(r"(\d{4})\D+(\d{1,2})\D*")


@dataclass(frozen=True, slots=True)
class Language:
    """A BCP 47 language tag: `zh-Hant`, `en`."""

    def read(self, node: Node, name: str, reading: Reading) -> str | None:
        line = Line().read(node, name, reading)
        if line is None or _LANGUAGE.fullmatch(line):
            return line
        parts = line.replace("_", "-").split("-")
        cased = [parts[0].lower(), *(p.title() if len(p) == 4 else p.upper() for p in parts[1:])]
        if meant := language_by_name(line):
            reading.meant(node.position, name, seen=line, fix=meant)
            return None
        guess = "-".join(cased)
        fits = _LANGUAGE.fullmatch(guess)
        reading.error("CM102", node.position, seen=line, near=guess if fits else "")
        return None


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as `#rrggbb`, from which all others are made."""

    def read(self, node: Node, name: str, reading: Reading) -> str | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        plain = unicodedata.normalize("NFKC", line).strip().lower()
        if _COLOUR.fullmatch(plain):
            return plain
        short = re.fullmatch(r"#?([0-9a-f])([0-9a-f])([0-9a-f])", plain)
        guess = f"#{''.join(each * 2 for each in short.groups())}" if short else f"#{plain}"
        fits = _COLOUR.fullmatch(guess)
        reading.error("LO101", node.position, seen=line, near=guess if fits else "")
        return None


@dataclass(frozen=True, slots=True)
class WeekOnly:
    """A week by its number: `2026-W49`."""

    def read(self, node: Node, name: str, reading: Reading) -> Week | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        try:
            return Week.parsed(unicodedata.normalize("NFKC", line))
        except ValueError:
            plain = unicodedata.normalize("NFKC", line).strip()
            code = "DG102" if _WEEK.fullmatch(plain) else "DG101"
            reading.error(code, node.position, seen=line, near=_near(plain))
            return None


def _near(line: str) -> str:
    """The week that was probably meant: that of a day, else the nearest number of that year."""
    try:
        if day := _DAY.search(line):
            return str(Week.of(date.fromisoformat(day[0])))
        numbers = _NUMBERS.search(line)
        if numbers is None:
            return ""
        year, number = int(numbers[1]), max(1, int(numbers[2]))
        last = date(year, 12, 28).isocalendar().week  # the 28th is always in the last (ISO 8601)
        return str(Week(date.fromisocalendar(year, min(number, last), 1)))
    except (ValueError, OverflowError):
        return ""


def first_week(since: Week) -> Week:
    """What `{since: …}` says."""
    return since


SINCE: Final = Part(
    (Field("since", WeekOnly(), "the first week: 2026-W49", is_required=True, public=False),),
    first_week,
)
NEIGHBOUR: Final = (
    Field("name", TextByLanguage(), "what it is called", is_required=True, public=True),
    Field("url", WebAddress(), "its site or its calendar", is_required=True, public=True),
    Field("take", ListOf(Line()), "ids of scenes and tags: only what has one", public=True),
)

LANGUAGES: Final = Field("languages", ListOf(Language()), "the first is the default", public=True)

FIELDS: Final = (
    Field("name", TextByLanguage(), "what the community is called", is_required=True, public=True),
    Field("tagline", TextByLanguage(), "what it is, in a line", public=True),
    Field("timezone", Zone(), "the IANA zone of its clock", public=True, attribute="zone"),
    LANGUAGES,
    Field("licence", Licence(), "of what it writes: CC-BY-4.0", public=True),
    Field("links", MapOf(WebAddress()), "label: address", public=True),
    Field("write_to", WriteTo(), "where a letter to all of us arrives", public=True),
    Field("colour", Colour(), 'the one colour of this place: "#1f6f8b"', public=True),
    Field(
        "heartbeat",
        Length(),
        "how long a series without an end counts as on: 8 weeks",
        public=False,
    ),
    Field("digest", SINCE, "a text of each week, from one on: {since: 2026-W49}", public=False),
    Field("logo", Picture(), "its sign: an SVG or PNG in the content folder", public=True),
    Field("image", Picture(), "a picture of it", public=True),
    Field("image_alt", TextByLanguage(), "what the picture shows", public=True),
    Field(
        "neighbours",
        ListOf(Part(NEIGHBOUR, Neighbour)),
        "communities nearby whose events are shown, too",
        public=True,
    ),
    Field("uid", Line(), "a UUID, made once and never changed", is_required=True, public=True),
)


def read(
    file: SourceFile | None, name: str, language: str, files: frozenset[str]
) -> tuple[Settings, tuple[Problem, ...]]:
    """What `community.yml` says, as far as it can be read.

    `name` and `language` serve where it says none; `files` are all below the content folder.
    """
    fallback = Settings(
        id=RecordId("community"),
        path=NAME,
        name=Text.plain(name),
        uid=str(uuid5(NAMESPACE_URL, name)),
        languages=(language,),
    )
    if file is None:
        return fallback, (warning("CM101", Position(NAME)),)
    if file.text is None:
        return fallback, file.problems
    node, problems = nodes_of(file.text, file.path)
    if not isinstance(node, Mapping):
        return fallback, problems or (error("YA111", node.position if node else Position(NAME)),)
    first = Reading(file.path, Surroundings())
    stated = node.get("languages")
    languages = ListOf(Language()).read(stated, "languages", first) if stated else ()
    spoken = tuple(dict.fromkeys(languages)) or _languages_of(node.get("name")) or (language,)
    around = Surroundings(languages=spoken, files=files)
    reading = Reading(file.path, around)
    values = read_fields(FIELDS, node, reading) | {"languages": around.languages}
    known = {"name": fallback.name, "uid": fallback.uid} | values
    settings = made(Settings, known, fallback.id, reading)
    return settings, (*problems, *reading.problems)


def _languages_of(name: Node | None) -> tuple[str, ...]:
    """The languages that the community's name is written in, where it names no others."""
    if not isinstance(name, Mapping):
        return ()
    return tuple(key.value for key, _ in name.entries if _LANGUAGE.fullmatch(key.value))

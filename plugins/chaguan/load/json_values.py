"""Values of a JSON file by their names, each read strictly; every problem knows its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import field
from datetime import date, datetime
from json import JSONDecoder, dumps
from json.decoder import py_scanstring  # type: ignore[attr-defined]
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from chaguan.model import Position, Problem, Text, Url, Words, warning
from chaguan.model.frozen import dataclass
from chaguan.source import DIRECTION, has_a_name_before_its_host, invisible, pretended

T = TypeVar("T")
Path = tuple[str | int, ...]
"""The keys and indices that lead to a value."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_LANGUAGE: Final = re.compile(r"|[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}")
_NO_ADDRESS: Final = re.compile(r"[\s<>\"`{}|\\^\x00-\x20\x7f]")
LONGEST_ADDRESS: Final = 1_000
_BLANK: Final = re.compile(r"[ \t\r\n]*")


class RefusedError(Exception):
    """A value is not what it has to be; its problem has been written down."""


@dataclass(frozen=True, slots=True)
class JsonFile:
    """A JSON file while it is read."""

    path: str
    text: str
    problems: list[Problem] = field(default_factory=list)

    def position(self, where: Path) -> Position:
        """Line and column of the value to which `where` leads, or of the last that is there."""
        at = offset_of(self.text, where)
        line = self.text.count("\n", 0, at) + 1
        return Position(self.path, line, at - self.text.rfind("\n", 0, at))

    def warn(self, code: str, where: Path, **values: object) -> None:
        self.problems.append(warning(code, self.position(where), **values))


def offset_of(text: str, where: Path) -> int:
    """Where in a well-formed JSON text the value begins to which `where` leads."""
    decoder = JSONDecoder()
    at = _after(text, 0)
    for step in where:
        found = _child(text, at, step, decoder)
        if found is None:
            return at
        at = found
    return at


def _child(text: str, at: int, step: str | int, decoder: JSONDecoder) -> int | None:
    """Where the value at a key or an index begins, in the object or list that begins at `at`."""
    if text[at] != ("{" if isinstance(step, str) else "["):
        return None
    number, at = 0, _after(text, at + 1)
    while text[at] not in "}]":
        key: str | int = number
        if isinstance(step, str):
            key, at = py_scanstring(text, at + 1)
            at = _after(text, _after(text, at) + 1)  # the colon
        if key == step:
            return at
        _, at = decoder.raw_decode(text, at)
        at = _after(text, at)
        if text[at] == ",":
            at = _after(text, at + 1)
        number += 1
    return None


def _after(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


@dataclass(frozen=True, slots=True)
class Values:
    """An object of a JSON file."""

    file: JsonFile
    where: Path
    data: dict[str, Any]

    @classmethod
    def of(cls, file: JsonFile, where: Path, data: Any, known: Collection[str]) -> Values:
        """The object at `where`, whose keys are all `known`."""
        if not isinstance(data, dict):
            file.warn("GA103", where, field=_named(where), seen=_shown(data), wanted="{…}")
            raise RefusedError
        for key in data:
            if key not in known:
                file.warn("GA104", (*where, key), field=key, known=tuple(sorted(known)))
                raise RefusedError
        return cls(file, where, data)

    def refuse(self, name: str, wanted: str) -> RefusedError:
        """What to raise for a value that is not `wanted`, written down."""
        where = (*self.where, name)
        seen = _shown(self.data.get(name))
        self.file.warn("GA103", where, field=_named(where), seen=seen, wanted=wanted)
        return RefusedError()

    def line(self, name: str, most: int, *, is_needed: bool = False) -> str:
        """One line of plain text of at most so many letters; empty where it may be missing."""
        value = self.data.get(name, "")
        if not isinstance(value, str) or (is_needed and not value.strip()):
            raise self.refuse(name, "abc")
        return self._plain(name, value, most)

    def _plain(self, name: str, value: str, most: int) -> str:
        if len(value) > most or not is_plain_line(value):
            where = (*self.where, name)
            self.file.warn("GA105", where, field=_named(where), most=most)
            raise RefusedError
        return value

    def text(self, name: str, most: int, *, is_needed: bool = False) -> Text:
        """Plain words, or a map of them by language."""
        value = self.data.get(name, "")
        if isinstance(value, dict):
            found = tuple(
                Words(self._plain(name, words, most), language)
                for language, words in value.items()
                if isinstance(words, str) and words.strip() and _LANGUAGE.fullmatch(language)
            )
            if len(found) == len(value) and (found or not is_needed):
                return Text(found)
            raise self.refuse(name, "abc")
        words = self.line(name, most, is_needed=is_needed)
        return Text.plain(words) if words else Text()

    def address(self, name: str, *, is_needed: bool = True) -> Url:
        """A web address that leads where it seems to lead."""
        value = self.data.get(name, "")
        if value == "" and not is_needed:
            return Url("")
        if not is_address(value):
            raise self.refuse(name, "https://…")
        return Url(value)

    def addresses(self, name: str) -> tuple[tuple[str, Url], ...]:
        """Web addresses by language."""
        value = self.data.get(name, {})
        if not isinstance(value, dict) or not all(
            _LANGUAGE.fullmatch(key) and is_address(each) for key, each in value.items()
        ):
            raise self.refuse(name, "{en: https://…}")
        return tuple((key, Url(each)) for key, each in value.items())

    def language(self, name: str) -> str:
        value = self.data.get(name, "")
        if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
            raise self.refuse(name, "zh-Hant")
        return value

    def lines(self, name: str, most: int, longest: int) -> tuple[str, ...]:
        """At most so many lines of plain text, none of them longer than that."""
        value = self.data.get(name, [])
        if not isinstance(value, list) or len(value) > most:
            raise self.refuse(name, "[abc]")
        if not all(isinstance(each, str) for each in value):
            raise self.refuse(name, "[abc]")
        return tuple(self._plain(name, each, longest) for each in value)

    def day(self, name: str, *, is_needed: bool = False) -> date | None:
        value = self.data.get(name)
        if value is None and not is_needed:
            return None
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise self.refuse(name, "2026-12-31")
        return self._of(date.fromisoformat, name, value, "2026-12-31")

    def moment(self, name: str) -> datetime:
        """An aware moment."""
        value = self.data.get(name)
        wanted = "2026-12-31T19:30:00+08:00"
        if not isinstance(value, str):
            raise self.refuse(name, wanted)
        found = self._of(datetime.fromisoformat, name, value, wanted)
        if found.utcoffset() is None or not 1900 < found.year < 2200:
            raise self.refuse(name, wanted)
        return found

    def _of(self, read: Callable[[str], T], name: str, value: str, wanted: str) -> T:
        try:
            return read(value)
        except ValueError:
            raise self.refuse(name, wanted) from None

    def number(self, name: str, most: int) -> int:
        """A whole number from 0 on."""
        value = self.data.get(name, 0)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise self.refuse(name, "0")
        return value

    def flag(self, name: str) -> bool:
        value = self.data.get(name, False)
        if not isinstance(value, bool):
            raise self.refuse(name, "true")
        return value

    def choice(self, name: str, known: Collection[str], otherwise: str) -> str:
        value = self.data.get(name, otherwise)
        if not isinstance(value, str) or value not in known:
            raise self.refuse(name, ", ".join(sorted(known)))
        return value

    def all(self, name: str, most: int, read: Callable[[Path, Any], T]) -> tuple[T, ...]:
        """What `read` makes of each thing in a list, whose problems are all told."""
        value = self.data.get(name, [])
        if not isinstance(value, list) or len(value) > most:
            raise self.refuse(name, f"[…] ({most})")
        found, is_broken = [], False
        for number, each in enumerate(value):
            try:
                found.append(read((*self.where, name, number), each))
            except RefusedError:
                is_broken = True
        if is_broken:
            raise RefusedError
        return tuple(found)


def is_plain_line(text: str) -> bool:
    """Whether this is one line in which nothing is hidden and nothing turns."""
    if text.isascii():
        return text.isprintable()
    turns = not DIRECTION.isdisjoint(text)
    return not turns and "\n" not in text and next(invisible(text), None) is None


def is_address(value: object) -> bool:
    """Whether this is a web address of reasonable length whose host is what it seems to be."""
    if not isinstance(value, str) or len(value) > LONGEST_ADDRESS or _NO_ADDRESS.search(value):
        return False
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host:
        return False
    return not has_a_name_before_its_host(value) and not pretended(value)


def _shown(value: object) -> str:
    return dumps(value, ensure_ascii=False)


def _named(where: Path) -> str:
    return ".".join(map(str, where)) or "{}"

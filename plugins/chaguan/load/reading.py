"""One file while it is read: what surrounds it, what is wrong, and whether its words are honest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date
from difflib import get_close_matches
from itertools import islice
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from chaguan.model import NamedTag, Position, Problem, RecordId, Severity, error, warning
from chaguan.model.frozen import dataclass
from chaguan.source import (
    DIRECTION,
    SLIGHT,
    Scalar,
    called,
    invisible,
    misleading,
    mixed,
    without_slight,
)

Values = dict[str, Any]
"""Parsed values by field name; a field that is missing or wrong has none."""

MOST_PLACES: Final = 5
"""Places that are reported in one value."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a record is read against."""

    languages: tuple[str, ...] = ("en",)
    """The first is the default."""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    files: frozenset[str] = frozenset()
    """Every file below the content folder, to find pictures."""
    records: frozenset[tuple[str, str]] = frozenset()
    """The kind and id of every record, as the files' names tell them."""
    tags: Mapping[str, NamedTag] = field(default_factory=dict)
    """What `tags.yml` says of tags, by what no spelling changes."""


class Referred(NamedTuple):
    """One record named by another."""

    position: Position
    kind: str
    id: RecordId


@dataclass(slots=True)
class Reading:
    """One file being read."""

    path: str
    around: Surroundings
    is_usual: bool = False
    """Every letter in the file is known to be what it seems; escapes in YAML may still not be."""
    zone: ZoneInfo | None = None
    """The record's own clock, once that is known."""
    is_zone_named: bool = False
    """The record itself names its zone."""
    place_zones: Mapping[RecordId, ZoneInfo] = field(default_factory=dict)
    """The places' own, where they name one."""
    day: date | None = None
    """The day that the record is about, once that is known."""
    problems: list[Problem] = field(default_factory=list)
    positions: dict[str, Position] = field(default_factory=dict)
    references: list[Referred] = field(default_factory=list)
    """Each as it is written here; a translation repeats none of its original's."""

    @property
    def is_broken(self) -> bool:
        """Something in it is an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def error(self, code: str, position: Position, **values: Any) -> None:
        self.problems.append(error(code, position, **_named(values)))

    def meant(
        self, position: Position, field: str, *, seen: str, fix: str, character: str = ""
    ) -> None:
        """Report a value that is clear to a person, and how files say it; `fix` mends it."""
        if character:
            self.error("FD121", position, seen=seen, fix=fix, character=character)
        else:
            self.error("FD120", position, field=field, seen=seen, fix=fix)

    def warning(self, code: str, position: Position, **values: Any) -> None:
        self.problems.append(warning(code, position, **_named(values)))


def _named(values: Values) -> Values:
    """A field is called by its name; the number of an item is shown by its line."""
    if "field" not in values:
        return values
    return values | {"field": re.sub(r"\.\d+(?=\.|$)", "", values["field"])}


COMPARISONS: Final = 100_000
"""How many names are compared for guesses; who misses more than that has moved a folder."""


class Guesses:
    """Which of some names were probably meant, asked for again and again."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = tuple(known)
        self._found: dict[str, str] = {}
        self._left = COMPARISONS

    def near(self, seen: str) -> str:
        """The one that `seen` was probably meant to be; empty where none is near."""
        if seen not in self._found:
            self._left -= len(self._known)
            self._found[seen] = near(seen, self._known) if self._left >= 0 else ""
        return self._found[seen]


def near(seen: str, known: Iterable[str]) -> str:
    """The one of `known` that `seen` was probably meant to be; empty where none is near."""
    by_folded = {each.casefold(): each for each in known}
    folded = seen.strip().casefold()
    found = get_close_matches(folded, list(by_folded), n=1, cutoff=0.7)
    return by_folded[found[0]] if found else ""


def is_plain(node: Scalar, reading: Reading) -> bool:
    """Whether a name, a title or the like shows all that is in it; each place is reported.

    What hides nothing is reported, too, and left out of what is read (`without_slight`).
    """
    if not node.written:
        return True
    known = len(reading.problems)
    slight, is_seen = 0, bool(without_slight(node.value).strip())
    for offset in islice(invisible(node.value), MOST_PLACES):
        is_slight = is_seen and node.value[offset] in SLIGHT
        slight += is_slight
        report = reading.warning if is_slight else reading.error
        report("SR108", node.at(offset), character=called(node.value[offset]))
    for offset, word in islice(mixed(node.value), MOST_PLACES):
        reading.error("SR109", node.at(offset), seen=word, character=called(node.value[offset]))
    return len(reading.problems) == known + slight


def report_misleading(text: str, at: Callable[[int], Position], reading: Reading) -> None:
    """Report what misleads in Markdown; `at` tells where a letter of it stands."""
    for offset, code, word in misleading(text):
        values = {"seen": word} if word else {}
        is_slight = text[offset] in SLIGHT or (code == "SR111" and text[offset] not in DIRECTION)
        report = reading.warning if is_slight else reading.error
        report(code, at(offset), character=called(text[offset]), **values)

"""Whose name a change may carry on the site, and whose page it leads to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from chaguan.model import Community, Person, RecordId
from chaguan.model.frozen import dataclass

LONGEST: Final = 80
"""Characters of a name."""
_ADDRESS: Final = re.compile(r"\S@\S")
_JOINERS: Final = "\u200c\u200d"
"""Some scripts and pictures need them within a name."""


@dataclass(frozen=True)
class Signatures:
    """The names of a community's people, listed and not.

    Who is not listed is recognized by their name in any language, their id, and the address
    in `contact`: their changes are "a member's".
    """

    community: Community
    """Everything that was loaded, the unlisted people included."""

    def shown(self, name: str, address: str) -> str:
        """The name to show for somebody who signed so; empty where it is not to be shown."""
        name = _legible(name)
        key = _folded(name)
        if self._unlisted_keys & {key, *_marks_of(address)} or _ADDRESS.search(name):
            return ""
        if key in self._listed:
            return name
        return "" if self._unlisted_names and self._unlisted_names.search(key) else name

    def person(self, name: str) -> RecordId | None:
        """The listed person of that name, where there is just one."""
        found = self._listed.get(_folded(name), frozenset())
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _listed(self) -> dict[str, frozenset[RecordId]]:
        found: dict[str, frozenset[RecordId]] = {}
        for person in self._people(is_unlisted=False):
            for key in {_folded(name) for name in (*_names_of(person), person.id)}:
                found[key] = found.get(key, frozenset()) | {person.id}
        return found

    @cached_property
    def _unlisted_keys(self) -> frozenset[str]:
        people = tuple(self._people(is_unlisted=True))
        named = (name for person in people for name in _names_of(person))
        known = (mark for person in people for mark in (person.id, person.contact))
        return frozenset(filter(None, (_folded(each) for each in (*named, *known))))

    @cached_property
    def _unlisted_names(self) -> re.Pattern[str] | None:
        """Their names as a part of another: "Someone on nights (上夜班的人)"."""
        people = self._people(is_unlisted=True)
        names = sorted({_folded(name) for person in people for name in _names_of(person)} - {""})
        either = "|".join(re.escape(name) for name in names)
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)") if names else None

    def _people(self, *, is_unlisted: bool) -> Iterator[Person]:
        people = self.community.people.values()
        return (person for person in people if person.is_unlisted is is_unlisted)


def _names_of(person: Person) -> Iterable[str]:
    return (words.text for words in person.name.versions)


def _marks_of(address: str) -> Iterator[str]:
    """An address, and the account in it: `12345+mei@users.noreply.github.com` is `mei`'s."""
    folded = _folded(address)
    if folded:
        yield folded
        yield folded.partition("@")[0].rpartition("+")[2]


def _legible(name: str) -> str:
    """On one line, without what cannot be seen or turns the line around."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    seen = (c if c in _JOINERS or unicodedata.category(c)[0] != "C" else " " for c in name)
    return " ".join("".join(seen).split())[:LONGEST]


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())

"""A content folder in which a few files were written anew, without reading the others again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

from chaguan.model import PLURALS, Community, Record, Severity, Text
from chaguan.source import file_at

from . import settings, tags
from .community import Loaded, read
from .naming import Named, named

READ_ALONE: Final = frozenset(PLURALS) - {"place"}
"""What can be read alone. A place may change the clock of events elsewhere."""


class Again:
    """Reads files again after all of them were read once."""

    def __init__(self, folder: Path, files: Iterable[str], languages: tuple[str, ...]) -> None:
        self._folder, self._files, self._languages = folder, frozenset(files), languages

    def loaded(self, before: Loaded, changed: frozenset[str]) -> Loaded | None:
        """What the folder holds now; None where everything has to be read.

        A record that can no longer be read stays as it was; its problems are told.
        """
        if settings.NAME not in self._files or not all(map(self._stands_alone, changed)):
            return None
        own = changed.union(self._siblings(before.community, changed))
        now = self._read(before, own)
        if any(problem.severity is Severity.ERROR for problem in now.problems):
            places = {each.path for each in before.community.places.values()}
            now = self._read(before, own | places)  # a name in the place of an id may be theirs
        known = {record.path: record for record in before.community.records()}
        read_now = {each.path: each for each in now.community.records() if each.path in own}
        if not read_now.keys() <= known.keys():
            return None  # what could not be read before has its page again
        rewritten = {
            path for path in own if not _differs_in_words_alone(known.get(path), read_now.get(path))
        }
        told = [each for each in before.problems if each.position.path not in own]
        told += [each for each in now.problems if each.position.path in own]
        named_by = [each for each in before.references if each.position.path not in own]
        named_by += [each for each in now.references if each.position.path in own]
        return Loaded(
            self._merged(before.community, now.community, own),
            tuple(sorted(told, key=lambda problem: problem.order)),
            before.files,
            tuple(sorted(named_by)),
            before.reading,
            before.renewed | own,
            rewritten=before.rewritten | rewritten,
        )

    def _read(self, before: Loaded, own: frozenset[str]) -> Loaded:
        """Some files, beside what is known of the others."""
        wanted = {settings.NAME, tags.NAME, *own}
        unread = {
            each.path: Named(each.kind, each.id, "")
            for each in before.community.records()
            if each.path not in wanted
        }
        unread |= {path: self._named(path) for path in self._files - unread.keys() - wanted}
        zones = {each.id: each.zone for each in before.community.places.values() if each.zone}
        return read(
            [file_at(self._folder, path) for path in sorted(wanted & self._files)],
            name=self._folder.name,
            language=self._languages[0],
            unread=unread,
            zones=zones,
        )

    def _named(self, path: str) -> Named:
        return named(path, self._languages)

    def _stands_alone(self, path: str) -> bool:
        is_known = path in self._files and self._named(path).kind in READ_ALONE
        return is_known and (self._folder / path).is_file()

    def _siblings(self, community: Community, changed: frozenset[str]) -> Iterable[str]:
        """The other languages of a post: they take over what the original says."""
        named = map(self._named, changed)
        ids = {each.id for each in named if each.kind == "post"}
        return (post.path for post in community.posts if post.id in ids)

    def _merged(self, before: Community, now: Community, own: frozenset[str]) -> Community:
        read_now: dict[str, Record] = {each.path: each for each in now.records()}

        def by_id(records: Mapping[Any, Record]) -> Any:
            if not any(each.path in own for each in records.values()):
                return records
            return {id: read_now.get(each.path, each) for id, each in records.items()}

        def in_turn(records: tuple[Any, ...]) -> Any:
            return tuple(
                read_now.get(each.path, each) if each.path in own else each for each in records
            )

        kept = {plural: getattr(before, plural) for plural in PLURALS.values()}
        renewed: dict[str, Any] = {
            plural: in_turn(records) if isinstance(records, tuple) else by_id(records)
            for plural, records in kept.items()
        }
        return replace(before, **renewed)


AT_LENGTH: Final = frozenset({"about", "bio", "body", "body_line", "description", "summary"})
"""Where a record says something at length, from which nothing is taken for any other."""


def _differs_in_words_alone(before: Record | None, now: Record | None) -> bool:
    """Whether two readings of a file differ at most in what they say at length."""
    if before is None or now is None or before.positions.keys() != now.positions.keys():
        return False
    words = {each.name: getattr(before, each.name) for each in fields(before)
             if each.name in AT_LENGTH}  # fmt: skip
    if any(_languages(getattr(now, name)) != _languages(each) for name, each in words.items()):
        return False
    return replace(now, **words) == before


def _languages(words: object) -> tuple[str, ...]:
    return tuple(each.language for each in words.versions) if isinstance(words, Text) else ()

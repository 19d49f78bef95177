"""A content folder in which a few files were written anew, without reading the others again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from chaguan.model import PLURALS, Community, Record
from chaguan.source import file_at

from . import settings, tags
from .community import Loaded, in_loading_order, read
from .naming import Named, named

READ_ALONE: Final = frozenset(PLURALS) - {"place"}
"""What can be read alone. A place may change the clock of events elsewhere."""


class Again:
    """Reads files again after all of them were read once."""

    def __init__(self, folder: Path, files: Iterable[str], languages: tuple[str, ...]) -> None:
        self._folder, self._languages = folder, languages
        self._named = {path: named(path, languages) for path in files}

    def loaded(self, before: Loaded, changed: frozenset[str]) -> Loaded | None:
        """What the folder holds now; None where everything has to be read.

        A record that can no longer be read stays as it was; its problems are told.
        """
        if settings.NAME not in self._named or not all(map(self._stands_alone, changed)):
            return None
        own = changed | set(self._siblings(before.community, changed))
        wanted = {
            settings.NAME,
            tags.NAME,
            *own,
            *(each.path for each in before.community.places.values()),
        }
        now = read(
            [file_at(self._folder, path) for path in sorted(wanted & set(self._named))],
            name=self._folder.name,
            language=self._languages[0],
            unread={path: each for path, each in self._named.items() if path not in wanted},
        )
        known = {record.path for record in before.community.records()}
        if any(each.path in own - known for each in now.community.records()):
            return None  # what could not be read before has its page again
        told = [each for each in before.problems if each.position.path not in own]
        told += [each for each in now.problems if each.position.path in own]
        named_by = [each for each in before.references if each.position.path not in own]
        named_by += [each for each in now.references if each.position.path in own]
        return Loaded(
            self._merged(before.community, now.community, own),
            tuple(sorted(told, key=lambda problem: problem.order)),
            before.files,
            in_loading_order(named_by),
            before.reading,
            before.renewed | own,
        )

    def _stands_alone(self, path: str) -> bool:
        what: Named | None = self._named.get(path)
        return what is not None and what.kind in READ_ALONE and (self._folder / path).is_file()

    def _siblings(self, community: Community, changed: frozenset[str]) -> Iterable[str]:
        """The other languages of a post: they take over what the original says."""
        ids = {self._named[path].id for path in changed if self._named[path].kind == "post"}
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

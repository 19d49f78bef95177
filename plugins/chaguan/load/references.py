"""Whether what a record refers to is there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from chaguan.locales.han import folded
from chaguan.model import PLURALS, Community, Problem, Record, RecordId, error

from .other_words import plain
from .reading import Guesses, Referred

_BETWEEN = (re.compile(r"\s+"), re.compile(r"\s*(?:[,，、;；&/＆]|\band\b|[和與及跟])\s*"))
"""What stands between the names of several."""


class Names:
    """What the records of a kind are called, to find the one that somebody means by its name."""

    def __init__(self, records: Mapping[RecordId, Record], ids: Collection[RecordId]) -> None:
        self._records, self._ids = records, ids
        self._by_name: dict[str, set[RecordId]] | None = None

    def meant(self, seen: str) -> str:
        """The id of the record that `seen` names, or several of them; empty where it is not clear.

        `Lin-Mei`, `@lin-mei`, `people/lin-mei.yml` and 林梅 are all `lin-mei`.
        """
        ids = self.ids(seen)
        return f"[{', '.join(ids)}]" if len(ids) > 1 else "".join(ids)

    def ids(self, seen: str) -> tuple[str, ...]:
        """The ids of the records that `seen` names; none where one of them is not clear."""
        if id := self._one(seen):
            return (id,)
        for between in _BETWEEN:
            parts = tuple(self._one(part) for part in between.split(seen) if part.strip())
            if len(parts) > 1 and all(parts):
                return parts
        return ()

    def sharing(self, seen: str) -> tuple[str, ...]:
        """The ids of the records that share a name; none where only one has it."""
        found = self._called(plain(seen))
        return tuple(sorted(found)) if len(found) > 1 else ()

    def _one(self, seen: str) -> str:
        bare = plain(seen)
        last = bare.strip("@#").rpartition("/")[2].partition(".")[0]
        id = re.sub(r"[\s_]+", "-", last.strip().casefold())
        if id in self._ids:
            return id
        found = self._called(bare)
        return next(iter(found)) if len(found) == 1 else ""

    def _called(self, bare: str) -> set[RecordId]:
        if self._by_name is None:
            self._by_name = defaultdict(set)
            for id_of, record in self._records.items():
                for words in record.name.versions:
                    self._by_name[_bare(words.text)].add(id_of)
        return self._by_name.get(_bare(bare), set())


def _bare(name: str) -> str:
    """A name without case, width, script and the blanks and dots between its parts."""
    return re.sub(r"[\s·・.‧]", "", folded(name))


def unresolved(
    references: Iterable[Referred],
    community: Community,
    broken: Mapping[tuple[str, RecordId], str],
    unread: Collection[tuple[str, RecordId]] = (),
) -> Iterator[Problem]:
    """A problem for each reference that leads nowhere; `broken` are files with problems.

    `unread` are the kinds and ids of files that nobody has read; they are taken for good.
    """
    ids_of = {kind: set(community.of_kind(kind)) for kind in PLURALS}
    for kind, id in unread:
        ids_of.get(kind, set()).add(id)
    lost = [each for each in references if each.id not in ids_of[each.kind]]
    kinds = {each.kind for each in lost}
    known = {kind: dict.fromkeys(sorted(ids_of[kind])) for kind in kinds}
    names = {kind: Names(community.of_kind(kind), known[kind]) for kind in known}
    guesses = {kind: Guesses(ids) for kind, ids in known.items()}
    for each in lost:
        key = (each.kind, each.id)
        named = {"kind": each.kind, "seen": each.id}
        if path := broken.get(key):
            yield error("RF102", each.position, path=path, **named)
            continue
        if meant := names[each.kind].meant(each.id):
            values = {"seen": each.id, "fix": meant, "kind": each.kind}
            yield error("FD132", each.position, **values)
            continue
        if sharing := names[each.kind].sharing(each.id):
            yield error("FD145", each.position, seen=each.id, known=sharing, kind=each.kind)
            continue
        near = guesses[each.kind].near(each.id)
        if each.kind == "place" and not near:
            yield error("FD136", each.position, seen=each.id)
            continue
        yield error("RF101", each.position, near=near, folder=PLURALS[each.kind], **named)

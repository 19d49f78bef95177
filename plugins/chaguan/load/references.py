"""Whether what a record refers to is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from chaguan.model import PLURALS, Community, Problem, RecordId, error

from .reading import Guesses, Referred


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
    known = {kind: dict.fromkeys(sorted(ids)) for kind, ids in ids_of.items()}
    guesses = {kind: Guesses(ids) for kind, ids in known.items()}
    for each in references:
        ids, key = known[each.kind], (each.kind, each.id)
        if each.id in ids:
            continue
        named = {"kind": each.kind, "seen": each.id}
        if path := broken.get(key):
            yield error("RF102", each.position, path=path, **named)
            continue
        near = guesses[each.kind].near(each.id)
        yield error("RF101", each.position, near=near, folder=PLURALS[each.kind], **named)

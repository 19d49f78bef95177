"""Who belongs to whom, seen from the other end: the groups of a person, what is at a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from chaguan.model import Community, Group, Place

Belonging = Mapping[tuple[str, str, str], tuple[Group | Place, ...]]
"""The groups or places that name something, by their kind and by its kind and id."""


def belonging(community: Community) -> Belonging:
    """What names a person, place or scene as its own, in the order of ids; linear in names."""
    found: dict[tuple[str, str, str], list[Group | Place]] = defaultdict(list)
    named: tuple[Group | Place, ...] = (*community.groups.values(), *community.places.values())
    for record in named:
        for kind, id in dict.fromkeys(_named_by(record)):
            found[record.kind, kind, id].append(record)
    return {
        key: tuple(sorted(records, key=lambda record: record.id)) for key, records in found.items()
    }


def _named_by(record: Group | Place) -> Iterator[tuple[str, str]]:
    yield from (("scene", id) for id in record.scenes)
    if isinstance(record, Place):
        yield from (("person", id) for id in record.people)
        return
    yield from (("person", id) for id in record.members)
    if record.place is not None:
        yield ("place", record.place)

"""Whether what a record refers to is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chaguan.model import (
    Community,
    Event,
    Group,
    Person,
    Place,
    Post,
    Problem,
    Record,
    RecordId,
    error,
)

from .naming import FOLDERS
from .reading import near


@dataclass(frozen=True, slots=True)
class _Reference:
    """One record naming another."""

    kind: str
    id: RecordId
    name: str
    """The dotted name of the value."""


def unresolved(
    community: Community, broken: Mapping[tuple[str, RecordId], str]
) -> Iterator[Problem]:
    """A problem for each reference that leads nowhere; `broken` are files with problems."""
    known: Mapping[str, Mapping[RecordId, object]] = {
        "person": community.people,
        "group": community.groups,
        "place": community.places,
        "scene": community.scenes,
        "event": community.events,
    }
    folders = {kind: folder for folder, kind in FOLDERS.items()}
    for record in community.records():
        for reference in _references(record):
            ids = known[reference.kind]
            if reference.id in ids:
                continue
            spot = record.spot(reference.name)
            if spot.path != record.path:
                continue  # taken over from the original, where it is reported
            named = {"kind": reference.kind, "seen": reference.id}
            if path := broken.get((reference.kind, reference.id)):
                yield error("RF102", spot, path=path, **named)
            else:
                guess = near(reference.id, ids)
                folder = folders[reference.kind]
                yield error("RF101", spot, near=guess, folder=folder, **named)


def _references(record: Record) -> Iterator[_Reference]:
    match record:
        case Post():
            yield from _each("person", "authors", record.authors)
            yield from _each("scene", "scenes", record.scenes)
            yield from _each("group", "groups", record.groups)
            yield from _each("place", "places", record.places)
            yield from _one("event", "event", record.event)
            for role, people in record.credits:
                yield from _each("person", f"credits.{role}", people)
        case Event():
            yield from _each("person", "hosts", record.hosts)
            yield from _each("person", "speakers", record.speakers)
            yield from _each("group", "groups", record.groups)
            yield from _each("scene", "scenes", record.scenes)
            yield from _one("place", "place", record.place)
            for change in record.changes:
                name = f"repeat.moved.{change.original.isoformat()}.place"
                yield from _one("place", name, change.place)
        case Person():
            yield from _one("place", "place", record.place)
        case Group():
            yield from _each("person", "members", record.members)
            yield from _each("scene", "scenes", record.scenes)
            yield from _one("place", "place", record.place)
        case Place():
            yield from _each("person", "people", record.people)
            yield from _each("scene", "scenes", record.scenes)
        case _:
            return


def _each(kind: str, name: str, ids: tuple[RecordId, ...]) -> Iterator[_Reference]:
    for number, id in enumerate(ids):
        yield _Reference(kind, id, f"{name}.{number}")


def _one(kind: str, name: str, id: RecordId | None) -> Iterator[_Reference]:
    if id is not None:
        yield _Reference(kind, id, name)

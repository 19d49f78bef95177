"""The records of a community, each look at them a query to its index."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from chaguan.model import (
    PLURALS,
    STREAMS,
    Campaign,
    Event,
    Gathered,
    Group,
    Offer,
    Page,
    Person,
    Place,
    Post,
    Record,
    RecordId,
    Scene,
    Settings,
)

if TYPE_CHECKING:
    from .index import Index

A = TypeVar("A", bound=Record)


class Records:
    """The records of a community by kind and id."""

    def __init__(self, index: Index, gathered: Gathered) -> None:
        self._index = index
        self.gathered = gathered
        """What was fetched from elsewhere; who shows it asks `planet` and `nearby`."""
        self.settings: Settings = index.settings
        self.events: Mapping[RecordId, Event] = OfKind(index, Event)
        self.people: Mapping[RecordId, Person] = OfKind(index, Person)
        self.groups: Mapping[RecordId, Group] = OfKind(index, Group)
        self.places: Mapping[RecordId, Place] = OfKind(index, Place)
        self.scenes: Mapping[RecordId, Scene] = OfKind(index, Scene)
        self.campaigns: Mapping[RecordId, Campaign] = OfKind(index, Campaign)
        self.offers: Mapping[RecordId, Offer] = OfKind(index, Offer)

    @property
    def posts(self) -> tuple[Post, ...]:
        """Every version of every post."""
        return cast("tuple[Post, ...]", self._index.records("post"))

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every version of every ordinary page."""
        return cast("tuple[Page, ...]", self._index.records("page"))

    @property
    def default_language(self) -> str:
        return self.settings.default_language

    def of_kind(self, kind: str) -> Mapping[RecordId, Record]:
        """The records of a kind by id; of posts and pages, each in its first language."""
        return OfKind(self._index, Record, kind)

    def records(self) -> Iterator[Record]:
        """Every record but the settings, kind by kind."""
        for kind in PLURALS:
            yield from self.all_of(kind)

    def followed(self) -> Iterator[Record]:
        """The records that keep going, kind by kind."""
        for kind in STREAMS:
            yield from self.all_of(kind)

    def all_of(self, kind: str) -> tuple[Record, ...]:
        """Every record of a kind, of posts and pages in each language."""
        return self._index.records(kind)


class OfKind(Mapping[RecordId, A], Generic[A]):
    """The records of one kind by id."""

    def __init__(self, index: Index, of: type[A], kind: str = "") -> None:
        self._index, self._kind = index, kind or of.kind

    def __getitem__(self, id: RecordId) -> A:
        found = self._index.record(self._kind, id)
        if found is None:
            raise KeyError(id)
        return cast("A", found)

    def __contains__(self, id: object) -> bool:
        return self._index.record(self._kind, str(id)) is not None

    def __iter__(self) -> Iterator[RecordId]:
        return iter(self._index.ids(self._kind))

    def __len__(self) -> int:
        return len(self._index.ids(self._kind))

    def values(self) -> ValuesView[A]:
        return _Values(cast("tuple[A, ...]", self._index.records(self._kind)))

    def items(self) -> ItemsView[RecordId, A]:
        return _Items(cast("tuple[A, ...]", self._index.records(self._kind)))


class _Values(ValuesView[A]):
    """Records that were asked for at once, not one by one."""

    def __init__(self, records: tuple[A, ...]) -> None:
        self._records = records

    def __iter__(self) -> Iterator[A]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, record: object) -> bool:
        return record in self._records


class _Items(ItemsView[RecordId, A]):
    """The same with their ids."""

    def __init__(self, records: tuple[A, ...]) -> None:
        self._records = records

    def __iter__(self) -> Iterator[tuple[RecordId, A]]:
        return ((record.id, record) for record in self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, item: object) -> bool:
        return item in tuple(iter(self))

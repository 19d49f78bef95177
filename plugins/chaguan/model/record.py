"""What every record has: an id, a file, and the spots of its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, NewType

from .spot import Spot

RecordId = NewType("RecordId", str)
"""A record's file stem: `tea-walk` for `events/2026/tea-walk.yml`. Unique within its kind."""
Url = NewType("Url", str)
"""An absolute `http` or `https` address."""
MediaPath = NewType("MediaPath", str)
"""A picture's path below the content folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One file that somebody wrote."""

    kind: ClassVar[str] = ""
    """The kind's name in the singular, as identifiers use it."""

    id: RecordId
    path: str
    """The file, relative to the content folder."""
    spots: Mapping[str, Spot] = field(default_factory=dict, compare=False, repr=False)
    """Where each value stands, by its dotted name: `signup.until`."""
    uid: str = ""
    """An identifier given by hand, that survives a renamed file."""

    def spot(self, name: str = "") -> Spot:
        """Where the value `name` stands, else what is around it, else the file's first line."""
        while name and name not in self.spots:
            name = name.rpartition(".")[0]
        return self.spots.get(name, Spot(self.path))

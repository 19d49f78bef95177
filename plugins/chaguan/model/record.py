"""What every record has: an id, a file, and the positions of its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, NewType

from .position import Position

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
    positions: Mapping[str, Position] = field(default_factory=dict, compare=False, repr=False)
    """Where each value stands, by its dotted name: `signup.until`."""
    uid: str = ""
    """An identifier given by hand, that survives a renamed file."""

    def position(self, name: str = "") -> Position:
        """Where the value `name` stands, else what is around it, else the file's first line."""
        while name and name not in self.positions:
            name = name.rpartition(".")[0]
        return self.positions.get(name, Position(self.path))

"""What every record has: an id, a file, and the positions of its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, ClassVar, NewType

from .frozen import dataclass
from .problem import Position
from .text import Text

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
    plural: ClassVar[str] = ""
    """What several are called: a field of `Community`, a folder, a part of addresses."""
    keeps_going: ClassVar[bool] = False
    """Whether it is a stream: it has posts, events, feeds and a calendar of its own."""

    id: RecordId
    path: str
    """The file, relative to the content folder."""
    positions: Mapping[str, Position] = field(default_factory=dict, compare=False, repr=False)
    """Where each value stands, by its dotted name: `signup.until`."""
    uid: str = ""
    """An identifier given by hand, that survives a renamed file."""
    aliases: tuple[str, ...] = ()
    """Addresses it used to have, from the site's root."""

    if TYPE_CHECKING:  # at run time a field of that name would take this for its default

        @property
        def name(self) -> Text:
            """What it is called; each kind has it as a field or works it out."""

    @property
    def about(self) -> Text:
        """What it says of itself at length, in Markdown."""
        return Text()

    @property
    def image(self) -> MediaPath | None:
        """The picture that stands for it."""
        return None

    def written_in(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """In which of the community's `languages` it has a page; most records have one in each."""
        return languages

    def position(self, name: str = "") -> Position:
        """Where the value `name` stands, else what is around it, else the file's first line."""
        while name and name not in self.positions:
            name = name.rpartition(".")[0]
        return self.positions.get(name, Position(self.path))

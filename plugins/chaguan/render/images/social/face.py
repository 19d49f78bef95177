"""What stands on a card; the drawing depends on nothing else."""

from __future__ import annotations

from typing import Final

from chaguan.model.frozen import dataclass

SIZE: Final = (1200, 630)
"""Pixels, as messengers want them."""


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody's picture, or the first letter of the name on a colour of its own."""

    initial: str
    hue: int
    """Degrees on the colour wheel."""
    picture: bytes = b""
    """A picture file; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A day, as a leaf of a calendar."""

    month: str
    number: str
    weekday: str


@dataclass(frozen=True, slots=True)
class CardFace:
    """A card in plain words."""

    language: str
    kicker: str
    """What it is; empty for the site."""
    title: str
    lines: tuple[str, ...]
    """When and where, or by whom."""
    site: str
    seal: str
    """One letter, for the seal beside the community's name."""
    faces: tuple[Face, ...] = ()
    leaf: Leaf | None = None
    accent: str = "#ab4119"
    """The ink of the seal and of what stands out, `#rrggbb`."""
    is_portrait: bool = False
    """The first face is what the card is about."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is set in type."""
        leaf = (self.leaf.month, self.leaf.number, self.leaf.weekday) if self.leaf else ()
        initials = (face.initial for face in self.faces if not face.picture)
        return (self.kicker, self.title, *self.lines, self.site, self.seal, *leaf, *initials)

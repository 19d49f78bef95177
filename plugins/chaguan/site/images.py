"""Which pictures are published, where, and how large they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final

from chaguan.build.recorder import Recorder
from chaguan.model.frozen import dataclass

from .urls import Address


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a picture."""

    address: Address
    type: str
    """Its media type, which is the true one: `image/webp`."""
    width: int
    """In pixels, as it is seen."""
    height: int
    length: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class PublishedPicture:
    """A picture in all its sizes."""

    full: Rendition
    """What everything can show: JPEG, PNG or SVG. The others are this one, smaller in bytes."""
    sizes: tuple[Rendition, ...] = ()
    """WebP, the narrowest first; none of a drawing."""
    moving: Rendition | None = None
    """The same with its movement; `full` is its first frame."""

    @property
    def renditions(self) -> tuple[Rendition, ...]:
        """Every file of it."""
        return (self.full, *self.sizes, *((self.moving,) if self.moving else ()))


@dataclass(frozen=True, slots=True)
class Album:
    """The published pictures of a community, by their path below the content folder."""

    pictures: Mapping[str, PublishedPicture] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    """The paths of pictures whose full file is at another address, by that address."""
    left_out: frozenset[str] = frozenset()
    """Pictures that somebody uses and that cannot be shown."""

    def of(self, path: str | None) -> PublishedPicture | None:
        """The picture at a path; None where there is none to be shown."""
        return self.pictures.get(path) if path else None

    def source_of(self, address: str) -> str:
        """The path of the picture whose full file is at `address`; else `address` itself."""
        return self.moved.get(address, address)

    def leaves_out(self, path: str) -> bool:
        """Whether the picture at a path is used and cannot be shown."""
        return path in self.left_out

    def told(self, path: str) -> str:
        """All that the album says of a path, in words."""
        return repr((self.pictures.get(path), self.moved.get(path), path in self.left_out))


@dataclass(frozen=True, slots=True)
class TrackedAlbum(Album):
    """As `Album`; each path that is looked up is the query `picture`."""

    recorder: Recorder = field(default_factory=Recorder, repr=False, compare=False)

    @staticmethod
    def around(album: Album, recorder: Recorder) -> TrackedAlbum:
        return TrackedAlbum(album.pictures, album.moved, album.left_out, recorder)

    def of(self, path: str | None) -> PublishedPicture | None:
        if path:
            self.recorder.record("picture", path)
        return Album.of(self, path)

    def source_of(self, address: str) -> str:
        self.recorder.record("picture", address)
        return Album.source_of(self, address)

    def leaves_out(self, path: str) -> bool:
        self.recorder.record("picture", path)
        return Album.leaves_out(self, path)


NO_PICTURES: Final = Album()

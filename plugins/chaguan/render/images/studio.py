"""All the pictures of a site: found in the cache, or made on every processor."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from chaguan.build.entries import Entries
from chaguan.build.pool import Pool, Unfinished
from chaguan.model import Position, Problem, warning
from chaguan.model.frozen import dataclass
from chaguan.site.images import Album, PublishedPicture, Rendition
from chaguan.site.site import Site
from chaguan.site.urls import Address, slug
from chaguan.source import DRAWING_PARTS, DRAWINGS, PICTURE_BYTES, PICTURES, is_harmless

if TYPE_CHECKING:
    from .encode import MadeFile


_SUFFIXES: Final = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/svg+xml": ".svg",
    "image/webp": ".webp",
}


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of a picture, in the cache."""

    key: str
    """Of the picture."""
    part: int
    """Which of its files."""
    role: str
    type: str
    width: int
    height: int
    length: int

    @property
    def suffix(self) -> str:
        return _SUFFIXES[self.type]


def key_of(raw: bytes, *, is_drawing: bool) -> str:
    """What decides the files made of `raw`, as 64 hexadecimal digits."""
    from .encode import RECIPE  # and with it Pillow, which a site without pictures never asks

    digest = sha256(f"{RECIPE} {is_drawing} ".encode())
    digest.update(raw)
    return digest.hexdigest()


class PictureCache:
    """The files of pictures; those that the store does not take are held for this run."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self._held: dict[str, tuple[bytes, ...]] = {}

    def files(self, key: str) -> tuple[KeptFile, ...] | None:
        """Those of a picture; None where it has to be made, as nothing or only a part is there."""
        about, *lengths = self._sizes(key) or (0,)
        if not about:
            return None
        try:
            told = json.loads(self._part(key, 0))
            files = tuple(KeptFile(key, part, *each) for part, each in enumerate(told, 1))
            is_whole = [file.length for file in files] == lengths
            return files if is_whole and all(file.suffix for file in files) else None
        except (ValueError, KeyError, TypeError):
            return None

    def keep(self, key: str, files: Collection[MadeFile]) -> None:
        """Add a picture's files."""
        told = [(each.role, each.type, each.width, each.height, len(each.data)) for each in files]
        parts = (json.dumps(told).encode(), *(each.data for each in files))
        if not self._entries.put(key, parts):
            self._held[key] = parts

    def read(self, file: KeptFile) -> bytes:
        """What stands in a file. Raises LookupError where it has gone meanwhile."""
        return self._part(file.key, file.part)

    def tidy(self, used: Collection[str]) -> None:
        """Drop what was used the longest ago, if that is needed; but nothing `used`."""
        self._entries.tidy(used)

    def _sizes(self, key: str) -> Sequence[int]:
        if key in self._held:
            return [len(part) for part in self._held[key]]
        return self._entries.sizes(key)

    def _part(self, key: str, number: int) -> bytes:
        if key in self._held:
            return self._held[key][number]
        content = self._entries.part(key, number)
        if content is None:
            raise LookupError(f"the picture {key} is no longer in the cache")
        return content


LIMIT: Final = 60.0
"""Seconds of processor time that one picture may take."""
MOST: Final = 8
"""Processes at once; each may hold a picture of 80 million pixels."""
_KINDS: Final = PICTURES | DRAWINGS
NOT_SHOWN: Final = frozenset({"PX102", "PX103", "PX104", "PX105", "PX107", "PX108"})
"""The problems of pictures that leave nothing to show."""
FOLDER: Final = "assets/pictures/"
"""Where nothing contributed can be."""
_ROOT: Final = Address("")
_OWN_SUFFIXES: Final = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/svg+xml": (".svg",),
}


@dataclass(frozen=True, slots=True)
class Studio:
    """Where pictures come from and where they are kept."""

    content: Path
    """The content folder."""
    entries: Entries
    """Where those that were made are kept."""
    root: Address = _ROOT
    """The folder of the site in which the content folder's files are."""
    processes: int = 0
    """How many at once; 0 for one on each processor."""
    limit: float = LIMIT
    """Seconds of processor time for one picture."""


@dataclass(frozen=True, slots=True)
class Developed:
    """The pictures of a site."""

    album: Album
    files: Mapping[Address, KeptFile]
    """What has to be written to which address."""
    problems: tuple[Problem, ...]
    """Why some could not be made."""
    cache: PictureCache

    def read(self, address: Address) -> bytes:
        """What stands at an address."""
        return self.cache.read(self.files[address])


@dataclass(frozen=True, slots=True)
class _Result:
    """What became of a picture, as it travels between processes."""

    code: str = ""
    """Of the problem that there was; empty for none."""
    width: int = 0
    height: int = 0
    files: tuple[MadeFile, ...] = ()


def develop_used(site: Site, studio: Studio, problems: Iterable[Problem]) -> Developed:
    """Make the pictures that a site uses, but those of which a check said that they are broken."""
    refused = {each.position.path for each in problems if each.code in NOT_SHOWN}
    contributed = site.used_files - site.shown_by_theme
    refused |= {each for each in contributed if not is_harmless(each)}
    return develop(site.used_files, studio, refused)


def develop(paths: Iterable[str], studio: Studio, refused: Iterable[str] = ()) -> Developed:
    """Make the pictures at `paths` below the content folder; other files are not looked at.

    Those `refused` are known to be broken, and are not tried.
    """
    wanted = sorted({path for path in paths if PurePosixPath(path).suffix.lower() in _KINDS})
    cache = PictureCache(studio.entries)
    if not wanted:
        return Developed(Album(), {}, (), cache)
    known = frozenset(refused)
    keys: dict[str, str] = {}
    results: dict[str, _Result] = {}
    for path in wanted:
        if path not in known:
            try:
                keys[path] = _key(studio.content / path)
            except OSError:
                results[path] = _Result("PX105")
    missing = {key: studio.content / path for path, key in keys.items() if not cache.files(key)}
    by_key = _made(missing, cache, studio)
    results |= {path: by_key[key] for path, key in keys.items() if key in by_key}
    pictures: dict[str, PublishedPicture] = {}
    files: dict[Address, KeptFile] = {}
    for path, key in keys.items():
        if found := cache.files(key):
            pictures[path] = _published(path, key, found, studio.root)
            files |= {
                each.address: file
                for each, file in zip(pictures[path].renditions, _in_order(found), strict=True)
            }
    cache.tidy(frozenset(keys.values()))
    at = ((each.full.address.path, path) for path, each in pictures.items())
    moved = {address: path for address, path in at if address != path}
    return Developed(
        Album(pictures, moved, frozenset(wanted).difference(pictures)),
        files,
        tuple(_problem(path, each) for path, each in sorted(results.items()) if each.code),
        cache,
    )


def _key(path: Path) -> str:
    with path.open("rb") as file:
        return key_of(file.read(PICTURE_BYTES + 1), is_drawing=_is_drawing(path))


def _is_drawing(path: Path) -> bool:
    return path.suffix.lower() in DRAWINGS


def _made(missing: Mapping[str, Path], cache: PictureCache, studio: Studio) -> dict[str, _Result]:
    """Make what is missing, by its key.

    The processes are spawned: who decodes a stranger's picture need not know what this one knows.
    A picture whose process dies is tried once more when nobody else is at work; where it dies
    again, or takes too long, it is broken.
    """
    processes = studio.processes or min(os.cpu_count() or 1, MOST)
    results: dict[str, _Result] = {}
    again: dict[str, Path] = {}
    for tried, number in ((missing, processes), (again, 1)):
        keys = list(tried)
        pool = Pool(_develop_one, studio.limit, start="spawn")
        for at, result in pool.results([tried[key] for key in keys], number):
            if isinstance(result, Unfinished):
                results[keys[at]] = _Result("PX105")
                if not result.is_late and tried is missing:
                    again[keys[at]] = missing[keys[at]]
                continue
            if result.files:
                cache.keep(keys[at], result.files)
            results[keys[at]] = replace(result, files=())
    return results


def _develop_one(path: Path) -> _Result:
    """Make one picture."""
    from .encode import NoPictureError, encoded  # in a process of its own

    try:
        with path.open("rb") as file:
            raw = file.read(PICTURE_BYTES + 1)
    except OSError:
        return _Result("PX105")
    try:
        return _Result(files=tuple(encoded(raw, is_drawing=_is_drawing(path))))
    except NoPictureError as failure:
        return _Result(failure.code, failure.width, failure.height)


def _in_order(files: Iterable[KeptFile]) -> list[KeptFile]:
    """As `PublishedPicture.renditions` has them."""
    order = ("full", "size", "moving")
    return sorted(files, key=lambda file: (order.index(file.role), file.width))


def _published(path: str, key: str, found: Iterable[KeptFile], root: Address) -> PublishedPicture:
    """A picture where readers will find it.

    The full one keeps its path where that tells its type; the others have names that change with
    their content, so that they may be kept for ever.
    """
    pure = PurePosixPath(path)
    stem = f"{slug(pure.stem)}-{key[:10]}"

    def rendition(file: KeptFile) -> Rendition:
        if file.role == "full" and pure.suffix.lower() in _OWN_SUFFIXES.get(file.type, ()):
            address = root / path
        else:
            mark = "-moving" if file.role == "moving" else f"-{file.width}"
            address = root / f"{FOLDER}{stem}{mark}{file.suffix}"
        return Rendition(address, file.type, file.width, file.height, file.length)

    full, *others = _in_order(found)
    moving = [rendition(file) for file in others if file.role == "moving"]
    sizes = tuple(rendition(file) for file in others if file.role == "size")
    return PublishedPicture(rendition(full), sizes, moving[0] if moving else None)


def _problem(path: str, result: _Result) -> Problem:
    values: dict[str, object] = {}
    match result.code:
        case "PX102":
            values = {"width": result.width, "height": result.height}
        case "PX103":
            limit = PICTURE_BYTES // 1024**2
            values = {"size": limit + 1, "limit": limit}
        case "PX108":
            values = {"limit": DRAWING_PARTS}
    return warning(result.code, Position(path), **values)

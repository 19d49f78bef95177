"""All the pictures of a site: found in the cache, or made on every processor."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from chaguan.build.isolated import Limits, done_apart
from chaguan.model import Position, Problem, warning
from chaguan.site.images import Album, PublishedPicture, Rendition
from chaguan.site.urls import Address, slug
from chaguan.source import DRAWING_PARTS, DRAWINGS, PICTURE_BYTES, PICTURES

from .cache import KeptFile, keep, kept, key_of, tidy
from .encode import NoPictureError, made

MOST: Final = 8
"""Processes at once; each may hold a picture of 80 million pixels."""
_KINDS: Final = PICTURES | DRAWINGS
NOT_SHOWN: Final = frozenset({"PX102", "PX103", "PX104", "PX105", "PX107", "PX108"})
"""The problems of pictures that leave nothing to show."""
FOLDER: Final = "assets/pictures/"
"""Where nothing contributed can be."""
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
    cache: Path
    """A folder of ours."""
    processes: int = 0
    """How many at once; 0 for one on each processor."""
    limits: Limits = field(default_factory=Limits)
    """Of one picture."""


@dataclass(frozen=True, slots=True)
class Developed:
    """The pictures of a site."""

    album: Album
    files: Mapping[Address, Path]
    """What has to be copied to which address."""
    problems: tuple[Problem, ...]
    """Why some could not be made."""


@dataclass(frozen=True, slots=True)
class _Result:
    """What became of a picture, as it travels between processes."""

    code: str = ""
    """Of the problem that there was; empty for none."""
    width: int = 0
    height: int = 0


def develop(paths: Iterable[str], studio: Studio, refused: Iterable[str] = ()) -> Developed:
    """Make the pictures at `paths` below the content folder; other files are not looked at.

    Those `refused` are known to be broken, and are not tried. Raises OSError where there is no
    room to keep them.
    """
    wanted = sorted({path for path in paths if PurePosixPath(path).suffix.lower() in _KINDS})
    if not wanted:
        return Developed(Album(), {}, ())
    known = frozenset(refused)
    cache = _writable(studio.cache)
    keys: dict[str, str] = {}
    results: dict[str, _Result] = {}
    for path in wanted:
        if path not in known:
            try:
                keys[path] = _key(studio.content / path)
            except OSError:
                results[path] = _Result("PX105")
    missing = {key: studio.content / path for path, key in keys.items() if not kept(cache, key)}
    by_key = _made(missing, cache, studio)
    results |= {path: by_key[key] for path, key in keys.items() if key in by_key}
    pictures: dict[str, PublishedPicture] = {}
    files: dict[Address, Path] = {}
    for path, key in keys.items():
        if found := kept(cache, key):
            pictures[path] = _published(path, key, found)
            files |= {
                each.address: file.path
                for each, file in zip(pictures[path].renditions, _in_order(found), strict=True)
            }
    tidy(cache, frozenset(keys.values()))
    at = ((each.full.address.path, path) for path, each in pictures.items())
    moved = {address: path for address, path in at if address != path}
    return Developed(
        Album(pictures, moved, frozenset(wanted).difference(pictures)),
        files,
        tuple(_problem(path, each) for path, each in sorted(results.items()) if each.code),
    )


def _writable(folder: Path) -> Path:
    """The folder, or another where nothing can be written to it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="chaguan-pictures-"))


def _key(path: Path) -> str:
    with path.open("rb") as file:
        return key_of(file.read(PICTURE_BYTES + 1), is_drawing=_is_drawing(path))


def _is_drawing(path: Path) -> bool:
    return path.suffix.lower() in DRAWINGS


def _made(missing: Mapping[str, Path], cache: Path, studio: Studio) -> dict[str, _Result]:
    """Make what is missing, by its key.

    A picture whose process dies is tried once more when nobody else is at work; where it dies
    again, or takes too long, it is broken. Where no process can be started, this one does it all.
    """
    work = partial(_develop_one, cache)
    processes = studio.processes or min(os.cpu_count() or 1, MOST)
    first = done_apart(missing, work, processes, studio.limits)
    again = done_apart({key: missing[key] for key in first.died}, work, 1, studio.limits)
    broken = dict.fromkeys((*first.overdue, *first.died), _Result("PX105"))
    done = broken | first.done | again.done
    return done | {key: work(path) for key, path in missing.items() if key not in done}


def _develop_one(cache: Path, path: Path) -> _Result:
    """Make one picture and keep it, unless that has been done."""
    try:
        with path.open("rb") as file:
            raw = file.read(PICTURE_BYTES + 1)
    except OSError:
        return _Result("PX105")
    is_drawing = _is_drawing(path)
    key = key_of(raw, is_drawing=is_drawing)
    if kept(cache, key):
        return _Result()
    try:
        files = made(raw, is_drawing=is_drawing)
    except NoPictureError as failure:
        return _Result(failure.code, failure.width, failure.height)
    keep(cache, key, files)
    return _Result()


def _in_order(files: Iterable[KeptFile]) -> list[KeptFile]:
    """As `PublishedPicture.renditions` has them."""
    order = ("full", "size", "moving")
    return sorted(files, key=lambda file: (order.index(file.role), file.width))


def _published(path: str, key: str, found: Iterable[KeptFile]) -> PublishedPicture:
    """A picture where readers will find it.

    The full one keeps its path where that tells its type; the others have names that change with
    their content, so that they may be kept for ever.
    """
    pure = PurePosixPath(path)
    stem = f"{slug(pure.stem)}-{key[:10]}"

    def rendition(file: KeptFile) -> Rendition:
        if file.role == "full" and pure.suffix.lower() in _OWN_SUFFIXES.get(file.type, ()):
            address = Address(path)
        else:
            mark = "-moving" if file.role == "moving" else f"-{file.width}"
            address = Address(f"{FOLDER}{stem}{mark}{file.suffix}")
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

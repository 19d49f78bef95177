"""Fields that point somewhere: to a record, an address, a picture, a point on the map, the past."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Collection
from typing import Final
from urllib.parse import unquote, urlsplit

from chaguan.model import Geo, MediaPath, RecordId, Url
from chaguan.model.frozen import dataclass
from chaguan.source import (
    DRAWINGS,
    PICTURES,
    Mapping,
    Node,
    Scalar,
    Sequence,
    has_a_name_before_its_host,
    pretended,
)

from .loose_points import meant_point
from .other_words import country, licence, plain
from .reading import Reading, Referred
from .words import Line

_SPACE = re.compile(r"[\s<>\"`{}|\\^]")

_PAGE: Final = re.compile(r"(?:[^./][^/.]*/)*(?:[^./][^/.]*(?:\.html?|/?))?", re.IGNORECASE)
"""Folders and a page; a dot is in the page's ending only."""
_UNFIT: Final = re.compile(r"[\x00-\x20\x7f<>\"'\\^`{|}?#:&]")
_OURS: Final = frozenset({"admin", "api", "assets", "search"})
"""Folders in which no page of the community has ever been."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of a record of another kind; whether there is one is checked once all are read."""

    kind: str

    def read(self, node: Node, name: str, reading: Reading) -> RecordId | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        reading.references.append(Referred(node.position, self.kind, RecordId(line)))
        return RecordId(line)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An `https` or `http` address."""

    def read(self, node: Node, name: str, reading: Reading) -> Url | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        try:
            parts = urlsplit(line)
            host, _ = parts.hostname, parts.port
        except ValueError:
            host, parts = None, urlsplit("")
        if parts.scheme in ("http", "https") and host and not _SPACE.search(line):
            return Url(line) if _is_honest(line, node, reading) else None
        meant = plain(line)
        if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/\S*)?", meant):
            meant = f"https://{meant}"
        if re.fullmatch(r"https?://[^\s/]+\.[^\s<>\"`{}|\\^]+", meant):
            reading.meant(node.position, name, seen=line, fix=meant)
            return None
        reading.error("FD110", node.position, field=name, seen=line)
        return None


def _is_honest(url: str, node: Node, reading: Reading) -> bool:
    """Whether an address leads where it seems to lead; reported where not."""
    if has_a_name_before_its_host(url):
        reading.error("LK106", node.position, seen=url)
        return False
    if host := pretended(url):
        reading.error("LK107", node.position, seen=host)
        return False
    return True


def leaves(target: str, path: str) -> bool:
    """Whether a path, seen from the file at `path`, leads out of the content folder.

    Up and out (also with `%2e` and backslashes), or to a drive or file of somebody's computer.
    """
    plain = unquote(unquote(target)).replace("\\", "/").strip()
    if re.match(r"(?i)(file|[a-z]):", plain):
        return True
    if plain.startswith("/") or re.match(r"(?i)[a-z][a-z0-9+.-]*:", plain):
        return plain.startswith("/../")
    full = posixpath.normpath(posixpath.join(posixpath.dirname(path), plain.partition("?")[0]))
    return full == ".." or full.startswith("../")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's path, from the file that names it or from the content folder."""

    def read(self, node: Node, name: str, reading: Reading) -> MediaPath | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        if re.match(r"(https?:)?//", line):
            reading.warning("FD115", node.position, field=name, seen=line)
            return None
        if leaves(line, reading.path):
            reading.error("LK105", node.position, seen=line)
            return None
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(reading.path), line))
        for path in (beside, posixpath.normpath(line.lstrip("/"))):
            if path in reading.around.files:
                known = tuple(sorted(PICTURES | DRAWINGS))
                if path.lower().endswith((".heic", ".heif")):
                    reading.warning("PX121", node.position, seen=line)
                    return None
                if not path.lower().endswith(known):
                    reading.warning("FD116", node.position, seen=line, known=known)
                    return None
                return MediaPath(path)
        found = elsewhere(line, reading.around.files)
        folder = posixpath.dirname(reading.path) or "."
        near = posixpath.relpath(found, folder) if found else ""
        reading.warning("FD114", node.position, field=name, seen=line, looked=beside, near=near)
        return None


def elsewhere(target: str, files: Collection[str]) -> str:
    """The one of `files` with the name that a path ends in, in whichever folder and letters."""
    name = target.replace("\\", "/").rpartition("/")[2].casefold()
    found = [each for each in files if each.rpartition("/")[2].casefold() == name]
    return found[0] if len(found) == 1 else ""


@dataclass(frozen=True, slots=True)
class WriteTo:
    """Where a letter arrives: a mail address, or the web address of a form."""

    def read(self, node: Node, name: str, reading: Reading) -> Url | None:
        """The address with its scheme: `mailto:…` or `https://…`."""
        line = Line().read(node, name, reading)
        if line is None:
            return None
        plain = line.removeprefix("mailto:")
        if re.fullmatch(r"[^\s@<>\"]+@[\w-]+(\.[\w-]+)+", plain):
            return Url(f"mailto:{plain}")
        if "://" in line or "@" not in line:
            return WebAddress().read(node, name, reading)
        guess = re.sub(r"\s", "", unicodedata.normalize("NFKC", plain))
        fits = re.fullmatch(r"[^\s@<>\"]+@[\w-]+(\.[\w-]+)+", guess)
        reading.error("LO103", node.position, field=name, seen=line, near=guess if fits else "")
        return None


@dataclass(frozen=True, slots=True)
class Point:
    """Latitude and longitude in degrees."""

    def read(self, node: Node, name: str, reading: Reading) -> Geo | None:
        if isinstance(node, Sequence) and len(node.items) == 2:
            first, second = node.items
            try:
                if isinstance(first, Scalar) and isinstance(second, Scalar):
                    latitude, longitude = float(first.value), float(second.value)
                    if -90 <= latitude <= 90 and -180 <= longitude <= 180:
                        return Geo(latitude=latitude, longitude=longitude)
            except ValueError:
                pass
        if fix := meant_point(node):
            reading.meant(node.position, name, seen=_as_seen(node), fix=fix)
            return None
        reading.error("FD113", node.position, field=name)
        return None


def _as_seen(node: Node) -> str:
    """A value on one line, as a file may have it."""
    match node:
        case Scalar():
            return node.value.strip()
        case Sequence():
            return f"[{', '.join(_as_seen(item) for item in node.items)}]"
        case Mapping():
            pairs = (f"{key.value}: {_as_seen(value)}" for key, value in node.entries)
            return f"{{{', '.join(pairs)}}}"


@dataclass(frozen=True, slots=True)
class Country:
    """Two letters of ISO 3166-1."""

    def read(self, node: Node, name: str, reading: Reading) -> str | None:
        line = Line().read(node, name, reading)
        if line is not None and (meant := country(line)) and meant != line:
            reading.warning("FD131", node.position, field=name, seen=line, fix=meant)
            return meant
        return line


@dataclass(frozen=True, slots=True)
class Licence:
    """An SPDX identifier, as far as it is one of Creative Commons."""

    def read(self, node: Node, name: str, reading: Reading) -> str | None:
        line = Line().read(node, name, reading)
        if line is not None and (meant := licence(line)) and meant != line:
            reading.warning("FD131", node.position, field=name, seen=line, fix=meant)
            return meant
        return line


@dataclass(frozen=True, slots=True)
class OldAddress:
    """An address on this site, from its root: `posts/old-name/` or `/old-name.html`.

    The value has no leading slash; without an ending such as `.html` it has a closing one.
    """

    def read(self, node: Node, name: str, reading: Reading) -> str | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        address = unquote(line).removeprefix("/")
        is_page = _PAGE.fullmatch(address) and not _UNFIT.search(address)
        if not address or not is_page or address.partition("/")[0].lower() in _OURS:
            reading.error("FD117", node.position, seen=line)
            return None
        last = address.rpartition("/")[2]
        return f"{address}/" if last and "." not in last else address

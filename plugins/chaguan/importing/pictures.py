"""The pictures and files that an export's texts show: found, judged, and given a name here."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from chaguan.load.naming import free, plain_id
from chaguan.model import Severity
from chaguan.source import DRAWINGS, OTHERS, PICTURES
from chaguan.source.pictures import picture_problems

_SIZED: Final = re.compile(r"-\d{2,5}x\d{2,5}(?=\.[a-zA-Z]+$)")
"""What WordPress puts behind the name of a picture that it made smaller."""
KNOWN: Final = PICTURES | DRAWINGS | OTHERS
Fetch = Callable[[str], Path | None]
"""An address to a file on this machine; None where there is none."""


@dataclass(slots=True)
class Pictures:
    """Which files the texts show, and what they are called in the content folder."""

    root: Path | None
    """The export's folder."""
    roots: tuple[str, ...]
    given: Path | None
    """Another folder with pictures (`--pictures`)."""
    taken: set[str]
    """Paths in the content folder that something has already, in small letters."""
    before: dict[str, str]
    """What earlier imports brought: paths here by the old ones."""
    fetch: Fetch | None = None
    brought: dict[str, Path] = field(default_factory=dict)
    """Files on this machine, by their path in the content folder."""
    names: dict[str, str] = field(default_factory=dict)
    """Paths in the content folder, by old path."""
    bad: dict[str, str] = field(default_factory=dict)
    """Which could not be taken, and the code that says why."""

    def of(self, address: str, folder: str) -> str | None:
        """The path here of what stood at an old address; None where it is not to be had."""
        path = unquote(urlsplit(address).path)
        if PurePosixPath(path).suffix.lower() not in KNOWN:
            return None
        found = self._found(address, path, folder)
        if found is None:
            return None
        key = str(found)
        if key not in self.names and key not in self.bad:
            self._take(found, key, path)
        return self.names.get(key)

    def _take(self, found: Path, key: str, path: str) -> None:
        problems = picture_problems(found.parent, found.name)
        wrong = [each.code for each in problems if each.severity is Severity.ERROR]
        if wrong:
            self.bad[key] = wrong[0]
            return
        name = self.before.get(path)
        if name is None:
            pure = PurePosixPath(found.name if self.fetch is None else path)
            where = "files" if pure.suffix.lower() in OTHERS else "images"
            stem = plain_id(pure.stem) or "picture"
            endings = pure.suffix.lower()
            stem = free(f"{where}/{stem}", _Without(self.taken, endings))
            name = f"{stem}{endings}"
        self.taken.add(name.casefold())
        self.names[key] = name
        self.before[path] = name
        self.brought[name] = found

    def _found(self, address: str, path: str, folder: str) -> Path | None:
        for each in self._candidates(path, folder):
            inside = any(
                root is not None and each.resolve().is_relative_to(root.resolve())
                for root in (self.root, self.given)
            )
            if inside and each.is_file() and not each.is_symlink():
                return each
        if self.fetch is not None and address.startswith(("http://", "https://")):
            return self.fetch(address)
        return None

    def _candidates(self, path: str, folder: str) -> Iterator[Path]:
        if self.root is not None:
            if not path.startswith("/"):
                yield self.root / posixpath.normpath(posixpath.join(folder, path))
            for each in self.roots:
                yield self.root / each / path.lstrip("/")
        if self.given is not None:
            parts = [each for each in path.split("/") if each not in ("", ".", "..")]
            for wanted in (parts, [*parts[:-1], _SIZED.sub("", parts[-1])] if parts else []):
                for at in range(len(wanted)):
                    yield self.given.joinpath(*wanted[at:])


class _Without:
    """The taken names, asked without their ending."""

    def __init__(self, taken: set[str], ending: str) -> None:
        self._taken, self._ending = taken, ending

    def __contains__(self, stem: object) -> bool:
        return f"{stem}{self._ending}".casefold() in self._taken


def digest_of(path: Path) -> str:
    """What is in a file, in short."""
    return sha256(path.read_bytes()).hexdigest()

"""What was imported from where (`.chaguan/`): the base that tells a person's changes from ours."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Final, Self

from .pictures import digest_of

FOLDER: Final = ".chaguan"
BASE: Final = f"{FOLDER}/base"
NAME: Final = f"{FOLDER}/imports.json"


class Fate(Enum):
    """What becomes of a file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    TOUCHED = "touched"
    """A person has changed it since, and the export has, too."""
    REMOVED = "removed"
    """A person has taken it away."""
    OTHERS = "others"
    """Somebody else's file is there."""


@dataclass(slots=True)
class Ledger:
    """The records of each export, by their key there, and the pictures."""

    root: Path
    sources: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    """By origin: `records` (key → path) and `pictures` (path → digest), and old names."""

    @classmethod
    def of(cls, root: Path) -> Self:
        path = root / NAME
        try:
            read: Any = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        except ValueError:
            read = {}
        sources = read.get("sources") if isinstance(read, dict) else None
        return cls(root, sources if isinstance(sources, dict) else {})

    def source(self, origin: str) -> dict[str, dict[str, str]]:
        """What is known of one export; remembered as the last one."""
        found = self.sources.pop(origin, {})
        self.sources[origin] = found
        for part in ("records", "pictures", "old"):
            found.setdefault(part, {})
        return found

    def text(self) -> str:
        """The file to keep."""
        return json.dumps({"sources": self.sources}, ensure_ascii=False, indent=1) + "\n"

    def fate(self, path: str, text: str) -> Fate:
        """What becomes of the file at `path`, from the root, if the export says `text`."""
        base = self._read(f"{BASE}/{path}")
        now = self._read(path)
        if now is None:
            exists = (self.root / path).exists()
            return Fate.OTHERS if exists else Fate.REMOVED if base is not None else Fate.NEW
        if base is None:
            return Fate.OTHERS
        if text == base or now == text:
            return Fate.SAME
        return Fate.CHANGED if now == base else Fate.TOUCHED

    def is_untouched(self, path: str) -> bool:
        now = self._read(path)
        return now is not None and now == self._read(f"{BASE}/{path}")

    def _read(self, path: str) -> str | None:
        try:
            return (self.root / path).read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None


def write(root: Path, texts: Iterable[tuple[str, str]], pictures: Mapping[str, Path]) -> None:
    """Write all of it or nothing: what was there comes back where one file cannot be written.

    Raises OSError.
    """
    done: list[tuple[Path, bytes | None]] = []
    try:
        for path, content in _contents(texts, pictures):
            where = root / path
            before = where.read_bytes() if where.is_file() else None
            where.parent.mkdir(parents=True, exist_ok=True)
            done.append((where, before))
            aside = where.with_name(f".{where.name}.new")
            aside.write_bytes(content)
            os.replace(aside, where)
    except OSError:
        for where, before in reversed(done):
            where.with_name(f".{where.name}.new").unlink(missing_ok=True)
            if before is None:
                where.unlink(missing_ok=True)
                _without_empty(where.parent, root)
            else:
                where.write_bytes(before)
        raise


def _contents(
    texts: Iterable[tuple[str, str]], pictures: Mapping[str, Path]
) -> Iterator[tuple[str, bytes]]:
    for path, file in pictures.items():
        yield path, file.read_bytes()
    for path, text in texts:
        yield path, text.encode()


def _without_empty(folder: Path, root: Path) -> None:
    while folder != root and root in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def undo(ledger: Ledger, origin: str, content: str) -> tuple[list[str], list[str]]:
    """Take back what nobody touched; which files went, and which stay."""
    source = ledger.source(origin)
    gone, kept = [], []
    for key, path in list(source["records"].items()):
        whole = path if key.startswith("file ") else f"{content}/{path}"
        if ledger.is_untouched(whole):
            for each in (whole, f"{BASE}/{whole}"):
                (ledger.root / each).unlink()
                _without_empty((ledger.root / each).parent, ledger.root)
            gone.append(whole)
        elif (ledger.root / whole).exists():
            kept.append(whole)
            continue
        source["records"].pop(key)
    for path, digest in list(source["pictures"].items()):
        where = ledger.root / content / path
        if where.is_file() and not kept and digest_of(where) == digest:
            where.unlink()
            _without_empty(where.parent, ledger.root)
            gone.append(f"{content}/{path}")
        elif where.is_file():
            kept.append(f"{content}/{path}")
            continue
        source["pictures"].pop(path)
    if not source["records"] and not source["pictures"]:
        ledger.sources.pop(origin)
    where = ledger.root / NAME
    if ledger.sources:
        where.write_text(ledger.text(), encoding="utf-8", newline="\n")
    else:
        where.unlink(missing_ok=True)
        _without_empty(where.parent, ledger.root)
    return gone, kept

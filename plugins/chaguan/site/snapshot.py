"""A content folder as it was last loaded, so that only files that changed are read again.

What was loaded is kept as a whole; as long as few files differ from it, they alone are read
(`load/again.py`) and take their places. Which files those are is seen from their sizes and times,
and where these differ from their digests. Whatever may touch other records (a file that is new or
gone, settings, places, tags, pictures, an error) has everything read.
"""

from __future__ import annotations

import json
import pickle
import sys
from dataclasses import replace
from pathlib import Path
from time import time_ns
from typing import Final

from chaguan.build.entries import Entries
from chaguan.build.fingerprints import digest
from chaguan.build.store import Store
from chaguan.load import Again, Loaded, load
from chaguan.model import Severity, zone_data
from chaguan.model.frozen import dataclass
from chaguan.source import GATHERED, Look, Seen, seen_in

from .cache_folder import code_digest
from .pickled import pickled, unpickled

ROOM: Final = "loaded folders"
MOST: Final = 64
"""Files that may differ from what is kept until it is kept anew."""
MOST_KEPT: Final = 4
"""How many such folders are kept: of other versions of this program, or other languages."""
JUST_NOW: Final = 2_000_000_000
"""Nanoseconds in which a file may change twice and show one time; its digest is asked then."""
UNCERTAIN: Final = (0, 0, 0)
BROKEN: Final = (
    *(pickle.UnpicklingError, EOFError, AttributeError, IndexError, KeyError),
    *(ImportError, TypeError, ValueError, OverflowError),
)
"""What Python raises for bytes that were cut, or are no pickle."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it was read."""

    look: Look
    """`UNCERTAIN` where it does not tell enough."""
    digest: bytes


_Files = dict[str, _File]


def load_folder(folder: Path, store: Store, *, name: str = "", language: str = "en") -> Loaded:
    """What `load` loads, reading no more than what has changed since it was last asked."""
    name = name or folder.resolve().name
    return _Snapshot(folder, Entries(store, ROOM), name, language).loaded()


class _Snapshot:
    def __init__(self, folder: Path, entries: Entries, name: str, language: str) -> None:
        self._folder, self._entries = folder, entries
        self._name, self._language = name, language
        versions = (sys.version, zone_data.PACKAGE_VERSION)
        key = digest(code_digest(), *versions, name, language).hex()
        self._key_of_files, self._key_of_loaded = f"{key} files", f"{key} loaded"

    def loaded(self) -> Loaded:
        began = time_ns()
        seen = seen_in(self._folder)
        known = self._known() if seen is not None else None
        if seen is not None and known is not None and known.keys() == seen.keys():
            now, changed = self._compared(seen, known, began)
            again = self._again(changed) if len(changed) <= MOST else None
            if again is not None:
                kept = {**now, **{path: known[path] for path in changed}}
                if kept != known:
                    self._keep(kept)
                return replace(again, digests=_digests(now))
        return self._anew(seen, began)

    def _again(self, changed: frozenset[str]) -> Loaded | None:
        """What was kept, with the files that changed since; None where that does not do."""
        before = self._before()
        if before is None or not changed:
            return before
        languages = before.community.settings.languages
        again = Again(self._folder, before.files, languages).loaded(before, changed)
        return None if again is None or _has_errors(again) else again

    def _anew(self, seen: Seen | None, began: int) -> Loaded:
        """Read everything; keep it where nothing is wrong with it and nothing changed meanwhile."""
        loaded = load(self._folder, name=self._name, language=self._language)
        if seen is None or loaded.files != _content(seen) or _has_errors(loaded):
            return loaded
        files = {path: _File(_certain(seen[path], began), self._digest(path)) for path in seen}
        if all(file.digest for file in files.values()) and seen_in(self._folder) == seen:
            loaded = replace(loaded, reading=self._named(files))
            content = pickled(loaded)
            self._entries.put(self._key_of_loaded, (content,))
            self._keep(files)
            needed = (self._key_of_loaded, self._key_of_files)
            self._entries.tidy(needed, MOST_KEPT * len(content))
            return replace(loaded, digests=_digests(files))
        return loaded

    def _named(self, files: _Files) -> bytes:
        """A name for what is read of these files: two that share it hold the same records."""
        told = (part for path in sorted(files) for part in (path, files[path].digest))
        return digest(self._key_of_loaded, *told)

    def _compared(self, seen: Seen, known: _Files, began: int) -> tuple[_Files, frozenset[str]]:
        """The files as they are now, and which have another content than the one that is kept."""
        now, changed = {}, set()
        for path, look in seen.items():
            file = known[path]
            if look != file.look:
                file = _File(_certain(look, began), self._digest(path))
                if file.digest != known[path].digest:
                    changed.add(path)
            now[path] = file
        return now, frozenset(changed)

    def _digest(self, path: str) -> bytes:
        """Of what is in a file; empty where it cannot be read."""
        try:
            return digest((self._folder / path).read_bytes())
        except OSError:
            return b""

    def _known(self) -> _Files | None:
        kept = self._entries.part(self._key_of_files, 0)
        if kept is None:
            return None
        try:
            return {
                path: _File((size, changed, noted), bytes.fromhex(told))
                for path, size, changed, noted, told in json.loads(kept)
            }
        except (TypeError, ValueError):
            return None

    def _before(self) -> Loaded | None:
        kept = self._entries.part(self._key_of_loaded, 0)
        try:
            loaded = unpickled(kept) if kept else None
        except BROKEN:  # it was cut, or made by somebody else
            return None
        return loaded if isinstance(loaded, Loaded) else None

    def _keep(self, files: _Files) -> None:
        told = [(path, *each.look, each.digest.hex()) for path, each in files.items()]
        written = json.dumps(told, separators=(",", ":")).encode()
        self._entries.put(self._key_of_files, (written,))


def _digests(files: _Files) -> dict[str, bytes]:
    return {path: file.digest for path, file in files.items()}


def _content(seen: Seen) -> frozenset[str]:
    """The files without what was gathered."""
    return frozenset(path for path in seen if not path.startswith(GATHERED))


def _certain(look: Look, began: int) -> Look:
    """How a file looks; nothing for one that changed so lately that it may again, and look so."""
    return look if max(look[1:]) < began - JUST_NOW else UNCERTAIN


def _has_errors(loaded: Loaded) -> bool:
    return any(problem.severity is Severity.ERROR for problem in loaded.problems)

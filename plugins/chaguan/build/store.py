"""The one file of all that is kept between runs; it may be deleted at any time.

Opened where it is needed, thrown away where it is damaged. Only data is read back from it, never
code: it may come from another machine.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Hashable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, Final

VERSION: Final = 9
AT_ONCE: Final = 500
"""Values that are looked for in one SQL query; some builds of SQLite take 999 at most."""
PATIENCE: Final = 30.0
"""Seconds to wait for another process that writes."""
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS generations (salt BLOB PRIMARY KEY, used INTEGER);
CREATE TABLE IF NOT EXISTS queries (
  salt BLOB, id BLOB, query TEXT, askers BLOB, topic TEXT, answer BLOB,
  PRIMARY KEY (salt, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS topics ON queries (salt, topic) WHERE topic IS NOT NULL;
CREATE TABLE IF NOT EXISTS traces (
  salt BLOB, name TEXT, own BLOB, queries BLOB, fingerprint BLOB, shown BLOB, files TEXT,
  log TEXT, mark INTEGER, PRIMARY KEY (salt, name)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS marks ON traces (salt, mark);
CREATE TABLE IF NOT EXISTS baselines (salt BLOB PRIMARY KEY, told BLOB);
CREATE TABLE IF NOT EXISTS pages (
  salt BLOB, file TEXT, source TEXT, is_listed INTEGER, told TEXT,
  PRIMARY KEY (salt, file)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sources ON pages (salt, source);
CREATE TABLE IF NOT EXISTS contents (
  number INTEGER PRIMARY KEY AUTOINCREMENT, salt BLOB, digest BLOB, content BLOB,
  UNIQUE (salt, digest));
CREATE TABLE IF NOT EXISTS sites (
  folder TEXT, path TEXT, digest BLOB, size INTEGER, changed INTEGER,
  PRIMARY KEY (folder, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entries (
  number INTEGER PRIMARY KEY, room TEXT, key TEXT, part INTEGER, content BLOB, used INTEGER,
  UNIQUE (room, key, part));
"""


class CacheError(Exception):
    """The cache cannot be used; the message says why, to whoever builds."""


class DamagedError(CacheError):
    """The cache cannot be read; it has been thrown away."""


class Store:
    """The file of a cache. A process that is forked opens it anew.

    Raises CacheError where it cannot be used, and DamagedError where that is mended.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._connection: sqlite3.Connection | None = None
        self._process = 0

    def move_aside(self) -> None:
        """Go on in a file of this run alone, that is gone after it."""
        self.close()
        folder, process = tempfile.mkdtemp(prefix="chaguan-"), os.getpid()
        self.file = Path(folder) / self.file.name

        def tidy() -> None:
            if os.getpid() == process:  # and not in a process that was forked
                self.close()
                shutil.rmtree(folder, ignore_errors=True)

        atexit.register(tidy)

    def close(self) -> None:
        """Let go of the file; whatever is asked later opens it again."""
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._connection = None

    @contextmanager
    def or_nothing(self) -> Iterator[None]:
        """Where the file is damaged, there is none: everything is made anew."""
        try:
            yield
        except DamagedError:
            return
        except (TypeError, ValueError):  # rows that say what we would not have written
            self._throw_away()

    def rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows that an SQL query finds."""
        try:
            with closing(self._open().execute(query, values)) as cursor:
                yield from cursor
        except sqlite3.DatabaseError as failure:
            raise self.unusable(failure) from failure

    def rows_among(
        self, query: str, among: Iterable[Hashable], *values: object
    ) -> Iterator[tuple[Any, ...]]:
        """The rows that an SQL query, which ends in `IN`, finds for some of these."""
        left = iter(among)
        while some := tuple(islice(left, AT_ONCE)):
            places = ", ".join("?" * len(some))
            yield from tuple(self.rows(f"{query} ({places})", *values, *some))

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """All that is done to it, or nothing."""
        try:
            with self._open() as connection:
                yield connection
        except sqlite3.DatabaseError as failure:
            raise self.unusable(failure) from failure

    def unusable(self, failure: Exception) -> CacheError:
        """What to say of a failure; what is damaged is thrown away."""
        if not _is_damage(failure):
            return CacheError(f"The cache {self.file} cannot be used: {failure}.")
        self._throw_away()
        return DamagedError(
            f"The cache {self.file} was damaged ({failure}) and is thrown away; "
            "everything is made anew."
        )

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None and self._process == os.getpid():
            return self._connection
        self._process = os.getpid()
        try:
            self._make_room()
            self._connection = self._connected()
        except OSError as failure:
            raise self.unusable(failure) from failure
        except sqlite3.DatabaseError as failure:
            if not _is_damage(failure):
                raise
            self._throw_away()  # half a file, or another program's
            self._connection = self._connected()
        return self._connection

    def _make_room(self) -> None:
        """A folder that git leaves out, whatever the community's own `.gitignore` says."""
        folder = self.file.parent
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ".gitignore").write_text("*\n", encoding="ascii")

    def _throw_away(self) -> None:
        self.close()
        with suppress(FileNotFoundError):
            self.file.unlink()

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.file, timeout=PATIENCE, check_same_thread=False)
        # Lost by a power cut, it is only made again.
        connection.execute("PRAGMA synchronous = OFF")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, VERSION):
            connection.close()
            raise sqlite3.DatabaseError("made by another version")
        if version == 0:
            connection.executescript(_TABLES)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        return connection


def _is_damage(failure: Exception) -> bool:
    """Whether making the cache anew mends it; not if it is locked, or on a full disk."""
    if isinstance(failure, OSError):
        return False
    code = getattr(failure, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    mended = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
    return code & 0xFF in mended

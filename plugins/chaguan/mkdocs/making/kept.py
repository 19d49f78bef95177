"""What earlier builds made, kept in one file that may be deleted at any time.

Only text is read back from it, never code: JSON, and the compressed bytes of files.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import Any, Final
from zlib import compress, decompress

from chaguan.publish.tracer import Question

from .job import Said, Trace
from .questions import Questions

VERSION: Final = 3
GENERATIONS: Final = 4
"""For how many versions of the site (served, built, another branch's) things are kept."""
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS generations (salt BLOB PRIMARY KEY, used INTEGER);
CREATE TABLE IF NOT EXISTS questions (
  salt BLOB, mark BLOB, question TEXT, PRIMARY KEY (salt, mark)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS traces (
  salt BLOB, name TEXT, own BLOB, questions BLOB, answers BLOB, shown BLOB, files TEXT, said TEXT,
  PRIMARY KEY (salt, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS contents (
  salt BLOB, digest BLOB, content BLOB, PRIMARY KEY (salt, digest));
CREATE TABLE IF NOT EXISTS sites (
  folder TEXT, path TEXT, digest BLOB, size INTEGER, changed INTEGER,
  PRIMARY KEY (folder, path)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the site as it was left."""

    digest: bytes
    size: int
    changed: int
    """Nanoseconds, as the file system tells them."""


class Kept:
    """The cache of one site. A process that is forked opens it anew."""

    def __init__(self, file: Path, salt: bytes) -> None:
        self._file, self._salt = file, salt
        self._connection: sqlite3.Connection | None = None
        self._process = 0

    def traces(self) -> dict[str, Trace]:
        """How everything was made, by the names of the jobs."""
        wanted = (
            "SELECT files, name, own, questions, answers, shown, said FROM traces WHERE salt = ?"
        )
        rows = tuple(self._rows(wanted, self._salt))
        every = _heard(files for files, *_ in rows)
        return {
            name: _trace(files, *told) for files, (_, name, *told) in zip(every, rows, strict=True)
        }

    def questions(self) -> Questions:
        """What was asked for them."""
        wanted = "SELECT mark, question FROM questions WHERE salt = ?"
        rows = tuple(self._rows(wanted, self._salt))
        every = _heard(question for _, question in rows)
        return Questions((mark, of) for (mark, _), of in zip(rows, every, strict=True))

    def content(self, digest: bytes) -> bytes | None:
        """What stands in a file with this digest; None where it is not kept."""
        wanted = "SELECT content FROM contents WHERE salt = ? AND digest = ?"
        for (content,) in self._rows(wanted, self._salt, digest):
            return unpacked(content)
        return None

    def site(self, folder: Path) -> dict[str, Written]:
        """The files of a site as the last build left them."""
        asked = "SELECT path, digest, size, changed FROM sites WHERE folder = ?"
        rows = self._rows(asked, str(folder))
        return {intern(path): Written(*of) for path, *of in rows}

    def keep(
        self,
        traces: Mapping[str, Trace],
        contents: Iterable[tuple[bytes, bytes]],
        asked: Iterable[tuple[bytes, Question]] = (),
    ) -> None:
        """Add what was made, its contents compressed, and what was asked for it."""
        with self._open() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO questions VALUES (?, ?, ?)",
                ((self._salt, mark, _json(question)) for mark, question in asked),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO traces VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ((self._salt, name, *_told(trace)) for name, trace in traces.items()),
            )
            connection.executemany(
                "INSERT OR IGNORE INTO contents VALUES (?, ?, ?)",
                ((self._salt, digest, content) for digest, content in contents),
            )

    def forget(self, jobs: Iterable[str], questions: Iterable[bytes]) -> None:
        """Jobs that are no more, and questions that nobody asks any more."""
        with self._open() as connection:
            connection.executemany(
                "DELETE FROM traces WHERE salt = ? AND name = ?",
                ((self._salt, name) for name in jobs),
            )
            connection.executemany(
                "DELETE FROM questions WHERE salt = ? AND mark = ?",
                ((self._salt, mark) for mark in questions),
            )

    def tidy(self, needed: set[bytes]) -> None:
        """Forget the contents that nothing needs, and the generations that nobody used lately."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT digest FROM contents WHERE salt = ?", (self._salt,)
            ).fetchall()
            connection.executemany(
                "DELETE FROM contents WHERE salt = ? AND digest = ?",
                ((self._salt, digest) for (digest,) in rows if digest not in needed),
            )
            old = connection.execute(
                "SELECT salt FROM generations ORDER BY used DESC LIMIT -1 OFFSET ?", (GENERATIONS,)
            ).fetchall()
            for table in ("traces", "questions", "contents", "generations"):
                connection.executemany(f"DELETE FROM {table} WHERE salt = ?", old)
        if old:
            with self._open() as connection:
                connection.execute("VACUUM")

    def remember_site(
        self, folder: Path, known: Mapping[str, Written], files: Mapping[str, Written]
    ) -> None:
        """How a site was left, where it was left before as is `known`."""
        with self._open() as connection:
            connection.executemany(
                "DELETE FROM sites WHERE folder = ? AND path = ?",
                ((str(folder), path) for path in known if path not in files),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO sites VALUES (?, ?, ?, ?, ?)",
                (
                    (str(folder), path, file.digest, file.size, file.changed)
                    for path, file in files.items()
                    if known.get(path) != file
                ),
            )

    def close(self) -> None:
        """Let go of the file; a later question opens it again."""
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._connection = None

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        with closing(self._open().execute(query, values)) as cursor:
            yield from cursor

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None and self._process == os.getpid():
            return self._connection
        self._process = os.getpid()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = self._connected()
        except sqlite3.DatabaseError:  # half a file, or another program's
            with suppress(FileNotFoundError):
                self._file.unlink()
            self._connection = self._connected()
        return self._connection

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=30, check_same_thread=False)
        # Lost by a power cut, it is only made again.
        connection.execute("PRAGMA synchronous = OFF")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, VERSION):
            connection.close()
            raise sqlite3.DatabaseError("made by another version")
        if version == 0:
            connection.executescript(_TABLES)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        with connection:
            connection.execute(
                "INSERT OR REPLACE INTO generations VALUES"
                " (?, (SELECT ifnull(max(used), 0) + 1 FROM generations))",
                (self._salt,),
            )
        return connection


def packed(content: bytes) -> bytes:
    """What is kept of a file."""
    return compress(content, 1)


def unpacked(content: bytes) -> bytes:
    """The file of which that was kept."""
    return decompress(content)


def _told(trace: Trace) -> tuple[bytes, bytes, bytes, bytes, str, str]:
    files = _json([(path, digest.hex()) for path, digest in trace.files])
    said = _json([(each.logger, each.level, each.message) for each in trace.said])
    return trace.own, trace.questions, trace.answers, trace.shown, files, said if trace.said else ""


def _trace(
    files: list[Any], own: bytes, questions: bytes, answers: bytes, shown: bytes, said: str
) -> Trace:
    return Trace(
        own,
        questions,
        answers,
        shown,
        tuple([(intern(path), bytes.fromhex(digest)) for path, digest in files]),
        tuple(Said(*each) for each in json.loads(said)) if said else (),
    )


def _heard(told: Iterable[str]) -> list[Any]:
    """What thousands of rows say, at once: that takes half the time."""
    heard: list[Any] = json.loads(f"[{','.join(told)}]")
    return heard


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

"""What earlier builds made, kept in one file that may be deleted at any time.

Only text is read back from it, never code: JSON, and the compressed bytes of files.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import Any, Final

from mkdocs.exceptions import BuildError

from .cache_file import Store
from .job import LogLine, Trace
from .query_ids import Questions
from .recorder import Question

GENERATIONS: Final = 4
"""For how many versions of the site (served, built, another branch's) things are kept."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the site as it was left."""

    digest: bytes
    size: int
    changed: int
    """Nanoseconds, as the file system tells them."""


class Cache:
    """The cache of one site. Raises as `Store` does."""

    def __init__(self, file: Path, salt: bytes) -> None:
        self._store, self._salt = Store(file, salt), salt
        self._last = self._number_of_the_last()

    def _number_of_the_last(self) -> int:
        """Of the contents that were here when this build began."""
        with self._store.or_nothing():
            ((number,),) = self._store.rows("SELECT ifnull(max(number), 0) FROM contents")
            return int(number)
        return 0

    def traces(self) -> dict[str, Trace]:
        """How everything was made, by the names of the jobs."""
        wanted = (
            "SELECT files, name, own, questions, answers, shown, said FROM traces WHERE salt = ?"
        )
        with self._store.or_nothing():
            rows = tuple(self._store.rows(wanted, self._salt))
            every = zip(_decoded(files for files, *_ in rows), rows, strict=True)
            return {name: _trace(files, *told) for files, (_, name, *told) in every}
        return {}

    def questions(self) -> Questions:
        """What was asked for them."""
        wanted = "SELECT mark, question FROM questions WHERE salt = ?"
        with self._store.or_nothing():
            rows = tuple(self._store.rows(wanted, self._salt))
            every = zip(_decoded(question for _, question in rows), rows, strict=True)
            return Questions((mark, of) for of, (mark, _) in every)
        return Questions()

    def content(self, digest: bytes) -> bytes | None:
        """What stands in a file with this digest; None where it is not kept."""
        wanted = "SELECT content FROM contents WHERE salt = ? AND digest = ?"
        found = tuple(self._store.rows(wanted, self._salt, digest))
        try:
            return unpacked(found[0][0]) if found else None
        except zlib.error as failure:
            raise self._store.unusable(failure) from failure

    def site(self, folder: Path) -> dict[str, Written]:
        """The files of a site as the last build left them."""
        asked = "SELECT path, digest, size, changed FROM sites WHERE folder = ?"
        with self._store.or_nothing():
            return {
                intern(path): Written(*of) for path, *of in self._store.rows(asked, str(folder))
            }
        return {}

    def keep(
        self,
        traces: Mapping[str, Trace],
        contents: Iterable[tuple[bytes, bytes]],
        asked: Iterable[tuple[bytes, Question]] = (),
    ) -> None:
        """Add what was made, its contents compressed, and what was asked for it."""
        with self._store.changing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO questions VALUES (?, ?, ?)",
                ((self._salt, mark, _json(question)) for mark, question in asked),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO traces VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ((self._salt, name, *_told(trace)) for name, trace in traces.items()),
            )
            connection.executemany(
                "INSERT OR IGNORE INTO contents (salt, digest, content) VALUES (?, ?, ?)",
                ((self._salt, digest, content) for digest, content in contents),
            )

    def forget(self, jobs: Iterable[str], questions: Iterable[bytes]) -> None:
        """Jobs that are no more, and questions that nobody asks any more."""
        with self._store.changing() as connection:
            connection.executemany(
                "DELETE FROM traces WHERE salt = ? AND name = ?",
                ((self._salt, name) for name in jobs),
            )
            connection.executemany(
                "DELETE FROM questions WHERE salt = ? AND mark = ?",
                ((self._salt, mark) for mark in questions),
            )

    def tidy(self, needed: set[bytes]) -> None:
        """Forget the contents that nothing needs, and the generations that nobody used lately.

        What another build has put here since this one began may be needed there.
        """
        with self._store.changing() as connection:
            rows = connection.execute(
                "SELECT digest FROM contents WHERE salt = ? AND number <= ?",
                (self._salt, self._last),
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
            with self._store.changing() as connection:
                connection.execute("VACUUM")

    def remember_site(
        self, folder: Path, known: Mapping[str, Written], files: Mapping[str, Written]
    ) -> None:
        """How a site was left, where it was left before as is `known`."""
        with self._store.changing() as connection:
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

    def lost(self, what: str) -> BuildError:
        """What to raise where contents that traces name are gone."""
        return self._store.unusable(KeyError(what))

    def close(self) -> None:
        """Let go of the file; a later question opens it again."""
        self._store.close()


def packed(content: bytes) -> bytes:
    """What is kept of a file."""
    return zlib.compress(content, 1)


def unpacked(content: bytes) -> bytes:
    """The file of which that was kept."""
    return zlib.decompress(content)


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
        tuple(LogLine(*each) for each in json.loads(said)) if said else (),
    )


def _decoded(told: Iterable[str]) -> list[Any]:
    """What thousands of rows say, at once: that takes half the time."""
    heard: list[Any] = json.loads(f"[{','.join(told)}]")
    return heard


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

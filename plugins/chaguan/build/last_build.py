"""What is kept of the last build as a whole, so that the next one looks at what has changed alone.

Every query has the jobs that made it and, where several things may answer it, its answer and what
that is about, its topic. They are found from what has changed, and the rest is not read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final, NamedTuple
from zlib import crc32

from .fingerprints import frozen, query_id
from .recorder import Query
from .store import Store

MARK: Final = 4
"""Bytes of a job's mark."""


class Answer(NamedTuple):
    """The fingerprint of a query's result, and by what it is found."""

    id: bytes
    topic: str | None
    """None where it stays as long as frames do."""
    fingerprint: bytes


class KeptPage(NamedTuple):
    """A page of the site."""

    file: str
    """Below the site's folder."""
    source: str
    """What it is made of, relative to the content folder."""
    is_listed: bool
    """Whether every build needs it, for the navigation."""
    told: str
    """What else is to be known of it, in words of whoever keeps it."""


def mark(job: str) -> int:
    """A number for the name of a job; two may have one, and are then both looked at."""
    return crc32(job.encode("utf-8", "surrogatepass"))


@contextmanager
def readable(store: Store) -> Iterator[None]:
    """Rows that say what we would not have written are damage."""
    try:
        yield
    except (TypeError, ValueError) as failure:
        raise store.unusable(failure) from failure


class LastBuild:
    """The last build of one version of a site. Raises as `Store` does."""

    def __init__(self, store: Store, salt: bytes) -> None:
        self._store, self._salt = store, salt

    def readable(self) -> AbstractContextManager[None]:
        """What is kept is read; words that its keeper would not have written are damage."""
        return readable(self._store)

    def baseline(self) -> bytes | None:
        """What was made of what, in words of whoever keeps it."""
        with self._store.or_nothing():
            for (told,) in self._rows("SELECT told FROM baselines WHERE salt = ?"):
                return bytes(told)
        return None

    def keep(
        self, told: bytes, answers: Iterable[Answer], pages: Iterable[KeptPage] | None = None
    ) -> None:
        """Keep this in the place of what was kept; other answers, and without pages these, stay."""
        with self._store.changing() as connection:
            connection.execute("INSERT OR REPLACE INTO baselines VALUES (?, ?)", (self._salt, told))
            connection.executemany(
                "UPDATE queries SET topic = ?, answer = ? WHERE salt = ? AND id = ?",
                ((each.topic, each.fingerprint, self._salt, each.id) for each in answers),
            )
            if pages is not None:
                connection.execute("DELETE FROM pages WHERE salt = ?", (self._salt,))
                connection.executemany(
                    "INSERT INTO pages VALUES (?, ?, ?, ?, ?)",
                    ((self._salt, *page) for page in pages),
                )

    def answers(self, topics: Collection[str]) -> Iterator[tuple[Query, bytes]]:
        """The queries about these topics, and the fingerprints of their results."""
        wanted = "SELECT query, answer FROM queries WHERE salt = ? AND topic IN"
        with readable(self._store):
            for query, fingerprint in self._store.rows_among(wanted, topics, self._salt):
                yield frozen(json.loads(query)), bytes(fingerprint)

    def answers_to(self, queries: Collection[Query]) -> dict[Query, bytes]:
        """The fingerprints of what these queries found, as far as they are kept."""
        by_id = {query_id(query): query for query in queries}
        wanted = "SELECT id, answer FROM queries WHERE salt = ? AND answer IS NOT NULL AND id IN"
        with readable(self._store):
            rows = self._store.rows_among(wanted, by_id, self._salt)
            return {by_id[id]: bytes(fingerprint) for id, fingerprint in rows}

    def askers(self, ids: Collection[bytes]) -> list[str]:
        """The jobs that made one of these queries, and perhaps others."""
        wanted = "SELECT askers FROM queries WHERE salt = ? AND id IN"
        with readable(self._store):
            marks = {
                int.from_bytes(row[at : at + MARK], "little")
                for (row,) in self._store.rows_among(wanted, ids, self._salt)
                for at in range(0, len(row), MARK)
            }
        named = "SELECT name FROM traces WHERE salt = ? AND mark IN"
        return [name for (name,) in self._store.rows_among(named, marks, self._salt)]

    def page_files(self) -> frozenset[str]:
        """The files of all pages."""
        return frozenset(file for (file,) in self._rows("SELECT file FROM pages WHERE salt = ?"))

    def listed_pages(self) -> list[KeptPage]:
        """The pages that every build needs."""
        return list(self._pages("is_listed"))

    def page_at(self, file: str) -> KeptPage | None:
        """The page that is written to a file."""
        return next(self._pages("file = ?", file), None)

    def page_of(self, source: str) -> KeptPage | None:
        """A page that is made of a source."""
        return next(self._pages("source = ?", source), None)

    def _pages(self, which: str, *values: str) -> Iterator[KeptPage]:
        wanted = f"SELECT file, source, is_listed, told FROM pages WHERE salt = ? AND {which}"
        for row in self._rows(wanted, *values):
            yield KeptPage(*row)

    def _rows(self, wanted: str, *values: str) -> Iterator[tuple[Any, ...]]:
        return self._store.rows(wanted, self._salt, *values)

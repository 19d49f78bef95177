"""What earlier builds of one version of a site made: traces, queries, contents, the site itself."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from types import MappingProxyType
from typing import Any, Final

import zstandard

from .fingerprints import QueryIds, apart, frozen
from .job import LogLine, Trace
from .last_build import MARK, LastBuild, mark, readable
from .packing import unpacked
from .recorder import Query
from .rows import as_json, decoded, lines_heard, trace_heard, trace_told
from .store import CacheError, Store

NO_TRACES: Final[Mapping[str, Trace]] = MappingProxyType({})
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

    def __init__(self, store: Store, salt: bytes) -> None:
        """`salt` is the digest of what is the same for every page, and tells versions apart."""
        self._store, self._salt = store, salt
        self.last_build = LastBuild(store, salt)
        self._note_use()
        self._last = self._number_of_the_last()

    def _note_use(self) -> None:
        with self._store.or_nothing(), self._store.changing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO generations VALUES"
                " (?, (SELECT ifnull(max(used), 0) + 1 FROM generations))",
                (self._salt,),
            )

    def _number_of_the_last(self) -> int:
        """Of the contents that were here when this build began."""
        with self._store.or_nothing():
            ((number,),) = self._store.rows("SELECT ifnull(max(number), 0) FROM contents")
            return int(number)
        return 0

    def traces(self) -> dict[str, Trace]:
        """How everything was made, by the names of the jobs."""
        wanted = (
            "SELECT files, name, own, queries, fingerprint, shown, log FROM traces WHERE salt = ?"
        )
        with self._store.or_nothing():
            rows = tuple(self._store.rows(wanted, self._salt))
            every = zip(decoded(files for files, *_ in rows), rows, strict=True)
            return {name: trace_heard(files, *told) for files, (_, name, *told) in every}
        return {}

    def queries(self) -> QueryIds:
        """The queries that their jobs made."""
        wanted = "SELECT id, query FROM queries WHERE salt = ?"
        with self._store.or_nothing():
            rows = tuple(self._store.rows(wanted, self._salt))
            every = zip(decoded(query for _, query in rows), rows, strict=True)
            return QueryIds(((id, of) for of, (id, _) in every), self.queries_of)
        return QueryIds(fetch=self.queries_of)

    def every_query(self) -> Iterator[Query]:
        """The same, one after the other."""
        with readable(self._store):
            for (query,) in self._store.rows(
                "SELECT query FROM queries WHERE salt = ?", self._salt
            ):
                yield frozen(json.loads(query))

    def trace(self, name: str) -> Trace | None:
        """How one job was done; None where that is not kept."""
        wanted = (
            "SELECT files, own, queries, fingerprint, shown, log FROM traces"
            " WHERE salt = ? AND name = ?"
        )
        with readable(self._store):
            for files, *told in self._store.rows(wanted, self._salt, name):
                return trace_heard(json.loads(files), *told)
        return None

    def queries_of(self, ids: Collection[bytes]) -> dict[bytes, Any]:
        """The words of the queries with these ids, as far as they are kept."""
        wanted = "SELECT id, query FROM queries WHERE salt = ? AND id IN"
        with readable(self._store):
            rows = self._store.rows_among(wanted, ids, self._salt)
            return {id: json.loads(query) for id, query in rows}

    def logs(self) -> dict[str, tuple[LogLine, ...]]:
        """What was logged while jobs were done, by the names of those that logged something."""
        wanted = "SELECT name, log FROM traces WHERE salt = ? AND log != ''"
        with readable(self._store):
            return {name: lines_heard(log) for name, log in self._store.rows(wanted, self._salt)}

    def content(self, digest: bytes) -> bytes | None:
        """What stands in a file with this digest; None where it is not kept."""
        wanted = "SELECT content FROM contents WHERE salt = ? AND digest = ?"
        found = tuple(self._store.rows(wanted, self._salt, digest))
        try:
            return unpacked(found[0][0]) if found else None
        except zstandard.ZstdError as failure:
            raise self._store.unusable(failure) from failure

    def site(self, folder: Path) -> dict[str, Written]:
        """The files of a site as the last build left them."""
        wanted = "SELECT path, digest, size, changed FROM sites WHERE folder = ?"
        with self._store.or_nothing():
            return {
                intern(path): Written(*of) for path, *of in self._store.rows(wanted, str(folder))
            }
        return {}

    def written(self, folder: Path, path: str) -> Written | None:
        """One file of a site as the last build left it."""
        wanted = "SELECT digest, size, changed FROM sites WHERE folder = ? AND path = ?"
        for of in self._store.rows(wanted, str(folder), path):
            return Written(*of)
        return None

    def keep(
        self,
        traces: Mapping[str, Trace],
        contents: Iterable[tuple[bytes, bytes]],
        queries: Iterable[tuple[bytes, Query]] = (),
        before: Mapping[str, Trace] = NO_TRACES,
    ) -> None:
        """Add what was made, its contents compressed, and the queries made for it.

        `before` is how the same was made before, where it was. The last build as a whole is not
        the last any more: who goes on from it would take what is kept here for what its site has.
        """
        askers = _askers(traces, before)
        with self._store.changing() as connection:
            if traces:
                connection.execute("UPDATE baselines SET told = x'' WHERE salt = ?", (self._salt,))
            connection.executemany(
                "INSERT INTO queries (salt, id, query, askers) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET askers = CAST(askers || excluded.askers AS BLOB)",
                ((self._salt, id, as_json(query), askers.pop(id, b"")) for id, query in queries),
            )
            connection.executemany(
                "UPDATE queries SET askers = CAST(askers || ? AS BLOB) WHERE salt = ? AND id = ?",
                ((marks, self._salt, id) for id, marks in askers.items()),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO traces VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (self._salt, name, *trace_told(trace), mark(name))
                    for name, trace in traces.items()
                ),
            )
            connection.executemany(
                "INSERT OR IGNORE INTO contents (salt, digest, content) VALUES (?, ?, ?)",
                ((self._salt, digest, content) for digest, content in contents),
            )

    def forget(self, jobs: Iterable[str]) -> None:
        """Drop jobs that are no more."""
        with self._store.changing() as connection:
            connection.executemany(
                "DELETE FROM traces WHERE salt = ? AND name = ?",
                ((self._salt, name) for name in jobs),
            )

    def tidy(self) -> None:
        """Forget the queries and contents that no job needs any more.

        What another build has put here since this one began may be needed there.
        """
        made, needed = set[bytes](), set[bytes]()
        ids = list(self._store.rows("SELECT id FROM queries WHERE salt = ?", self._salt))
        with readable(self._store):
            for queries, files in self._store.rows(
                "SELECT queries, files FROM traces WHERE salt = ?", self._salt
            ):
                made.update(apart(queries))
                needed.update(bytes.fromhex(digest) for _, digest in json.loads(files))
        with self._store.changing() as connection:
            connection.executemany(
                "DELETE FROM queries WHERE salt = ? AND id = ?",
                ((self._salt, id) for (id,) in ids if id not in made),
            )
            rows = connection.execute(
                "SELECT digest FROM contents WHERE salt = ? AND number <= ?",
                (self._salt, self._last),
            ).fetchall()
            connection.executemany(
                "DELETE FROM contents WHERE salt = ? AND digest = ?",
                ((self._salt, digest) for (digest,) in rows if digest not in needed),
            )

    def tidy_generations(self) -> None:
        """Forget the versions of the site that nobody used lately."""
        with self._store.changing() as connection:
            old = connection.execute(
                "SELECT salt FROM generations ORDER BY used DESC LIMIT -1 OFFSET ?", (GENERATIONS,)
            ).fetchall()
            for table in ("traces", "queries", "contents", "baselines", "pages", "generations"):
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

    def lost(self, what: str) -> CacheError:
        """What to raise where contents that traces name are gone."""
        return self._store.unusable(KeyError(what))

    def close(self) -> None:
        """Let go of the file; whatever is asked later opens it again."""
        self._store.close()


def _askers(traces: Mapping[str, Trace], before: Mapping[str, Trace]) -> dict[bytes, bytearray]:
    """The marks of the jobs that make each query, by its id, but of those that made it before."""
    askers: dict[bytes, bytearray] = defaultdict(bytearray)
    for name, trace in traces.items():
        asker = mark(name).to_bytes(MARK, "little")
        asked = apart(trace.queries)
        if (old := before.get(name)) is not None:
            known = frozenset(apart(old.queries))
            asked = [id for id in asked if id not in known]
        for id in asked:
            askers[id] += asker
    return askers

"""What is kept between two builds: traces, the queries they name, contents."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from chaguan.build.cache import Cache
from chaguan.build.fingerprints import QueryIds
from chaguan.build.job import Trace
from chaguan.build.packing import packed
from chaguan.build.store import CacheError, DamagedError, Store

MEI = ("record", "person", "mei")
RAIN = ("posts", "tag", "雨", "zh-Hant", "0:20")
TIDE = ("record", "place", "slack-tide")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "made.sqlite3"


def trace(queries: bytes) -> Trace:
    return Trace(b"own", queries, b"answers", b"shown", (("a/index.html", b"digest"),))


def test_a_query_has_one_id_and_keeps_it(file):
    asked = QueryIds()
    first, second = asked.of([MEI, RAIN]), asked.of([RAIN, TIDE])
    Cache(Store(file), b"salt").keep({"a": trace(first), "b": trace(second)}, (), asked.fresh())

    again = Cache(Store(file), b"salt")
    known = again.queries()

    traces = again.traces()
    assert traces == {"a": trace(first), "b": trace(second)}
    assert list(known.named(traces["a"].queries)) == [MEI, RAIN]
    assert list(known.named(traces["b"].queries)) == [RAIN, TIDE]
    assert known.of([TIDE, MEI]) == asked.of([TIDE, MEI])
    assert asked.fresh() == []


def test_two_builds_that_write_at_the_same_time_agree_on_the_ids(file):
    one, other = QueryIds(), QueryIds()
    first, second = one.of([MEI, TIDE]), other.of([RAIN, TIDE])
    Cache(Store(file), b"salt").keep({"a": trace(first)}, (), one.fresh())
    Cache(Store(file), b"salt").keep({"b": trace(second)}, (), other.fresh())

    left = Cache(Store(file), b"salt")

    assert list(left.queries().named(left.traces()["a"].queries)) == [MEI, TIDE]
    assert list(left.queries().named(left.traces()["b"].queries)) == [RAIN, TIDE]


def test_a_query_that_no_job_makes_any_more_is_forgotten(file):
    kept, asked = Cache(Store(file), b"salt"), QueryIds()
    first, second = asked.of([MEI, RAIN]), asked.of([RAIN, TIDE])
    kept.keep({"a": trace(first), "b": trace(second)}, (), asked.fresh())

    kept.forget(["a"])
    kept.tidy()

    left = Cache(Store(file), b"salt")
    assert left.traces().keys() == {"b"}
    assert list(left.queries().named(second)) == [RAIN, TIDE]
    with pytest.raises(KeyError):
        list(left.queries().named(first))


def test_the_queries_of_two_versions_of_a_site_are_apart(file):
    one, other = QueryIds(), QueryIds()
    Cache(Store(file), b"one").keep({"a": trace(one.of([MEI]))}, (), one.fresh())
    Cache(Store(file), b"other").keep({"a": trace(other.of([TIDE]))}, (), other.fresh())

    again = Cache(Store(file), b"one")

    assert list(again.queries().named(again.traces()["a"].queries)) == [MEI]


def test_the_cache_of_another_version_is_thrown_away(file):
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE traces (salt BLOB, name TEXT, trace TEXT)")
        other.execute("INSERT INTO traces VALUES (x'73616c74', 'page', '[]')")
        other.execute("PRAGMA user_version = 1")
        other.commit()

    kept = Cache(Store(file), b"salt")
    kept.keep({"a": trace(b"")}, ())

    assert kept.traces().keys() == Cache(Store(file), b"salt").traces().keys() == {"a"}


def test_what_another_build_puts_there_meanwhile_stays(file):
    Cache(Store(file), b"salt").keep(
        {"a": replace(trace(b""), files=(("a", b"needed"),))},
        [(b"before", packed(b"1")), (b"needed", packed(b"2"))],
    )
    this, other = Cache(Store(file), b"salt"), Cache(Store(file), b"salt")
    other.keep({}, [(b"theirs", packed(b"3"))])

    this.tidy()

    kept = {name: other.content(name) for name in (b"before", b"needed", b"theirs")}
    assert kept == {b"before": None, b"needed": b"2", b"theirs": b"3"}


def test_a_cache_that_somebody_has_locked_is_left_alone(file, monkeypatch):
    monkeypatch.setattr("chaguan.build.store.PATIENCE", 0.1)
    Cache(Store(file), b"salt").keep({"a": trace(b"")}, ())
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CacheError, match=r"cannot be used: database is locked\.$"):
            Cache(Store(file), b"salt").traces()

    assert Cache(Store(file), b"salt").traces().keys() == {"a"}


@pytest.mark.parametrize("damage", ["pages", "rows", "contents", "tables"])
def test_a_damaged_cache_is_thrown_away(file, damage):
    kept = Cache(Store(file), b"salt")
    contents = [(bytes([n]), packed(bytes([n]) * 5000)) for n in range(200)]
    kept.keep({f"{n}": trace(b"") for n in range(200)}, contents)
    kept.close()
    spoil(file, damage)

    again = Cache(Store(file), b"salt")
    is_told = False
    try:
        known = again.traces()
        found = [again.content(bytes([n])) for n in range(200)]
    except DamagedError:
        is_told = True

    assert is_told or known == {} or None not in found
    anew = Cache(Store(file), b"salt")
    anew.keep({"a": trace(b"")}, [(b"a", packed(b"a"))])
    assert anew.traces()["a"] == trace(b"")
    assert anew.content(b"a") == b"a"


def spoil(file: Path, damage: str) -> None:
    if damage == "pages":
        raw = bytearray(file.read_bytes())
        raw[8 * 4096 :] = b"\xff" * (len(raw) - 8 * 4096)
        file.write_bytes(raw)
        return
    done = {
        "rows": "UPDATE traces SET files = '[[1,'",
        "contents": "UPDATE contents SET content = x'00'",
        "tables": "DROP TABLE contents",
    }
    with closing(sqlite3.connect(file)) as other:
        other.execute(done[damage])
        other.commit()

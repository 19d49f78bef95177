"""What is kept of a build as a whole: who asked what, and what was found by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chaguan.build.cache import Cache
from chaguan.build.fingerprints import QueryIds, query_id
from chaguan.build.job import Trace
from chaguan.build.last_build import Answer, KeptPage
from chaguan.build.store import AT_ONCE, Store

MEI = ("record", "person", "mei")
RAIN = ("posts", ("tag", "雨"), "zh-Hant", 0, 20)
TIDE = ("records", "place")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "made.sqlite3"


def trace(queries: bytes) -> Trace:
    return Trace(b"own", queries, b"answers", b"shown", (("a/index.html", b"digest"),))


def askers(file, *queries):
    return sorted(Cache(Store(file), b"salt").last_build.askers(list(map(query_id, queries))))


def made(file, asked, before=None, **jobs):
    """A build that made these jobs, of these queries."""
    traces = {name: trace(asked.of(queries)) for name, queries in jobs.items()}
    cache = Cache(Store(file), b"salt")
    cache.keep(traces, (), asked.fresh(), before or {})
    return traces


def test_who_asked_is_found_by_what_was_asked(file):
    asked = QueryIds()
    before = made(file, asked, mei=[MEI, RAIN], sea=[RAIN, TIDE])

    assert askers(file, MEI) == ["mei"]
    assert askers(file, RAIN) == askers(file, MEI, TIDE) == ["mei", "sea"]
    assert askers(file, ("tags",)) == askers(file) == []

    made(file, asked, before, mei=[MEI, TIDE], new=[MEI])

    assert askers(file, TIDE) == ["mei", "sea"]
    assert askers(file, MEI) == ["mei", "new"]


def test_two_builds_that_write_at_the_same_time_are_both_found(file):
    made(file, QueryIds(), one=[MEI, TIDE])
    made(file, QueryIds(), other=[MEI, RAIN])

    assert askers(file, MEI) == ["one", "other"]
    assert askers(file, RAIN) == ["other"]


def test_who_is_no_more_is_not_found(file):
    made(file, QueryIds(), one=[MEI], other=[MEI])
    Cache(Store(file), b"salt").forget(["one"])

    assert askers(file, MEI) == ["other"]


def test_thousands_are_found_at_once(file):
    many = [("record", "person", str(number)) for number in range(2 * AT_ONCE + 1)]
    made(file, QueryIds(), **{f"job{number}": [query] for number, query in enumerate(many)})

    assert len(askers(file, *many)) == len(many)


def test_what_was_found_is_read_by_what_it_is_about(file):
    asked = QueryIds()
    made(file, asked, mei=[MEI, RAIN, TIDE])
    last = Cache(Store(file), b"salt").last_build
    rain = Answer(query_id(RAIN), "rain", b"1")
    last.keep(b"told", [rain, Answer(query_id(TIDE), "tide", b"2")], [])

    assert last.baseline() == b"told"
    assert list(last.answers(["rain"])) == [(RAIN, b"1")]
    assert sorted(last.answers(["rain", "tide", "sun"]), key=repr) == [(RAIN, b"1"), (TIDE, b"2")]

    last.keep(b"told again", [rain._replace(fingerprint=b"3")])

    assert last.baseline() == b"told again"
    assert list(last.answers(["rain"])) == [(RAIN, b"3")]


def test_pages_stay_until_others_are_kept(file):
    last = Cache(Store(file), b"salt").last_build
    home = KeptPage("index.html", "index.md", is_listed=True, told="[]")
    tea = KeptPage("tea/index.html", "tea.md", is_listed=False, told="[]")
    last.keep(b"", (), [home, tea])
    last.keep(b"", ())

    assert last.page_files() == {"index.html", "tea/index.html"}
    assert last.listed_pages() == [home]
    assert last.page_at("tea/index.html") == last.page_of("tea.md") == tea

    last.keep(b"", (), [home])

    assert last.page_files() == {"index.html"}
    assert last.page_at("tea/index.html") is last.page_of("tea.md") is None

"""What is kept between two builds: traces, the questions they name, contents."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from chaguan.mkdocs.making.job import Trace
from chaguan.mkdocs.making.kept import Kept
from chaguan.mkdocs.making.questions import Questions

MEI = ("record", "person", "mei")
RAIN = ("posts", "tag", "雨", "zh-Hant", "0:20")
TIDE = ("record", "place", "slack-tide")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "made.sqlite3"


def trace(questions: bytes) -> Trace:
    return Trace(b"own", questions, b"answers", b"shown", (("a/index.html", b"digest"),))


def test_a_question_has_one_mark_and_keeps_it(file):
    asked = Questions()
    first, second = asked.marks([MEI, RAIN]), asked.marks([RAIN, TIDE])
    Kept(file, b"salt").keep({"a": trace(first), "b": trace(second)}, (), asked.fresh())

    again = Kept(file, b"salt")
    known = again.questions()

    traces = again.traces()
    assert traces == {"a": trace(first), "b": trace(second)}
    assert list(known.of(traces["a"].questions)) == [MEI, RAIN]
    assert list(known.of(traces["b"].questions)) == [RAIN, TIDE]
    assert known.marks([TIDE, MEI]) == asked.marks([TIDE, MEI])
    assert known.fresh() == asked.fresh() == []


def test_two_builds_that_write_at_the_same_time_agree_on_the_marks(file):
    one, other = Questions(), Questions()
    first, second = one.marks([MEI, TIDE]), other.marks([RAIN, TIDE])
    Kept(file, b"salt").keep({"a": trace(first)}, (), one.fresh())
    Kept(file, b"salt").keep({"b": trace(second)}, (), other.fresh())

    left = Kept(file, b"salt")

    assert list(left.questions().of(left.traces()["a"].questions)) == [MEI, TIDE]
    assert list(left.questions().of(left.traces()["b"].questions)) == [RAIN, TIDE]


def test_a_question_that_nobody_asks_any_more_is_forgotten(file):
    kept, asked = Kept(file, b"salt"), Questions()
    first, second = asked.marks([MEI, RAIN]), asked.marks([RAIN, TIDE])
    kept.keep({"a": trace(first), "b": trace(second)}, (), asked.fresh())

    kept.forget(["a"], asked.unused([second]))

    left = Kept(file, b"salt")
    assert left.traces().keys() == {"b"}
    assert list(left.questions().of(second)) == [RAIN, TIDE]
    with pytest.raises(KeyError):
        list(left.questions().of(first))


def test_the_questions_of_two_versions_of_a_site_are_apart(file):
    one, other = Questions(), Questions()
    Kept(file, b"one").keep({"a": trace(one.marks([MEI]))}, (), one.fresh())
    Kept(file, b"other").keep({"a": trace(other.marks([TIDE]))}, (), other.fresh())

    again = Kept(file, b"one")

    assert list(again.questions().of(again.traces()["a"].questions)) == [MEI]


def test_the_cache_of_another_version_is_thrown_away(file):
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE traces (salt BLOB, name TEXT, trace TEXT)")
        other.execute("INSERT INTO traces VALUES (x'73616c74', 'page', '[]')")
        other.execute("PRAGMA user_version = 1")
        other.commit()

    kept = Kept(file, b"salt")
    kept.keep({"a": trace(b"")}, ())

    assert kept.traces().keys() == Kept(file, b"salt").traces().keys() == {"a"}

"""Queries: recorded by name and arguments, with nothing to remember to do."""

from __future__ import annotations

import pytest

from chaguan.build.fingerprints import NOTHING, Fingerprints, QueryIds
from chaguan.build.recorder import Queries, Recorder, queries_of, query


class Shelf(Queries):
    def __init__(self, *teas: str) -> None:
        super().__init__()
        self._teas = teas

    @query
    def teas(self, start: int = 0, stop: int | None = None) -> tuple[str, ...]:
        return self._teas[start:stop]

    @query
    def count(self) -> int:
        return len(self.teas())

    @query
    def named(self, names: tuple[str, ...]) -> str:
        return next(tea for tea in self._teas if tea in names)


def test_a_query_is_recorded_by_its_name_and_arguments():
    recorder = Recorder()
    shelf = Shelf("oolong", "pu-erh").tracked(recorder)
    with recorder.recording() as recording:
        shelf.teas(0, 1)
        shelf.named(("pu-erh",))
        shelf.teas(0, 1)

    assert tuple(recording) == (("teas", 0, 1), ("named", ("pu-erh",)))


def test_what_queries_ask_of_each_other_is_not_recorded():
    recorder = Recorder()
    shelf = Shelf("oolong").tracked(recorder)
    with recorder.recording() as recording:
        assert shelf.count() == 1

    assert tuple(recording) == (("count",),)


def test_arguments_by_name_are_refused_for_they_could_be_recorded_in_two_ways():
    with pytest.raises(TypeError, match="by position"):
        Shelf("oolong").teas(start=1)


def test_the_plain_one_records_nothing():
    shelf = Shelf("oolong")
    recorder = Recorder()
    shelf.tracked(recorder)
    with recorder.recording() as recording:
        shelf.teas()

    assert tuple(recording) == ()


def test_a_fingerprint_is_another_where_the_result_is():
    before = Fingerprints(queries_of(Shelf("oolong", "pu-erh")))
    after = Fingerprints(queries_of(Shelf("oolong", "sencha")))

    same = [
        query
        for query in (("teas",), ("teas", 0, 1), ("count",))
        if before.one(query) == after.one(query)
    ]
    assert same == [("teas", 0, 1), ("count",)]


def test_a_query_that_has_no_result_any_more_has_a_fingerprint_too():
    class Gone(Shelf):
        @query
        def lost(self) -> str:
            raise KeyError("lost")

    assert Fingerprints(queries_of(Gone())).one(("lost",)) == NOTHING
    assert Fingerprints({}).one(("nobody",)) == NOTHING


def test_who_is_given_what_is_remembered_depends_on_what_its_maker_depended_on():
    recorder, memory = Recorder(), {}
    shelf = Shelf("oolong").tracked(recorder)
    for _ in range(2):
        with recorder.recording() as recording:
            assert recorder.remembered(memory, "count", shelf.count) == 1

        assert tuple(recording) == (("count",),)


def test_queries_are_the_same_after_they_were_kept():
    asked = QueryIds()
    queries = [("teas", 0, None), ("named", ("pu-erh", "茶")), ("near", "a", -30)]
    ids = asked.of(queries)
    again = QueryIds([(id, list(map(as_json, query))) for id, query in asked.fresh()])

    assert list(again.named(ids)) == queries
    assert again.of(queries) == ids


def as_json(part):
    return list(part) if isinstance(part, tuple) else part

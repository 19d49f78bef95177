"""The index: whatever is asked of it is recorded, whoever asks."""

from __future__ import annotations

import inspect

import pytest

from chaguan.build.recorder import Recorder
from chaguan.site.index import Index
from chaguan.site.records import Records

FILES = {
    "people/mei.yml": "name: Mei\n",
    "posts/2026/rain.md": "---\ntitle: Rain\ndate: 2026-03-01\nauthors: [mei]\n---\nIt rains.\n",
    "events/2026/tea.yml": "title: Tea\nstart: 2026-05-01 19:00\nhosts: [mei]\n",
}
MADE_OF = {"tracked", "recorder", "addresses", "settings", "community", "memory"}
"""What is no question: what an index is made of, and what it leads to."""


def test_each_public_method_is_a_query():
    methods = inspect.getmembers(Index, inspect.isfunction)
    public = {name: method for name, method in methods if not name.startswith("_")}

    not_recorded = {name for name, each in public.items() if not getattr(each, "is_query", False)}
    assert not_recorded == {"tracked"}


@pytest.fixture
def asked(seen):
    """The queries that a look at the records makes."""
    index = seen(FILES).index
    recorder = Recorder()
    tracked = index.tracked(recorder)
    assert {name for name in vars(tracked) if not name.startswith("_")} <= MADE_OF

    def queries(look) -> set[str]:
        with recorder.recording() as recording:
            look(tracked.community)
        return {" ".join(map(str, query)) for query in recording}

    return queries


@pytest.mark.parametrize(
    ("look", "query"),
    [
        (lambda c: c.people["mei"], "record person mei"),
        (lambda c: c.people.get("wei"), "record person wei"),
        (lambda c: "wei" in c.people, "record person wei"),
        (lambda c: list(c.people), "ids person"),
        (lambda c: len(c.events), "ids event"),
        (lambda c: bool(c.scenes), "ids scene"),
        (lambda c: list(c.events.values()), "records event"),
        (lambda c: c.events.values(), "records event"),
        (lambda c: dict(c.events.items()), "records event"),
        (lambda c: c.posts + c.posts, "records post"),
        (lambda c: c.posts == (), "records post"),
        (lambda c: len(c.pages), "records page"),
        (lambda c: hash(c.posts), "records post"),
        (lambda c: bool(c.of_kind("post")), "ids post"),
        (lambda c: c.all_of("person"), "records person"),
        (lambda c: c.people == {}, "records person"),
    ],
)  # fmt: skip
def test_every_way_to_look_at_records_is_recorded(asked, look, query):
    assert asked(look) == {query}


def test_all_records_are_asked_for_kind_by_kind(asked):
    assert "records post" in asked(lambda community: list(community.records()))


def test_records_have_no_other_door():
    public = {name for name in dir(Records) if not name.startswith("_")}
    methods = {"of_kind", "all_of", "followed", "records"}
    assert public == {"posts", "pages", "default_language", *methods}

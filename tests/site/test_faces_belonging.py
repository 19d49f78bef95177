"""Whose groups and places: found from the other end, and only one's own are asked for."""

from __future__ import annotations

from random import Random

import pytest

from chaguan.build.fingerprints import Fingerprints
from chaguan.build.recorder import Recorder, queries_of
from chaguan.render.html.page_context import PageContext
from chaguan.render.pages.stream_page import stream_page
from chaguan.site.stream import stream_of


def drawn(seed):
    """Twelve people, eight groups, four places and three scenes that name one another."""
    random = Random(seed)
    people, scenes = [f"p{n}" for n in range(12)], [f"s{n}" for n in range(3)]
    places = [f"h{n}" for n in range(4)]

    def some(of):
        return f"[{', '.join(random.sample(of, random.randrange(len(of))))}]"

    files = {f"people/{each}.yml": f"name: {each}\n" for each in people}
    files |= {f"scenes/{each}.yml": f"name: {each}\n" for each in scenes}
    for each in places:
        files[f"places/{each}.yml"] = f"name: x\npeople: {some(people)}\nscenes: {some(scenes)}\n"
    for number in range(8):
        home = f"place: {random.choice(places)}\n" if random.random() < 0.7 else ""
        said = f"name: x\nmembers: {some(people)}\nscenes: {some(scenes)}\n{home}"
        files[f"groups/g{number}.yml"] = said
    return files


def by_id(records):
    return sorted(records, key=lambda record: record.id)


@pytest.mark.parametrize("seed", range(5))
def test_it_is_what_a_look_through_everything_finds(seen, seed):
    streams = seen(drawn(seed)).index
    groups, places = streams.community.groups.values(), streams.community.places.values()

    for id in streams.community.people:
        members = by_id(each for each in groups if id in each.members)
        assert list(streams.groups_of("person", id)) == members
        runs = by_id(each for each in places if id in each.people)
        assert list(streams.places_of("person", id)) == runs
    for id in streams.community.scenes:
        assert list(streams.groups_of("scene", id)) == by_id(g for g in groups if id in g.scenes)
        assert list(streams.places_of("scene", id)) == by_id(p for p in places if id in p.scenes)
    for id in streams.community.places:
        assert list(streams.groups_of("place", id)) == by_id(g for g in groups if g.place == id)


@pytest.mark.parametrize("kind", ["people", "groups", "places", "scenes"])
def test_a_page_asks_for_its_own_and_never_for_all(seen, kind):
    view, recorder = seen(drawn(3)), Recorder()
    tracked = view.index.tracked(recorder)
    heard = PageContext(tracked, view.words, view.clock, view.rendered)
    record = next(iter(getattr(view.community, kind).values()))
    with recorder.recording() as queries:
        stream_page(stream_of(tracked, record, "en"), heard, "https://town.example.org/")

    assert tuple(queries)
    assert [query for query in queries if query[0] in ("records", "ids")] == []


def test_the_answer_changes_with_the_membership_and_with_nothing_else(seen):
    files = drawn(3)
    index = seen(files).index
    before = Fingerprints(queries_of(index))
    groups = index.groups_of("person", "p1")
    assert groups
    path = groups[0].path
    after = Fingerprints(queries_of(seen(files | {path: "name: y\n"}).index))
    changed = [
        person
        for person in index.community.people
        if before.one(("groups_of", "person", person)) != after.one(("groups_of", "person", person))
    ]

    assert sorted(changed) == sorted(groups[0].members)

"""Lists that go on: nothing is lost between their pages, and no page grows without end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaguan.render.pages.lists import AROUND, pager, person_list, tag_list, thing_list
from chaguan.render.pages.stream_page import part_of, rest_page
from chaguan.render.pages.subscribe import stream_list, subscribe
from chaguan.site.claims import claims
from chaguan.site.pagination import PARTS, SECTION_PAGE, STREAMS_AT_FIRST, Counted, further_pages
from chaguan.site.stream import stream_of
from chaguan.site.urls import Address

SITE = "https://town.example.org/"


@given(count=st.integers(1, 400), data=st.data())
def test_a_pager_names_few_pages_and_leads_to_the_next_the_first_and_the_last(count, data):
    number = data.draw(st.integers(1, count))
    it = pager(number, count, lambda page: Address(f"p/{page}/"))
    named = [link.text for link in it.pages if link.text != "…"]

    assert len(it.pages) <= 2 * AROUND + 5
    assert count == 1 or {"1", str(count), str(number)} <= {*named}
    assert [link.href for link in it.pages if link.href] == [
        f"p/{text}/" for text in named if text != str(number)
    ]
    assert (it.newer.href if it.newer else "") == (f"p/{number - 1}/" if number > 1 else "")
    assert (it.older.href if it.older else "") == (f"p/{number + 1}/" if number < count else "")


@pytest.fixture
def crowd(seen, told):
    """Fifty people of one group, with 45 stories and 27 events that are over."""
    files = {f"people/p{n:02}.yml": f"name: Person {n:02}\n" for n in range(50)}
    members = ", ".join(f"p{n:02}" for n in range(50))
    files["groups/walkers.yml"] = f"name: Walkers\nmembers: [{members}]\n"
    for n in range(45):
        day = f"2026-01-01 00:{n:02}"
        post = told(f"Story {n:02}", day, authors="[p01]", groups="[walkers]", tags=f"[t{n:02}]")
        files[f"posts/2026/s{n:02}.md"] = post
    for n in range(1, 28):
        event = f"title: Event {n}\nstart: 2025-02-{n:02} 10:00\nend: 2025-02-{n:02} 11:00\n"
        files[f"events/2025/e{n}.yml"] = f"{event}hosts: [p01]\ngroups: [walkers]\n"
    return seen(files)


def part_pages(view, stream):
    found = further_pages((stream.kind, stream.key), stream.record, view.index, Counted(view.clock))
    return list(found)


def test_every_story_event_and_member_of_a_group_is_on_one_of_its_pages_and_once(crowd):
    stream = stream_of(crowd.index, crowd.community.groups["walkers"], "en")
    shown = {part: [part_of(stream, part, 1, crowd)] for part in PARTS}
    for part, number in part_pages(crowd, stream):
        shown[part].append(rest_page(stream, part, number, crowd).part)

    assert [len(shown[part]) for part in ("posts", "past", "people")] == [3, 3, 2]
    for part, cards, count in (("posts", "posts", 45), ("past", "events", 27)):
        titles = [card.title for page in shown[part] for card in getattr(page, cards)]
        assert (len(titles), len({*titles})) == (count, count)
        assert all(len(getattr(page, cards)) <= PARTS[part] for page in shown[part])
    names = [card.name for page in shown["people"] for card in page.people]
    assert names == [f"Person {n:02}" for n in range(50)]


def test_each_page_leads_to_the_next_and_the_first_is_the_group_itself(crowd):
    stream = stream_of(crowd.index, crowd.community.groups["walkers"], "en")

    assert part_of(stream, "posts", 1, crowd).pager.older.href == "groups/walkers/posts/page/2/"
    second = rest_page(stream, "posts", 2, crowd).part.pager
    assert second.newer.href == "groups/walkers/"
    assert second.older.href == "groups/walkers/posts/page/3/"


def test_every_further_page_is_claimed(crowd):
    wanted = {path for path, _ in claims(crowd.community, crowd.addresses, frozenset())}
    stream = stream_of(crowd.index, crowd.community.groups["walkers"], "zh-Hant")
    built = {
        crowd.addresses.part(stream.address, part, number).file
        for part, number in part_pages(crowd, stream)
    }

    assert len(built) == 5
    assert built <= wanted


@pytest.mark.parametrize("size", [1, 7, 200])
def test_indexes_hold_everybody_once_in_pages_of_a_size(crowd, monkeypatch, size):
    for kind in SECTION_PAGE:
        monkeypatch.setitem(SECTION_PAGE, kind, size)
    people = [person_list(crowd, 1)]
    while people[-1].pager.older:
        people.append(person_list(crowd, len(people) + 1))
    tags = [tag_list(crowd, number + 1) for number in range(-(-45 // size))]

    names = [card.name for page in people for card in page.people]
    assert names == [f"Person {n:02}" for n in range(50)]
    assert max(len(page.people) for page in people) <= size
    found = sorted(tag.text for page in tags for tag, _ in page.tags)
    assert found == [f"t{n:02}" for n in range(45)]


def test_groups_that_sleep_come_on_the_last_pages(seen, told, monkeypatch):
    monkeypatch.setitem(SECTION_PAGE, "group", 1)
    files = {"people/mei.yml": "name: Mei\n", "groups/awake.yml": "name: Awake\n"}
    files |= {"groups/a-asleep.yml": "name: Asleep\n"}
    files["posts/2026/new.md"] = told("New", "2026-11-01", groups="[awake]")
    files["posts/2020/old.md"] = told("Old", "2020-11-01", groups="[a-asleep]")
    view = seen(files)
    first, second = (thing_list("group", view, number) for number in (1, 2))

    assert [card.name for card in first.things] == ["Awake"]
    assert (first.faded, second.things) == ((), ())
    assert [card.name for card in second.faded] == ["Asleep"]


def test_few_of_each_kind_are_followed_at_first_and_all_on_pages_of_their_own(crowd):
    page = subscribe(crowd, SITE)
    [people] = [kind for kind in page.by_kind if kind.kind == "person"]
    [groups] = [kind for kind in page.by_kind if kind.kind == "group"]
    rest = stream_list("person", 1, crowd, SITE)

    assert len(people.streams) == STREAMS_AT_FIRST
    assert people.rest.href == "subscribe/people/"
    assert groups.rest is None
    assert [each.page.text for each in rest.kind.streams] == [f"Person {n:02}" for n in range(50)]
    assert rest.kind.streams[0].follow.rss == "people/p00/rss.xml"

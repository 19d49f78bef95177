"""Which of what was gathered is shown, and to whom one evening of two towns belongs."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from chaguan.check.garden import stale
from chaguan.load import load
from chaguan.render.pages.gathered import nearby_list, planet_page
from chaguan.render.pages.stream_page import stream_page
from chaguan.site.catalogue import page_outputs
from chaguan.site.claims import claims
from chaguan.site.features import Features
from chaguan.site.identity import uid
from chaguan.site.stream import stream_of
from chaguan.site.urls import Addresses

TOWN = "name: A town\ntimezone: Asia/Taipei\nlanguages: [en, zh-Hant]\nuid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n"  # noqa: E501
MARSH, HILL = "https://marsh.example/", "https://hill.example/"
URL = "https://town.example/"


def entry(number: int, day: str = "2026-11-20", **more: object) -> dict[str, object]:
    return {
        "id": f"{day} {number}",
        "url": f"https://mei.example/{day}/{number}",
        "title": f"Entry {number}",
        "date": f"{day}T0{number}:00:00+00:00",
        "seen": day,
        **more,
    }


def feed(*entries: dict[str, object], person: str = "mei", **more: object) -> str:
    return json.dumps({
        "version": 1, "kind": "feed", "person": person, "host": "mei.example",
        "url": f"https://{person}.example/feed.xml", "entries": entries, **more,
    })  # fmt: skip


def event(name: str, on: str = "2026-12-05", **more: object) -> dict[str, object]:
    return {
        "uid": name,
        "title": name.title(),
        "start": f"{on}T19:00:00+08:00",
        "timezone": "Asia/Taipei",
        **more,
    }


def calendar(url: str, *events: dict[str, object], **more: object) -> str:
    host = url.split("/")[2]
    return json.dumps(
        {"version": 1, "kind": "events", "url": url, "host": host, "events": events, **more}
    )


def person(id: str, more: str = "") -> dict[str, str]:
    return {f"people/{id}.yml": f"name: {id.title()}\nfeed: https://{id}.example/feed.xml\n{more}"}


def neighbours(*lines: str) -> dict[str, str]:
    return {"community.yml": f"{TOWN}neighbours:\n" + "".join(f"  - {each}\n" for each in lines)}


BOTH = neighbours(f"{{name: Marsh, url: '{MARSH}'}}", f"{{name: Hill, url: '{HILL}'}}")


def uids(view) -> list[str]:
    return [each.event.uid for each in view.index.nearby()]


def test_planet_is_newest_first_with_few_of_one_day(seen):
    many = [entry(n) for n in range(1, 8)]
    later = entry(1, "2026-11-21")
    view = seen({**person("mei"), ".gathered/a.json": feed(*many, later)})
    shown = planet_page(view).entries

    assert [each.link.text for each in shown] == ["Entry 1", "Entry 7", "Entry 6", "Entry 5"]
    assert shown[0].author.text == "Mei"


def test_entry_of_two_members_is_there_once(seen):
    files = {
        **person("mei"),
        **person("hai"),
        ".gathered/a.json": feed(entry(1)),
        ".gathered/b.json": feed(entry(1), person="hai"),
    }

    assert len(planet_page(seen(files)).entries) == 1


@pytest.mark.parametrize(
    ("people", "more"),
    [
        ({}, {}),
        (person("mei", "unlisted: true\n"), {}),
        ({"people/mei.yml": "name: Mei\n"}, {}),
        ({"people/mei.yml": "name: Mei\nfeed: https://other.example/feed.xml\n"}, {}),
        (person("mei"), {"moved": "https://casino.example/"}),
        (person("mei"), {"refused": "planet"}),
        (person("mei"), {"refused": "changed"}),
    ],
    ids=["gone", "unlisted", "without a feed", "another feed", "moved", "planet", "changed"],
)
def test_nothing_is_shown_of_a_source_that_is_none_or_waits_for_a_host(seen, people, more):
    view = seen({**people, ".gathered/a.json": feed(entry(1), **more)})

    assert view.index.planet() == ()
    kinds = {each.kind for each in page_outputs(view.index, view.clock, Features())}
    assert "planet" not in kinds


def test_own_page_tells_of_elsewhere_and_nobody_elses_does(seen):
    many = [entry(1, f"2026-11-{day:02}") for day in range(1, 20)]
    view = seen({**person("mei"), **person("hai"), ".gathered/a.json": feed(*many)})
    people = view.index.community.people
    pages = {id: stream_page(stream_of(view.index, people[id], "en"), view, URL) for id in people}

    assert len(pages["mei"].elsewhere) == 5
    assert pages["hai"].elsewhere == ()


def test_one_event_of_two_towns_is_one_card(seen):
    files = {
        ".gathered/m.json": calendar(MARSH, event("tea", title="Tea at the marsh")),
        ".gathered/h.json": calendar(HILL, event("tea", title="Hill's tea")),
    }
    (card,) = nearby_list(seen({**BOTH, **files}), 1, URL).events

    assert card.link.text == "Tea at the marsh"
    assert [each.text for each in card.sources] == ["Marsh", "Hill"]


def test_two_days_of_a_series_are_two_cards(seen):
    days = [event("tea", day, day=day) for day in ("2026-12-05", "2026-12-12")]
    files = {
        ".gathered/m.json": calendar(MARSH, *days),
        ".gathered/h.json": calendar(HILL, days[1]),
    }

    assert [len(each.neighbours) for each in seen({**BOTH, **files}).index.nearby()] == [1, 2]


def test_what_is_ours_is_not_nearby_whatever_a_neighbour_says_of_it(seen):
    own = {"events/tea.yml": "title: Tea\nstart: 2026-12-05 19:00\n"}
    view = seen({**BOTH, **own})
    (ours,) = view.index.community.events.values()
    theirs = event(
        uid(ours, view.index.settings), title="Cancelled!", status="cancelled", revision=9
    )
    view = seen({**BOTH, **own, ".gathered/m.json": calendar(MARSH, theirs, event("walk"))})

    assert uids(view) == ["walk"]
    assert not view.index.community.events["tea"].is_cancelled


@pytest.mark.parametrize(("revision", "is_off"), [(0, False), (1, True), (2, True)])
def test_cancellation_of_either_town_arrives_if_it_is_not_older(seen, revision, is_off):
    off = event("tea", status="cancelled", revision=revision, note="Rain")
    files = {
        ".gathered/m.json": calendar(MARSH, event("tea", revision=1)),
        ".gathered/h.json": calendar(HILL, off),
    }
    (card,) = nearby_list(seen({**BOTH, **files}), 1, URL).events

    assert (card.status == "cancelled") is is_off
    assert card.says_so == ("Hill" if is_off else "")


def test_town_that_still_lists_an_event_tells_of_it_before_one_that_does_not(seen):
    files = {
        ".gathered/m.json": calendar(MARSH, event("tea", missing="2026-11-20")),
        ".gathered/h.json": calendar(HILL, event("tea")),
    }
    (card,) = nearby_list(seen({**BOTH, **files}), 1, URL).events

    assert card.missing == ""


def test_what_vanished_is_marked(seen):
    files = {".gathered/m.json": calendar(MARSH, event("tea", missing="2026-11-20"))}
    (card,) = nearby_list(seen({**BOTH, **files}), 1, URL).events

    assert "no longer listed" in card.missing


def test_neighbour_is_one_line_to_cut(seen):
    files = {
        ".gathered/m.json": calendar(MARSH, event("tea")),
        ".gathered/h.json": calendar(HILL, event("walk")),
    }
    one = neighbours(f"{{name: Hill, url: '{HILL}'}}")

    assert uids(seen({**BOTH, **files})) == ["tea", "walk"]
    assert uids(seen({**one, **files})) == ["walk"]


def test_only_scenes_and_tags_that_are_wanted_are_taken(seen):
    events = [
        event("a", scenes=["rainy-weekend"]),
        event("b", tags=["Tea"]),
        event("c", tags=["x"]),
        event("d"),
    ]
    wants = neighbours(f"{{name: Marsh, url: '{MARSH}', take: [rainy-weekend, tea]}}")

    assert uids(seen({**wants, ".gathered/m.json": calendar(MARSH, *events)})) == ["a", "b"]


def test_what_is_over_is_not_shown_and_the_page_stays(seen):
    files = {".gathered/m.json": calendar(MARSH, event("old", "2026-11-01"), event("new"))}
    view = seen({**BOTH, **files})

    assert [each.link.text for each in nearby_list(view, 1, URL).events] == ["New"]


def test_long_list_has_further_pages(seen):
    many = [
        [event(f"{name}{n:03}", f"2027-01-{n % 28 + 1:02}") for n in range(50)] for name in "ab"
    ]
    files = {
        ".gathered/m.json": calendar(MARSH, *many[0]),
        ".gathered/h.json": calendar(HILL, *many[1]),
    }
    view = seen({**BOTH, **files})
    outputs = [o for o in page_outputs(view.index, view.clock, Features()) if o.kind == "nearby"]

    assert {each.address.path for each in outputs} == {
        "events/nearby/",
        "events/nearby/page/2/",
        "zh-Hant/events/nearby/",
        "zh-Hant/events/nearby/page/2/",
    }
    assert len(nearby_list(view, 2, URL).events) == 50


@pytest.mark.parametrize("has_something", [True, False])
def test_planet_claims_its_address_only_where_it_is_there(seen, has_something):
    gathered = {".gathered/a.json": feed(entry(1))} if has_something else {}
    page = {"planet.md": "---\ntitle: Ours\n---\nRound.\n"}
    index = seen({**person("mei"), **page, **gathered}).index
    wanted = [
        position and position.path
        for address, position in claims(index._all, index.addresses, frozenset({"planet.md"}))
        if address == "planet/index.html"
    ]

    assert wanted == ([None, "planet.md"] if has_something else ["planet.md"])


def test_nearby_is_kept_free_below_events(tmp_path):
    (tmp_path / "events").mkdir()
    (tmp_path / "community.yml").write_text(TOWN, encoding="utf-8")
    (tmp_path / "events/nearby.yml").write_text("title: A\nstart: 2026-12-05\n", encoding="utf-8")
    community = load(tmp_path).community
    found = list(claims(community, Addresses(("en", "zh-Hant")), frozenset()))

    assert ("events/nearby/index.html", None) in found


def test_words_keep_their_language(seen):
    files = {".gathered/m.json": calendar(MARSH, event("tea", title={"zh-Hant": "茶"}))}
    (card,) = nearby_list(seen({**BOTH, **files}), 1, URL).events

    assert (card.link.text, card.language) == ("茶", "zh-Hant")


def test_garden_names_who_is_silent_for_thirty_days(seen, tmp_path):
    now = datetime(2026, 11, 29, 12, tzinfo=UTC)
    view = seen({
        **person("mei"), **person("hai"), **person("tina"), **BOTH,
        ".gathered/a.json": feed(entry(1), latest="2026-10-30"),
        ".gathered/b.json": feed(entry(1), person="hai", latest="2026-10-31"),
        ".gathered/c.json": feed(entry(1), person="tina", failing="2026-10-01", reason="slow"),
        ".gathered/m.json": calendar(MARSH, failing="2026-10-01", reason="http"),
    })  # fmt: skip
    found = {
        (each.subject, each.position.path)
        for each in stale(view.index._all, now)
        if each.subject in ("feed_silent", "unreachable")
    }

    assert found == {
        ("feed_silent", "people/mei.yml"),
        ("unreachable", "people/tina.yml"),
        ("unreachable", "community.yml"),
    }


def test_same_files_give_the_same_order_whatever_the_seed(seen, tmp_path):
    """Sets and dictionaries are in another order in another process."""
    events = [event(f"e{n}", tags=["a", "b"], scenes=["c"]) for n in range(40)]
    seen({
        **BOTH, **person("mei"), ".gathered/m.json": calendar(MARSH, *events),
        ".gathered/h.json": calendar(HILL, *events[20:]),
        ".gathered/a.json": feed(*[entry(n) for n in range(1, 9)]),
    })  # fmt: skip
    folder = next(each.parent for each in tmp_path.rglob("community.yml"))
    program = (
        "import sys; from pathlib import Path; from chaguan.load import load;"
        "from chaguan.site.gathered import nearby_of, planet_of;"
        "c = load(Path(sys.argv[1])).community; print(repr((nearby_of(c), planet_of(c))))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program, str(folder)],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }

    assert len(said) == 1
    assert len(said.pop()) > 1_000


def test_a_day_that_has_passed_for_the_reader_can_be_told_by_a_script(seen):
    files = {".gathered/m.json": calendar(MARSH, event("tea"))}
    (card,) = nearby_list(seen({**BOTH, **files}), 1, URL).events

    assert card.ends - card.starts == timedelta(hours=1)
    assert card.ends.utcoffset() == timedelta(hours=8)

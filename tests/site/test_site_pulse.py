"""How alive a community is: what counts, what is said, and what never is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chaguan.model import Past, RecordId, Revision
from chaguan.render.pages.pulse import pulse_page
from chaguan.site.pulse import FEWEST, pulse

NOTHING = Past()
PEOPLE = {f"people/{id}.yml": f"name: {id.title()}\n" for id in ("ann", "bo", "cy", "di")}
WEEKLY = "title: Tea\nstart: 2026-09-01 19:00\nend: 2026-09-01 21:00\nhosts: [ann]\n"


def evening(day: str, who: str = "ann", more: str = "") -> str:
    return f"title: Tea\nstart: {day} 19:00\nend: {day} 20:00\nhosts: [{who}]\n{more}"


@pytest.fixture
def beat(seen):
    """The pulse of some files on November 25, 2026."""

    def of(files, past=None):
        view = seen(PEOPLE | files)
        pasts = past or {}
        return pulse(view.index, view.clock, lambda path: pasts.get(path, NOTHING))

    return of


def in_month(found, month: str):
    return next(each for each in found.months if f"{each.first:%Y-%m}" == month)


def test_the_present_month_and_eleven_before_it_are_told(beat):
    months = [f"{each.first:%Y-%m}" for each in beat({}).months]

    assert (months[0], months[-1], len(months)) == ("2025-12", "2026-11", 12)


def test_evenings_that_were_held_count_in_their_month(beat):
    found = beat({f"events/e{day}.yml": evening(f"2026-10-{day:02}") for day in range(1, 6)})

    assert in_month(found, "2026-10").evenings == 5


def test_cancelled_postponed_and_coming_days_do_not_count(beat):
    series = (
        f"{WEEKLY}repeat:\n  every: week\n  except: [2026-09-08]\n"
        "  moved: {2026-09-15: {status: cancelled}}\n"
    )
    found = beat({
        "events/tea.yml": series,
        "events/off.yml": evening("2026-09-20", more="status: postponed\n"),
    })  # fmt: skip

    assert in_month(found, "2026-09").evenings == 3
    assert in_month(found, "2026-11").evenings == 4  # the 3rd, 10th, 17th and 24th


def test_a_day_that_was_moved_counts_where_it_took_place(beat):
    series = (
        f"{WEEKLY}repeat:\n  every: week\n"
        "  moved: {2026-09-29: {start: 2026-10-01 19:00, end: 2026-10-01 21:00}}\n"
    )
    found = beat({"events/tea.yml": series})

    assert (in_month(found, "2026-09").evenings, in_month(found, "2026-10").evenings) == (4, 5)


def test_a_figure_below_three_is_never_said(beat):
    found = beat({f"events/e{n}.yml": evening(f"2026-10-0{n}", who="ann") for n in range(1, 3)})

    assert all(each.evenings is None and each.people is None for each in found.months)
    assert FEWEST == 3


def test_a_series_that_has_been_silent_is_not_said_to_have_taken_place(seen):
    view = seen(PEOPLE | {"events/tea.yml": f"{WEEKLY}repeat: {{every: week}}\n"})
    event = view.community.events[RecordId("tea")]
    doubtful = replace(event, doubtful=datetime(2026, 9, 20, tzinfo=UTC))
    index = type(view.index)(replace(view.index._all, events={event.id: doubtful}), view.addresses)

    months = pulse(index, view.clock, lambda path: NOTHING).months

    assert {f"{each.first:%m}": each.evenings for each in months if each.evenings} == {"09": 3}


def test_regulars_are_named_in_three_months_and_not_in_two(beat):
    found = beat(
        {f"events/a{month}.yml": evening(f"2026-0{month}-05", "ann") for month in (1, 5, 9)}
        | {f"events/b{month}.yml": evening(f"2026-0{month}-06", "bo") for month in (1, 5)}
        | {f"events/b{month}s.yml": evening(f"2026-0{month}-07", "bo") for month in (1, 5)}
    )

    assert found.regulars == ("ann",)
    assert found.hosts == ("ann", "bo")


def test_several_roles_of_one_evening_and_a_translation_are_one_act(beat, told):
    roles = "speakers: [ann]\ncredits: {tea: [ann]}\n"
    found = beat({
        "events/e.yml": evening("2026-08-05", "ann", roles),
        "posts/a.md": told("A", "2026-07-01", authors="[ann]"),
        "posts/a.zh-Hant.md": told("甲", "2026-06-01", authors="[bo]"),
        "posts/b.md": told("B", "2026-05-01", authors="[bo]"),
        "posts/c.md": told("C", "2026-04-01", authors="[bo]"),
    })  # fmt: skip

    assert found.regulars == ()


def test_those_who_spoke_or_helped_are_named_too(beat):
    agenda = "agenda: [{at: '19:10', title: Talk, speakers: [cy]}]\ncredits: {stove: [di]}\n"
    found = beat({
        f"events/e{month}.yml": evening(f"2026-0{month}-05", "ann", agenda) for month in (1, 5, 9)
    })  # fmt: skip

    assert found.regulars == ("ann", "cy", "di")
    assert in_month(found, "2026-05").people == 3


def test_who_is_new_was_never_named_before(beat, told):
    found = beat({
        "people/ann.yml": "name: Ann\njoined: 2026-11-01\n",
        "events/series.yml": evening("2020-01-07", "ann", "repeat: {every: year}\n"),
        "events/old.yml": evening("2026-11-03", "ann"),
        "events/new.yml": evening("2026-11-04", "bo"),
        "posts/a.md": told("A", "2026-11-05", authors="[cy]"),
        "posts/b.md": told("B", "2019-11-05", authors="[cy]"),
        "campaigns/roof.yml": (
            "title: Roof\naim: Dry.\nhosts: [ann]\n"
            "steps: {2026-11-10: {note: Tiles, by: [di]}}\n"
        ),
    })  # fmt: skip

    assert found.first_timers == ("bo", "di")


def test_who_only_joined_or_is_to_come_is_not_welcomed_yet(beat):
    found = beat({
        "people/ann.yml": "name: Ann\njoined: 2026-11-01\n",
        "events/new.yml": evening("2026-12-04", "bo"),
        "campaigns/roof.yml": (
            "title: Roof\naim: Dry.\nhosts: [ann]\nsteps: {2026-12-10: {note: Tiles, by: [di]}}\n"
        ),
    })  # fmt: skip

    assert found.first_timers == ()


def test_who_is_not_listed_or_has_left_is_neither_named_nor_counted(beat):
    found = beat({
        "people/ann.yml": "name: Ann\nunlisted: true\n",
        "people/bo.yml": "name: Bo\nleft: 2026-11-01\n",
        **{f"events/a{n}.yml": evening(f"2026-{n:02}-05", "ann, bo, cy") for n in range(5, 11)},
    })  # fmt: skip

    assert found.hosts == found.regulars == ("cy",)
    assert all(each.people is None for each in found.months)


def came(arrived: str, *written: str, is_complete: bool = True) -> Past:
    moments = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in written)
    revisions = tuple(Revision(moment=each, authors=("Ann",)) for each in moments)
    arrival = datetime.fromisoformat(arrived).replace(tzinfo=UTC)
    return Past(revisions=revisions, arrived=arrival, is_complete=is_complete)


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        (came("2026-10-20", "2026-10-21", "2026-10-03"), ("2026-10-03", "2026-10-20")),
        (came("2026-10-20", "2026-10-20"), (None, "2026-10-20")),
        (came("2026-10-20", "2026-10-03", is_complete=False), (None, "2026-10-20")),
        (came("2025-10-20", "2025-10-03"), None),
        (came("2025-01-01", "2025-01-01"), None),
        (NOTHING, None),
    ],
)
def test_a_group_woke_where_git_still_knows_it(beat, past, expected):
    files = {"groups/menders.yml": "name: Menders\n"}
    known = {"community.yml": came("2025-01-01", "2025-01-01"), "groups/menders.yml": past}

    found = [
        (each.proposed and each.proposed.isoformat(), each.since.isoformat())
        for each in beat(files, known).awake
    ]

    assert found == ([expected] if expected else [])


def test_a_group_that_came_with_the_community_did_not_wake(beat):
    past = {path: came("2026-10-20", "2026-10-20") for path in ("community.yml", "groups/m.yml")}

    assert beat({"groups/m.yml": "name: Menders\n"}, past).awake == ()


def test_names_stand_by_name_so_that_nobody_is_first(seen):
    busy = {f"events/d{n}.yml": evening(f"2026-10-0{n}", "di") for n in range(1, 9)}
    view = seen(PEOPLE | busy | {"events/c.yml": evening("2026-10-09", "ann, cy")})

    page = pulse_page(view, lambda path: NOTHING)

    assert [card.name for card in page.hosts] == ["Ann", "Cy", "Di"]
    assert [bar.number for bar in page.evenings.bars if bar.number] == [9]

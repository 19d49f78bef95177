"""How work is shared out among processes."""

from __future__ import annotations

import pytest

from chaguan.build.chunks import FEWER, FEWEST, LARGE, MANY, MOST, Waiting, shares


@pytest.mark.parametrize("number", [1, 2, 3, 8])
@pytest.mark.parametrize("many", [1, 2, 23, 50, 1000, 20_000])
def test_all_is_shared_out_once_in_runs_of_neighbours(many, number):
    found = shares([""] * many, [1] * many, number)

    assert [at for run in found for at in run] == list(range(many))
    assert max(map(len, found)) <= MOST
    assert len(found) >= min(many, number)


def test_the_last_runs_are_small_so_that_all_end_together():
    found = shares([""] * 600, [1] * 600, 2)

    assert len(found[0]) == 150
    assert FEWEST <= len(found[-2]) <= 40
    assert len(found) < 16


def test_parties_are_whole_and_begin_the_heaviest_first():
    parties = ["zh" if at % 5 == 0 else "en" if at % 5 == 1 else "" for at in range(250)]
    weights = [3 if party == "en" else 1 for party in parties]

    first, second, *others = shares(parties, weights, 2)

    assert {parties[at] for at in first} == {"en"}
    assert {parties[at] for at in second} == {"zh"}
    assert (len(first), len(second)) == (50, 50)
    assert {parties[at] for run in others for at in run} == {""}


def test_a_party_that_is_too_large_for_one_process_is_parted():
    first, second = shares(["zh"] * (MOST + 10), [1] * (MOST + 10), 2)

    assert (len(first), len(second)) == (MOST, 10)


def test_heavy_things_fill_a_run_sooner():
    light, heavy = [1] * 400, [1] * 200 + [20] * 200

    assert len(shares([""] * 400, heavy, 2)) > len(shares([""] * 400, light, 2))
    assert max(sum(heavy[at] for at in run) for run in shares([""] * 400, heavy, 2)) < MOST + 20


def test_a_party_is_for_one_process_as_long_as_there_is_something_else():
    parties = [*["feeds"] * 3 * MOST, *[""] * MOST]
    waiting = Waiting(parties, [1] * len(parties), 2)

    feeds = waiting.first(())
    other = waiting.first({"feeds"})

    assert {parties[at] for at in feeds} == {"feeds"}
    assert {parties[at] for at in other} == {""}
    while (more := waiting.next("", len(other))) is not None:
        assert {parties[at] for at in more} == {""}
    assert waiting.next("feeds", len(feeds)) == list(range(MOST, 2 * MOST))
    assert waiting.first({"feeds"}) == list(range(2 * MOST, 3 * MOST))  # nothing else is left
    assert not waiting


def test_a_process_ends_with_its_party_or_when_it_has_done_much():
    waiting = Waiting(["feeds", ""], [1, 1], 2)
    assert waiting.first(()) == [0]

    assert waiting.next("feeds", 1) is None
    assert waiting.next("", MANY) is None
    assert waiting.next("", MANY - 1) == [1]


def test_where_there_is_much_to_do_a_process_does_less_of_it():
    few, many = (Waiting([""] * number, [1] * number, 2) for number in (LARGE - 1, LARGE))

    assert few.next("", FEWER) is not None
    assert many.next("", FEWER) is None


def test_what_another_did_not_come_to_is_done_next():
    waiting = Waiting([""] * 100, [1] * 100, 2)
    first = waiting.first(())

    waiting.put_back(first[5:])

    assert waiting.first(()) == first[5:]

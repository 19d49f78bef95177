"""How work is shared out among processes."""

from __future__ import annotations

import pytest

from chaguan.build.chunks import FEWEST, MOST, shares


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

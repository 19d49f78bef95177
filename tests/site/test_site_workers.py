"""Work that is spread over processes: all of it is done, and what belongs together in one."""

from __future__ import annotations

import os
import time

import pytest

from chaguan.mkdocs.making.workers import CAN_FORK, Overdue, Spread

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="processes are not forked here")


def test_everything_is_done_once_in_several_processes():
    done = list(Spread(lambda n: (n * n, os.getpid()), 5).results(range(50), 3))

    assert sorted(at for at, _ in done) == list(range(50))
    assert all(square == at * at for at, (square, _) in done)
    assert len({pid for _, (_, pid) in done}) == 3


def test_what_is_heavy_has_a_process_to_itself():
    weights = [1, 1, 9, 1, 1, 1]
    spread = Spread(lambda weight: os.getpid(), 5, weight=lambda weight: weight)

    done = dict(spread.results(weights, 2))

    assert [at for at, pid in done.items() if pid == done[2]] == [2]
    assert len(set(done.values())) == 2


def test_a_party_stays_together_and_the_others_fill_up():
    things = ["tea" if n % 3 else f"{n}" for n in range(60)]
    spread = Spread(lambda thing: os.getpid(), 5, lambda thing: thing if thing == "tea" else "")

    done = dict(spread.results(things, 2))

    teas = {pid for at, pid in done.items() if things[at] == "tea"}
    others = {pid for at, pid in done.items() if things[at] != "tea"}
    assert len(done) == 60
    assert len(teas) == 1
    assert len(teas | others) == 2
    assert len([pid for pid in done.values() if pid in teas]) == 40


def test_what_ends_its_process_or_never_ends_fails_alone():
    def work(n: int) -> int:
        if n == 3:
            os._exit(7)
        if n == 11:
            while True:
                time.process_time()
        return n

    done = dict(Spread(work, 1).results(range(20), 2))

    assert {at for at, made in done.items() if isinstance(made, Overdue)} == {3, 11}
    assert "its process ended (7)" in done[3].why
    assert done[11].why.startswith("it took ")
    assert all(done[at] == at for at in range(20) if at not in (3, 11))

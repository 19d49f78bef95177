"""Work that is spread over processes: all of it is done, and what belongs together in one."""

from __future__ import annotations

import os
import time
from collections import Counter

import pytest

from chaguan.build.chunks import MANY, MOST
from chaguan.build.pool import CAN_FORK, Pool, Unfinished, WorkerError

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="processes are not forked here")


def test_everything_is_done_once_in_several_processes():
    done = list(Pool(lambda n: (n * n, os.getpid()), 5).results(range(50), 3))

    assert sorted(at for at, _ in done) == list(range(50))
    assert all(square == at * at for at, (square, _) in done)
    assert len({pid for _, (_, pid) in done}) == 3


def test_a_process_takes_several_shares_and_ends_after_many_things():
    done = dict(Pool(lambda n: os.getpid(), 5).results(range(2 * MANY + MOST), 1))

    works = Counter(done.values())
    assert len(done) == 2 * MANY + MOST
    assert 2 <= len(works) <= 3
    assert MOST < max(works.values()) < MANY + MOST


def test_a_party_stays_together_and_the_others_go_elsewhere():
    things = ["tea" if n % 3 else f"{n}" for n in range(60)]
    spread = Pool(lambda thing: os.getpid(), 5, lambda thing: thing if thing == "tea" else "")

    done = dict(spread.results(things, 2))

    teas = {pid for at, pid in done.items() if things[at] == "tea"}
    others = {pid for at, pid in done.items() if things[at] != "tea"}
    assert len(done) == 60
    assert len(teas) == 1
    assert others - teas


def test_what_ends_its_process_or_never_ends_fails_alone():
    def work(n: int) -> int:
        if n == 3:
            os._exit(7)
        if n == 11:
            while True:
                time.process_time()
        return n

    done = dict(Pool(work, 1).results(range(20), 2))

    assert {at for at, made in done.items() if isinstance(made, Unfinished)} == {3, 11}
    assert "its process ended (7)" in done[3].why
    assert done[11].why.startswith("it took ")
    assert (done[3].is_late, done[11].is_late) == (False, True)
    assert all(done[at] == at for at in range(20) if at not in (3, 11))


class UntoldError(Exception):
    """One that cannot travel between processes."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(lambda: one + other)


def test_what_a_worker_raises_is_told_whatever_it_is():
    def work(n: int) -> int:
        if n == 3:
            raise UntoldError("wind", "rain")
        return n

    with pytest.raises(WorkerError, match="UntoldError"):
        list(Pool(work, 5).results(range(20), 2))


def test_nobody_works_on_after_a_failure(tmp_path):
    def work(n: int) -> int:
        if n == 0:
            raise ValueError(n)
        time.sleep(0.2)
        (tmp_path / f"{n}").touch()
        return n

    with pytest.raises(WorkerError):
        list(Pool(work, 30).results(range(60), 3))

    there = len(list(tmp_path.iterdir()))
    time.sleep(1)
    assert len(list(tmp_path.iterdir())) == there

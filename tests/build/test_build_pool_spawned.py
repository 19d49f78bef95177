"""Spawned processes: what kills its own, or never ends, takes nothing with it."""

from __future__ import annotations

import math
import os
import signal
from multiprocessing import active_children, get_context
from multiprocessing.spawn import get_executable

import pytest

from chaguan.build import pool
from chaguan.build.pool import Pool, Unfinished

pytestmark = pytest.mark.slow
UNHEARD = signal.SIGURG
"""Whoever gets it goes on; so `raise_signal` is a task that kills its process, or not."""


def done(do, things, limit=60.0, most=2, **more):
    """What came of each thing."""
    found = dict(Pool(do, limit, start="spawn", **more).results(things, most))
    assert sorted(found) == list(range(len(things)))
    return [found[at] for at in range(len(things))]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_task_that_kills_its_process_is_the_only_one_that_is_not_done(processes):
    tasks = [UNHEARD, signal.SIGSEGV, signal.SIGKILL, UNHEARD, UNHEARD]

    results = done(signal.raise_signal, tasks, most=processes)

    assert [isinstance(each, Unfinished) for each in results] == [False, True, True, False, False]
    assert not any(each.is_late for each in results if each)


def test_a_task_that_works_for_ever_is_ended(monkeypatch):
    monkeypatch.setattr(pool, "PATIENCE", 100)

    endless, fine = done(math.factorial, [10**9, 3], limit=1.5)

    assert endless.is_late
    assert "1.5 s of processor time" in endless.why
    assert fine == 6


def test_a_task_that_waits_for_ever_is_ended(monkeypatch):
    monkeypatch.setattr(pool, "PATIENCE", 0.1)

    stopped, fine = done(signal.raise_signal, [signal.SIGSTOP, UNHEARD])

    assert stopped.is_late
    assert fine is None


def test_nobody_is_left_behind():
    done(signal.raise_signal, [signal.SIGKILL, UNHEARD])

    assert active_children() == []


def test_a_failure_that_passes_is_raised_as_it_was(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        done(os.listdir, [str(tmp_path / "nowhere")], passes=(OSError,))

    assert caught.value.errno == 2
    assert active_children() == []


def test_where_no_process_starts_this_one_does_it_all():
    right = get_executable()
    get_context("spawn").set_executable("/nowhere/python")
    try:
        results = done(math.factorial, [3, 4])
    finally:
        get_context("spawn").set_executable(right)

    assert results == [6, 24]

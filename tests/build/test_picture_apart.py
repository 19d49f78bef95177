"""What kills its process, or never ends, takes nothing with it."""

from __future__ import annotations

import math
import os
import signal
from multiprocessing import active_children, get_context
from multiprocessing.spawn import get_executable

import pytest

from chaguan.build.isolated import Limits, done_apart

PATIENT = Limits(processor=60, clock=120)
UNHEARD = signal.SIGURG
"""Whoever gets it goes on; so `raise_signal` is a job that kills its process, or not."""


@pytest.mark.parametrize("processes", [1, 2])
def test_a_job_that_kills_its_process_is_the_only_one_that_is_not_done(processes):
    jobs = {"first": UNHEARD, "crash": signal.SIGSEGV, "killed": signal.SIGKILL}
    jobs |= {f"fine {n}": UNHEARD for n in range(4)}

    outcome = done_apart(jobs, signal.raise_signal, processes, PATIENT)

    assert sorted(outcome.died) == ["crash", "killed"]
    assert sorted(outcome.done) == ["fine 0", "fine 1", "fine 2", "fine 3", "first"]
    assert outcome.overdue == []


def test_a_job_that_works_for_ever_is_ended():
    jobs = {"endless": 10**9, "fine": 3}

    outcome = done_apart(jobs, math.factorial, 2, Limits(processor=2, clock=120))

    assert outcome.overdue == ["endless"]
    assert outcome.done == {"fine": 6}


def test_a_job_that_waits_for_ever_is_ended():
    outcome = done_apart(
        {"stopped": signal.SIGSTOP, "fine": UNHEARD}, signal.raise_signal, 2, Limits(60, 10)
    )

    assert outcome.overdue == ["stopped"]
    assert outcome.done == {"fine": None}


def test_nobody_is_left_behind():
    done_apart({"a": signal.SIGKILL, "b": UNHEARD}, signal.raise_signal, 2, PATIENT)

    assert active_children() == []


def test_a_full_disk_is_told_to_who_asked(tmp_path):
    with pytest.raises(FileNotFoundError):
        done_apart({"a": str(tmp_path / "nowhere")}, os.listdir, 1, PATIENT)

    assert active_children() == []


def test_where_no_process_starts_nothing_is_done():
    right = get_executable()
    get_context("spawn").set_executable("/nowhere/python")
    try:
        outcome = done_apart({"a": UNHEARD, "b": UNHEARD}, signal.raise_signal, 2, PATIENT)
    finally:
        get_context("spawn").set_executable(right)

    assert (outcome.done, outcome.died, outcome.overdue) == ({}, [], [])

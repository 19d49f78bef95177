"""While much is read, Python looks for no garbage; afterwards it does as before."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from chaguan.load import gc_paused


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.parametrize("for_good", [False, True])
def test_garbage_is_looked_for_again_afterwards(for_good: bool) -> None:
    with gc_paused(for_good=for_good):
        assert not gc.isenabled()

    assert gc.isenabled()


def test_who_looks_for_none_is_left_alone() -> None:
    gc.disable()
    with gc_paused():
        pass

    assert not gc.isenabled()


def test_what_is_there_for_good_is_not_looked_over() -> None:
    before = gc.get_freeze_count()
    with gc_paused(for_good=True):
        read = [[number] for number in range(100)]

    assert gc.get_freeze_count() >= before + len(read)

"""What is tried every day, and what only at night: `make test` and `make test NIGHT=1`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, TypeVar

import pytest

T = TypeVar("T")

NIGHT = bool(os.environ.get("NIGHT"))
AGAIN = bool(os.environ.get("AGAIN")) and not NIGHT
"""The same tests run a second time, elsewhere: what is drawn at random is tried less often."""


def sample(things: Iterable[T], step: int) -> list[T]:
    """Everything at night; every day each `step`th, from the first on; again, a third of those."""
    return list(things)[:: 1 if NIGHT else step * 3 if AGAIN else step]


def nightly(*values: object) -> Any:  # what pytest.param returns has no public name
    """Values for a parametrized test that are tried at night only."""
    return pytest.param(*values, marks=pytest.mark.nightly)


def by_turns(things: Iterable[T], size: int) -> list[list[T]]:
    """At night each thing by itself; every day `size` of them at once."""
    every = list(things)
    step = 1 if NIGHT else size
    return [every[start : start + step] for start in range(0, len(every), step)]

"""How work is shared out: in runs of neighbours, which look at the same parts of memory."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

MOST: Final = 500
"""No share weighs more, so that all processes end at about the same time."""
FEWEST: Final = 24
"""Less is done sooner than a process is begun."""


def shares(parties: Sequence[str], weights: Sequence[int], number: int) -> list[list[int]]:
    """The places of things, for `number` processes that each take the next share when done.

    A party is one share, if it is not too large for one, and the heaviest begin. Then come runs
    of neighbours, large ones first and small ones last, so that all processes end at about the
    same time.
    """
    together: dict[str, list[int]] = {}
    for at, party in enumerate(parties):
        if party:
            together.setdefault(party, []).append(at)
    heaviest = sorted(together.values(), key=lambda places: -sum(weights[at] for at in places))
    alone = [at for at, party in enumerate(parties) if not party]
    parts = [part for places in heaviest for part in _parts(places, weights)]
    return [*parts, *_runs(alone, weights, number)]


def _parts(places: Sequence[int], weights: Sequence[int]) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    load = 0
    for at in places:
        if parts[-1] and load + weights[at] > MOST:
            parts.append([])
            load = 0
        parts[-1].append(at)
        load += weights[at]
    return parts


def _runs(places: Sequence[int], weights: Sequence[int], number: int) -> list[list[int]]:
    rest = sum(weights[at] for at in places)
    least = min(max(FEWEST, rest // (16 * number)), ceil(rest / number))
    runs: list[list[int]] = [[]]
    load, size = 0, _size(rest, number, least)
    for at in places:
        if load >= size:
            rest -= load
            runs.append([])
            load, size = 0, _size(rest, number, least)
        runs[-1].append(at)
        load += weights[at]
    return [run for run in runs if run]


def _size(rest: int, number: int, least: int) -> int:
    return min(MOST, max(least, ceil(rest / (2 * number))))

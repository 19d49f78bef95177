"""How work is shared out: in runs of neighbours, which look at the same parts of memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from math import ceil
from typing import Final

MOST: Final = 500
"""No share weighs more, so that all processes end at about the same time."""
MANY: Final = 2000
"""A process ends after so much, and with it what it has copied of its parent's memory."""
LARGE: Final = 20_000
"""Of so much to do there is much to copy: a process does no more than `FEWER`."""
FEWER: Final = 800
FEWEST: Final = 24
"""Less is done sooner than a process is begun."""


class Waiting:
    """The shares that no process has yet."""

    def __init__(self, parties: Sequence[str], weights: Sequence[int], number: int) -> None:
        self._parties = parties
        self._most = MANY if len(parties) < LARGE else FEWER
        self._shares = deque(shares(parties, weights, number))

    def __bool__(self) -> bool:
        return bool(self._shares)

    def put_back(self, share: list[int]) -> None:
        """What another did not come to."""
        self._shares.appendleft(share)

    def first(self, busy: Collection[str]) -> list[int]:
        """The share for a new process: of a party that none of the `busy` is at, if there is."""
        free = (at for at, party in enumerate(self._of_each()) if not party or party not in busy)
        return self._taken(next(free, 0))

    def next(self, party: str, taken: int) -> list[int] | None:
        """What one goes on with that has taken so many things: with its own party.

        None where it had better end: what it has worked out or copied is much to hold, and of
        no use to others.
        """
        if taken >= self._most or party not in (left := self._of_each()):
            return None
        return self._taken(left.index(party))

    def _of_each(self) -> list[str]:
        return [self._parties[share[0]] for share in self._shares]

    def _taken(self, at: int) -> list[int]:
        share = self._shares[at]
        del self._shares[at]
        return share


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

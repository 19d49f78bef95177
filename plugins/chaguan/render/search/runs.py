"""What the index was made of, as it is kept beside it: so that a changed page is all that is read.

The pages of a section stand in runs of `SIZE` numbers. Of each run it is kept by which digests
the terms and the card of its pages are known; of the index, the digest of each run. Two builds
that have other pages have other digests, and only what lies behind those has to be looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping

from chaguan.model.frozen import dataclass

Place = tuple[int, int]
"""A section and a run of numbers of it."""
Run = Mapping[int, tuple[str, str]]
"""The pages of a run by their number: the digests of the terms and of the card, in hex."""

NOWHERE = ("", "")


def run_told(run: Run) -> bytes:
    """A run as text, for `run_heard`."""
    return "".join(f"{number} {terms} {card}\n" for number, (terms, card) in run.items()).encode()


def run_heard(said: bytes) -> Run:
    """The run that `run_told` has told."""
    lines = (line.split(" ") for line in said.decode().splitlines())
    return {int(number): (terms, card) for number, terms, card in lines}


def numbers_told(numbers: Mapping[str, tuple[int, int]]) -> bytes:
    """The section and number of each page, by the name of its job; for `numbers_of`."""
    lines = (f"{name}\t{section}\t{number}\n" for name, (section, number) in numbers.items())
    return "".join(lines).encode()


def numbers_of(names: Collection[str], said: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    """Those of some pages; who has none cannot be found."""
    for line in said.decode().splitlines():
        name, _, place = line.partition("\t")
        if name in names:
            section, _, number = place.partition("\t")
            yield name, (int(section), int(number))


@dataclass(frozen=True, slots=True)
class Basis:
    """What an index was made of."""

    pages: int
    """How many can be found."""
    size: int
    """The characters of all its lines."""
    shelves: int
    numbers: bytes
    """The digest of `numbers_told`."""
    runs: Mapping[Place, bytes]
    """The digest of each run, in their order."""

    def told(self) -> bytes:
        """It as it is kept."""
        runs = [[*place, digest.hex()] for place, digest in self.runs.items()]
        return json.dumps([self.pages, self.size, self.shelves, self.numbers.hex(), runs]).encode()

    @classmethod
    def heard(cls, said: bytes) -> Basis:
        """What was told."""
        pages, size, shelves, numbers, runs = json.loads(said)
        places = {(section, at): bytes.fromhex(digest) for section, at, digest in runs}
        return cls(pages, size, shelves, bytes.fromhex(numbers), places)


OtherPage = tuple[int, int, str, str]
"""A section, a number, and the digests of the terms of its page before and now; empty for none."""


def other_pages(
    before: Mapping[Place, bytes], now: Mapping[Place, bytes], known: Callable[[bytes], bytes]
) -> Iterator[OtherPage]:
    """The pages of which other terms are known than before, by the digests of their runs."""
    for place in sorted(before.keys() | now.keys()):
        old, new = before.get(place), now.get(place)
        if old == new:
            continue
        was, is_now = (run_heard(known(run)) if run else {} for run in (old, new))
        for number in sorted(was.keys() | is_now.keys()):
            (first, _), (second, _) = was.get(number, NOWHERE), is_now.get(number, NOWHERE)
            if first != second:
                yield place[0], number, first, second

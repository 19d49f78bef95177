"""Puts the index together: of all pages, or of the one before and the pages that are others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result
from chaguan.build.scheduler import Scheduler
from chaguan.model.frozen import dataclass
from chaguan.site.page_spec import SOURCE
from chaguan.site.urls import Address

from .entry import terms_heard
from .files import FOLDER, Shelves, changed_shelves, layout_files, shelves_of
from .postings import SIZE, Block, Change, block_heard, block_of, block_told
from .runs import Basis, OtherPage, Place, other_pages, run_heard

INDEX = "search index"
FEW = 16
"""One page of so many may be another; where more are, the index is put together anew."""


def basis_of(made: Scheduler) -> Basis | None:
    """What the index of the build before was made of; None where that is not known."""
    trace = made.latest(INDEX)
    told = made.content(trace.shown) if trace is not None and trace.shown else None
    return Basis.heard(told) if told is not None else None


@dataclass(frozen=True)
class IndexJobs:
    """The jobs that put it together."""

    made: Scheduler
    runs: Mapping[Place, bytes]
    """The digest of each run of pages (`run_told`), in their order."""
    numbers: bytes
    """The numbers of all pages (`numbers_told`)."""
    words: Mapping[str, Mapping[str, object]]
    """Those of the box, by language."""

    def blocks(self) -> Iterator[Job]:
        """The terms of each run of pages, where the index is put together anew."""
        if self._others() is None:
            for place, run in self.runs.items():
                yield self._block(place, run)

    def index(self) -> Job:
        """The index: what is another of the one before, or all of it, of the blocks."""

        def make(before: bytes) -> Result:
            basis, others = basis_of(self.made), self._others()
            if basis is not None and others is not None:
                return self._changed(basis, others) or self._whole()
            return self._whole()

        own = digest(repr(self.words), *self.runs.values(), self.numbers)
        return Job(INDEX, own, SOURCE, make)

    def _others(self) -> Sequence[OtherPage] | None:
        """The pages that are others than before; None where they are too many."""
        basis = basis_of(self.made)
        if basis is None:
            return None
        others = list(other_pages(basis.runs, self.runs, self.made.known))
        return others if len(others) <= max(FEW, len(self.runs) * SIZE // FEW) else None

    def _block(self, place: Place, run: bytes) -> Job:
        def make(before: bytes) -> Result:
            return Result(files=(("", block_told(self._block_of(run))),))

        return Job(_block_name(place), run, SOURCE, make, weight=1 + SIZE // 16)

    def _block_of(self, run: bytes) -> Block:
        pages = run_heard(self.made.known(run))
        return block_of((number, self._weights(terms)) for number, (terms, _) in pages.items())

    def _weights(self, terms: str) -> Mapping[str, int]:
        return terms_heard(self.made.known(bytes.fromhex(terms))) if terms else {}

    def _whole(self) -> Result:
        sections: dict[int, list[Place]] = defaultdict(list)
        for place in self.runs:
            sections[place[0]].append(place)
        blocks = ((section, map(self._made_block, places)) for section, places in sections.items())
        pages = sum(len(run_heard(self.made.known(run))) for run in self.runs.values())
        return self._result(shelves_of(blocks), pages, {})

    def _made_block(self, place: Place) -> Block:
        trace, run = self.made.trace(_block_name(place)), self.runs[place]
        if trace is None or trace.own != run or not trace.files:
            return self._block_of(run)
        return block_heard(self.made.known(trace.files[0][1]))

    def _changed(self, basis: Basis, others: Iterable[OtherPage]) -> Result | None:
        """None where there is another number of shelves."""
        trace = self.made.latest(INDEX)
        assert trace is not None
        kept = {path: key for path, key in trace.files if path.startswith(FOLDER.path)}
        changes: dict[str, list[Change]] = defaultdict(list)
        pages = basis.pages
        for section, number, was, is_now in others:
            pages += bool(is_now) - bool(was)
            before, now = self._weights(was), self._weights(is_now)
            for term in before.keys() | now.keys():
                if before.get(term) != now.get(term):
                    changes[term].append((section, number, now.get(term)))

        def content(address: Address) -> bytes:
            return self.made.known(kept[address.path])

        shelves = changed_shelves(basis.size, basis.shelves, content, changes)
        return self._result(shelves, pages, kept) if shelves is not None else None

    def _result(self, shelves: Shelves, pages: int, kept: Mapping[str, bytes]) -> Result:
        """With those of the `kept` files that stay as they are."""
        files = {each.path: content for each, content in shelves.files.items()}
        known = {path: key for path, key in kept.items() if path.endswith(".txt")}
        known |= {path: digest(content) for path, content in files.items()}
        every = (part for path in sorted(known) for part in (path, known[path]))
        version = digest(*every, *self.runs.values()).hex()[:12]
        layout = layout_files(version, pages, shelves.number, self.words)
        basis = Basis(pages, shelves.size, shelves.number, digest(self.numbers), self.runs).told()
        stays = ((path, key) for path, key in known.items() if path not in files)
        return Result(
            files=(
                ("", basis),
                ("", self.numbers),
                *files.items(),
                *((each.path, content) for each, content in layout.items()),
            ),
            placed=(*stays, *(("", run) for run in self.runs.values())),
            shown=digest(basis),
        )


def _block_name(place: Place) -> str:
    section, at = place
    return f"block {section} {at}"

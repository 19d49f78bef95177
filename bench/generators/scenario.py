"""One interleaved run: every generator in turn, cold and after an edit, round after round."""

from __future__ import annotations

import gzip
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from made_community import MadePost

from .chaguan import Chaguan
from .changed import Change, change, seen
from .generator import Generator, edited
from .measured import GeneratorError, Taken, run
from .serving import Latency, serve_latency

EDITED = 1
"""Which post is edited: nearly the newest, so that the first lists and the feeds show it too."""
LARGE = 2_000
"""With more posts than this, one round is enough, and its cold build is watched for memory."""
_ASSETS = re.compile(r'(?:href|src)="([^":]+\.(?:css|js))"')


@dataclass
class Results:
    """What was measured of one generator with one number of posts."""

    name: str
    look: str
    after_edit: str
    version: str = ""
    failure: str = ""
    """Why there are no figures, or not all."""
    cold: list[Taken] = field(default_factory=list)
    edit: list[Taken] = field(default_factory=list)
    same: list[Taken] = field(default_factory=list)
    """With nothing changed; ours only."""
    rename: list[Taken] = field(default_factory=list)
    """One person's name; ours only."""
    change: Change | None = None
    peak: int = 0
    """Bytes of memory, cold."""
    site_files: int = 0
    site_bytes: int = 0
    cache_bytes: int = 0
    page_bytes: int = 0
    """Of the edited post's page, compressed."""
    asset_bytes: int = 0
    """Of the styles and scripts that the page names, compressed."""
    latency: Latency | None = None


def wall(taken: Sequence[Taken]) -> float:
    """The median time by the clock; 0 for none."""
    return median(each.wall for each in taken) if taken else 0.0


def processor(taken: Sequence[Taken]) -> float:
    """The median time of processors; 0 for none."""
    return median(each.processor for each in taken) if taken else 0.0


class Contest:
    """All generators with the same posts."""

    def __init__(
        self, generators: Sequence[Generator], posts: Sequence[MadePost], limit: float
    ) -> None:
        self._posts, self._limit = posts, limit
        self._edits = 0
        self._all = [(each, Results(each.name, each.look, each.after_edit)) for each in generators]

    def measured(self, rounds: int, saves: int) -> list[Results]:
        """Cold and after an edit, `rounds` times; then so many saves while serving."""
        for generator, results in self._all:
            self._trying(generator, results, "install", 0)
        is_large = len(self._posts) > LARGE
        if not is_large:
            self._round("look", 0)
        for number in range(1 if is_large else rounds):
            self._round("race", number, is_large=is_large)
        for generator, results in self._all:
            if isinstance(generator, Chaguan) and saves and not results.failure:
                self._trying(generator, results, "serve", saves)
            shutil.rmtree(generator.folder, ignore_errors=True)
        return [results for _, results in self._all]

    def _round(self, what: str, number: int, *, is_large: bool = False) -> None:
        turn = number % len(self._all)
        for generator, results in self._all[turn:] + self._all[:turn]:
            if not results.failure:
                self._trying(generator, results, what, is_large)

    def _trying(self, generator: Generator, results: Results, what: str, how: int) -> None:
        """Do one thing; a generator that fails is out, and it says so."""
        print(f"{len(self._posts)} posts: {what} {generator.name}", file=sys.stderr, flush=True)
        try:
            match what:
                case "install":
                    results.version = generator.install()
                    generator.write(self._posts)
                case "look":
                    self._look(generator, results)
                case "race":
                    self._race(generator, results, is_watched=bool(how))
                case "serve":
                    assert isinstance(generator, Chaguan)
                    post = self._posts[EDITED]
                    results.latency = serve_latency(generator, post, how, self._limit)
        except GeneratorError as failure:
            print(f"{generator.name}: {failure}", file=sys.stderr, flush=True)
            last = str(failure).splitlines()[-1]
            results.failure = f"{what}: " + re.sub(r"\S*/\S*", "…", last)[:120]

    def _look(self, generator: Generator, results: Results) -> None:
        """A first run, not timed: what it holds and what it writes."""
        results.peak = self._cold(generator, memory=True).peak
        self._weigh(generator, results)

    def _race(self, generator: Generator, results: Results, *, is_watched: bool) -> None:
        cold = self._cold(generator, memory=is_watched)
        results.cold.append(cold)
        if is_watched:
            results.peak = cold.peak
            results.edit.append(self._weigh(generator, results))
        else:
            results.edit.append(self._edit(generator))
        if isinstance(generator, Chaguan):
            results.same.append(self._run(generator, generator.build()))
            name = f"Renamed {len(results.rename)}"
            generator.rename(name)
            results.rename.append(self._run(generator, generator.build()))
            generator.expect(self._posts[EDITED], name)

    def _cold(self, generator: Generator, *, memory: bool) -> Taken:
        generator.forget()
        taken = self._run(generator, generator.build(), memory=memory)
        generator.expect(self._posts[EDITED], "")
        return taken

    def _edit(self, generator: Generator) -> Taken:
        self._edits += 1
        words = f"Lantern number {self._edits} is lit."
        post = edited(self._posts[EDITED], words)
        generator.put(post)
        taken = self._run(generator, generator.rebuild(post))
        generator.expect(post, words)
        return taken

    def _weigh(self, generator: Generator, results: Results) -> Taken:
        """Edit, and tell what changed in the site by it."""
        site = generator.folder / generator.site
        before = seen(site)
        taken = self._edit(generator)
        after = seen(site)
        results.change = change(before, after)
        results.site_files = len(after)
        results.site_bytes = sum(each.size for each in after.values())
        results.cache_bytes = sum(
            file.stat().st_size
            for name in generator.caches
            for file in (generator.folder / name).rglob("*")
            if file.is_file()
        )
        page = site / generator.page(self._posts[EDITED])
        results.page_bytes = _packed(page)
        named = {_file(site, page, each) for each in _ASSETS.findall(page.read_text())}
        results.asset_bytes = sum(_packed(each) for each in named if each.is_file())
        return taken

    def _run(
        self, generator: Generator, command: Sequence[str | Path], *, memory: bool = False
    ) -> Taken:
        environment = generator.environment()
        return run(command, generator.folder, environment, limit=self._limit, memory=memory)


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6))


def _file(site: Path, page: Path, address: str) -> Path:
    return (site / address[1:] if address.startswith("/") else page.parent / address).resolve()

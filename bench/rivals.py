"""Chaguan and other generators with the same posts, in one interleaved run.

Prints Markdown for `docs/performance.md`, and the constants of `docs/scale.md`. What it is doing
stands on the other stream. See `docs/performance.md` for what is measured, and how.

python bench/rivals.py [--sizes 100,1000,5000] [--rounds 3] [--only Hugo,Pelican]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from generators.chaguan import Chaguan, town
from generators.eleventy import Eleventy
from generators.generator import Generator
from generators.hugo import Hugo
from generators.material import Material, Zensical
from generators.pelican import Pelican
from generators.scenario import Contest, Results
from generators.table import (
    bounds_table,
    constants,
    growth_table,
    machine,
    own_table,
    rivals_table,
    what_they_are,
)
from made_community import MadePost

RIVALS: tuple[type[Generator], ...] = (Material, Zensical, Pelican, Hugo, Eleventy)
COMPARED = 1_000
"""The size at which the bounds hold, where it is among those measured."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--sizes", default="1000", help="numbers of posts, with commas")
    arguments.add_argument("--rounds", type=int, default=3, help="of which medians are taken")
    arguments.add_argument("--saves", type=int, default=10, help="while serving; 0 for no serving")
    arguments.add_argument("--largest", type=int, default=0, help="of Chaguan alone, groups / 5")
    arguments.add_argument("--only", default="", help="names of rivals, with commas; - for none")
    arguments.add_argument("--limit", type=float, default=1800, help="seconds for one build")
    arguments.add_argument(
        "--tools", type=Path, default=Path(".cache", "rivals"), help="where rivals are installed"
    )
    options = arguments.parse_args()
    wanted = {name.strip() for name in options.only.split(",") if name.strip()}
    rivals = [each for each in RIVALS if not wanted or each.name in wanted]
    tools = options.tools.resolve()
    by_size: dict[int, list[Results]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for size in sorted(int(each) for each in options.sizes.split(",")):
            folder = Path(temporary, str(size))
            entrants = [each(tools, folder / each.__name__) for each in (Chaguan, *rivals)]
            contest = Contest(entrants, _posts(folder, size), options.limit)
            by_size[size] = contest.measured(options.rounds, options.saves)
        largest = None
        if options.largest:
            folder, groups = Path(temporary, "largest"), options.largest // 5
            alone = Chaguan(tools, folder / "chaguan", groups)
            posts = _posts(folder, options.largest, groups)
            (largest,) = Contest([alone], posts, options.limit).measured(1, options.saves)
    _print(by_size, options.rounds, options.largest, largest)


def _posts(folder: Path, size: int, groups: int = 0) -> tuple[MadePost, ...]:
    with tempfile.TemporaryDirectory() as content:
        return town(Path(content), size, groups)


def _print(
    by_size: dict[int, list[Results]], rounds: int, most: int, largest: Results | None
) -> None:
    print(f"Measured on {machine()}; medians of {rounds} rounds, of one above 2,000 posts.\n")
    for size, results in by_size.items():
        print(f"### {size:,} posts, {size // 5:,} events\n")
        _tell(rivals_table(results))
        _tell(own_table(results[0]))
    if largest is not None:
        print(f"### {most:,} posts, {most // 5:,} events, {most // 5:,} groups\n")
        _tell(own_table(largest))
        print(f"Peak memory {largest.peak / 1e6:.0f} MB. {largest.failure}\n")
    print("### How they grow\n")
    _tell(growth_table(by_size))
    compared = by_size.get(COMPARED) or by_size[max(by_size)]
    print("### Bounds\n")
    _tell(bounds_table(compared))
    print("### What they are\n")
    _tell(what_they_are(compared))
    sizes = [(size, results[0]) for size, results in by_size.items() if results[0].edit]
    if largest is not None and largest.edit:
        sizes.append((most, largest))
    if len(sizes) > 1:
        print("### Constants\n\n```")
        _tell(constants(sizes))
        print("```")


def _tell(lines: object) -> None:
    print(*lines, sep="\n", end="\n\n")  # type: ignore[misc]


if __name__ == "__main__":
    main()

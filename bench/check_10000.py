"""How long `chaguan check` takes on 10,000 records, and how that compares with reading them.

Run `python bench/check_10000.py`; with `--profile` it says where the time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from time import perf_counter

from made_community import write_community

from chaguan.cli.check import problems_of
from chaguan.load import load

POSTS, EVENTS, PEOPLE = 5_000, 4_000, 1_000
RUNS = 3
"""The quickest counts: what is more is the machine's other work."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--profile", action="store_true")
    arguments.add_argument("--keep", type=Path, help="make the folder here, or use the one there")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary) / "content"
        if not folder.exists():
            folder.mkdir(parents=True)
            write_community(folder, POSTS, EVENTS, PEOPLE, groups=20, places=40)
        measure(folder, profile=options.profile)


def measure(folder: Path, profile: bool) -> None:
    """Print the figures for one folder."""
    _read_all(folder)  # so that both find the files in the system's cache
    reading = min(_seconds(lambda: _read_all(folder)) for _ in range(RUNS))
    problems: tuple[object, ...] = ()

    def check() -> None:
        nonlocal problems
        problems = problems_of(folder)

    with cProfile.Profile() if profile else nullcontext() as profiler:
        checking = min(_seconds(check) for _ in range(RUNS))
    records = sum(1 for _ in load(folder).community.records())
    print(f"records               {records:>10,}")
    print(f"problems              {len(problems):>10,}")
    print(f"check                 {checking:>10.2f} s")
    print(f"records a second      {records / checking:>10,.0f}")
    print(f"reading the files     {reading:>10.2f} s")
    print(f"check / reading       {checking / reading:>10.1f}")
    if profiler is not None:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(25)


def _read_all(folder: Path) -> int:
    return sum(len(path.read_bytes()) for path in folder.rglob("*") if path.is_file())


def _seconds(action: Callable[[], object]) -> float:
    began = perf_counter()
    action()
    return perf_counter() - began


if __name__ == "__main__":
    main()

"""This checkout beside an earlier commit of it, in one interleaved run.

    python bench/earlier.py CHECKOUT [--sizes 1000,5000] [--rounds 3] [--groups 0] [--everything]

CHECKOUT is a worktree of the earlier commit with its own `.venv` (`git worktree add`, then `make
.venv/ready`). Both build the same made town with the outputs that both have: what came later is
switched off here, unless `--everything` is asked for. Each round builds cold (one that counts in
the first round alone), then after an edit, after nothing and after a person's new name, by turns.
Prints Markdown: medians of seconds of processors, with those by the clock in brackets, and the
most memory that one of them held.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import time_ns

from generators.chaguan import CONFIGURATION, town
from generators.generator import EPOCH, LATER
from generators.measured import Taken, run
from made_community import MadePost

HERE = Path(__file__).parents[1]
FORMER = CONFIGURATION.replace("chaguan/pages,", "{chaguan/pages: {copy: false, embed: false}},")
"""Without the outputs that came after the commit of the first figures."""
WHAT = ("cold", "one edit", "nothing changed", "a person renamed")


class Side:
    """One of the two checkouts, with a town of its own."""

    def __init__(self, checkout: Path, folder: Path, size: int, groups: int, settings: str) -> None:
        self._checkout, self._folder, self._builds = checkout, folder, 0
        (folder / "content").mkdir(parents=True)
        self._posts = town(folder / "content", size, groups)
        (folder / "mkdocs.yml").write_text(settings)
        self.taken: dict[str, list[Taken]] = {}

    def build(self, what: str) -> None:
        """Build once more, a minute later, after what is said."""
        if what == "cold":
            for name in ("site", "cache"):
                shutil.rmtree(self._folder / name, ignore_errors=True)
        elif what == "one edit":
            self._edit(sorted(self._posts, key=lambda each: each.day)[-2])
        elif what == "a person renamed":
            self._rename()
        self._builds += 1
        aside = {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE", "CI"}
        own = {name: value for name, value in os.environ.items() if name not in aside}
        own |= {
            "PYTHONPATH": str(self._checkout / "plugins"),
            "CHAGUAN_CACHE": str(self._folder / "cache"),
            "SOURCE_DATE_EPOCH": str(EPOCH + LATER * self._builds),
            "NO_MKDOCS_2_WARNING": "1",
            "DISABLE_MKDOCS_2_WARNING": "true",
        }
        python = self._checkout / ".venv" / "bin" / "python"
        command = (python, "-m", "mkdocs", "build", "--quiet")
        self.taken.setdefault(what, []).append(
            run(command, self._folder, own, limit=3600, memory=True)
        )

    def _edit(self, post: MadePost) -> None:
        file = self._folder / "content" / "posts" / post.path
        head, mark, body = file.read_text().partition("\n---\n")
        file.write_text(f"{head}{mark}\nFresh words {time_ns()}.\n{body}")

    def _rename(self) -> None:
        file = self._folder / "content" / "people" / "pe-1.yml"
        _, _, rest = file.read_text().partition("\n")
        file.write_text(f"name: {{zh-Hant: 新名 {self._builds}, en: New {self._builds}}}\n{rest}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("checkout", type=Path)
    arguments.add_argument("--sizes", default="1000")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--groups", type=int, default=0)
    arguments.add_argument("--everything", action="store_true")
    options = arguments.parse_args()
    settings = CONFIGURATION if options.everything else FORMER
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as temporary:
            before = Side(
                options.checkout.resolve(),
                Path(temporary, "a"),
                size,
                options.groups,
                CONFIGURATION,
            )
            now = Side(HERE, Path(temporary, "b"), size, options.groups, settings)
            for number in range(options.rounds):
                for what in WHAT if number == 0 else WHAT[1:]:
                    for side in (before, now) if number % 2 else (now, before):
                        print(size, number, what, file=sys.stderr)
                        side.build(what)
            _print(size, before, now)


def _print(size: int, before: Side, now: Side) -> None:
    print(f"\n| {size:,} posts | earlier, s | now, s | now / earlier | memory, MB |")
    print("|---|--:|--:|--:|--:|")
    for what in WHAT:
        old, new = before.taken[what], now.taken[what]
        ratio = median(each.processor for each in new) / median(each.processor for each in old)
        held = (max(each.peak for each in side) / 1e6 for side in (old, new))
        memory = " → ".join(f"{each:.0f}" for each in held)
        print(f"| {what} | {_told(old)} | {_told(new)} | {ratio:.2f} | {memory} |")


def _told(taken: list[Taken]) -> str:
    of_processors, by_clock = (
        median(each.processor for each in taken), median(each.wall for each in taken),
    )  # fmt: skip
    return f"{of_processors:.2f} ({by_clock:.2f})"


if __name__ == "__main__":
    main()

"""What feeds and calendars add to a build from nothing: ratios of processor time.

The quickest of interleaved runs counts, and all their processes: what a run takes longer is the
other work of the machine.

python bench/feeds_share.py [POSTS] [ROUNDS]
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from made_community import write_community

CONFIGURATION = """
site_name: Measure
site_url: https://measure.example.org/town/
docs_dir: {docs}
theme: {{name: material, font: false}}
plugins: [chaguan, chaguan/pages{more}]
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - tables
  - pymdownx.highlight
  - pymdownx.superfences
  - toc: {{permalink: true}}
"""
SETS = {
    "pages alone": "",
    "with feeds": ", chaguan/feeds",
    "with calendars": ", chaguan/calendars",
    "with both": ", chaguan/feeds, chaguan/calendars",
}


def main() -> None:
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        content = folder / "content"
        content.mkdir()
        write_community(content, posts, posts, 50, 20, 50)
        times: dict[str, list[float]] = {label: [] for label in SETS}
        for _ in range(rounds):
            for label, more in SETS.items():
                times[label].append(_build(folder, content, more))
    base = min(times["pages alone"])
    print(f"{posts} posts, {posts} events, 50 people, 20 groups, 50 places; {rounds} rounds")
    for label, taken in times.items():
        print(f"{label:16} {min(taken):7.2f} s  {min(taken) / base:5.2f} of pages alone")


def _build(folder: Path, content: Path, more: str) -> float:
    configuration = folder / "mkdocs.yml"
    configuration.write_text(CONFIGURATION.format(docs=content, more=more))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    cache = folder / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    environment = os.environ | {
        "SOURCE_DATE_EPOCH": "1793000000",
        "CHAGUAN_CACHE": str(cache),
        "CHAGUAN_PROCESSES": "1",  # two disturb each other by more than what is measured
    }
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "-q",
        "-f",
        str(configuration),
        "-d",
        str(folder / "site"),
    ]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()

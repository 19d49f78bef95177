"""What feeds and calendars add to a build: ratios of processor time, medians of interleaved runs.

python bench/feeds_share.py [POSTS] [ROUNDS]
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from made_community import write_community
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

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
        own, whole = _own_work(folder, content)
    base = median(times["pages alone"])
    print(f"{posts} posts, {posts} events, 50 people, 20 groups, 50 places; {rounds} rounds")
    for label, taken in times.items():
        print(f"{label:16} {median(taken):7.2f} s  {median(taken) / base:5.2f} of pages alone")
    print(f"making them, in one process: {own:.2f} s, {own / (whole - own):.2f} of the rest")


def _own_work(folder: Path, content: Path) -> tuple[float, float]:
    """Processor seconds that both plugins spend in a build, and those of the whole build."""
    settings = folder / "mkdocs.yml"
    settings.write_text(CONFIGURATION.format(docs=content, more=SETS["with both"]))
    started = process_time()
    config = load_config(str(settings), site_dir=str(folder / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    spent = [0.0]
    for name in ("chaguan/feeds", "chaguan/calendars"):
        _time_hook(config, name, spent)
    build(config)
    return spent[0], process_time() - started


def _time_hook(config: MkDocsConfig, name: str, spent: list[float]) -> None:
    plugin, hooks = config.plugins[name], config.plugins.events["env"]
    at = next(n for n, hook in enumerate(hooks) if getattr(hook, "__self__", None) is plugin)
    made: Callable[..., object] = hooks[at]

    def timed(*values: object, **named: object) -> object:
        started = process_time()
        result = made(*values, **named)
        spent[0] += process_time() - started
        return result

    hooks[at] = timed


def _build(folder: Path, content: Path, more: str) -> float:
    configuration = folder / "mkdocs.yml"
    configuration.write_text(CONFIGURATION.format(docs=content, more=more))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1793000000"}
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

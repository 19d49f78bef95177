"""What no cache and no cleverness of ours can spare: the floor under a build.

    python bench/floor.py [POSTS] [ROUNDS]

In one interleaved run, by processor time:

- *the start*: Python, MkDocs, Material and Chaguan imported, and the site of one story built;
- *reading*: every record parsed with its lines, and every rule asked (`chaguan check`, less
  what it takes for one story);
- *texts*: Python-Markdown with the usual extensions over every text, nothing else;
- *the frame*: Material's own page around nothing, rendered as often as the site has pages;
- *the whole build*, from nothing, and again when one story has a new sentence.

The first two of these are what an edit cannot fall below, all four are what a cold build
cannot, as long as it is Python, MkDocs and Material.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

from made_community import write_community
from markdown import Markdown
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

EXTENSIONS = (
    "admonition attr_list footnotes tables toc pymdownx.highlight pymdownx.superfences".split()
)
CONFIGURATION = """
site_name: Measure
site_url: https://measure.example.org/
docs_dir: content
theme: {{name: material, font: false}}
plugins: [{plugins}]
markdown_extensions: [{extensions}]
"""
OURS = "chaguan, chaguan/pages, chaguan/feeds, chaguan/calendars, chaguan/search"
CHECK = ("-c", "from chaguan.cli import main; main()", "check", "content")
CLOCK = 1793000000
STORY = "---\ntitle: Tea\ndate: 2026-01-02\nauthors: [pe-1]\n---\nWarm.\n"


def main() -> None:
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as name:
        large, small = Path(name, "large"), Path(name, "small")
        content = _project(large)
        write_community(content, posts, posts // 5, posts // 20, posts // 50, posts // 50)
        _alone(small, content)
        times: dict[str, list[float]] = {}
        for number in range(rounds):
            shutil.rmtree(large / ".cache", ignore_errors=True)
            shutil.rmtree(large / "site", ignore_errors=True)
            shutil.rmtree(small / ".cache", ignore_errors=True)
            for label, seconds in (
                ("the start", _run(small, number)),
                ("reading", _run(large, number, *CHECK) - _run(small, number, *CHECK)),
                ("texts", _texts(content)),
                ("cold", _run(large, number)),
                ("the frame", _frame(large, sum(1 for _ in (large / "site").rglob("*.html")))),
                ("one edit", _edited(large, content, number)),
            ):
                times.setdefault(label, []).append(seconds)
    _print(posts, rounds, {label: median(taken) for label, taken in times.items()})


def _print(posts: int, rounds: int, taken: dict[str, float]) -> None:
    floors = {
        "one edit": taken["the start"] + taken["reading"],
        "cold": sum(taken[each] for each in ("the start", "reading", "texts", "the frame")),
    }
    print(f"{posts:,} posts, {posts // 5:,} events; processor time, medians of {rounds} rounds\n")
    print("| | s | of the whole |\n|---|--:|--:|")
    for whole, floor in floors.items():
        print(f"| **{whole}** | {taken[whole]:.2f} | 1.00 |")
        print(f"| its floor | {floor:.2f} | {floor / taken[whole]:.2f} |")
    for part in ("the start", "reading", "texts", "the frame"):
        print(f"| {part} | {taken[part]:.2f} | {taken[part] / taken['cold']:.2f} of cold |")


def _project(folder: Path) -> Path:
    content = folder / "content"
    content.mkdir(parents=True)
    text = CONFIGURATION.format(plugins=OURS, extensions=", ".join(EXTENSIONS))
    (folder / "mkdocs.yml").write_text(text)
    return content


def _alone(folder: Path, large: Path) -> None:
    """A community of one person and one story."""
    content = _project(folder)
    for path in ("community.yml", "people/pe-1.yml"):
        (content / path).parent.mkdir(exist_ok=True)
        shutil.copy(large / path, content / path)
    (content / "posts" / "2026").mkdir(parents=True)
    (content / "posts" / "2026" / "tea.md").write_text(STORY)


def _run(folder: Path, number: int, *command: str) -> float:
    """Processor seconds of a build, or of another command of ours."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    environment = os.environ | quiet | {"SOURCE_DATE_EPOCH": str(CLOCK + 60 * number)}
    for name in ("CHAGUAN_CACHE", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(name, None)
    words = command or ("-m", "mkdocs", "build", "--quiet")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    program = [sys.executable, *words]
    subprocess.run(program, cwd=folder, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _edited(folder: Path, content: Path, number: int) -> float:
    newest = max((content / "posts").rglob("*.md"))
    newest.write_text(newest.read_text("utf-8") + f"\nOne more word, {number}.\n")
    return _run(folder, number)


def _texts(content: Path) -> float:
    bodies = [path.read_text("utf-8").split("---\n", 2)[2] for path in content.rglob("*.md")]
    began = process_time()
    parser = Markdown(extensions=EXTENSIONS)
    for body in bodies:
        parser.reset()
        parser.convert(body)
    return process_time() - began


def _frame(folder: Path, pages: int) -> float:
    """Material's page with a short navigation and no content; the quickest of its pages."""
    plain = folder / "plain.yml"
    plain.write_text(CONFIGURATION.format(plugins="", extensions=""))
    config = load_config(str(plain))
    (Path(config.docs_dir) / "index.md").write_text("Tea.\n")
    file = File("index.md", config.docs_dir, config.site_dir, use_directory_urls=True)
    page = Page("Tea", file, config)
    files = Files([file])
    page.read_source(config)
    page.render(config, files)
    (Path(config.docs_dir) / "index.md").unlink()
    nav = get_navigation(files, config)
    template = config.theme.get_env().get_template("main.html")
    context = get_context(nav, files, config, page)
    template.render(context)
    began = process_time()
    for _ in range(pages):
        template.render(context)
    return process_time() - began


if __name__ == "__main__":
    main()

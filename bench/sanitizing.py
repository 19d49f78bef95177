"""What making contributed text harmless adds to a build.

    python bench/sanitizing.py [POSTS] [ROUNDS]

Converts the bodies of a made community as the build does, with and without the sanitizer and
the marks on links, and prints processor seconds and ratios: to the conversion alone, which is
the harder measure, and to a whole build. At most a tenth of a build is promised.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

from made_community import write_community
from markdown import Markdown

from chaguan.render.html.policy import policy, with_policy
from chaguan.render.html.sanitize import sanitized, with_relations

EXTENSIONS = (
    "admonition attr_list footnotes tables toc pymdownx.highlight pymdownx.superfences".split()
)
CONFIGURATION = """
site_name: Measure
site_url: https://measure.example.org/
docs_dir: {docs}
theme: {{name: material, font: false}}
plugins: [search, chaguan, chaguan/pages]
markdown_extensions: [{extensions}]
"""
MOST = 0.10


def main() -> int:
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as name:
        content = Path(name, "content")
        content.mkdir()
        write_community(content, posts, 0, 50, 20, 50)
        paths = sorted(content.rglob("*.md"))
        bodies = [path.read_text("utf-8").split("---\n", 2)[2] for path in paths]
        converting, securing, ruling = zip(*(_once(bodies) for _ in range(rounds)), strict=True)
        whole = _build(Path(name), content)
    own = median(securing) + median(ruling)
    alone = median(converting)
    print(f"{posts} posts of {sum(map(len, bodies)) // posts} characters, {rounds} rounds")
    print(f"converting   {alone:6.2f} s")
    print(f"sanitizing   {median(securing):6.2f} s")
    print(f"the policy   {median(ruling):6.2f} s  {median(ruling) / posts * 1e3:.3f} ms a page")
    print(f"adds         {own / alone:6.1%} to the conversion alone")
    print(f"adds         {own / (whole - own):6.1%} to a build of {whole:.1f} s")
    return int(own / (whole - own) > MOST)


def _once(bodies: list[str]) -> tuple[float, float, float]:
    """Processor seconds of converting, of sanitizing, and of writing the policy into pages."""
    markdown = Markdown(extensions=EXTENSIONS)
    started = process_time()
    converted = [markdown.reset().convert(body) for body in bodies]
    between = process_time()
    safe = [with_relations(sanitized(html)) for html in converted]
    secured = process_time()
    rule = policy(["first", "second", "third"])
    for html in safe:
        with_policy(f'<!doctype html><html><head><meta charset="utf-8"></head>{html}', rule)
    return between - started, secured - between, process_time() - secured


def _build(folder: Path, content: Path) -> float:
    """Processor seconds of `mkdocs build`, all its processes together."""
    settings = folder / "mkdocs.yml"
    settings.write_text(CONFIGURATION.format(docs=content, extensions=", ".join(EXTENSIONS)))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(settings)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1793000000"}
    subprocess.run([*command, "-d", str(folder / "site")], check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())

"""How alike texts are read by the forge and by the site, by section, and what that costs.

python bench/texts.py [FOLDER of posts, by default the demonstration's]

Three sets: the examples of CommonMark's specification (`npm ci --prefix tests/tools`; tabs and raw
HTML left out), the additions of GitHub that tests/markdown/additions.yml lists, and the posts. What
differs on purpose and `chaguan check` answers on its line is counted apart.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter

import yaml
from markdown import Markdown

from chaguan.markdown.commonmark import CommonMark
from chaguan.markdown.converter import USUAL, converter
from chaguan.markdown.differences import differences, forge_html
from chaguan.markdown.repairs import repaired, repairs
from chaguan.markdown.structure import structure
from chaguan.source import without_code

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.commonmark_spec import SPEC, examples  # noqa: E402

Counts = dict[str, Counter[str]]


def keys(html: str) -> list[tuple[str, str]]:
    return [part.key for part in structure(html)]


def specification() -> Counts:
    """Each section of the specification."""
    found: Counts = {}
    site = Markdown(extensions=[CommonMark()])
    for example in examples() if SPEC.exists() else ():
        shown = keys(site.reset().convert(example.text))
        same = shown in (keys(example.html), keys(forge_html(example.text) or ""))
        found.setdefault(example.section, Counter())["same" if same else "other"] += 1
    return found


def additions() -> Counts:
    """GitHub's additions, against its parser; alerts, which it lacks, against their HTML."""
    found: Counts = {}
    cases = yaml.safe_load((ROOT / "tests/markdown/additions.yml").read_text(encoding="utf-8"))
    for section, texts in cases.items():
        counts = found.setdefault(section, Counter())
        for text in texts:
            counts[reading(text)] += 1
    return found


def reading(text: str) -> str:
    """How a text is read: the same, alike once it is repaired, or otherwise, which MD106 tells."""
    if not list(differences(text)):
        return "same"
    mended = repaired(text, repairs(text, without_code(text)))
    return "told" if mended == text or list(differences(mended)) else "repaired"


def posts(folder: Path) -> Counts:
    """Each post of a folder, and its parts."""
    found: Counts = {"posts": Counter(), "parts": Counter()}
    for file in sorted(folder.rglob("*.md")):
        text = re.sub(r"\A---\n[\s\S]*?\n---\n", "", file.read_text(encoding="utf-8"))
        found["posts"][reading(text)] += 1
        number = len(structure(forge_html(text) or ""))
        other = sum(1 for _ in differences(text))
        found["parts"] += Counter(same=number - other, other=other)
    return found


def told(name: str, found: Counts) -> None:
    print(f"\n{name}")
    for section, counts in found.items():
        number = sum(counts.values())
        share = 100 * counts["same"] / number
        rest = "".join(f", {n} {what}" for what, n in counts.items() if what != "same")
        print(f"  {section:42} {share:6.2f}%  {counts['same']} of {number}{rest}")


def seconds(texts: list[str], *extensions: CommonMark) -> float:
    """The best of three times that texts take, each with a converter of its own as in a build."""
    times = []
    for _ in range(3):
        begun = perf_counter()
        for text in texts:
            Markdown(extensions=[*USUAL, *extensions]).convert(text)
        times.append(perf_counter() - begun)
    return min(times)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "content/posts"
    told("The specification", specification())
    told("GitHub's additions", additions())
    told(f"{folder}", posts(folder))
    texts = [each.read_text(encoding="utf-8") for each in sorted(folder.rglob("*.md"))]
    before, after = seconds(texts), seconds(texts, CommonMark())
    begun = perf_counter()
    for text in texts:
        forge_html(text)
    forge = perf_counter() - begun
    converter()
    begun = perf_counter()
    for text in texts:
        list(differences(text))
    compared = perf_counter() - begun
    print(f"\nTime for {len(texts)} texts")
    print(f"  Python-Markdown as it is   {before:.3f} s")
    print(f"  reading as the forge does  {after:.3f} s ({100 * (after / before - 1):+.0f}%)")
    print(f"  the forge's parser         {forge:.3f} s")
    print(f"  a check that compares      {compared:.3f} s")


if __name__ == "__main__":
    main()

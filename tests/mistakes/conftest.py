"""Mistakes as people make them: what the files say, and what a good answer is.

Each entry of `*.yml` is one mistake. Its content is `event`, `post`, `person`, `place`, `group`,
`scene` or `community` (a whole file of that kind), `body` (the text of a post, from line 6), or
`file` and `text`. `line` is where the answer belongs, `says` are expressions that its words
match; `fix` is how that line reads after `chaguan fix --write`, `fixed` how the whole does.
Without either, nothing is certain, and `fix` must leave the file as it is. What is `understood`
is no mistake here: nothing is said, and the record is what its author meant.

`python tests/mistakes/conftest.py` prints how many have which outcome, and those that have not
the best one.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner
from PIL import Image

from chaguan.cli.check import problems_of
from chaguan.cli.main import main
from chaguan.locales import explained
from support.yaml_files import read_quickly

NOW: Final = "1796083200"
"""1 December 2026, for which everything is looked at."""
HERE: Final = Path(__file__).parent
HEAD: Final = "---\ntitle: 雨\ndate: 2026-11-20\nauthors: [lin-mei]\n---\n"
COMMUNITY: Final[dict[str, str]] = {
    "community.yml": (
        "name: {zh-Hant: 雨天茶館, en: Rainy Tea}\ntimezone: Asia/Taipei\n"
        "languages: [zh-Hant, en]\nuid: 3b60a2f4-65a5-4b2e-9d0f-5b2d6a1c7e90\n"
    ),
    "people/lin-mei.yml": "name: {zh-Hant: 林梅, en: Lin Mei}\n",
    "people/ming.yml": "name: {zh-Hant: 陳小明, en: Ming Chen}\n",
    "people/amy.yml": "name: Amy\n",
    "places/workshop.yml": "name: 青年里工作室\n",
    "places/slack-tide.yml": "name: 等潮茶館\n",
    "groups/menders.yml": "name: 修理隊\n",
    "scenes/rainy-weekend.yml": "name: 下雨的週末\n",
    "events/2026/walk.yml": (
        "title: 退潮散步\nstart: 2026-12-13 07:00\nplace: slack-tide\ntags: [walking]\n"
        "uid: 0d9c3b52-5a77-4f6e-8a8e-3c1d5f7b9a21\n"
    ),
    "posts/2026/first.md": HEAD.replace("雨", "另一篇").replace("]\n-", "]\ntags: [walking]\n-")
    + "走路。\n",
}
PATHS: Final = {
    "event": "events/2026/new.yml",
    "post": "posts/2026/new.md",
    "body": "posts/2026/new.md",
    "person": "people/new.yml",
    "place": "places/new.yml",
    "group": "groups/new.yml",
    "scene": "scenes/new.yml",
    "community": "community.yml",
}
_CODE: Final = re.compile("⟨([0-9A-F]{4})⟩")
_HEIC: Final = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one mistake."""

    grade: str
    """`fixed`, `answered`, `wrong` or `silent`, the best first."""
    told: str
    """What was said and done, for whoever looks at a failure."""


class Mistake:
    """One entry."""

    def __init__(self, entry: dict[str, Any]) -> None:
        self.entry = entry
        self.name: str = entry["is"]
        kind = next((kind for kind in PATHS if kind in entry), "")
        self.path: str = entry["file"] if "file" in entry else PATHS[kind]
        self.head = HEAD if kind == "body" else ""
        self.text = self._full(entry["text"] if "file" in entry else entry[kind])

    def _full(self, text: str) -> str:
        return self.head + _CODE.sub(lambda found: chr(int(found[1], 16)), text)

    def write(self, folder: Path) -> None:
        for path, text in COMMUNITY.items():
            _put(folder / path, text.encode())
        _put(folder / self.path, self.text.encode(self.entry.get("encoding", "utf-8")))
        for path in self.entry.get("images", ()):
            _put(folder / path, picture())
        for path in self.entry.get("gps", ()):
            _put(folder / path, picture(gps=True))
        for path in self.entry.get("heic", ()):
            _put(folder / path, _HEIC)
        for path, text in self.entry.get("file2", {}).items():
            _put(folder / path, text.encode())

    @property
    def wanted(self) -> str:
        """The file after the repairs."""
        if "fixed" in self.entry:
            return self._full(self.entry["fixed"])
        if "fix" in self.entry:
            lines = self.text.split("\n")
            lines[self.entry["line"] - 1] = self.entry["fix"]
            return "\n".join(lines)
        return self.text

    def outcome(self, folder: Path) -> Outcome:
        """Check and mend the files in `folder`, which is empty."""
        self.write(folder)
        with at_the_time():
            return self._outcome(folder)

    def _outcome(self, folder: Path) -> Outcome:
        at = self.entry.get("at", self.path)
        told = [
            (each.position.line, f"{words.message} {words.hint}", each.code)
            for each in problems_of(folder)
            if each.position.path == at and each.code != "KD106"
            for words in (explained(each, "en"),)
        ]
        before = {path: (folder / path).read_bytes() for path in self._files()}
        result = CliRunner().invoke(main, ["fix", "--write", "--content", str(folder)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        log = "\n".join(f"{line}: {code} {words}" for line, words, code in told)
        is_mended = self._is_mended(folder, before)
        log += f"\n--- after fix\n{_shown(folder / self.path)}"
        if self.entry.get("understood"):
            return Outcome("fixed" if not told and is_mended else "wrong", log)
        if not told:
            return Outcome("silent", log)
        right = [words for line, words, _ in told if line == self.entry["line"]]
        wanted, never = self.entry["says"], self.entry.get("never", ())
        is_said = any(
            all(re.search(each, words) for each in wanted)
            and not any(re.search(rf"\b{each}\b", words) for each in never)
            for words in right
        ) and (len(told) == 1 or not self.entry.get("once"))
        if not is_said:
            return Outcome("wrong", log)
        if is_mended:
            return Outcome("fixed", log)
        is_left = (folder / self.path).read_bytes() == before[self.path]
        return Outcome("answered" if is_left else "wrong", log)

    def _files(self) -> list[str]:
        return [self.path, *([self.entry["strips"]] if "strips" in self.entry else [])]

    def _is_mended(self, folder: Path, before: dict[str, bytes]) -> bool:
        if path := self.entry.get("strips"):
            raw = (folder / path).read_bytes()
            same = Image.open(BytesIO(raw)).tobytes() == Image.open(BytesIO(before[path])).tobytes()
            return same and not Image.open(BytesIO(raw)).getexif().get_ifd(0x8825)
        wanted = self.wanted.encode(self.entry.get("encoding", "utf-8"))
        return (folder / self.path).read_bytes() == wanted


@contextmanager
def at_the_time() -> Iterator[None]:
    """With the clock of the mistakes; what it was before comes back."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = NOW
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _put(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


def _shown(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else "(gone)"


def picture(*, gps: bool = False) -> bytes:
    """A small JPEG; with `gps`, one that says where it was taken, as a phone writes it."""
    made = BytesIO()
    image = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    exif = Image.Exif()
    if gps:
        exif[0x0112] = 1
        exif.get_ifd(0x8825).update({1: "N", 2: (22.0, 59.0, 24.0), 3: "E", 4: (120.0, 12.0, 0.0)})
    image.save(made, "JPEG", exif=exif)
    return made.getvalue()


def every_mistake() -> dict[str, list[Mistake]]:
    """By the file that they stand in."""
    return {
        path.stem: [Mistake(entry) for entry in read_quickly(path.read_text("utf-8"))]
        for path in sorted(HERE.glob("*.yml"))
    }


def figures(folder: Path) -> tuple[dict[str, int], list[tuple[Mistake, Outcome]]]:
    """How many mistakes have each outcome, and each that is not `fixed`."""
    count = dict.fromkeys(("fixed", "answered", "wrong", "silent"), 0)
    others = []
    for mistakes in every_mistake().values():
        for mistake in mistakes:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            outcome = mistake.outcome(folder)
            count[outcome.grade] += 1
            if outcome.grade != "fixed":
                others.append((mistake, outcome))
    return count, others


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "mistake" in metafunc.fixturenames:
        every = [each for mistakes in every_mistake().values() for each in mistakes]
        metafunc.parametrize("mistake", every, ids=[each.name for each in every])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        counted, not_best = figures(Path(temporary) / "content")
    for each, outcome in not_best:
        print(f"{outcome.grade}: {each.name}\n{each.text}\n{outcome.told}\n")
    print(counted)

"""The bench tells what happened, and hides nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from generators.chaguan import town
from generators.changed import Change, change, seen
from generators.generator import edited, with_links
from generators.measured import GeneratorError, run
from generators.scenario import Results
from generators.table import rivals_table


def test_changed_files_are_told_from_those_written_again(tmp_path: Path) -> None:
    for name in ("same", "touched", "other", "gone"):
        (tmp_path / name).write_text(name)
    before = seen(tmp_path)
    os.utime(tmp_path / "touched", ns=(0, 0))
    (tmp_path / "other").write_text("another text")
    (tmp_path / "new").write_text("new")
    (tmp_path / "gone").unlink()

    assert change(before, seen(tmp_path)) == Change(files=3, bytes=15, rewritten=3)


def test_time_and_memory_are_those_of_all_processes(tmp_path: Path) -> None:
    child = "held = bytearray(60_000_000); sum(range(3_000_000)); import time; time.sleep(0.6)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"

    taken = run((sys.executable, "-c", parent), tmp_path, os.environ, limit=60, memory=True)

    assert taken.wall > 0.6
    assert taken.processor > 0.02
    if sys.platform == "linux":
        assert taken.peak > 60_000_000


@pytest.mark.parametrize("program", ["raise SystemExit('no ink')", "import time; time.sleep(60)"])
def test_a_build_that_fails_or_never_ends_is_reported(tmp_path: Path, program: str) -> None:
    with pytest.raises(GeneratorError, match=r"no ink|longer than 1 s"):
        run((sys.executable, "-c", program), tmp_path, os.environ, limit=1)


def test_a_rival_that_cannot_be_installed_stays_in_the_table() -> None:
    missing = Results("Quill", "", "", failure="install: there is no quill here")

    *_, line = rivals_table([Results("Chaguan", "", ""), missing])

    assert line.startswith("| Quill | not measured: install: there is no quill here |")


def test_every_generator_gets_the_same_posts(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    assert town(tmp_path / "a", 30) == town(tmp_path / "b", 30)


def test_links_and_edits_are_written_for_each_generator(tmp_path: Path) -> None:
    _, post, *_ = town(tmp_path, 30)

    assert "](/posts/2026/post-0/)" in with_links(post.body, "/posts/{year}/{post}/")
    assert edited(post, "New.").body.startswith("New. ")

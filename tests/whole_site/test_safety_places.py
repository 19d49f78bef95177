"""No file of a stranger takes the place of one that the site, its theme or a page has."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from support import ROOT

pytestmark = pytest.mark.slow

SETTINGS = "INHERIT: {root}/mkdocs.yml\nsite_url: https://town.invalid/\ndocs_dir: content\n"
TOWN = {
    "community.yml": "name: Town\ntimezone: Asia/Taipei\nlanguages: [en, zh-Hant]\n"
    "uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n",
    "people/mei.yml": "name: Mei\n",
    "events/walk.yml": "title: Walk\nstart: 2026-12-05 14:00\nhosts: [mei]\n",
}
POST = "---\ntitle: Rain\ndate: 2026-10-01\nauthors: [mei]\ntags: [tea]\n---\n```\n{links}\n```\n"
"""Whoever writes a path in a text, be it in a block of code, has published the file."""


def built(folder: Path, to: str) -> dict[str, bytes]:
    """Every file of the site."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", folder / "mkdocs.yml"]
    result = subprocess.run(
        [*command, "-d", folder / to],
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795579200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    paths = [path for path in (folder / to).rglob("*") if path.is_file()]
    return {path.relative_to(folder / to).as_posix(): path.read_bytes() for path in paths}


def junk(path: str) -> bytes:
    """A file that might pass for the one at `path`."""
    kinds = {".png": "PNG", ".jpg": "JPEG", ".webp": "WEBP"}
    if (kind := kinds.get(Path(path).suffix)) is None:
        return b"TAKEN"
    file = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(file, kind)
    return file.getvalue()


def test_a_file_at_the_path_of_any_other_changes_nothing(tmp_path):
    for path, text in TOWN.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text, encoding="utf-8")
    post = tmp_path / "content" / "posts" / "rain.md"
    post.parent.mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS.format(root=ROOT), encoding="utf-8")
    post.write_text(POST.format(links="x"), encoding="utf-8")
    # Cards, codes and pages are errors of their own (AD102), and end the build.
    first = built(tmp_path, "first")
    wanted = sorted(
        path for path in first if not path.endswith(("card.png", "copy/qr.png", "index.html"))
    )
    links = [f"![x](../{path})" for path in wanted if path.endswith((".png", ".svg", ".txt"))]
    post.write_text(POST.format(links="\n".join(links)), encoding="utf-8")
    before = built(tmp_path, "before")

    for path in wanted:
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(junk(path))
    after = built(tmp_path, "after")

    assert len(wanted) > 80
    assert any(path.startswith("assets/javascripts/bundle") for path in wanted)
    assert sorted(after) == sorted(before)
    assert [path for path in before if after[path] != before[path]] == []

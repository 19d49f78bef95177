"""A community drawn in the test."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from chaguan.load import read
from chaguan.model import Community
from chaguan.source import SourceFile

SETTINGS = "name: Tea\ntimezone: Asia/Taipei\nlanguages: [zh-Hant, en]\nuid: tea-1\n"


def community_of(files: dict[str, str]) -> Community:
    """The community that some files make, by path."""
    drawn = {"community.yml": SETTINGS} | {path: dedent(text) for path, text in files.items()}
    return read((SourceFile(path, text) for path, text in drawn.items()), name="tea").community


@pytest.fixture
def community():
    return community_of


@pytest.fixture
def folder(tmp_path: Path):
    """Writes files below a content folder."""

    def write(files: dict[str, str]) -> Path:
        content = tmp_path / "content"
        for path, text in ({"community.yml": SETTINGS} | files).items():
            file = content / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(dedent(text), encoding="utf-8")
        return content

    return write

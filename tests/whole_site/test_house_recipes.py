"""The two recipes of docs/house.md, followed to the letter in a copy of the package."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT

PACKAGE = ROOT / "plugins" / "chaguan"
CONFIG = """\
site_name: Tea
site_url: https://tea.example.org/
docs_dir: content
theme: {name: material, font: false}
plugins: [chaguan, chaguan/pages, chaguan/feeds, chaguan/calendars]
"""
TOWN = {
    "community.yml": "name: Tea\nuid: 5f0c9a52-8f5e-4b1e-9a57-0f5e2b9f7c11\nlanguages: [en]\n",
    "scenes/rain.yml": "name: Rain\nsmell: of wet stone\nnumber: ring-0912-345-678\n",
}
SONG = '''\
"""A song."""

from dataclasses import dataclass

from .record import Record
from .text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Song(Record):
    kind = "song"
    plural = "songs"
    keeps_going = True

    name: Text
    about: Text = Text()
    key: str = ""
'''
SONGS = '''\
"""Songs."""

from chaguan.model.song import Song

from .fields import Field, made, read_fields
from .words import Line, TextByLanguage

FIELDS = (
    Field("name", TextByLanguage(), "what it is called", is_required=True, public=True),
    Field("about", TextByLanguage(is_markdown=True), "what it tells, in Markdown", public=True),
    Field("key", Line(), "in which key", public=True),
    Field("uid", Line(), "keeps its identity when the file is renamed", public=True),
)


def read(mapping, id, reading):
    values = read_fields(FIELDS, mapping, reading)
    return None if reading.is_broken else made(Song, values, id, reading)
'''
SONG_FIELDS = """
[song]
name = { label = "Name", about = "what it is called", example = "The Tide" }
about = { label = "About", about = "what it tells", example = "Of the tide" }
key = { label = "Key", about = "in which key", example = "d minor" }
uid = { label = "Identifier", about = "keeps its identity", example = "x" }
"""
TIDE = "name: The Tide\nabout: Goes out *slowly*.\nkey: d minor\n"
LANGUAGES = ("en", "zh-Hant", "zh-Hans")


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "copy" / "chaguan", ignore=shutil.ignore_patterns("__py*"))
    return tmp_path / "copy" / "chaguan"


def put(path: Path, before: str, lines: str) -> None:
    """Write `lines` before the first `before` of a file."""
    text = path.read_text(encoding="utf-8")
    assert before in text, (path, before)
    path.write_text(text.replace(before, f"{lines}{before}", 1), encoding="utf-8")


def built(copy: Path, town: dict[str, str]) -> Path:
    """The site that the copied package makes of a town."""
    folder = copy.parents[1] / "town"
    for name, text in town.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    around = os.environ | {
        "PYTHONPATH": str(copy.parent),
        "SOURCE_DATE_EPOCH": "1796083200",
        "CHAGUAN_CACHE": str(copy.parents[1] / "cache"),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_field_is_one_line_in_load_one_in_the_model_and_its_words(copy):
    last = '    Field("uid"'
    put(
        copy / "load" / "scene.py",
        last,
        '    Field("smell", Line(), "what it smells of", public=True),\n'
        '    Field("number", Line(), "whom to ring", public=False),\n',
    )
    put(
        copy / "model" / "scene.py",
        "    image: MediaPath | None = None\n",
        '    smell: str = ""\n    number: str = ""\n',
    )
    for language in LANGUAGES:
        path = copy / "locales" / "fields" / f"{language}.toml"
        text = path.read_text(encoding="utf-8").replace(
            "[scene]\n",
            '[scene]\nsmell = { label = "Smell", about = "what it smells of", example = "tea" }\n'
            'number = { label = "Number", about = "whom to ring", example = "0900" }\n',
            1,
        )
        path.write_text(text, encoding="utf-8")

    site = built(copy, TOWN)

    (scene,) = json.loads((site / "api/community.json").read_text("utf-8"))["scenes"]
    schema = json.loads((site / "api/community.schema.json").read_text("utf-8"))
    assert scene["smell"] == "of wet stone"
    assert "number" not in scene
    assert "smell" in schema["properties"]["scenes"]["items"]["properties"]
    assert "what it smells of" in (site / "contribute/index.html").read_text("utf-8")
    leaks = [
        path for path in site.rglob("*") if path.is_file() and b"0912-345" in path.read_bytes()
    ]
    assert not leaks

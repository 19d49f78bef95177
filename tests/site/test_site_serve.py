"""`mkdocs serve` while people write."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import feedparser
import pytest
from icalendar import Calendar

PATIENCE = 20.0
"""Seconds in which a saved file must be seen, on a busy machine."""


@dataclass(frozen=True)
class Preview:
    """A town that is being served."""

    town: object
    url: str
    log: Path

    def read(self, address: str) -> str:
        with urlopen(f"{self.url}{address}", timeout=PATIENCE) as answer:
            return answer.read().decode("utf-8")

    def shows(self, address: str, words: str) -> bool:
        """Whether a page has the words, soon."""
        return soon(lambda: words in self.read(address))

    def reports(self, words: str) -> bool:
        """Whether the log has the words, soon."""
        return soon(lambda: words in self.log.read_text(encoding="utf-8"))


def soon(is_so: Callable[[], bool]) -> bool:
    """Whether something comes true before patience ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if is_so():
                return True
        except OSError:  # it is not there yet, or being rebuilt
            pass
        time.sleep(0.1)
    return False


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture
def preview(lively_town) -> Iterator[Preview]:
    """The lively town, served by a process of its own."""
    town = lively_town()
    port, log = free_port(), town.folder / "serve.log"
    words = ["-m", "mkdocs", "serve", "-f", "mkdocs.yml", "-a", f"127.0.0.1:{port}"]
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=town.folder,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=output,
        )
        served = Preview(town, f"http://127.0.0.1:{port}/", log)
        try:
            assert served.shows("", "The Town"), log.read_text(encoding="utf-8")
            yield served
        finally:
            process.terminate()
            process.wait(PATIENCE)


def test_a_writer_sees_every_save_and_no_mistake_stops_the_preview(preview):
    town = preview.town
    walk = (town.content / "events/2026/walk.yml").read_text(encoding="utf-8")
    sun = (town.content / "posts/2026/sun.md").read_text(encoding="utf-8")

    town.write("events/2026/walk.yml", walk.replace("The walk", "The long walk"))
    assert preview.shows("events/2026/walk/", "The long walk")
    assert preview.shows("events/", "The long walk")

    town.write("about.md", "---\ntitle: About\n---\nWe moved.\n")
    assert preview.shows("about/", "We moved.")

    town.write("posts/2026/sun.md", "---\ntitle: Tea: party\nauthors: [hai]\n---\nHot.\n")
    town.write("events/2026/walk.yml", "title: [broken\n")
    assert preview.reports("content/events/2026/walk.yml:1:")
    assert preview.reports("content/posts/2026/sun.md:2:")
    assert preview.shows("about/", "events/2026/walk.yml:1:")
    assert "The long walk" in preview.read("events/2026/walk/")
    town.write("about.md", "---\ntitle: About\n---\nWe are still here.\n")
    assert preview.shows("about/", "We are still here.")
    assert "authors:" not in preview.read("posts/")
    assert "Traceback" not in preview.log.read_text(encoding="utf-8")

    town.write("posts/2026/sun.md", sun)
    town.write("events/2026/walk.yml", walk.replace("The walk", "The short walk"))
    assert preview.shows("events/2026/walk/", "The short walk")
    assert preview.shows("posts/", "It does not.")
    assert "cg-broken" not in preview.read("posts/")

    town.write(
        "posts/2026/new.md", "---\ntitle: New\ndate: 2026-10-05\nauthors: [hai]\n---\nNew.\n"
    )
    assert preview.shows("posts/2026/new/", "New.")
    assert preview.shows("posts/", "2026/new/")
    (town.content / "posts/2026/new.md").unlink()
    assert soon(lambda: "2026/new/" not in preview.read("posts/"))

    stories = feedparser.parse(preview.read("rss.xml"))
    ids = [entry.id for entry in stories.entries]
    assert len(ids) == 2
    assert len(set(ids)) == 2
    events = [str(event["UID"]) for event in Calendar.from_ical(preview.read("events.ics")).events]
    assert len(events) == 2
    assert len(set(events)) == 2

"""`mkdocs serve` while people write."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import feedparser
import pytest
from icalendar import Calendar
from mkdocs.config import load_config

from chaguan.load import load
from chaguan.mkdocs.cache_salt import salt
from chaguan.site.catalogue import Output, catalogue
from chaguan.site.features import Features
from chaguan.site.images import Album
from chaguan.site.site import Site
from chaguan.source import Log

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
PATIENCE = 120.0
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
    with serving(lively_town()) as served:
        yield served


@contextmanager
def serving(town) -> Iterator[Preview]:
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


def test_what_could_not_be_read_at_a_build_comes_back_when_it_is_mended(preview):
    town = preview.town
    sun = (town.content / "posts/2026/sun.md").read_text(encoding="utf-8")
    town.write("posts/2026/sun.md", sun.replace("title:", "titel:"))
    assert preview.shows("about/", "posts/2026/sun.md:")
    new = "---\ntitle: New\ndate: 2026-10-05\nauthors: [hai]\n---\nNew.\n"
    town.write("posts/2026/new.md", new)  # that builds the whole site
    assert preview.shows("posts/", "2026/new/")
    assert "2026/sun/" not in preview.read("posts/")

    town.write("posts/2026/sun.md", sun)

    assert preview.shows("posts/2026/sun/", "It does not.")
    assert preview.shows("posts/", "2026/sun/")
    assert "cg-broken" not in preview.read("posts/")


def test_who_is_not_listed_is_not_named_from_the_moment_their_address_is_saved(lively_town):
    town = lively_town()
    town.write("people/quiet.yml", "name: Quiet\nunlisted: true\n")
    owl = ("-c", "user.name=Night Owl", "-c", "user.email=night@private.example")
    for words in (("init", "--quiet"), ("add", "."), (*owl, "commit", "--quiet", "-m", "Tea")):
        subprocess.run(["git", *words], cwd=town.folder, check=True)
    with serving(town) as served:
        assert served.shows("about/", "Night Owl"), served.read("about/")

        town.write(
            "people/quiet.yml", "name: Quiet\nunlisted: true\ncontact: night@private.example\n"
        )

        assert soon(lambda: "Night Owl" not in served.read("about/"))


def test_a_setting_that_is_saved_with_a_text_is_taken_up(preview):
    town = preview.town
    settings = (town.folder / "mkdocs.yml").read_text(encoding="utf-8")

    town.write("about.md", "---\ntitle: About\n---\nWe moved.\n")
    town.write("../mkdocs.yml", settings.replace("edit/main", "edit/next"))

    assert preview.shows("about/", "We moved.")
    assert preview.shows("about/", "edit/next")


HALF = "---\ntitle: Halfdone\ndate: 2026-10-05\nauthors: [hai]\ntags: [halftag]\ndraft: true\n---\n"
LATER = "---\ntitle: Laterstory\ndate: 2026-12-20\nauthors: [hai]\n---\nLaterwords.\n"


def test_a_preview_marks_what_is_not_out_and_a_build_after_it_has_no_trace_of_it(
    lively_town, monkeypatch
):
    town = lively_town()
    town.write("posts/2026/half.md", f"{HALF}Halfwords.\n")
    town.write("posts/2026/half.zh-Hant.md", "---\ntitle: 半篇\n---\n寫到一半。\n")
    town.write("posts/2026/later.md", LATER)
    with serving(town) as served:
        half, later = served.read("posts/2026/half/"), served.read("posts/2026/later/")
        assert "Halfwords." in half
        assert "Draft, only here" in half
        assert "Laterwords." in later
        assert "Will be out on December 20, 2026" in later
        stories, chinese = served.read("posts/"), served.read("zh-Hant/posts/")
        assert stories.count("Draft, only here") == 1
        assert stories.count("Will be out on December 20, 2026") == 1
        assert "草稿，只有這裡看得到" in served.read("zh-Hant/posts/2026/half/")
        assert "草稿，只有這裡看得到" in chinese
        assert "2026年12月20日 才會發表" in chinese
        town.write("posts/2026/half.md", f"{HALF.replace('true', 'false')}Halfwords.\n")
        assert soon(lambda: "Draft, only here" not in served.read("posts/2026/half/"))
        assert "Draft, only here" not in served.read("posts/")
        town.write("posts/2026/half.md", f"{HALF}Halfwords again.\n")
        assert served.shows("posts/", "Draft, only here")

    after = town.built()

    hidden = ("halfdone", "halfwords", "halftag", "2026/half", "半篇", "寫到一半")
    hidden += ("laterstory", "laterwords", "2026/later", "only here")
    found = {
        (path, word)
        for path, words in after.words()
        for word in hidden
        if word in words.casefold() or word in path
    }
    assert found == set()
    assert "rss.xml" in after.files
    assert "sitemap.xml" in after.files
    monkeypatch.setenv("CHAGUAN_CACHE", town.empty_cache("nothing"))
    assert town.built(to="anew").files == after.files


def test_a_preview_has_a_salt_of_its_own(lively_town):
    town = lively_town()
    config = load_config(str(town.folder / "mkdocs.yml"))
    site = Site(load(town.content), NOON, "", frozenset(), frozenset(), Album, Log)

    assert salt(config, site) != salt(config, replace(site, is_preview=True))
    assert salt(config, site) == salt(config, replace(site))


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        (lambda post: replace(post, title="T"), True),
        (lambda post: replace(post, authors=(*post.authors, "hai")), False),
        (lambda post: replace(post, tags=("Sea7",)), True),
        (lambda post: replace(post, groups=("walkers",)), True),
    ],
    ids=["title", "another author", "another spelling", "a list of one page"],
)
def test_a_list_that_grows_has_another_page(lively_town, change, is_same):
    town = lively_town()
    for number in range(20):
        head = f"title: {number}\ndate: 2026-09-01\nauthors: [mei]\ntags: [sea{number}]"
        town.write(f"posts/2025/a{number}.md", f"---\n{head}\n---\nWords.\n")
    hai = "---\ntitle: H\ndate: 2026-09-01\nauthors: [hai]\n---\nWords.\n"
    for number in range(19):
        town.write(f"posts/2024/b{number}.md", hai)
    loaded = load(town.content)
    was = loaded.community.posts
    posts = [change(post) if post.path == "posts/2025/a7.md" else post for post in was]
    before = Site(loaded, NOON, "", frozenset(), frozenset(), Album, Log)
    after = replace(loaded, community=replace(loaded.community, posts=tuple(posts)))

    def outputs(site: Site) -> list[Output]:
        return list(catalogue(site.plain_index, site.clock, Features()))

    found = outputs(before) == outputs(before.after(after))

    assert found is is_same

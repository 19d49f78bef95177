"""What changed is made anew, what did not is left alone, and nobody can tell the difference."""

from __future__ import annotations

import logging
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from chaguan.build.staging import FileLock
from chaguan.site.pagination import PARTS, SECTION_PAGE
from support.night import by_turns

PLUGINS = ("chaguan", "chaguan/pages", "chaguan/feeds", "chaguan/calendars", "chaguan/search")
"""Without another plugin that wants to see every page."""

Change = Callable[[Path], None]


def write(path: str, text: str) -> Change:
    def change(content: Path) -> None:
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")

    return change


def replace(path: str, before: str, after: str) -> Change:
    def change(content: Path) -> None:
        text = (content / path).read_text(encoding="utf-8")
        assert before in text
        (content / path).write_text(text.replace(before, after), encoding="utf-8")

    return change


def remove(path: str) -> Change:
    return lambda content: (content / path).unlink()


SUN = "posts/2026/sun.md"
WIND = "---\ntitle: W\ndate: 2026-10-03\nauthors: [hai]\n---\nW"
SUN_IN_CHINESE = "---\ntitle: 太陽\n---\n沒有[雨](rain.md)。"
SERIES = "repeat: {every: week}\nplace:"
IN_SCENE = "scenes: [rainy]"
IN_BOTH = f"{IN_SCENE}\ngroups: [walkers]"
AT_HOME = "place: house\nabout:"
BLOCKS = """
::: upcoming 3 group=walkers
::: latest 2 person=mei
::: latest 2 tag=sea
::: faces
::: groups 2
::: scenes
::: event tea
"""


def paint(colour: str) -> Change:
    def change(content: Path) -> None:
        (content / "images").mkdir(exist_ok=True)
        Image.new("RGB", (640, 480), colour).save(content / "images/boat.png")

    return change


def everybody_says(content: Path) -> None:
    """Texts of all kinds, each with a link and a picture."""
    said = "[sun]({up}posts/2026/sun.md) ![A boat]({up}images/boat.png)"
    paint("red")(content)
    write("boats.md", f"---\ntitle: Boats\n---\n{said.format(up='')}")(content)
    write(
        "posts/2026/boat.md",
        f"---\ntitle: B\ndate: 2026-10-04\nauthors: [hai]\n---\n{said.format(up='../../')}",
    )(content)
    field = f'"{said.format(up="../")}"'
    replace("people/hai.yml", "Hai", f"Hai\nbio: {field}")(content)
    replace("places/house.yml", "about: Chairs.", f"about: {field}")(content)
    replace("groups/walkers.yml", "about: We walk.", f"about: {field}")(content)
    replace("scenes/rainy.yml", "about: Come in.", f"about: {field}")(content)
    described = f'description: "{said.format(up="../../")}"'
    replace("events/2026/tea.yml", "place:", f"{described}\nplace:")(content)


CHANGES: dict[str, Change] = {
    "everybody links to a post and shows a picture": everybody_says,
    "the picture is another": paint("blue"),
    "a page with blocks": write("about.md", f"---\ntitle: About\n---\nWords.\n{BLOCKS}"),
    "a word in a post": replace(SUN, "It does not.", "It does."),
    "the title of a post that others link to": replace(SUN, "title: Sun", "title: The sun"),
    "a new post": write("posts/2026/wind.md", WIND),
    "a post joins a group": replace("posts/2026/rain.md", IN_SCENE, IN_BOTH),
    "a place is run by two": replace("places/house.yml", "[mei]", "[mei, hai]"),
    "a group is at home at a place": replace("groups/walkers.yml", "about:", AT_HOME),
    "a person's name": replace("people/mei.yml", "Lin Mei", "Lin May"),
    "somebody is no longer listed": replace("people/hai.yml", "Hai", "Hai\nunlisted: yes"),
    "a place's zone": replace("places/house.yml", "about:", "timezone: Asia/Tokyo\nabout:"),
    "a group's members": replace("groups/walkers.yml", "[mei, hai]", "[mei]"),
    "an event is cancelled": replace("events/2026/walk.yml", "tags:", "status: cancelled\ntags:"),
    "an event becomes a series": replace("events/2026/tea.yml", "place:", SERIES),
    "a translation": write("posts/2026/sun.zh-Hant.md", SUN_IN_CHINESE),
    "a tag": replace("posts/2026/rain.md", "[rain & wind]", "[rain & wind, sea]"),
    "a page": write("hours.md", "---\ntitle: Hours\n---\nAlways."),
    "a page is gone": remove("about.zh-Hant.md"),
    "a post is gone": remove("posts/2026/wind.md"),
    "a scene is gone": lambda content: (
        replace("posts/2026/rain.md", "scenes: [rainy]\n", "")(content),
        replace("events/2026/walk.yml", "scenes: [rainy]\n", "")(content),
        remove("scenes/rainy.yml")(content),
    )[0],
    "what everybody links to is elsewhere": lambda content: (
        (content / SUN).rename(content / "posts/2026/moon.md"),
        remove("posts/2026/sun.zh-Hant.md")(content),
    )[0],
    "the community's tagline": replace("community.yml", "Tea by the sea", "Tea"),
}  # fmt: skip


def test_no_change_leaves_a_trace_of_what_was_there_before(lively_town, monkeypatch):
    for sizes in (PARTS, SECTION_PAGE):
        for name in sizes:
            monkeypatch.setitem(sizes, name, 1)
    town = lively_town(plugins=PLUGINS)
    town.built()
    for changes in by_turns(CHANGES.items(), 6):
        for _, change in changes:
            change(town.content)

        again = town.built()

        shutil.rmtree(town.folder / "fresh", ignore_errors=True)
        monkeypatch.setenv("CHAGUAN_CACHE", town.empty_cache("empty"))
        fresh = town.built(to="fresh")
        shutil.rmtree(town.folder / "empty")
        monkeypatch.delenv("CHAGUAN_CACHE")
        assert differing(again.files, fresh.files) == [], [name for name, _ in changes]


def test_the_engine_alone_makes_the_same_site(built_town, monkeypatch):
    town = built_town
    ours = town.built(to="ours").files
    monkeypatch.setattr("chaguan.mkdocs.builder.Builder.makes_pages", lambda self: False)

    theirs = town.built(to="theirs").files

    assert differing(ours, theirs) == []


def test_several_processes_make_what_one_makes(lively_town, monkeypatch):
    town = lively_town(plugins=PLUGINS)
    made = {}
    for number in ("1", "3"):
        monkeypatch.setenv("CHAGUAN_PROCESSES", number)
        monkeypatch.setenv("CHAGUAN_CACHE", town.empty_cache(f"cache-{number}"))
        made[number] = town.built(to=f"site-{number}").files

    assert differing(made["1"], made["3"]) == []


def test_a_system_that_cannot_fork_makes_the_same(built_town, monkeypatch):
    town = built_town
    forked = town.built(to="forked").files
    monkeypatch.setattr("chaguan.build.pool.CAN_FORK", False)
    monkeypatch.setenv("CHAGUAN_PROCESSES", "3")
    monkeypatch.setenv("CHAGUAN_CACHE", town.empty_cache("another"))

    alone = town.built(to="alone").files

    assert differing(forked, alone) == []


def test_nothing_is_written_where_nothing_changed(built_town):
    town = built_town
    before = stamps(town.built().folder)

    assert stamps(town.built().folder) == before


def test_what_makes_pages_and_feeds_is_not_even_imported_where_nothing_changed(built_town):
    town = built_town
    town.built()
    ours = (
        *("check.dialects", "markdown.commonmark", "render.api.schema", "render.feeds.files"),
        *("render.icalendar.calendar", "render.page_views", "render.pages.frames"),
        *("render.posters.poster", "render.search.terms"),
    )
    others = ("PIL", "feedgen", "icalendar", "lxml", "mkdocs.livereload", "nh3", "segno")
    heavy = (*others, *(f"chaguan.{each}" for each in ours))
    words = ["build", "-f", str(town.folder / "mkdocs.yml"), "-d", str(town.folder / "site")]
    program = (
        "import sys\n"
        "from mkdocs.__main__ import cli\n"
        f"cli({words!r}, standalone_mode=False)\n"
        f"print([name for name in {heavy!r} if name in sys.modules])\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert done.stdout.splitlines()[-1:] == ["[]"], done.stderr


def test_a_word_in_a_post_changes_the_post_its_lists_and_feeds_and_no_other_byte(built_town):
    town = built_town
    before = stamps(town.built().folder)
    replace(SUN, "It does not.", "It does.")(town.content)

    after = stamps(town.built().folder)

    changed = sorted(path for path in after if before.get(path) != after[path])
    feeds = r"(people/hai/|groups/walkers/|places/house/|)(zh-Hant/)?(rss.xml|atom.xml|feed.json)"
    lists = r"(posts/|people/hai/|groups/walkers/|places/house/|)index.html"
    about = rf"{feeds}|{lists}|zh-Hant/({lists})|posts/2026/(sun|rain)/(copy/)?index.html"
    assert "posts/2026/sun/index.html" in changed
    others = [path for path in changed if not path.startswith("assets/search/")]
    assert [path for path in others if not re.fullmatch(about, path)] == []


def test_a_name_changes_the_pages_that_show_it(built_town):
    town = built_town
    before = town.built().files
    replace("people/hai.yml", "Wu Hai", "Wu Ocean")(town.content)

    after = town.built().files

    shown = {path for path, content in before.items() if b"Wu Hai" in content}
    index = {path for path in after if path.startswith("assets/search/")}
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed - index == shown - index


@pytest.fixture
def engine_says() -> Iterator[list[str]]:
    """What stands in the engine's log, which passes nothing on once it was called by hand."""
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("mkdocs").addHandler(handler)
    yield said
    logging.getLogger("mkdocs").removeHandler(handler)


def test_a_warning_is_repeated_for_a_page_that_is_not_made_again(lively_town, engine_says):
    town = lively_town(plugins=PLUGINS, settings="validation: {absolute_links: warn}\n")
    replace(SUN, "It does not.", "[Up](/up/)")(town.content)
    said = []
    for _ in range(2):
        engine_says.clear()
        town.build()
        said.append([each for each in engine_says if "absolute link" in each])

    assert len(said[0]) == 1
    assert said[1] == said[0]


def test_a_strict_build_that_warns_leaves_the_site_as_it_was(lively_town):
    town = lively_town(plugins=PLUGINS, settings="validation: {absolute_links: warn}\n")
    before = stamps(town.built("--strict").folder)
    replace(SUN, "It does not.", "[Up](/up/)")(town.content)

    result = town.build("--strict")

    assert result.exit_code != 0
    assert stamps(town.folder / "site") == before
    assert [each.name for each in town.folder.iterdir() if "next" in each.name] == []


def test_two_builds_do_not_write_one_site(built_town):
    town = built_town
    before = stamps(town.built().folder)
    turn = FileLock(town.folder / ".site-next.lock")
    assert turn.take()
    write("hours.md", "---\ntitle: Hours\n---\nAlways.")(town.content)

    refused = town.build()

    assert refused.exit_code != 0
    assert "Another build of " in refused.output
    assert stamps(town.folder / "site") == before
    turn.let_go()
    assert "hours/index.html" in town.built().files
    assert [each.name for each in town.folder.iterdir() if "next" in each.name] == []


@pytest.mark.parametrize("processes", ["1", "3"])
def test_what_was_kept_and_is_lost_is_made_anew(built_town, monkeypatch, processes):
    monkeypatch.setenv("CHAGUAN_PROCESSES", processes)
    town = built_town
    town.build()
    with closing(sqlite3.connect(town.folder / ".cache/chaguan/made.sqlite3")) as cache:
        cache.execute("DELETE FROM contents")
        cache.commit()
    replace(SUN, "It does not.", "It does.")(town.content)

    shutil.rmtree(town.folder / "site")

    again = town.built("--strict").files

    monkeypatch.setenv("CHAGUAN_CACHE", town.empty_cache("empty"))
    assert differing(again, town.built(to="fresh").files) == []


@pytest.mark.parametrize("there", [(), ("index.html",)], ids=["empty", "full"])
def test_the_site_may_be_a_link(lively_town, there):
    town = lively_town(plugins=PLUGINS)
    place = town.folder / "elsewhere"
    place.mkdir()
    for name in there:
        (place / name).symlink_to(town.folder)
    (town.folder / "site").symlink_to(place)

    assert "The Town" in town.built().files["index.html"].decode()
    assert (town.folder / "site").is_symlink()
    assert (town.folder / "mkdocs.yml").is_file()


POISON = """
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor


class Bite(Preprocessor):
    def run(self, lines):
        if "raise" in lines:
            raise KeyError("bitten")
        if "endless" in lines:
            while True:
                pass
        return lines


class Biting(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Bite(md), "bite", 0)


def on_config(config):
    config.markdown_extensions.append(Biting())
    return config
"""


@pytest.mark.parametrize("poison", ["raise", "endless"])
def test_a_poisoned_text_fails_alone_and_is_named(lively_town, monkeypatch, engine_says, poison):
    monkeypatch.setattr("chaguan.build.scheduler.LIMIT", 2.0)
    town = lively_town(plugins=PLUGINS, settings="hooks: [poison.py]\n")
    (town.folder / "poison.py").write_text(POISON, encoding="utf-8")
    before = set(town.built().files)
    replace(SUN, "It does not.", f"before\n\n{poison}\n")(town.content)
    site = town.built()

    assert set(site.files) == before
    assert any(SUN in each for each in engine_says)
    assert "The sun" in site.text("posts/2026/sun/") or "Sun" in site.text("posts/2026/sun/")
    assert "It rains" in site.text("posts/2026/rain/")


def test_a_spoilt_cache_is_made_anew(built_town):
    town = built_town
    before = town.built().files
    for file in (town.folder / ".cache" / "chaguan").iterdir():
        file.write_bytes(b"not a database, but it has a few bytes" * 100)

    assert differing(town.built().files, before) == []


def test_a_lost_site_is_put_together_from_the_cache(built_town):
    town = built_town
    before = town.built().files
    shutil.rmtree(town.folder / "site")

    assert differing(town.built().files, before) == []


def test_a_file_that_somebody_spoilt_is_mended(built_town):
    town = built_town
    before = town.built().files
    (town.folder / "site/posts/2026/sun/index.html").write_text("spoilt", encoding="utf-8")
    (town.folder / "site/stray.html").write_text("stray", encoding="utf-8")

    assert differing(town.built().files, before) == []


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def stamps(folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in files}


SHOUTING = """
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor


class Shout(Preprocessor):
    def run(self, lines):
        return [line.replace("does", "SAID") for line in lines]


def makeExtension(**options):
    class Shouting(Extension):
        def extendMarkdown(self, md):
            md.preprocessors.register(Shout(md), "shout", 0)

    return Shouting()


def on_config(config):
    config.markdown_extensions.append("shouting")
    return config
"""


def test_another_version_of_an_extension_makes_all_texts_anew(lively_town, monkeypatch):
    town = lively_town(plugins=PLUGINS, settings="hooks: [calling.py]\n")
    (town.folder / "calling.py").write_text(SHOUTING, encoding="utf-8")
    monkeypatch.syspath_prepend(town.folder)
    said = []
    for word in ("Hello", "Goodbye"):
        text = SHOUTING.replace("SAID", word)
        (town.folder / "shouting.py").write_text(text, encoding="utf-8")
        monkeypatch.delitem(sys.modules, "shouting", raising=False)
        said.append(town.built().files["posts/2026/sun/index.html"].decode())

    assert "It Hello not." in said[0]
    assert "It Goodbye not." in said[1]

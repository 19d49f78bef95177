"""A cache of yesterday, or of ten changes ago, gives the site of today and spares what stayed."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from support.night import NIGHT, nightly
from support.whole_sites import NOON, Town

PLUGINS = ("chaguan", "chaguan/pages", "chaguan/feeds", "chaguan/calendars", "chaguan/search")
STEPS = 60 if NIGHT else 10
WORDS = "harbour kettle evening lantern ferry tide window bread".split()
TEXTS = ("posts/2026/sun.md", "posts/2026/rain.md", "posts/2026/rain.zh-Hant.md")
RECORDS = ("people/mei.yml", "people/hai.yml", "places/house.yml", "groups/walkers.yml")
EVENTS = ("events/2026/walk.yml", "events/2026/tea.yml")
NEW = "posts/2026/new-{}.md"
POST = "---\ntitle: New {0}\ndate: 2026-11-{1:02} 10:00\nauthors: [hai]\ntags: [sea]\n---\n{2}\n"


def changed(town: Town, chance: Random, step: int) -> None:
    """What a merged pull request changes; the content stays right."""
    word, content = chance.choice(WORDS), town.content
    match chance.randrange(8):
        case 0 | 1:
            said(content / chance.choice(TEXTS), f"\n\nA {word}, {step}.\n")
        case 2:
            said(
                content / chance.choice(RECORDS), f"\nlinks: {{{word}: 'https://{word}.example'}}\n"
            )
        case 3:
            said(content / chance.choice(EVENTS), f"\ncost: {{en: {word} {step}}}\n")
        case 4:
            text = POST.format(step, chance.randrange(1, 29), word)
            (content / NEW.format(step)).write_text(text, encoding="utf-8")
        case 5:
            for old in sorted((content / "posts/2026").glob("new-*.md"))[:1]:
                old.unlink()
        case 6:
            for old in sorted((content / "posts/2026").glob("new-*.md"))[:1]:
                old.rename(old.with_name(f"new-{word}-{step}.md"))
        case _:
            name = content / "people/hai.yml"
            text = name.read_text(encoding="utf-8")
            name.write_text(re.sub("name: .*", f"name: Wu {word.title()}", text), encoding="utf-8")


def said(file: Path, more: str) -> None:
    """Say one thing more, in the place of what was said so before."""
    text = file.read_text(encoding="utf-8")
    field = more.strip().partition(":")[0]
    kept = text if file.suffix == ".md" else re.sub(rf"(?m)^{field}:.*\n?", "", text)
    file.write_text(kept.rstrip("\n") + more, encoding="utf-8")


@pytest.fixture
def made() -> Iterator[Callable[[], tuple[int, int]]]:
    """How many jobs the last build did, and of how many."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    engine = logging.getLogger("mkdocs")
    level = engine.level
    engine.addHandler(handler)
    engine.setLevel(logging.INFO)

    def last() -> tuple[int, int]:
        found = [re.search(r"(\d+) of (\d+) texts, pages", line) for line in lines]
        counts = [(int(each[1]), int(each[2])) for each in found if each]
        return counts[-1]

    yield last
    engine.removeHandler(handler)
    engine.setLevel(level)


@pytest.mark.parametrize("seed", [1, nightly(2), nightly(3)])
def test_a_cache_that_is_old_makes_the_same_and_does_no_more_than_changed(
    lively_town, monkeypatch, pinned_clock, made, seed
):
    chance, town = Random(seed), lively_town(plugins=PLUGINS)
    caches = [Path(town.empty_cache(f"cache-{step}")) for step in range(STEPS + 1)]
    monkeypatch.setenv("CHAGUAN_CACHE", str(caches[0]))
    town.built()
    for step in range(1, STEPS + 1):
        shutil.copy(caches[step - 1] / "made.sqlite3", caches[step])
        changed(town, chance, step)
        pinned_clock(NOON + timedelta(minutes=step))
        if chance.randrange(4) == 0:  # a fresh clone has new times for all files
            for file in town.content.rglob("*.*"):
                os.utime(file, (step, step))
        monkeypatch.setenv("CHAGUAN_CACHE", str(caches[step]))
        town.built()
    now = town.site.files
    _, asked = made()
    monkeypatch.setenv("CHAGUAN_CACHE", town.empty_cache("nothing"))

    fresh = town.built(to="fresh").files

    assert {path for path in now | fresh if now.get(path) != fresh.get(path)} == set()
    for age in (1, 10):
        shutil.rmtree(town.folder / "old", ignore_errors=True)
        monkeypatch.setenv("CHAGUAN_CACHE", str(caches[STEPS - age]))
        old = town.built(to="old").files
        assert {path for path in now | old if now.get(path) != old.get(path)} == set(), age
        assert made()[0] < asked * (0.5 if age == 1 else 0.9), age

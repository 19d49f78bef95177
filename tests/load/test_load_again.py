"""A folder in which some files were written anew is read as if all of it were read."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from chaguan.load import Again, load
from chaguan.model import Severity

SETTINGS = (
    "name: {en: A, zh-Hant: 甲}\nlanguages: [en, zh-Hant]\ntimezone: Asia/Taipei\n"
    "uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n"
)
STORY = "---\ntitle: %s\ndate: 2026-10-0%s\nauthors: [%s]\n%s---\n%s\n"
stories = st.builds(
    lambda *of: STORY % of,
    st.sampled_from(["Tea", "雨", '"Tea: rain"']),
    st.integers(1, 9),
    st.sampled_from(["mei", "hai", "mei, hai", "nobody"]),
    st.sampled_from(["", "tags: [sea]\n", "groups: [walkers]\n", "places: [house]\ndraft: yes\n"]),
    st.sampled_from(["Words.", "See [rain](rain.md).", "", "# Up\n\nAnd `on`.", "[x](nowhere.md)"]),
)
translations = st.sampled_from(
    ["---\ntitle: 茶\n---\n茶。\n", "---\ntitle: 雨\n---\n", "---\n---\nA\n"]
)
people = st.sampled_from(["name: Lin Mei\n", "name: {en: Mei, zh-Hant: 林梅}\nunlisted: yes\n"])
groups = st.sampled_from(["name: W\n", "name: W\nmembers: [mei, hai]\n", "name: W\nplace: house\n"])
events = st.builds(
    "title: {}\nstart: 2026-12-0{} 14:00\nplace: house\n{}".format,
    st.sampled_from(["Tea", "{en: Walk, zh-Hant: 走路}"]),
    st.integers(1, 9),
    st.sampled_from(["", "hosts: [mei]\n", "repeat: {every: week}\n", "status: cancelled\n"]),
)
pages = st.sampled_from(["---\ntitle: About\n---\nWe.\n", "# Heading\n\nWe.\n", "---\n---\n"])
FILES = {
    "posts/tea.md": stories,
    "posts/rain.md": stories,
    "posts/rain.zh-Hant.md": translations,
    "people/mei.yml": people,
    "people/hai.yml": people,
    "groups/walkers.yml": groups,
    "events/walk.yml": events,
    "about.md": pages,
}
towns = st.fixed_dictionaries(FILES)
changes = st.lists(
    st.sampled_from(sorted(FILES)).flatmap(lambda path: st.tuples(st.just(path), FILES[path])),
    min_size=1,
    max_size=3,
).map(dict)


@given(towns, changes)
def test_reading_again_reads_what_is_there(town, change):
    with tempfile.TemporaryDirectory() as name:
        content = Path(name, "content")
        fixed = {"community.yml": SETTINGS, "places/house.yml": "name: H\ntimezone: Asia/Tokyo\n"}
        for path, text in {**fixed, **town}.items():
            (content / path).parent.mkdir(parents=True, exist_ok=True)
            (content / path).write_text(text, encoding="utf-8")
        before = load(content)
        for path, text in change.items():
            (content / path).write_text(text, encoding="utf-8")

        again = Again(content, before.files, ("en", "zh-Hant")).loaded(before, frozenset(change))
        anew = load(content)

    if again is None:  # then all is read
        return
    assert again.problems == anew.problems
    if not any(problem.severity is Severity.ERROR for problem in anew.problems):
        assert again.community == anew.community
        assert sorted(map(repr, again.references)) == sorted(map(repr, anew.references))

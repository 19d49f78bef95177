"""One broken file costs only itself, whatever is in it."""

from __future__ import annotations

from textwrap import indent
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaguan.check import every_problem
from chaguan.load import FIELDS_BY_KIND, load, read
from chaguan.locales import explained
from chaguan.source import SourceFile, nodes_of
from chaguan.source.files import decoded

PATHS = (
    "community.yml",
    "about.md",
    "posts/rain.md",
    "posts/rain.zh-Hant.md",
    "events/tea.yml",
    "people/lin-mei.yml",
    "groups/walkers.yml",
    "places/annex.yml",
    "scenes/rain.yml",
)
KEYS = sorted(
    {field.name for fields in FIELDS_BY_KIND.values() for field in fields}
    | {"every", "interval", "on", "until", "count", "except", "moved", "url", "label"}
    | {"en", "zh-Hant", "timezone", "languages", "2026-04-03", "2026-04-10"}
)
VALUES = (
    '""', "[]", "{}", "~", "-", "2026-04-03", "2026-04-03 14:00", "2026-02-30", "24:00", "14:00",
    "9999-12-31", "2200-12-31", "1900-01-01", "2026-04-03T14:00Z", "2026-04-03T14:00+23:59",
    "week", "month", "last fri", "5th sun of feb", "31", "999999999", "0", "-1", "true", "maybe",
    "Europe/Berlin", "../../x.jpg", "/x", "https://[", "https://a:b", "https://example.org",
    "lin-mei", "tea", "annex", "nan", "1e999", "[nan, 0]", "*a", "&a b", "!!int 1", "#tea",
    "'It's'", '"', "|", ">", "@", "a: b", "[a", "茶", "2026年4月3日", "cancelled",
)  # fmt: skip


def lines(depth: int = 0) -> st.SearchStrategy[str]:
    scalar = st.one_of(st.sampled_from(VALUES), st.text(max_size=12))
    pairs = st.tuples(st.sampled_from(KEYS), scalar).map(lambda each: f"{each[0]}: {each[1]}")
    if depth == 3:
        return pairs
    inner = st.lists(lines(depth + 1), min_size=1, max_size=4).map("\n".join)
    nested = st.tuples(st.sampled_from(KEYS), inner, st.sampled_from(["  ", "  - ", " "])).map(
        lambda each: f"{each[0]}:\n{indent(each[1], each[2])}"
    )
    return st.one_of(pairs, pairs, nested)


YAML_LIKE = st.lists(lines(), max_size=8).map("\n".join)
EVENT_LIKE = YAML_LIKE.map(lambda text: f"title: Tea\nstart: 2026-04-03 14:00\n{text}")
SERIES_LIKE = st.lists(lines(1), max_size=5).map(
    lambda each: (
        "title: Tea\nstart: 2026-04-03 14:00\nrepeat:\n  every: month\n"
        + indent("\n".join(each), "  ")
    )
)
ANYTHING = st.one_of(st.text(max_size=200), YAML_LIKE, EVENT_LIKE, SERIES_LIKE)


@given(path=st.sampled_from(PATHS), text=ANYTHING, with_fences=st.booleans())
def test_loading_never_raises_for_any_text(path, text, with_fences):
    if with_fences:
        text = f"---\n{text}\n---\n{text}"
    loaded = read((decoded(path, text.encode()),), name="content")

    for problem in every_problem(loaded, ()):
        assert explained(problem, "en").message
        assert explained(problem, "zh-Hant").hint
        assert problem.position.line >= 1


@given(files=st.dictionaries(st.sampled_from(PATHS), ANYTHING, max_size=6))
def test_loading_never_raises_for_any_community(files):
    read((decoded(path, text.encode()) for path, text in files.items()), name="content")


@given(path=st.sampled_from(PATHS), raw=st.binary(max_size=200))
def test_loading_never_raises_for_any_bytes(path, raw):
    loaded = read((decoded(path, raw),), name="content")

    assert loaded.files == {path}


@given(path=st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1, max_size=30))
def test_loading_never_raises_for_any_path(path):
    read((SourceFile(f"events/{path}.yml", "title: Tea\n"), SourceFile(path, "")), name="content")


def test_broken_file_costs_only_itself(content):
    loaded = content("""
        people/
            lin-mei.yml
            | name: Lin: Mei
            wu-hai.yml
            | name: 吳海
        events/
            tea.yml
            | title: Tea
            | start: 2026-04-03
            | hosts: [wu-hai]
    """)

    assert [problem.code for problem in loaded.problems] == ["YA103"]
    assert list(loaded.community.people) == ["wu-hai"]
    assert list(loaded.community.events) == ["tea"]


def test_what_refers_to_a_broken_file_says_so(content):
    loaded = content("""
        people/
            lin-mei.yml
            | nmae: Lin Mei
        events/
            tea.yml
            | title: Tea
            | start: 2026-04-03
            | hosts: [lin-mei]
    """)

    problems = [(problem.position.path, problem.code) for problem in loaded.problems]
    assert problems == [("events/tea.yml", "RF102"), ("people/lin-mei.yml", "FD101")]


def test_all_problems_of_a_file_are_told_at_once(content):
    loaded = content("""
        events/
            tea.yml
            | titel: Tea
            | start: tomorrow
            | hosts: [nobody]
            | status: canceled
            | repeat: {every: weekly, except: [soon]}
    """)

    codes = [problem.code for problem in loaded.problems]
    assert codes == ["FD101", "TM101", "RF101", "FD120", "FD120", "TM101"]


def test_problems_are_sorted_by_file_and_line(content):
    loaded = content("""
        people/
            wu-hai.yml
            | nmae: Wu Hai
        events/
            tea.yml
            | title: Tea
            | end: soon
            | start: tomorrow
    """)

    positions = [(problem.position.path, problem.position.line) for problem in loaded.problems]
    assert positions == [("events/tea.yml", 2), ("events/tea.yml", 3), ("people/wu-hai.yml", 1)]


def test_folder_too_deep_for_the_system_is_a_problem_of_its_own(tmp_path, monkeypatch):
    (tmp_path / "about.md").write_text("# About\n")
    monkeypatch.chdir(tmp_path)
    for _ in range(25):
        folder = tmp_path.cwd().__class__("d" * 200)
        folder.mkdir()
        monkeypatch.chdir(folder)

    loaded = load(tmp_path)

    assert [problem.code for problem in loaded.problems] == ["CM101", "SR105"]
    assert [page.id for page in loaded.community.pages] == ["about"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 120_000,
        "{a: " * 30_000,
        "- " * 60_000,
        "? " * 60_000,
        "a: &a [lol]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(5_000)),
        "- a\n" * 30_000,
        "<<: {a: b}\n" * 10_000,
        "a: !!python/name:os.system x\n" * 4_000,
        "a" * 120_000,
        '"' + "a\n" * 60_000,
        "".join(f"{' ' * n}a:\n" for n in range(480)),
        "[a, " * 30_000 + "#",
    ],
    ids=lambda text: text[:12],
)
def test_hostile_yaml_is_refused_at_once(text):
    began = process_time()
    _, problems = nodes_of(text, "events/tea.yml")

    assert problems or len(text) == 120_000
    assert process_time() - began < 0.5

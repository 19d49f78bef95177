"""Files of `.gathered`, as they are written and as somebody hostile would write them."""

from __future__ import annotations

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chaguan.load import load
from chaguan.load.gathered import read_one
from chaguan.load.json_values import is_address, offset_of
from chaguan.source import SourceFile

ENTRY = {
    "id": "1",
    "url": "https://mei.example/1",
    "title": "Rain",
    "date": "2026-11-20T08:00:00+08:00",
    "seen": "2026-11-21",
}
FEED = {
    "version": 1,
    "kind": "feed",
    "person": "lin-mei",
    "url": "https://mei.example/feed.xml",
    "host": "mei.example",
    "entries": [ENTRY],
}
EVENT = {"uid": "tea", "title": "Tea", "start": "2026-12-01", "timezone": "Asia/Taipei"}
EVENTS = {
    "version": 1,
    "kind": "events",
    "url": "https://marsh.example/",
    "host": "marsh.example",
    "events": [EVENT],
}
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=8), inner),
    max_leaves=8,
)


def read(data: object):
    return read_one(SourceFile(".gathered/a.json", json.dumps(data)))


@given(some.sampled_from(["feed", "events"]), some.data())
def test_any_value_anywhere_is_read_or_told(kind, data):
    """Never an exception; and what is told has a line of the file."""
    whole = json.loads(json.dumps(FEED if kind == "feed" else EVENTS))
    where = data.draw(some.sampled_from([whole, whole["entries" if kind == "feed" else kind][0]]))
    key = data.draw(some.sampled_from(sorted(where)) | some.text(max_size=8))
    where[key] = data.draw(JSON)
    found, problems = read(whole)

    assert (found is None) == bool(problems)
    assert all(each.position.line >= 1 for each in problems)


@given(JSON)
def test_any_json_is_read_or_told(data):
    found, problems = read(data)

    assert found is None
    assert problems


@given(some.text())
def test_any_text_is_told(text):
    found, problems = read_one(SourceFile(".gathered/a.json", text))

    assert found is None
    assert problems


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT://a.example/%0aalert(1)",
        "data:text/html,x",
        "//a.example/",
        "https:///x",
        "https://a.example/<script>",
        'https://a.example/"onclick=',
        "https://a.example/ b",
        "https://bank.example@a.example/",
        "https://bаnk.example/",
        "http://[::1",
        "https://a.example:99999999/",
        f"https://a.example/{'x' * 2000}",
        "",
    ],
)
def test_no_such_address_is_read(url):
    assert not is_address(url)
    assert read(FEED | {"entries": [ENTRY | {"url": url}]})[0] is None


@pytest.mark.parametrize(
    "changed",
    [
        {"entries": [ENTRY] * 31},
        {"entries": [ENTRY | {"title": "x" * 141}]},
        {"entries": [ENTRY | {"title": "a\nb"}]},
        {"entries": [ENTRY | {"title": "a\u202eb"}]},
        {"entries": [ENTRY | {"title": "a\u200bb"}]},
        {"entries": [ENTRY | {"title": "a\x00b"}]},
        {"entries": [ENTRY | {"seen": "20261121"}]},
        {"entries": [ENTRY | {"date": "9999-12-31T23:59:59-12:00"}]},
        {"entries": {"0": ENTRY}},
        {"known": ["a"] * 1001},
        {"refused": "because"},
        {"reason": "x"},
        {"person": ""},
        {"moved": "javascript:x"},
    ],
)
def test_feed_with_one_wrong_value_is_left_out_whole(changed):
    found, (problem,) = read(FEED | changed)

    assert found is None
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    "changed",
    [
        {"timezone": "Mars/Olympus"},
        {"timezone": "../../etc/passwd"},
        {"start": "2026-12-01T19:30:00"},
        {"end": "2026-11-01"},
        {"end": "9999-01-01"},
        {"title": {"en": "<b>", "x y": "b"}},
        {"title": {}},
        {"revision": -1},
        {"revision": True},
        {"revision": 10**12},
        {"urls": {"en": "data:x"}},
        {"urls": []},
        {"status": "maybe"},
        {"day": "2026-02-30"},
        {"scenes": "rain"},
        {"html": "<script>"},
    ],
)
def test_event_with_one_wrong_value_is_left_out_with_its_file(changed):
    found, problems = read(EVENTS | {"events": [EVENT, EVENT | changed]})

    assert found is None
    assert problems[0].position.line == 1


def test_number_of_thousands_of_digits_is_told():
    text = json.dumps(FEED).replace('"version": 1', f'"version": {"9" * 5000}')
    found, (problem,) = read_one(SourceFile(".gathered/a.json", text))

    assert (found, problem.code) == (None, "GA101")


def test_position_is_that_of_the_value():
    text = '{"a": [1, {"b": "x,]}"}, {"c": {}}], "d": 2}'

    assert text[offset_of(text, ("a", 1, "b")) :].startswith('"x,]}"')
    assert text[offset_of(text, ("a", 2, "c")) :].startswith("{}")
    assert text[offset_of(text, ("d",)) :].startswith("2")
    assert text[offset_of(text, ("a", 2, "nothing")) :].startswith('{"c"')


def town(folder, **files: str):
    (folder / "community.yml").write_text("name: A\nuid: a\n", encoding="utf-8")
    gathered = folder / ".gathered"
    gathered.mkdir()
    for name, text in files.items():
        (gathered / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_broken_file_is_left_out_and_all_others_are_there(tmp_path):
    loaded = load(town(tmp_path, a_json=json.dumps(FEED), b_json="{", c_json=json.dumps(EVENTS)))

    assert len(loaded.community.gathered.feeds) == len(loaded.community.gathered.calendars) == 1
    assert [each.position.path for each in loaded.problems if each.code == "GA101"] == [
        ".gathered/b.json"
    ]


def test_what_was_gathered_is_no_file_of_the_community(tmp_path):
    loaded = load(town(tmp_path, a_json=json.dumps(FEED)))

    assert loaded.files == {"community.yml"}
    assert not any(each.path.startswith(".gathered") for each in loaded.community.records())


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_link_out_of_the_folder_is_not_followed(tmp_path):
    secret = tmp_path / "secret.json"
    secret.write_text(json.dumps(FEED), encoding="utf-8")
    folder = tmp_path / "content"
    folder.mkdir()
    town(folder)
    (folder / ".gathered" / "a.json").symlink_to(secret)
    loaded = load(folder)

    assert not loaded.community.gathered
    assert "SR104" in [each.code for each in loaded.problems]


@pytest.mark.parametrize("raw", [b"\xff\xfe{", b"{" + b" " * 300_000 + b"}"])
def test_file_that_is_no_text_or_too_large_is_told(tmp_path, raw):
    folder = town(tmp_path)
    (folder / ".gathered" / "a.json").write_bytes(raw)
    loaded = load(folder)

    assert [each.code for each in loaded.problems if each.position.path.startswith(".g")]

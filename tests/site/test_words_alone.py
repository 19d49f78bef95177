"""Where nothing but words has changed: what is taken over, and which questions are asked again."""

from __future__ import annotations

import pytest

from chaguan.load import Again
from chaguan.site.baseline import BY_TEXT, OTHER, PAST, Touched, altered, is_kept, topic_of
from support.site_of_files import site_of

LANGUAGES = ("en", "zh-Hant")
FILES = {
    "community.yml": "name: A town\ntimezone: Asia/Taipei\nlanguages: [en, zh-Hant]\n"
    "uid: 5e9c1b1e-3b8c-4c61-9b7e-0d4f6a2f7c11\n",
    "people/mei.yml": "name: Mei\n",
    "people/hai.yml": "name: Hai\n",
    "groups/night.yml": "name: Night\nmembers: [mei]\n",
    "events/2026/tea.yml": "title: {en: Tea, zh-Hant: 茶}\nstart: 2026-12-01 19:00\n"
    "groups: [night]\n",
    "events/2026/boat.yml": "title: Boat\nstart: 2026-12-02 19:00\n",
    **{
        f"posts/2026/p{number}.md": (
            f"---\ntitle: Number {number}\ndate: 2026-03-{number:02}\n"
            f"authors: [{'mei' if number % 2 else 'hai'}]\n"
            f"{'tags: [rain]' if number % 3 else 'groups: [night]'}\n"
            f"{'event: tea' if number == 5 else ''}\n---\nIt is {number}.\n"
        )
        for number in range(1, 13)
    },
    "posts/2026/p4.zh-Hant.md": "---\ntitle: 四\ndate: 2026-03-04\nauthors: [hai]\n---\n四。\n",
}
CHANGES = {
    "posts/2026/p5.md": ("Number 5", "Another five"),
    "posts/2026/p4.zh-Hant.md": ("四。", "還是四。"),
    "posts/2026/p12.md": ("It is 12", "It was 12"),
    "people/hai.yml": ("Hai", "Old Hai"),
    "groups/night.yml": ("Night", "Nights"),
    "events/2026/tea.yml": ("en: Tea", "en: More tea"),
}


def queries():
    """Questions of every kind that several records may answer, and some about one."""
    keys = [("site", ""), ("person", "mei"), ("person", "hai"), ("tag", "rain"), ("group", "night")]
    for language in LANGUAGES:
        for key in keys:
            for start, stop in ((0, 4), (4, 8), (8, None)):
                yield ("posts", key, language, start, stop)
                yield ("stories", key, language, start, stop)
            yield ("last_posted", key, language)
        yield ("pinned_first", language, 0, 3)
        yield ("pinned_first", language, 3, 20)
        yield ("recaps", "tea", language)
        yield from (("near", f"p{number}", language) for number in (1, 6, 12))
        yield from (("version", f"p{number}", language) for number in range(1, 13))
    yield from (("neighbours", f"p{number}", "en") for number in range(1, 13))
    yield from (("records", kind) for kind in ("post", "event", "person", "group"))
    yield from (("records", "post", start, start + 3) for start in range(0, 13, 3))
    yield from (("events", key) for key in keys)
    yield from (("signer", name) for name in ("Hai", "Old Hai", "Mei"))
    yield from (("record", "event", "tea"), ("tags",), ("groups_of", "person", "mei"))
    yield from (("events_in", 2026, 12), ("next_meeting", "2026-11-25T04:00:00+00:00"))
    yield from (("first_known",), ("past", "posts/2026/p5.md"), ("ids", "post"))


@pytest.fixture
def town(tmp_path):
    site = site_of(tmp_path, FILES)
    assert not site.loaded.problems
    return tmp_path, site


def rewritten(folder, before, path):
    old, new = CHANGES[path]
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")
    again = Again(folder, before.loaded.files, LANGUAGES)
    loaded = again.loaded(before.loaded, frozenset({path}))
    assert loaded is not None
    return before.after(loaded)


@pytest.mark.parametrize("path", CHANGES)
def test_what_is_taken_over_is_what_is_worked_out_anew(town, path):
    folder, before = town
    asked = before.fingerprints({})
    assert [asked.one(query) for query in queries()]  # so that there is something to take over
    now = rewritten(folder, before, path)
    fresh = now.after(now.loaded)

    now.take_over(before)

    taken, worked_out = now.fingerprints({}), fresh.fingerprints({})
    other = [query for query in queries() if taken.one(query) != worked_out.one(query)]
    assert other == []
    assert now.latest_change == fresh.latest_change
    assert now.used_files == fresh.used_files


@pytest.mark.parametrize("path", CHANGES)
def test_each_question_with_another_answer_is_found_by_its_topic(town, path):
    folder, before = town
    asked = before.fingerprints({})
    answers = {query: asked.one(query) for query in queries()}
    now = rewritten(folder, before, path)
    touched = Touched([path], now, has_other_log=False)
    topics = touched.topics()
    kept = [
        (query, answer)
        for query, answer in answers.items()
        if is_kept(query) and topic_of(query) in topics
    ]

    found = set(altered(kept, now, touched, now.fingerprints({})))

    fresh = now.fingerprints({})
    changed = {query for query in answers if fresh.one(query) != answers[query]}
    assert changed <= found
    assert changed, path
    assert {OTHER} <= topics
    assert (PAST in topics) == path.startswith("people/")
    assert len(kept) < len(answers)
    assert not any(query[0] in BY_TEXT for query in found)

"""Tags of which `tags.yml` says more."""

from __future__ import annotations

import pytest

from chaguan.load import read
from chaguan.model import Community, shown_tag
from chaguan.site.index import Index
from chaguan.site.occurrences import is_in
from chaguan.site.stream import tag_stream
from chaguan.site.urls import Addresses
from chaguan.source import SourceFile

SETTINGS = (
    "name: Tea\ntimezone: Asia/Taipei\nlanguages: [en, zh-Hant]\n"
    "uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n"
)
POST = "---\ntitle: {title}\ndate: 2026-04-03\nauthors: [mei]\ntags: [{tags}]\n---\nWords.\n"
LINES = "C#: {slug: c-sharp, name: {en: C sharp, zh-Hant: C井}}\ntea: {name: {zh-Hant: 茶}}\n"


def community_of(lines: str | None = LINES) -> Community:
    files = {
        "community.yml": SETTINGS,
        "people/mei.yml": "name: Mei\n",
        "posts/one.md": POST.format(title="One", tags='C, "c#", tea'),
        "posts/two.md": POST.format(title="Two", tags="C"),
        "events/talk.yml": 'title: Talk\nstart: 2026-05-01 19:00\ntags: ["C#"]\n',
    }
    if lines is not None:
        files["tags.yml"] = lines
    loaded = read([SourceFile(path, text) for path, text in files.items()], name="town")
    assert not [each for each in loaded.problems if each.severity.value == "error"]
    return loaded.community


@pytest.fixture
def index() -> Index:
    return Index(community_of(), Addresses(("en", "zh-Hant")))


def test_a_tag_with_a_slug_has_a_stream_of_its_own(index):
    posts = {key: [p.id for p in index.posts(("tag", key), "en")] for key, _ in index.tags()}

    assert posts["c-sharp"] == ["one"]
    assert sorted(posts["c"]) == ["one", "two"]
    assert [event.id for event in index.events(("tag", "c-sharp"))] == ["talk"]
    assert index.events(("tag", "c")) == ()


def test_an_event_is_on_in_the_stream_of_its_tag(index):
    talk = index.community.events["talk"]

    assert is_in(talk, ("tag", "c-sharp"))
    assert not is_in(talk, ("tag", "c"))


def test_the_commoner_tag_stays_where_it_was():
    before = Index(community_of(lines=None), Addresses(("en", "zh-Hant")))
    after = Index(community_of(), Addresses(("en", "zh-Hant")))

    assert tag_stream(after, "c", "en").digest() == tag_stream(before, "c", "en").digest()


def test_a_stream_is_called_by_the_name_in_its_language(index):
    assert tag_stream(index, "c-sharp", "zh-Hant").name.text == "C井"
    assert tag_stream(index, "c-sharp", "en").name.text == "C sharp"
    assert tag_stream(index, "c-sharp", "zh-Hant").address.path == "zh-Hant/tags/c-sharp/"


def test_a_tag_without_a_name_in_a_language_is_shown_as_it_is_written(index):
    (post,) = (each for each in index.records("post") if each.id == "one")

    assert tuple(shown_tag(tag, "en").text for tag in post.tags) == ("C", "C sharp", "tea")
    assert shown_tag(post.tags[2], "zh-Hant").text == "茶"
    assert shown_tag(post.tags[2], "zh-Hans").text == "茶"


def test_a_list_in_a_text_finds_a_tag_by_any_spelling(index):
    assert index.tag_slug("C#") == index.tag_slug("c #") == "c-sharp"
    assert index.tag_slug("C") == "c"
    assert index.tag_slug("nothing so called") == "nothing-so-called"


def test_pages_are_made_again_where_a_name_changes():
    def said(lines: str) -> str:
        return repr(community_of(lines).posts)

    assert said(LINES) != said(LINES.replace("C sharp", "C♯"))
    assert said(LINES) != said(LINES.replace("c-sharp", "csharp"))

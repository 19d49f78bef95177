"""Files that published texts use, however they write it."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from chaguan.load import read, used_files
from chaguan.load.used_files import paths_pointed_to
from chaguan.source import decoded

COMMUNITY = "name: Town\ntimezone: Asia/Taipei\nlanguages: [en, zh-Hant]\n"
FILES = ("images/a.jpg", "images/a b.jpg", "images/a(1).jpg", "images/漢.jpg", "images/x.jpg",
         "posts/2026/beside.jpg", "posts/2026/rain/below.jpg", "images/a.zh-Hant.jpg")  # fmt: skip


def community(**texts: str):
    """A community with a story of such a text, or with files of any name."""
    head = "---\ntitle: Rain\ndate: 2026-10-01\nauthors: [mei]\n---\n"
    files = {"community.yml": COMMUNITY, "people/mei.yml": "name: Mei\n"}
    if body := texts.pop("body", ""):
        files["posts/2026/rain.md"] = f"{head}{body}\n"
    files |= {name.replace("__", "/") + ".yml": dedent(text) for name, text in texts.items()}
    written = [decoded(path, text.encode()) for path, text in files.items()]
    return read((*written, *(decoded(path, b"") for path in FILES)), name="Town").community


def used(body: str) -> set[str]:
    return set(used_files(community(body=body), FILES))


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ("![x](../../images/a.jpg)", "images/a.jpg"),
        ("[x](../../images/a.jpg)", "images/a.jpg"),
        ("[![x](../../images/a.jpg)](../../images/x.jpg)", "images/a.jpg"),
        ('![x](../../images/a.jpg "A title")', "images/a.jpg"),
        ("![x](../../images/a.jpg 'A title'){ width=300 }", "images/a.jpg"),
        ("![x](<../../images/a b.jpg>)", "images/a b.jpg"),
        ("![x](../../images/a%20b.jpg)", "images/a b.jpg"),
        ("![x](../../images/a b.jpg)", "images/a b.jpg"),
        ("![x](../../images/a(1).jpg)", "images/a(1).jpg"),
        (r"![x](../../images/a\(1\).jpg)", "images/a(1).jpg"),
        ("![x](../../images/漢.jpg)", "images/漢.jpg"),
        ("![x](../../images/%E6%BC%A2.jpg)", "images/漢.jpg"),
        ("![x](../../images/a.jpg?raw=1#top)", "images/a.jpg"),
        ("![x](/images/a.jpg)", "images/a.jpg"),
        ("![x][y]\n\n[y]: ../../images/a.jpg", "images/a.jpg"),
        ("![y]\n\n[y]: <../../images/a b.jpg> 'A title'", "images/a b.jpg"),
        ("![y]\n\n[y]:\n  ../../images/a.jpg", "images/a.jpg"),
        ('<img alt="x" src="../../images/a.jpg">', "images/a.jpg"),
        ("<img src=../../images/a.jpg>", "images/a.jpg"),
        ("<img SRC = '../../images/a.jpg'>", "images/a.jpg"),
        ('<img srcset="../../images/x.jpg 1x, ../../images/a.jpg 2x">', "images/a.jpg"),
        ('<a href="../../images/a&#46;jpg">x</a>', "images/a.jpg"),
        ('<video poster="../../images/a.jpg"></video>', "images/a.jpg"),
        ("![x](beside.jpg)", "posts/2026/beside.jpg"),
        ("![x](below.jpg)", "posts/2026/rain/below.jpg"),
        ("```\n![x](../../images/a.jpg)\n```", "images/a.jpg"),
        ("![x](../../../../images/a.jpg)", "images/a.jpg"),
    ],
)
def test_a_file_that_a_text_points_to_is_used(body, path):
    assert path in used(body)


def test_a_picture_in_the_reader_s_language_is_used_with_it():
    assert used("![x](../../images/a.jpg)") == {"images/a.jpg", "images/a.zh-Hant.jpg"}


@pytest.mark.parametrize(
    "body",
    [
        "images/a.jpg",
        "A word: a.jpg",
        "![a.jpg](../../images/other.jpg)",
        "![x](https://elsewhere.invalid/images/a.jpg)",
        "![x](../../images/A.JPG)",
    ],
)
def test_a_file_that_is_only_mentioned_is_not_used(body):
    assert used(body) == set()


def test_fields_and_writtenof_every_kind_use_files():
    found = community(
        people__mei="name: Mei\navatar: ../images/a.jpg\nbio: '![x](../images/x.jpg)'\n",
        places__house="name: House\nabout: {en: '![x](../images/漢.jpg)', zh-Hant: '好'}\n",
        events__tea="""\
            title: Tea
            start: 2026-12-01 14:00
            place: house
            description: {zh-Hant: '![x](<../images/a b.jpg>)'}
        """,
    )

    assert set(used_files(found, FILES)) == {
        *("images/a.jpg", "images/x.jpg", "images/漢.jpg", "images/a b.jpg")
    }


@given(any_.text(alphabet='![]()<>"\\= \n:./aimgsrc漢', max_size=400))
def test_nothing_in_a_text_makes_the_search_fail(text):
    assert all(isinstance(each, str) for each in paths_pointed_to(text))

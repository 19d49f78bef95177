"""The parts of a text are told from whatever HTML somebody wrote in it."""

from __future__ import annotations

import pytest

from chaguan.markdown.structure import structure


@pytest.mark.parametrize(
    "tag",
    ["<html>", "<HTML\nonclick\n=\nx>", "  <html lang=en>", "<!doctype html>", "<html><body>"],
)
def test_a_text_that_begins_like_a_page_is_a_text(tag):
    assert [each.key for each in structure(f"{tag}<p>Rain</p>")] == [
        ("p", ""),
        ("text", "Rain"),
        ("/p", ""),
    ]


@pytest.mark.parametrize("tag", ["<html\nonclick\n=\nx>", "<!doctype html>", "<body>", "<head>"])
def test_a_page_without_words_has_no_parts(tag):
    assert structure(tag) == ()


def test_what_there_is_once_on_a_page_may_stand_twice_in_a_text():
    assert [each.key for each in structure("<p>Rain</p></body>and<body>mist</body>")] == [
        ("p", ""),
        ("text", "Rain"),
        ("/p", ""),
        ("text", "andmist"),
    ]

"""What of a page's words and marks is looked up, without a browser."""

from __future__ import annotations

import pytest

from chaguan.markdown.converter import html_of
from chaguan.render.search.terms import prose, terms


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("SITCON2027", "SITCON 2027"),
        ("SITCON 2027", "SITCON2027"),
        ("iOS 18", "iOS18"),
        ("iOS18", "iOS 18"),
        ("COVID-19", "covid19"),
        ("潮汐", "潮汐"),
    ],
)
def test_letters_and_digits_are_found_together_and_apart(text, query):
    assert set(terms(query)) - {"".join(query.lower().split())} <= set(terms(text))
    assert set(terms(query)) & set(terms(text))


def test_mark_of_a_footnote_does_not_part_words():
    assert "潮汐" in prose(html_of("看潮[^1]汐。\n\n[^1]: 水。\n")).text


def test_line_end_does_not_part_han():
    text = prose("<p>修電\n風扇，\n還有 tea\npot。</p><p>下一段</p>").text

    assert text == "修電風扇，還有 tea pot。\n下一段"


def test_readings_are_found_and_never_within_the_words():
    text = prose("<p>喝<ruby>石花<rp>(</rp><rt>ㄕˊ ㄏㄨㄚ</rt><rp>)</rp></ruby>茶。</p>").text

    assert text.startswith("喝石花茶。")
    assert "ㄕˊ ㄏㄨㄚ" in text

"""What stands within words and parts none of them."""

from __future__ import annotations

from chaguan.markdown.converter import html_of
from chaguan.render.search.terms import prose


def test_a_mark_of_a_note_parts_no_word():
    assert prose(html_of("看潮[^1]汐\n\n[^1]: 注")).text.startswith("看潮汐")


def test_readings_are_found_behind_their_line():
    assert prose(html_of("去採{石花|ㄕˊ ㄏㄨㄚ}凍")).text == "去採石花凍 ㄕˊ ㄏㄨㄚ"


def test_a_line_end_parts_no_word():
    assert prose(html_of("停\n電")).text == "停電"

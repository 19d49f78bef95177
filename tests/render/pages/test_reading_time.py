"""Words and 漢字 are counted, whatever stands between them."""

from __future__ import annotations

import re
from math import ceil

from hypothesis import example, given
from hypothesis import strategies as st

from chaguan.render.pages.post_page import HAN_A_MINUTE, WORDS_A_MINUTE, minutes

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(rf"[^\W_{HAN}]+")


@given(st.text("ab1_ -é茶水，。𠀀ア٣\ud800\n", max_size=60))
@example("tea茶tea_tea 3½")
def test_each_han_and_each_word_counts_once(text):
    many = text * 200
    expected = len(re.findall(f"[{HAN}]", many)) / HAN_A_MINUTE
    expected += len(WORD.findall(many)) / WORDS_A_MINUTE

    assert minutes(many) == max(1, ceil(expected))

"""Names keep their characters, and are found by whichever of their forms somebody types."""

from __future__ import annotations

import pytest

from chaguan.locales.han import folded
from chaguan.markdown.converter import html_of

PAIRS = [("余", "餘"), ("范", "範"), ("于", "於"), ("游", "遊"), ("里", "裡")]


@pytest.mark.parametrize(("name", "other"), PAIRS)
def test_both_forms_are_one_to_a_search_also_within_a_text(name, other):
    assert folded(name) == folded(other)
    assert folded(f"昨天{name}先生在村裡") == folded(f"昨天{other}先生在村里")


def test_no_text_is_written_in_other_characters_than_its_own():
    text = "余先生和范小姐、于伯伯、游老師在青年里：村里的事。"

    assert html_of(text) == f"<p>{text}</p>"
    assert html_of(text, "zh-Hans") == f"<p>{text}</p>"

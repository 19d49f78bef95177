"""A line end between two 漢字 is none, whatever stands around them (CSS Text 4, 4.3)."""

from __future__ import annotations

import re

import pytest

from chaguan.markdown.converter import html_of
from chaguan.markdown.differences import differences

JOINED = [
    "帶**傘**\n再來", "帶傘\n**再**來", "*帶*\n*傘*",
    "帶[傘](x.md)\n再來", "帶傘[^1]\n再來\n\n[^1]: 注", "{石|ㄕ}\n花", "帶傘\n{石|ㄕ}花",
    "“帶傘”\n再來", "帶傘\n“再”來", "帶傘…\n再來", "帶傘——\n再來", "帶傘。\n再來", "（帶）\n（傘）",
    "カナ\nかな", "> 帶傘\n> 再來", "- 帶傘\n  再來", "~~帶~~\n傘",
]  # fmt: skip
PARTED = [
    "帶傘\nTea", "Tea\n再來", "한국\n어", "한국\n再", "Tea”\n“Tea", "帶 1\n再來", "`ls`\n再來",
    "帶`傘`\n再來", "https://a.example.org\n再來",
]  # fmt: skip
_WORDS = re.compile(r"<r[pt]>[^<]*</r[pt]>|<sup.*?</sup>|<[^>]+>", re.DOTALL)


def first_line(text: str) -> str:
    """The words of the first paragraph, as they are seen."""
    return _WORDS.sub("", html_of(text).partition("</p>")[0]).strip()


@pytest.mark.parametrize("text", JOINED)
def test_nothing_stands_there(text):
    assert not re.search(r"\s", first_line(text))
    assert not list(differences(text))


@pytest.mark.parametrize("text", PARTED)
def test_the_line_end_stays(text):
    assert "\n" in first_line(text)
    assert not list(differences(text))

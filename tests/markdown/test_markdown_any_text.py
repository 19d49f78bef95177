"""Whatever passes the check is built: no text stops the converter, with any extensions."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from chaguan.markdown.commonmark import CommonMark
from chaguan.markdown.converter import USUAL
from chaguan.markdown.differences import differences
from chaguan.markdown.repairs import repaired, repairs
from chaguan.render.html.sanitize import sanitized
from chaguan.source import without_code

PIECES = st.sampled_from(
    [
        *"# ## - * 1. 3) > | ``` ~~~ ` `` * ** _ __ ~~ [ ] ]( ( ) ![ < > </ <! <!-- --> <![ ".split(
            " "
        ),
        *"<div> </div> <b> <details> <? ?> &amp; & &#0; \\ $ ++ == ^ { } --- === :tea: ".split(" "),
        *"[^1] {: .a} {#b} |---|---| https://a.b/c www.a.b a@b.cc 1986 \u200b a , 漢".split(" "),
        *(
            "\n",
            "\n",
            "\n\n",
            "    ",
            "  ",
            "\t",
            "\u3000",
            "： ",
            "「",
            "」",
            "字",
            "，",
            "。",
            "한",
            "b c",
            "[x] ",
        ),
        *("!!! note", "??? tip", '=== "A"', "[^1]: ", "[a]: /b", "*[HTML]: x", ": ", "::: "),
        *("| a | b |", "[!NOTE]", '<div markdown="1">', "/// tip\n", "///\n"),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)
OTHERS = (
    (),
    USUAL,
    ("extra", "toc", "sane_lists", "smarty", "nl2br"),
    ("pymdownx.extra", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark", "toc"),
    ("pymdownx.betterem", "pymdownx.magiclink", "pymdownx.tasklist", "pymdownx.arithmatex"),
    ("fenced_code", "codehilite", "wikilinks", "meta", "pymdownx.emoji", "pymdownx.blocks.tab"),
)


@pytest.mark.parametrize("extensions", OTHERS, ids="+".join)
@given(text=TEXTS)
@example(text="Use <![> here.")
@example(text="https://a.b/c&#0;")
@example(text="<![CDATA[x\n\n]]>\n\n<div\n")
@settings(max_examples=150, deadline=None)
def test_any_text_is_converted(text, extensions):
    html = Markdown(extensions=[*extensions, CommonMark("zh-Hant")]).convert(text)

    assert "\x02" not in html
    assert "\x03" not in html
    assert sanitized(sanitized(html)) == sanitized(html)


@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_compared_and_repaired(text):
    found = repairs(text, without_code(text))
    mended = repaired(text, found)

    assert list(differences(text)) is not None
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert (mended == text) == (not found)


@given(
    words=st.lists(st.sampled_from(["茶", "館", "tea", "。", "a b", "3"]), min_size=1, max_size=12)
)
@settings(max_examples=100, deadline=None)
def test_plain_words_stay_as_they_are(words):
    text = " ".join(words)

    assert Markdown(extensions=[CommonMark()]).convert(text) == f"<p>{text}</p>"

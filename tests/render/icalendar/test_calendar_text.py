"""Markdown reads well where nothing renders it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaguan.model import Page, Text
from chaguan.render.icalendar.values import clean, folded, html_of
from chaguan.render.text.plain import plain_text


def absolute(link: str) -> str:
    if link.startswith("https:"):
        return link
    return "" if link == "nowhere" else f"https://tea.example/{link}"


def text_of(markdown: str) -> str:
    return plain_text(html_of(markdown), absolute)


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("Bring a **cup**,\nand *time*.", "Bring a cup, and time."),
        ("一\n\n二", "一\n\n二"),
        ("# Tea\nat four", "Tea\n\nat four"),
        ("- oolong\n- green\n\nThen home.", "• oolong\n• green\n\nThen home."),
        ("3. oolong\n4. green", "3. oolong\n4. green"),
        ("- tea\n    - oolong\n    - green\n- cake", "• tea\n   • oolong\n   • green\n• cake"),
        ("- tea\n\n- cake", "• tea\n\n• cake"),
        ("See [the map](map.png).", "See the map (https://tea.example/map.png)."),
        ("See [the map](nowhere).", "See the map."),
        ("<https://tea.example/x>", "https://tea.example/x"),
        ("![A kettle](kettle.jpg) boils", "A kettle boils"),
        ("Tea &amp; cake < 5 > 3", "Tea & cake < 5 > 3"),
        ("> quoted\n\nsaid", "quoted\n\nsaid"),
        ("```\na\n  b\n```", "a\n  b"),
        ("| when | what |\n|---|---|\n| four | tea |", "when | what\nfour | tea"),
        ("one\n\n---\n\ntwo", "one\n\n———\n\ntwo"),
        ("Tea[^1].\n\n[^1]: Oolong.", "Tea[1].\n\n———\n\n1. Oolong."),
        ("<script>alert(1)</script>\n\ntea <b>now</b>", "tea now"),
        ('!!! note "Mind"\n    the step', "Mind\n\nthe step"),
        ("four  \nfive", "four\nfive"),
        ("", ""),
    ],
)  # fmt: skip
def test_markdown_as_plain_text(markdown, plain):
    assert text_of(markdown) == plain


@given(st.text(st.sampled_from("ab 茶\n\t*_-1.[](){}<>#`!&|:~=+\\\"'"), max_size=60))
def test_any_markdown_becomes_text(markdown):
    assert isinstance(text_of(markdown), str)


@given(st.text(st.sampled_from("ab,\\^ é茶🍵"), max_size=500))
def test_a_content_line_is_folded_between_two_characters(line):
    pieces = folded(line).split(b"\r\n ")

    assert "".join(each.decode() for each in pieces) == line
    assert all(len(each) <= 74 for each in pieces)
    assert not [each for each in pieces[:-1] if len(each) > 1 and each[-1:] in b"\\^"]


def test_text_has_no_controls():
    assert clean("a\x00b\x07\r\nc\rd\x85\u2028e\tf") == "ab\nc\nde\tf"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("../../charter.md#second", "https://tea.example/en/charter/#second"),
        ("/charter.md", "https://tea.example/en/charter/"),
        ("../../files/地圖.pdf", "https://tea.example/files/%E5%9C%B0%E5%9C%96.pdf"),
        ("https://example.org/?a=b", "https://example.org/?a=b"),
        ("//example.org/a", "https://example.org/a"),
        ("mailto:tea@example.org", "mailto:tea@example.org"),
        ("javascript:alert(1)", ""),
        ("http://[bad", ""),
        ("../../people/nobody.yml", ""),
    ],
)
def test_links_lead_to_the_pages_of_the_stream_s_language(link, url, an_event, calendars_of):
    pages = tuple(
        Page(id="charter", path=f"charter{suffix}.md", language=language)
        for suffix, language in (("", "zh-Hant"), (".en", "en"))
    )
    event = an_event(description=Text.plain(f"[read]({link})"))
    calendars = calendars_of(event, languages=("zh-Hant", "en"), pages=pages)
    text = calendars.of_event(event, "en").replace(b"\r\n ", b"").decode()

    assert (f"DESCRIPTION:read ({url})" if url else "DESCRIPTION:read\\n") in text


@pytest.mark.parametrize(
    "opening",
    [
        '``` {.html title="<svg onload=1>" linenums="<svg>"}',
        '``` {.html linenums="1" hl_lines="99"}',
    ],
)
def test_no_option_of_a_block_of_code_stops_the_build(opening):
    assert text_of(f"{opening}\nx\n```").endswith("x")


def test_no_number_is_too_long_to_count_from():
    assert text_of(f'<ol start="{"9" * 5000}"><li>x</li></ol>').endswith("x")

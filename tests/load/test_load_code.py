"""What is code or a comment is blanked out, and every other letter keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaguan.source import without_code

PIECES = ("`", "``", "```", "~~~", "<!--", "-->", "\n", " ", ">", "\\", "a", "茶")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("```\ncode\n```\nafter", "```\ncode\n```"),
        ("before\n~~~ sh\ncode\n~~~\nafter", "~~~ sh\ncode\n~~~"),
        ("> ```\n> code\n> ```\nafter", "> ```\n> code\n> ```"),
        ("```\none\n```\n```\ntwo\n```\nafter", "```\none\n```\n```\ntwo\n```"),
        ("before ```never closed", ""),
        ("before\n```\nnever closed", "```\nnever closed"),
        ("before `code` after", "`code`"),
        ("before ``co`de`` after", "``co`de``"),
        ("`code` after", "`code`"),
        ("before ` alone", ""),
        ("before <!-- said\naside --> after", "<!-- said\naside -->"),
        ("before <!-- never closed", "<!-- never closed"),
    ],
)
def test_code_and_comments_are_blanked_out(text: str, code: str) -> None:
    blank = "".join(letter if letter == "\n" else " " for letter in code)

    assert without_code(text) == text.replace(code, blank)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_letter_keeps_its_place(text: str) -> None:
    plain = without_code(text)

    assert len(plain) == len(text)
    assert all(after in (before, " ") for before, after in zip(text, plain, strict=True))
    assert plain.count("\n") == text.count("\n")

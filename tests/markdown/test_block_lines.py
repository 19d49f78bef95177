"""Lines that stand for lists: how they are read, and where they are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from chaguan.load import LISTS, block_lines, without_blocks
from chaguan.markdown.block_lines import BlockLines
from chaguan.model import Block
from chaguan.render.html.excerpts import in_pieces
from chaguan.render.html.sanitize import sanitized

EXTENSIONS = ("admonition", "attr_list", "footnotes", "md_in_html", "tables", "fenced_code")


def only(line: str) -> Block | None:
    (found,) = block_lines(line)
    return found.block


def shown(markdown: str) -> tuple[str | Block, ...]:
    """A text as its page gets it."""
    lines = BlockLines(markdown)
    html = Markdown(extensions=[*EXTENSIONS, lines]).convert(markdown)
    return in_pieces(sanitized(html), lines.mark, lines.found)


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("::: upcoming", Block("upcoming", LISTS["upcoming"].usual)),
        ("::: upcoming 3", Block("upcoming", 3)),
        (":::latest 3", Block("latest", 3)),
        ("   ::: faces 3   ", Block("faces", 3)),
        ("：：：　faces　８", Block("faces", 8)),
        ("::: latest group=menders 2", Block("latest", 2, filters=(("group", "menders"),))),
        ("::: latest 2 tag = tea", Block("latest", 2, filters=(("tag", "tea"),))),
        (
            '::: upcoming 2 tag="rain & wind" kind=walk',
            Block("upcoming", 2, filters=(("tag", "rain & wind"), ("kind", "walk"))),
        ),
        ("::: place tide-hall", Block("place", id="tide-hall")),
    ],
)
def test_a_line_says_what_is_to_be_shown(line, block):
    assert only(line) == block


@pytest.mark.parametrize(
    "line",
    [
        ":::",
        "::: upcomming",
        "::: upcoming 0",
        "::: upcoming 31",
        "::: upcoming -1",
        "::: upcoming 1e3",
        "::: upcoming 3 4",
        "::: upcoming grup=menders",
        "::: upcoming group=",
        "::: scenes group=menders",
        "::: place",
        "::: place tide-hall annex",
    ],
)
def test_a_line_that_is_wrong_is_no_block_and_says_why(line):
    (found,) = block_lines(line)

    assert found.block is None
    assert found.mistakes


@pytest.mark.parametrize(
    "line", ["a ::: upcoming", "    ::: upcoming", "::upcoming", "\t::: upcoming"]
)
def test_colons_elsewhere_mean_nothing(line):
    assert list(block_lines(line)) == []


@given(st.text(alphabet=':： \t\nupcoming=5"place`-<>&é茶'))
def test_any_text_is_read(text):
    for line in block_lines(text):
        assert (line.block is None) == bool(line.mistakes)
        assert text[line.start : line.end].lstrip()[0] in ":："


def test_words_stay_before_between_and_behind():
    assert shown("One\n::: upcoming 2\nTwo\n\n::: scenes 3\n::: faces 4\n\nThree") == (
        "<p>One</p>",
        Block("upcoming", 2),
        "<p>Two</p>",
        Block("scenes", 3),
        Block("faces", 4),
        "<p>Three</p>",
    )


@pytest.mark.parametrize(
    "text",
    [
        "```\n::: upcoming 2\n```",
        "    ::: upcoming 2",
        "- One\n\n    ::: upcoming 2",
        "<div>\n::: upcoming 2\n</div>",
        "<!--\n::: upcoming 2\n-->",
        '<div title="\n::: upcoming 2\n">x</div>',
        "> ::: upcoming 2",
        "!!! note\n    ::: upcoming 2",
        "Words[^1]\n\n[^1]: Note\n\n    ::: upcoming 2",
    ],
)
def test_in_code_html_lists_and_boxes_there_is_no_block(text):
    assert not [piece for piece in shown(text) if isinstance(piece, Block)]


def test_a_mark_cannot_be_forged():
    first = BlockLines("::: upcoming 2")
    forged = f"<p>{first.mark}n0z</p>\n\n::: upcoming 2"

    pieces = shown(forged)

    assert [piece for piece in pieces if isinstance(piece, Block)] == [Block("upcoming", 2)]
    assert first.mark in str(pieces[0])


def test_a_wrong_line_is_shown_as_it_was_written():
    assert shown("::: upcomming 2") == ("<p>::: upcomming 2</p>",)


def test_who_reads_words_only_gets_no_blocks():
    text = "One\n::: upcoming 2\nTwo `:::`\n```\n::: faces\n```\n"

    assert without_blocks(text) == "One\n\nTwo `:::`\n```\n::: faces\n```\n"


def test_a_text_has_no_more_blocks_than_is_allowed():
    blocks = [piece for piece in shown("::: scenes\n" * 30) if isinstance(piece, Block)]

    assert len(blocks) == 20

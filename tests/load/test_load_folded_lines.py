"""Lines that YAML folds meet as in Markdown: nothing between two 漢字, a space between words."""

from __future__ import annotations

import pytest

from chaguan.load import block_lines, read
from chaguan.source import SourceFile


def description(yaml: str) -> str:
    file = SourceFile("events/tea.yml", f"title: Tea\nstart: 2026-04-03 14:00\n{yaml}")
    (event,) = read([file], name="A town").community.events.values()
    return event.description.versions[0].text


@pytest.mark.parametrize(
    ("yaml", "text"),
    [
        ("description: >\n  帶傘\n  再來\n", "帶傘再來"),
        ("description: >-\n  帶傘，\n  再來。\n", "帶傘，再來。"),
        ('description: "帶傘\n  再來"\n', "帶傘再來"),
        ("description: 帶傘\n  再來\n", "帶傘再來"),
        ("description: >\n  Bring\n  a cup\n", "Bring a cup"),
        ("description: >\n  帶 cup\n  再來\n", "帶 cup 再來"),
        ("description: >\n  비가\n  온다\n", "비가 온다"),
        ("description: >\n  帶傘\n\n  再來\n", "帶傘\n再來"),
        ("description: |\n  帶傘\n  再來\n", "帶傘\n再來"),
    ],
    ids=["folded", "marks", "quoted", "plain", "words", "mixed", "Korean", "empty", "as written"],
)
def test_a_folded_line_end(yaml, text):
    assert description(yaml) == text


@pytest.mark.parametrize("line", [":::::: INFORMACIÓN ::::::", "::::", "：：：：公告：：：："])
def test_four_colons_and_more_are_an_ornament(line):
    assert not list(block_lines(f"Hello\n\n{line}\n"))


def test_three_colons_are_a_list_of_the_community():
    (line,) = block_lines("::: upcoming 5\n")

    assert line.block is not None

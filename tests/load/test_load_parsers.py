"""libyaml's parser and Python's own read the same from the same text."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from chaguan.source import nodes_of
from support import ROOT

CONTENT = ROOT / "content"
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Co")), max_size=10
)
PIECES = st.sampled_from(
    ["a: b", "- a", "[a, b]", "{a: b}", "'it''s'", '"x"', "|\n  text", ">\n  text", "# note",
     "a:", "  b: c", "  - d", "&a b", "*a", "!t b", "<<: c", "---", "a: b: c", "\tb: c", '"open',
     "[open", "@", "%", "茶: 水", "", "? a", ": b", "tags: #tea"]
)  # fmt: skip
TEXTS = (
    st.lists(st.one_of(PIECES, WORDS), max_size=6)
    .filter(lambda lines: not any(line.startswith("%") for line in lines))  # a parser's own order
    .map("\n".join)
)

pytestmark = pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])


def test_every_file_of_the_demonstration_reads_alike(loader):
    for path in sorted(CONTENT.rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        node, problems = nodes_of(text, path.name, loader=loader)

        assert not problems
        assert (node, problems) == nodes_of(text, path.name)


@given(text=TEXTS)
@example(text="a: b\n\ufeff")
@example(text="a: b\n\ufeffc: d")
@example(text="a: b\n\ufeff# note")
def test_what_is_yaml_reads_alike_and_what_is_not_is_refused_by_both(loader, text):
    node, problems = nodes_of(text, "events/tea.yml", loader=loader)
    same_node, same_problems = nodes_of(text, "events/tea.yml")

    assert (node is None) == (same_node is None)
    if node is not None:
        assert (node, problems) == (same_node, same_problems)


def test_byte_order_mark_within_a_text_is_a_space_to_every_parser(loader):
    node, problems = nodes_of("a: b\nc: d\ufeffe", "events/tea.yml", loader=loader)

    assert problems == ()
    assert node.get("c").value == "d e"


@pytest.mark.parametrize(
    "text",
    [
        "title: Tea: party\n",
        "title: 茶: party\nstart: x\n",
        "title：茶\nstart: x\n",
        "title:Tea\nstart: x\n",
        "title: x\nnonsense\nstart: y\n",
        'title: "Tea\nstart: x\n',
        'title: "Tea" two\n',
        "title: 'It's tea'\n",
        "title: [a\nstart: x\n",
        "title: [a] b\n",
        "tags: [#a, #b]\n",
        "title: @a\n",
        "title: *a* b\n",
        "title: x\n\tstart: y\n",
        "title: x\n start: y\n",
        "a: 1\n---\nb: 2\n",
        "a: &a 1\n",
        "a: *a\n",
        "a: !!int 1\n",
        "[" * 30,
    ],
)
def test_mistakes_are_explained_alike(loader, text):
    _, problems = nodes_of(text, "events/tea.yml", loader=loader)

    assert problems == nodes_of(text, "events/tea.yml")[1]

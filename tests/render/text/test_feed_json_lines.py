"""JSON with a line for each member of a list says what any JSON says."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from chaguan.render.text.json_lines import in_lines

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.dictionaries(st.text(), VALUES))
def test_it_is_read_as_it_was_written(document):
    assert json.loads(in_lines(document)) == document


def test_one_more_story_is_one_more_line():
    before = in_lines({"items": [{"id": 1}, {"id": 2}]}).splitlines()
    after = in_lines({"items": [{"id": 0}, {"id": 1}, {"id": 2}]}).splitlines()

    assert after == [*before[:2], b'{"id": 0},', *before[2:]]
    assert "漢字".encode() in in_lines({"title": "漢字"})

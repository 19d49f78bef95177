"""A beginning that a list shows holds no table."""

from __future__ import annotations

import pytest

from chaguan.render.html.excerpts import Body
from chaguan.site.urls import Address

TABLE = "<table><thead><tr><th>Hour</th></tr></thead><tbody><tr><td>7</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("excerpt", "shown"),
    [
        (f"<p>Words.</p>\n{TABLE}", "<p>Words.</p>\n"),
        (f"{TABLE}<p>Words.</p>{TABLE}", "<p>Words.</p>"),
        (TABLE, ""),
        (f"<div>{TABLE}</div>", ""),
        ("<p>Words.</p>", "<p>Words.</p>"),
    ],
)
def test_a_table_is_left_out_of_an_excerpt(excerpt, shown):
    body = Body("", excerpt=excerpt)

    assert body.excerpt_from(Address("posts/a/")) == shown


def test_a_text_that_begins_with_a_table_is_told_by_its_first_words():
    assert Body(f"{TABLE}<p>Words.</p>").line == "Words."

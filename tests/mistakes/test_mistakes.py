"""Mistakes that people make are answered on their line, and mended where one answer is right."""

from __future__ import annotations

import pytest

NOT_YET = frozenset(
    {
        "a field without its colon",
        "a full-width mark in a description",
        "a link to a person by name",
        "a list item with an ideographic space",
        "a record named in Chinese",
        "a tag called index",
        "a tag that begins with a full stop",
        "two emoji",
        "two tags with one address",
    }
)
"""What is not answered as it should be; whoever mends one takes it out."""


def test_mistake_is_answered(mistake, tmp_path):
    outcome = mistake.outcome(tmp_path)

    if mistake.name in NOT_YET and outcome.grade != "fixed":
        pytest.xfail(outcome.grade)
    assert outcome.grade == "fixed", outcome.told

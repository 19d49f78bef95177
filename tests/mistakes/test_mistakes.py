"""Mistakes that people make are answered on their line, and mended where one answer is right."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


def test_mistake_is_answered(mistake, tmp_path):
    outcome = mistake.outcome(tmp_path)

    assert outcome.grade == "fixed", outcome.told

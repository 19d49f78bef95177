"""The garden names a series that nobody has spoken for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chaguan.check.garden import stale
from chaguan.load import read
from chaguan.source import SourceFile

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
TOWN = "name: A\nlanguages: [en]\nuid: 5108055d-ee18-4292-890d-56565444b7c5\n"


@pytest.mark.parametrize(
    ("settings", "more", "is_asked"),
    [
        ("heartbeat: 8 weeks\n", "", True),
        ("heartbeat: 8 weeks\n", "still_on: 2026-11-20\n", False),
        ("", "", False),
    ],
)
def test_hosts_are_asked_where_a_series_has_fallen_silent(settings, more, is_asked):
    text = (
        "title: B\nstart: 2025-01-07 19:30\nonline: https://example.org/\nrepeat: {every: week}\n"
    )
    files = [SourceFile("community.yml", TOWN + settings), SourceFile("events/b.yml", text + more)]

    found = [
        each for each in stale(read(files, name="A").community, NOW) if each.subject == "silent"
    ]

    assert bool(found) is is_asked
    if found:
        assert found[0].values["since"] == "2025-01-07"

"""Which days there are, asked of an event."""

from __future__ import annotations

from itertools import islice

from chaguan.load import read
from chaguan.site.occurrences import occurrences
from chaguan.source import SourceFile


def test_a_day_that_is_none_of_the_series_is_not_made_by_changing_it():
    text = (
        "title: B\nstart: 2026-11-03 19:30\nonline: https://example.org/\n"
        "repeat: {every: week, count: 2, moved: {2026-12-01: {start: 2026-12-02 19:30}}}\n"
    )
    settings = "name: A\nlanguages: [en]\nuid: 5108055d-ee18-4292-890d-56565444b7c5\n"
    files = [SourceFile("community.yml", settings), SourceFile("events/b.yml", text)]
    event = read(files, name="A").community.events["b"]

    assert [each.span.first_day.day for each in islice(occurrences(event), 5)] == [3, 10]

"""Ten thousand notices of one kind are a few lines and a number; nothing else is left out."""

from __future__ import annotations

from chaguan.check import MOST_NOTICES, few_notices
from chaguan.cli.reports import text
from chaguan.model import Position, error, notice, warning

NOTICES = tuple(
    notice("MD102", Position("posts/rain.md", line), seen=f"{line}", fix=f"<{line}>")
    for line in range(1, 10_001)
)


def test_a_few_notices_of_a_kind_are_shown_and_the_others_counted():
    shown, left_out = few_notices(NOTICES)

    assert shown == NOTICES[:MOST_NOTICES]
    assert left_out == {"MD102": 10_000 - MOST_NOTICES}


def test_errors_and_warnings_are_all_shown():
    found = tuple(
        kind("MD101", Position("posts/rain.md", line), seen=f"{line}", fix="")
        for line in range(1, 101)
        for kind in (error, warning)
    )

    assert few_notices(found) == (found, {})


def test_the_report_says_how_many_there_are_besides():
    report = text(NOTICES, "content", "en")

    assert f"And {10_000 - MOST_NOTICES} more notices MD102" in report
    assert report.count("\n") < 3 * MOST_NOTICES

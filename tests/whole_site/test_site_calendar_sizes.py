"""A calendar that is too large for some of its subscribers is noted, and one in bounds is not."""

from __future__ import annotations

import pytest

LONG = "\n    | ".join("  " + "a quiet evening by the sea with tea " * 20 for _ in range(160))
DRAWING = "events/\n" + "".join(
    f"    e{number}.yml\n    | title: Evening {number}\n    | start: 2024-01-0{number} 19:30\n"
    f"    | online: https://example.org/\n    | description: |\n    | {LONG}\n"
    for number in range(1, 10)
)


@pytest.mark.parametrize("bound", ["", "18 months"])
def test_a_large_calendar_is_noted_and_stops_no_strict_build(town, bound):
    option = f"chaguan/calendars: {{past: {bound}}}" if bound else "chaguan/calendars"
    drawn = town(DRAWING, plugins=("chaguan", option))

    done = drawn.build("--strict")

    assert done.exit_code == 0, done.output
    large = {path for path, made in drawn.site.files.items() if len(made) > 900_000}
    noted = {
        word
        for line in done.output.splitlines()
        if " kB; `past`" in line
        for word in line.split()
        if word.endswith(".ics")
    }
    assert noted == {path for path in large if path.endswith(".ics")}
    assert ("events.ics" in noted) is not bool(bound)
    assert ("events-all.ics" in noted) is bool(bound)

"""The same content at the same moment is the same site, wherever it is built."""

from __future__ import annotations

from datetime import timedelta

TELLS_WHAT_IS_ON = [
    "events/2026/walk/index.html",
    "events/index.html",
    "events/month/index.html",
    "events/online/index.html",
    "events/past/index.html",
    "groups/walkers/index.html",
    "groups/walkers/poster/index.html",
    "index.html",
    "people/mei/index.html",
    "people/mei/poster/index.html",
    "places/house/index.html",
    "places/house/poster/index.html",
    "scenes/rainy/index.html",
    "tags/sea/index.html",
]
"""What names the one event of the town that is ahead, offers a group in it, leads to its month."""


def differing(one, other) -> list[str]:
    """The files that are not the same in both sites."""
    paths = one.files.keys() | other.files.keys()
    return sorted(path for path in paths if one.files.get(path) != other.files.get(path))


def test_another_machine_builds_the_same_bytes(demonstration, built_elsewhere):
    assert differing(demonstration, built_elsewhere) == []


def test_a_day_on_which_nothing_happens_changes_nothing(lively_town, pinned_clock, noon):
    town = lively_town()
    today = town.built(to="today")
    pinned_clock(noon + timedelta(days=1))

    tomorrow = town.built(to="tomorrow")

    assert differing(today, tomorrow) == []


def test_an_event_that_ended_changes_only_where_it_is_named(lively_town, pinned_clock, noon):
    town = lively_town()
    before = town.built(to="before")
    pinned_clock(noon + timedelta(days=11))

    after = town.built(to="after")

    told = {path.removeprefix("zh-Hant/") for path in differing(before, after)}
    pages = {path for path, raw in before.files.items() if b"walk" in raw and path in told}
    assert told.issuperset(TELLS_WHAT_IS_ON)
    to_its_month = {"events/month/index.html"}
    assert told == {path.removeprefix("zh-Hant/") for path in pages} | to_its_month

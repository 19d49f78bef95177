"""A clock is called what it shows."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from chaguan.render.text.localized import zone_words


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        ("Europe/Dublin", "Greenwich Mean Time", "Irish Standard Time"),
        ("Europe/London", "Greenwich Mean Time", "British Summer Time"),
        ("America/Vancouver", "GMT−7", "GMT−7"),
        ("America/Los_Angeles", "Pacific Standard Time", "Pacific Daylight Time"),
        ("America/Phoenix", "Mountain Standard Time", "Mountain Standard Time"),
        ("Asia/Taipei", "Taiwan Standard Time", "Taiwan Standard Time"),
        ("Asia/Kathmandu", "Nepal Time", "Nepal Time"),
        ("Europe/Berlin", "Central European Standard Time", "Central European Summer Time"),
        ("UTC", "Coordinated Universal Time", "Coordinated Universal Time"),
    ],
)  # fmt: skip
def test_the_name_of_a_clock_in_winter_and_in_summer(zone, winter, summer):
    days = (datetime(2026, 12, 5, 19, 30), datetime(2027, 7, 5, 19, 30))  # noqa: DTZ001

    told = [zone_words(day.replace(tzinfo=ZoneInfo(zone)), "en") for day in days]

    assert told == [winter, summer]

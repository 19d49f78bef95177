"""A host with a phone calls off tonight: the form becomes a checked change of one file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TABLE = """\
title: {zh-Hant: 星期二的桌子, en: The Tuesday Table}
start: 2026-11-03 19:30   # as ever
end: 2026-11-03 21:30
place: slack-tide
repeat: {every: week}
"""


@pytest.fixture
def filled(fill: Callable, town) -> Callable:
    file = town / "events/2026/table.yml"
    file.write_text(TABLE, encoding="utf-8")
    return fill


@pytest.mark.parametrize(
    "which", ["table", "The Tuesday Table", "https://t.example.org/en/events/2026/table/"]
)
def test_an_evening_is_called_off_by_whatever_names_it(filled, which):
    found = filled(
        "evening", which=which, day="2026-12-01", change="取消 cancelled", reason="鍋爐壞了"
    )

    assert found.result["path"] == "content/events/2026/table.yml"
    assert found.result["problems"] == []
    assert 'moved: {2026-12-01: {status: cancelled, status_note: "鍋爐壞了"}}' in found.text
    assert "start: 2026-11-03 19:30   # as ever" in found.text
    assert "revision: 1" in found.text


def test_an_evening_is_moved(filled):
    found = filled(
        "evening",
        which="table",
        day="2026-12-01",
        change="改時間或地方 moved",
        moved_to="2026-12-02 18:00",
    )

    assert "moved: {2026-12-01: {start: 2026-12-02 18:00}}" in found.text


@pytest.mark.parametrize("day", ["2026/12/1", "12月1日", "2026年12月1日（二）", "12/1"])
def test_a_day_is_understood_as_people_write_it(filled, day):
    found = filled("evening", which="table", day=day, change="取消 cancelled", reason="雨")

    assert "moved: {2026-12-01: {status: cancelled" in found.text


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"which": "the chair"}, "There is no event of that name."),
        ({"which": "table", "day": "2026-12-02"}, "It is not on that day."),
        ({"which": "table", "day": "Saturday"}, "It is not on that day."),
        ({"which": "table", "day": "12/9"}, "It is not on that day."),
        (
            {"which": "table", "day": "2026-12-01", "change": "改時間或地方 moved"},
            "Write the new time",
        ),
    ],
)
def test_what_cannot_be_is_answered(filled, answers, words):
    found = filled("evening", **{"change": "取消 cancelled"} | answers)

    assert found.text == ""
    assert words in found.result["comment"]

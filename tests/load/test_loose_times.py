"""Days and times as people write them, and what they mean."""

from __future__ import annotations

import pytest

from chaguan.load.loose_times import meaning, written

CLEAR = {
    "2026/12/8": "2026-12-08",
    "2026年12月8日": "2026-12-08",
    "20261208": "2026-12-08",
    "民國115年12月20日": "2026-12-20",
    "民國元年1月1日": "1912-01-01",
    "115/12/20": "2026-12-20",
    "115.12.20 14:00": "2026-12-20 14:00",
    "2026-12-08 下午7:30": "2026-12-08 19:30",
    "2026-12-08 上午12:10": "2026-12-08 00:10",
    "2026-12-08 中午12點": "2026-12-08 12:00",
    "2026-12-08 晚上七點半": "2026-12-08 19:30",
    "2026-12-08 早上十點": "2026-12-08 10:00",
    "2026-12-08 晚上十一點": "2026-12-08 23:00",
    "2026-12-08 19點30分": "2026-12-08 19:30",
    "2026-12-08（二）19:30": "2026-12-08 19:30",
    "2026-12-08 (Tue) 19:30": "2026-12-08 19:30",
    "星期二 2026-12-08 19:30": "2026-12-08 19:30",
    "8 December 2026 19:30": "2026-12-08 19:30",
    "Tuesday, 8th Dec 2026": "2026-12-08",
    "Dec. 8, 2026 at 7:30pm": "2026-12-08 19:30",
    "December 8th 2026, 7 PM": "2026-12-08 19:00",
    "２０２６／１２／８　１９：３０": "2026-12-08 19:30",
    "25/12/2026": "2026-12-25",
    "2026-12-08 1930": "2026-12-08 19:30",
}


@pytest.mark.parametrize(("line", "expected"), CLEAR.items(), ids=CLEAR)
def test_day_has_one_reading(line, expected):
    found = meaning(line)

    assert found is not None
    assert [written(each) for each in found.starts] == [expected]
    assert not found.weekday
    assert found.is_complete


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("2026-12-08 19:30~21:30", "2026-12-08 19:30", "2026-12-08 21:30"),
        ("2026/12/8 下午2:00～4:00", "2026-12-08 14:00", "2026-12-08 16:00"),
        ("2026-12-08 22:00 - 01:00", "2026-12-08 22:00", "2026-12-09 01:00"),
        ("2026-12-08 ~ 2026-12-10", "2026-12-08", "2026-12-10"),
        ("2026-12-08至12/10", "2026-12-08", "2026-12-10"),
        ("8 Dec 2026 7pm to 9pm", "2026-12-08 19:00", "2026-12-08 21:00"),
    ],
)
def test_range_has_a_beginning_and_an_end(line, start, end):
    found = meaning(line)

    assert found is not None
    assert found.end is not None
    assert (written(found.starts[0]), written(found.end)) == (start, end)


@pytest.mark.parametrize(
    ("line", "readings"),
    [
        ("09/12/2026", ("2026-09-12", "2026-12-09")),
        ("12/9", ("2026-12-09", "2026-09-12")),
        ("2026-12-08 7點半", ("2026-12-08 07:30", "2026-12-08 19:30")),
    ],
)
def test_what_may_be_two_is_both(line, readings):
    found = meaning(line, 2026)

    assert found is not None
    assert tuple(written(each) for each in found.starts) == readings


def test_day_without_a_year_is_not_complete():
    found = meaning("12/25 19:30", 2026)

    assert found is not None
    assert not found.is_complete
    assert meaning("12/25 19:30") is None


def test_weekday_of_another_day_is_told():
    found = meaning("2026-12-08（三）19:30")

    assert found is not None
    assert found.weekday == "Tuesday"


@pytest.mark.parametrize(
    "line", ["明天", "soon", "2026-02-30", "2026-12-08 25:00", "2026-12-08 tea", "7", "", "2026"]
)
def test_what_is_no_day_means_nothing(line):
    assert meaning(line, 2026) is None

"""A series may be taken up in its middle, and is the same from there on."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from chaguan.model import LAST, Day, Every, Repeat

PATTERNS = [
    (Every.DAY, ()),
    (Every.WEEK, (Day(weekday=1), Day(weekday=4))),
    (Every.MONTH, (Day(of_month=31),)),
    (Every.MONTH, (Day(weekday=4, nth=LAST), Day(of_month=3))),
    (Every.YEAR, (Day(weekday=6, nth=2, month=5),)),
    (Every.YEAR, ()),
]


@given(
    st.sampled_from(PATTERNS),
    st.integers(1, 7),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.integers(-400, 9000),
    st.sampled_from([None, 1, 40]),
)
def test_what_comes_after_a_day_hangs_on_no_other(pattern, step, first, later, count):
    every, on = pattern
    repeat = Repeat(every=every, interval=step, on=on, count=count)
    since = first + timedelta(days=later)

    whole = (day for day in islice(repeat.days(first), 9500) if day >= since)
    assert list(islice(repeat.days(first, since), 5)) == list(islice(whole, 5))

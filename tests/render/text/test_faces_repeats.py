"""How a page says when a series comes again."""

from __future__ import annotations

import pytest

from chaguan.load import read
from chaguan.locales import vocabulary
from chaguan.render.text.recurrence import repeat_words
from chaguan.source import SourceFile

SETTINGS = (
    "name: A\nlanguages: [en, zh-Hant]\ntimezone: Asia/Taipei\n"
    "uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n"
)


@pytest.mark.parametrize(
    ("repeat", "english", "chinese"),
    [
        ("{every: day}", "every day", "每天"),
        ("{every: week, interval: 2, on: [tue]}", "Tuesday, every 2 weeks", "每 2 週的星期二"),
        ("{every: month}", "the 4th of every month", "每個月的4日"),
        (
            "{every: month, on: [2, 11, 23, 31, last fri]}",
            "the 2nd, 11th, 23rd, 31st, and last Friday of every month",
            "每個月的2日、11日、23日、31日和最後一個星期五",
        ),
        (
            "{every: month, on: [last fri]}",
            "the last Friday of every month",
            "每個月的最後一個星期五",
        ),
        ("{every: year}", "every year on October 4", "每年的10月4日"),
        (
            "{every: year, on: [first sun of oct]}",
            "every year on the first Sunday of October",
            "每年的10月第一個星期日",
        ),
    ],
)
def test_the_words_of_a_series(repeat, english, chinese):
    text = f"title: Tea\nstart: 2026-10-04 14:00\nplace: house\nrepeat: {repeat}\n"
    files = [SourceFile("community.yml", SETTINGS), SourceFile("places/house.yml", "name: H\n")]
    loaded = read([*files, SourceFile("events/tea.yml", text)], name="A")
    event = next(iter(loaded.community.events.values()), None)
    assert event is not None, loaded.problems

    told = [
        repeat_words(event.repeat, event.span.first_day, vocabulary(language))
        for language in ("en", "zh-Hant")
    ]

    assert told == [english, chinese]

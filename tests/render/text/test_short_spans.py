"""From when to when, said once and in few letters."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from chaguan.model import Span
from chaguan.render.text.localized import short_span

ZONE = ZoneInfo("Asia/Taipei")


def days(first: str, last: str) -> Span:
    return Span.of_days(date.fromisoformat(first), date.fromisoformat(last), ZONE)


def hours(start: str, end: str) -> Span:
    return Span(
        start=datetime.fromisoformat(start).replace(tzinfo=ZONE),
        end=datetime.fromisoformat(end).replace(tzinfo=ZONE),
    )


@pytest.mark.parametrize(
    ("first", "last", "language", "has_year", "words"),
    [
        ("2026-12-11", "2026-12-13", "zh-Hant", False, "12月11日（五）–13日（日）"),
        ("2026-12-11", "2026-12-13", "zh-Hant", True, "2026年12月11日（五）–13日（日）"),
        ("2026-12-30", "2027-01-02", "zh-Hant", False, "12月30日（三）–2027年1月2日（六）"),
        ("2026-11-29", "2026-12-02", "zh-Hans", False, "11月29日（日）–12月2日（三）"),
        ("2026-12-11", "2026-12-13", "en", False, "Fri, Dec 11 – Sun, Dec 13"),
        ("2026-12-11", "2026-12-13", "en", True, "Fri, Dec 11 – Sun, Dec 13, 2026"),
        ("2026-12-30", "2027-01-02", "en", False, "Wed, Dec 30, 2026 – Sat, Jan 2, 2027"),
        ("2026-12-11", "2026-12-11", "en", False, "Fri, Dec 11"),
    ],
)
def test_days(first, last, language, has_year, words):
    assert short_span(days(first, last), language, has_year=has_year) == words


@pytest.mark.parametrize(
    ("start", "end", "language", "words"),
    [
        ("2026-12-11T18:00", "2026-12-13T12:00", "zh-Hant", "12月11日（五）18:00–13日（日）12:00"),
        ("2026-12-11T22:00", "2026-12-12T02:00", "zh-Hant", "12月11日週五 22:00–02:00"),
        ("2026-12-11T18:00", "2026-12-11T19:00", "en", "Fri, Dec 11 18:00–19:00"),
    ],
)
def test_hours(start, end, language, words):
    assert short_span(hours(start, end), language) == words

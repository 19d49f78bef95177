"""Days and times in words, as a reader of a language writes them (Unicode CLDR, by Babel)."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_timezone_name

from chaguan.model import Span


def day_words(day: date, language: str) -> str:
    """With weekday and year: "Friday, December 4, 2026", "2026年12月4日 星期五"."""
    return format_date(day, format="full", locale=locale_of(language))


def date_words(day: date, language: str) -> str:
    """Without the weekday: "December 4, 2026", "2026年12月4日"."""
    return format_date(day, format="long", locale=locale_of(language))


def short_month(day: date, language: str) -> str:
    """The month alone, short: "Dec", "12月"."""
    return format_date(day, format="LLL", locale=locale_of(language))


def short_weekday(day: date, language: str) -> str:
    """The weekday alone, short: "Fri", "週五"."""
    return format_date(day, format="ccc", locale=locale_of(language))


def clock_words(moment: datetime) -> str:
    """The time of the clock: "19:30"."""
    return moment.strftime("%H:%M")


def span_words(span: Span, language: str) -> str:
    """From when to when: "Friday, December 4, 2026, 19:30–21:30"."""
    first = day_words(span.first_day, language)
    if span.all_day:
        if span.first_day == span.last_day:
            return first
        return f"{first} – {day_words(span.last_day, language)}"
    starts = f"{first} {clock_words(span.start)}"
    if span.open_ended:
        return starts
    if span.end.date() == span.first_day:
        return f"{starts}–{clock_words(span.end)}"
    return f"{starts} – {day_words(span.end.date(), language)} {clock_words(span.end)}"


def zone_words(moment: datetime, language: str) -> str:
    """The name of a moment's clock: "British Summer Time", "台北標準時間"."""
    return get_timezone_name(moment, width="long", locale=locale_of(language))


def language_name(language: str) -> str:
    """What a language calls itself: "English", "繁體中文"."""
    locale = locale_of(language)
    name = locale.get_display_name(locale) or language
    return {"中文 (繁體)": "繁體中文", "中文 (简体)": "简体中文"}.get(name, name)


@cache
def locale_of(language: str) -> Locale:
    """The CLDR locale for a BCP 47 tag; English where there is none."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")

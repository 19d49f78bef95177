"""Days and times in words, as a reader of a language writes them (Unicode CLDR, by Babel)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_date,
    format_skeleton,
    get_day_names,
    get_timezone_location,
)

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


def month_words(day: date, language: str) -> str:
    """The month and its year: "December 2026", "2026年12月"."""
    moment = datetime(day.year, day.month, 1)  # noqa: DTZ001
    return format_skeleton("yMMMM", moment, tzinfo=UTC, locale=locale_of(language))


def day_and_month(day: date, language: str) -> str:
    """With weekday, without year: "Fri, Dec 4", "12月4日 週五"."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return format_skeleton("MMMEd", moment, tzinfo=UTC, locale=locale_of(language))


def short_day(day: date, language: str) -> str:
    """With weekday and year, short: "Fri, Dec 4, 2026", "2026年12月4日 週五"."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return format_skeleton("yMMMEd", moment, tzinfo=UTC, locale=locale_of(language))


def weekdays(language: str) -> tuple[tuple[int, str, str], ...]:
    """The days of a week from Monday on, so that a weekend stays together: number, short, full."""
    locale = locale_of(language)
    short = get_day_names("abbreviated", "stand-alone", locale)
    full = get_day_names("wide", "stand-alone", locale)
    return tuple((day, short[day], full[day]) for day in range(7))


def city_words(moment: datetime, language: str) -> str:
    """What the place of a moment's clock is called: "Taipei", "台北"."""
    zone = moment.tzinfo
    name = get_timezone_location(zone, locale=locale_of(language), return_city=True)
    return str(name).rpartition("/")[2]


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


def short_span(span: Span, language: str, *, has_year: bool = False) -> str:
    """From when to when, in few letters: "Fri, Dec 11 – Sun, Dec 13", "12月11日（五）–13日（日）".

    What ends on the next morning is one evening. `has_year` says the year, once where it is one.
    """
    first, last = span.first_day, span.last_day
    if span.all_day:
        if first == last:
            return (day_words if has_year else day_and_month)(first, language)
        return _days(first, last, language, has_year)
    starts, ends = clock_words(span.start), clock_words(span.end)
    if span.open_ended or is_one_evening(span):
        day = (day_words if has_year else day_and_month)(first, language)
        return f"{day} {starts}" if span.open_ended else f"{day} {starts}–{ends}"
    return _days(first, span.end.date(), language, has_year, (f" {starts}", f" {ends}"))


def is_one_evening(span: Span) -> bool:
    """Whether the clock alone says when it ends: less than a day after it began."""
    return span.open_ended or span.end - span.start < timedelta(days=1)


def _days(
    first: date, last: date, language: str, has_year: bool, clocks: tuple[str, str] = ("", "")
) -> str:
    """Two days; what the first has said of year and month, the second need not repeat."""
    if language.startswith("zh"):
        names = get_day_names("narrow", locale=locale_of(language))
        year = f"{first.year}年" if has_year else ""
        again = "" if first.year == last.year else f"{last.year}年"
        month = "" if (first.year, first.month) == (last.year, last.month) else f"{last.month}月"
        begins = f"{year}{first.month}月{first.day}日（{names[first.weekday()]}）"
        ends = f"{again}{month}{last.day}日（{names[last.weekday()]}）"
        return f"{begins}{clocks[0].strip()}–{ends}{clocks[1].strip()}"
    both = has_year or first.year != last.year
    begins = (
        short_day(first, language) if first.year != last.year else day_and_month(first, language)
    )
    ends = (short_day if both else day_and_month)(last, language)
    return f"{begins}{clocks[0]} – {ends}{clocks[1]}"


def day_alone(day: date, language: str) -> str:
    """The day's number as a date: "8", "8日"."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return format_skeleton("d", moment, tzinfo=UTC, locale=locale_of(language))


def month_and_day(day: date, language: str) -> str:
    """Without weekday and year: "Dec 8", "12月8日"."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return format_skeleton("MMMd", moment, tzinfo=UTC, locale=locale_of(language))


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

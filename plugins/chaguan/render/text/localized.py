"""Dates, clocks, numbers, money and addresses as a reader of a language writes them (Unicode CLDR).

A clock is named by comparing offsets: by IANA's data Dublin's winter is the time that is set
back, and where a country keeps one offset for good CLDR's names may still tell of the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import cache, lru_cache, wraps
from typing import Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import (
    format_date,
    format_skeleton,
    get_day_names,
    get_timezone_gmt,
    get_timezone_location,
    get_timezone_name,
)
from babel.numbers import format_currency, format_decimal, get_currency_precision

from chaguan.model import Location, Span, base

DAYS: Final = 4_000
"""Of each form in words so many are held, for lists, feeds and pages say the same days."""


def _once_a_day(words: Callable[[date, str], str]) -> Callable[[date, str], str]:
    """Put a day into words once; moments of one instant may be of two days, and are told apart."""
    known = lru_cache(DAYS)(words)

    @wraps(words)
    def of(day: date, language: str) -> str:
        return known(date(day.year, day.month, day.day), language)

    return of


@_once_a_day
def day_words(day: date, language: str) -> str:
    """With weekday and year: "Friday, December 4, 2026", "2026年12月4日 星期五"."""
    return format_date(day, format="full", locale=locale_of(language))


@_once_a_day
def date_words(day: date, language: str) -> str:
    """Without the weekday: "December 4, 2026", "2026年12月4日"."""
    return format_date(day, format="long", locale=locale_of(language))


@_once_a_day
def short_month(day: date, language: str) -> str:
    """The month alone, short: "Dec", "12月"."""
    return format_date(day, format="LLL", locale=locale_of(language))


@_once_a_day
def short_weekday(day: date, language: str) -> str:
    """The weekday alone, short: "Fri", "週五"."""
    return format_date(day, format="ccc", locale=locale_of(language))


@_once_a_day
def month_words(day: date, language: str) -> str:
    """The month and its year: "December 2026", "2026年12月"."""
    moment = datetime(day.year, day.month, 1)  # noqa: DTZ001
    return format_skeleton("yMMMM", moment, tzinfo=UTC, locale=locale_of(language))


@_once_a_day
def day_and_month(day: date, language: str) -> str:
    """With weekday, without year: "Fri, Dec 4", "12月4日 週五"."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return format_skeleton("MMMEd", moment, tzinfo=UTC, locale=locale_of(language))


@_once_a_day
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


def deadline_words(until: datetime, language: str) -> str:
    """Until when: "December 4, 2026 19:30"; a day alone stands for all of it."""
    day = date_words(until.date(), language)
    return day if is_all_of_a_day(until) else f"{day} {clock_words(until)}"


def is_all_of_a_day(until: datetime) -> bool:
    """Whether it was written as a day alone, whose last minute it then is."""
    return (until.hour, until.minute) == (23, 59)


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


@_once_a_day
def day_alone(day: date, language: str) -> str:
    """The day's number as a date: "8", "8日"."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return format_skeleton("d", moment, tzinfo=UTC, locale=locale_of(language))


@_once_a_day
def month_and_day(day: date, language: str) -> str:
    """Without weekday and year: "Dec 8", "12月8日"."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return format_skeleton("MMMd", moment, tzinfo=UTC, locale=locale_of(language))


@cache
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


def zone_words(moment: datetime, language: str) -> str:
    """The name of a moment's clock: "British Summer Time", "台北標準時間"; else "GMT−7"."""
    variant, locale = _variant(moment), locale_of(language)
    if variant is None:
        return gmt_words(moment)
    name = get_timezone_name(moment, width="long", zone_variant=variant, locale=locale)
    return gmt_words(moment) if name == get_timezone_gmt(moment, "long", locale) else name


def gmt_words(moment: datetime) -> str:
    """How far a moment's clock is from Greenwich: "GMT−7", "GMT+5:30"."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = ("−" if minutes < 0 else "+") if minutes else ""
    return f"GMT{sign}{hours or ''}{f':{rest:02}' if rest else ''}"


def _variant(moment: datetime) -> Literal["standard", "daylight"] | None:
    """Which of CLDR's names is true at a moment; None where neither is."""
    zone = moment.tzinfo
    assert isinstance(zone, ZoneInfo)
    key = get_global("zone_aliases").get(zone.key, zone.key)
    group = get_global("meta_zones").get(key)
    own = _offsets(zone, moment.year, moment.month)
    if group is None:
        is_named = "standard" in locale_of("en").time_zones.get(key, {}).get("long", {})
        return "standard" if is_named and moment.utcoffset() == min(own) else None
    usual, offset = _standard(group, moment.year), moment.utcoffset() or timedelta()
    if offset == usual:
        return "standard"
    return "daylight" if offset > usual and usual in own else None


@cache
def _standard(group: str, year: int) -> timedelta:
    """The offset that a group of zones (CLDR: metazone) means by its standard time.

    The lowest offset of a year in most of its zones: one that left the group is outvoted.
    """
    zones = (key for key, its in sorted(get_global("meta_zones").items()) if its == group)
    lowest = Counter(min(_offsets(zone, year, 1)) for key in zones if (zone := _zone(key)))
    return max(lowest, key=lambda offset: (lowest[offset], -offset))


def _zone(key: str) -> ZoneInfo | None:
    """The zone of that name; None for one that CLDR knows and the data does not."""
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError):
        return None


@cache
def _offsets(zone: tzinfo, year: int, month: int) -> frozenset[timedelta]:
    """The offsets of a zone in a month and the eleven after it, each on its first at noon."""
    numbers = range(year * 12 + month - 1, year * 12 + month + 11)
    noons = (datetime(number // 12, number % 12 + 1, 1, 12, tzinfo=UTC) for number in numbers)
    return frozenset(noon.astimezone(zone).utcoffset() or timedelta() for noon in noons)


def number_words(number: Decimal | int, language: str) -> str:
    """`62,000`, `12.5`."""
    return format_decimal(number, locale=locale_of(language))


def money_words(amount: Decimal, currency: str, language: str) -> str:
    """`NT$480`, `$4.50`: without decimals where the amount has none."""
    words = format_currency(amount, currency, locale=locale_of(language))
    digits = get_currency_precision(currency)
    if digits and amount == amount.to_integral_value():
        return re.sub(rf"[.,]0{{{digits}}}(?=\D*$)", "", words)
    return words


def postal_words(location: Location, language: str) -> str:
    """Street and town, the larger one first where the reader's language has it so.

    A town that the street's line already names is not said twice.
    """
    address, city = (text.best(language).text for text in (location.address, location.city))
    parts = [part for part in (address, "" if city in address else city) if part]
    if base(language) in ("zh", "ja", "ko"):
        return "".join(reversed(parts))
    return ", ".join(parts)

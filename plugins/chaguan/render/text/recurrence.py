"""How a series comes again, in words."""

from __future__ import annotations

from datetime import date, timedelta

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.lists import format_list

from chaguan.locales import Vocabulary
from chaguan.model import LAST, Day, Event, Every, Repeat, Span
from chaguan.site.series import ordinary

from .localized import clock_words, date_words, locale_of

_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", LAST: "last"}


def rule_words(event: Event, words: Vocabulary, *, has_end: bool = True) -> str:
    """The rule of a series with its own times, such as: every Friday, 23:00–02:00.

    No date is in it but the last day, and that only with `has_end`.
    """
    repeat, span = event.repeat, event.span
    assert repeat is not None
    pattern = _pattern(repeat, span.first_day, words)
    clock = span_clock(ordinary(span, repeat), words)
    if clock:
        pattern = words("event.rule", pattern=pattern, clock=clock)
    elif span.last_day != span.first_day:
        number = (span.last_day - span.first_day).days + 1
        pattern = words("event.rule_days", pattern=pattern, number=number)
    return _ended(pattern, repeat, words) if has_end else pattern


def span_clock(span: Span, words: Vocabulary) -> str:
    """From when to when on the clock, whatever the day: "23:00–02:00"; empty for whole days."""
    if span.all_day:
        return ""
    starts, ends = clock_words(span.start), clock_words(span.end)
    if span.open_ended:
        return starts
    if span.end.replace(tzinfo=None) - span.start.replace(tzinfo=None) < timedelta(days=1):
        return f"{starts}–{ends}"
    number = (span.end.date() - span.first_day).days
    return words("event.clock_later", start=starts, end=ends, number=number)


def repeat_words(repeat: Repeat, first: date, words: Vocabulary) -> str:
    """Such as: every Tuesday; the last Friday of every month, until June 30, 2027."""
    return _ended(_pattern(repeat, first, words), repeat, words)


def _ended(pattern: str, repeat: Repeat, words: Vocabulary) -> str:
    if repeat.until is not None and not repeat.is_end_assumed:
        return words("repeat.until", pattern=pattern, day=date_words(repeat.until, words.language))
    if repeat.count is not None:
        return words("repeat.count", pattern=pattern, number=repeat.count)
    return pattern


def _pattern(repeat: Repeat, first: date, words: Vocabulary) -> str:
    every, many = repeat.every.value, repeat.interval
    if repeat.every is Every.DAY:
        return words(f"repeat.{every}.other", number=many) if many > 1 else words("repeat.day.one")
    days = repeat.on or (_own_day(repeat.every, first),)
    names = [_day(day, first, words) for day in days]
    listed = str(format_list(names, locale=locale_of(words.language)))
    if many == 1:
        return words(f"repeat.{every}.one", days=listed)
    return words(f"repeat.{every}.other", days=listed, number=many)


def _own_day(every: Every, first: date) -> Day:
    if every is Every.WEEK:
        return Day(weekday=first.weekday())
    return Day(of_month=first.day, month=first.month if every is Every.YEAR else None)


def _day(day: Day, first: date, words: Vocabulary) -> str:
    locale = locale_of(words.language)
    month = get_month_names("wide", locale=locale)[day.month] if day.month else ""
    if day.of_month is not None:
        if day.of_month == LAST:
            name = words("repeat.last_day")
        elif month:
            return words("repeat.date", number=day.of_month, month=month)
        else:
            form = Locale.parse(words.locale, sep="-").ordinal_form(day.of_month)
            name = words(f"repeat.number_{form}", number=day.of_month)
    else:
        weekdays = get_day_names("wide", locale=locale)
        weekday = weekdays[day.weekday or 0]
        nth = _NTH.get(day.nth or 0)
        if day.working:
            name = words(f"repeat.{nth}_weekday")
        elif day.after is not None:
            before = words(f"repeat.{nth}", weekday=weekdays[day.after])
            name = words("repeat.after", weekday=weekday, day=before)
        else:
            name = words(f"repeat.{nth}", weekday=weekday) if nth else weekday
    return words("repeat.of_month", day=name, month=month) if month else name

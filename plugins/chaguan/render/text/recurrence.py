"""How a series comes again, in words."""

from __future__ import annotations

from datetime import date

from babel.dates import get_day_names, get_month_names
from babel.lists import format_list

from chaguan.locales import Vocabulary
from chaguan.model import LAST, Day, Every, Repeat

from .dates import date_words, locale_of


def repeat_words(repeat: Repeat, first: date, words: Vocabulary) -> str:
    """Such as: every Tuesday; the last Friday of every month, until June 30, 2027."""
    pattern = _pattern(repeat, first, words)
    if repeat.until is not None:
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
            name = words("repeat.number", number=day.of_month)
    else:
        weekday = get_day_names("wide", locale=locale)[day.weekday or 0]
        nth = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", LAST: "last"}
        name = words(f"repeat.{nth[day.nth]}", weekday=weekday) if day.nth else weekday
    return words("repeat.of_month", day=name, month=month) if month else name

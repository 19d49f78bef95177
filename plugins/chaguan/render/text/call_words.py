"""Whom an event looks for, in words."""

from __future__ import annotations

from datetime import datetime

from chaguan.locales import Vocabulary
from chaguan.site.calls import Wanting

from .dates import clock_words, date_words


def call_title(each: Wanting, words: Vocabulary) -> str:
    """Whom it looks for, and for what: "Helpers: A day on the roof"."""
    whom = words(f"event.wanted.{each.call.wanted.value}")
    title = each.event.title.best(words.language).text
    if each.occurrence is not None:
        title = f"{title} ({date_words(each.occurrence.span.first_day, words.language)})"
    return words("calls.title", whom=whom, title=title)


def until_words(until: datetime | None, words: Vocabulary) -> str:
    """Until when; a day alone stands for all of it. Empty where nobody said."""
    if until is None:
        return ""
    day = date_words(until.date(), words.language)
    said = day if is_all_of_a_day(until) else f"{day} {clock_words(until)}"
    return words("event.signup_until", day=said)


def is_all_of_a_day(until: datetime) -> bool:
    """Whether it was written as a day alone, whose last minute it then is."""
    return (until.hour, until.minute) == (23, 59)

"""Days and times in the ways that people write them, and all that they may mean.

Chinese and English words, years of the Republic (民國元年 is 1912), clocks of twelve hours,
weekdays in brackets, ranges. What a text does not say is not made up: a day without its year
has as many readings as there are orders of day and month.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Final

from chaguan.model.frozen import dataclass

from .other_words import plain, with_digits

Clock = date | datetime
"""A day, or a naive time of the clock on the wall."""

_REPUBLIC: Final = 1911
MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1
    )
    for name in names.split()
}  # fmt: skip
"""The months by their English names, 1 to 12."""
_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        ("mon monday 一", "tue tues tuesday 二", "wed wednesday 三", "thu thur thurs thursday 四",
         "fri friday 五", "sat saturday 六", "sun sunday 日 天")
    )
    for name in names.split()
}  # fmt: skip
_DAY_WORDS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_NAME: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_NAMES: Final = "|".join(sorted((n for n in _WEEKDAYS if n.isascii()), key=len, reverse=True))
_WEEKDAY: Final = re.compile(
    rf"\(?(?:(?:星期|週|周|禮拜)(?P<han>[一二三四五六日天])|(?P<name>\b(?:{_DAY_NAMES})\b)\.?)\)?,?"
    rf"|\((?P<alone>[一二三四五六日天])\)"
)
_DAYS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:民國|民国|roc)\s*(?P<roc>\d{2,3}|元)\s*[年./-]\s*(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})\s*[日號]?",
        r"(?P<year>(?:19|20|21)\d{2})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日號]?",
        r"(?P<year>(?:19|20|21)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        r"(?P<roc>1\d{2})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日號]?",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*(?P<name>{_NAME})\b\.?,?\s*(?P<year>\d{{4}})?",
        rf"(?P<name>{_NAME})\b\.?\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b,?\s*(?P<year>\d{{4}})?",
        r"(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日號]?",
        r"(?P<one>\d{1,2})[/.-](?P<two>\d{1,2})[/.-](?P<year>(?:19|20|21)\d{2})",
        r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<short>\d{2})(?!\d)",
        r"(?P<one>\d{1,2})/(?P<two>\d{1,2})(?![/\d])",
    )
)
_HAN: Final = {each: number for number, each in enumerate("零一二三四五六七八九十")} | {"兩": 2}
_HALVES: Final = {
    "am": "上午 早上 清晨 凌晨 早晨 a.m. am",
    "pm": "下午 晚上 傍晚 晚間 夜間 夜裡 深夜 p.m. pm",
    "noon": "中午 正午 noon",
}
_BY_WORD: Final = {word: half for half, words in _HALVES.items() for word in words.split()}
_HALF: Final = "|".join(re.escape(word) for word in sorted(_BY_WORD, key=len, reverse=True))
_TIME: Final = re.compile(
    rf"(?:at\s+)?(?P<before>{_HALF})?\s*"
    r"(?:(?P<hour>\d{1,2}|[一二三四五六七八九十兩]{1,2})\s*(?:[:.]\s*(?P<minute>\d{2})(?::\d{2})?"
    r"|[點点時时]\s*(?:(?P<half>半)|(?P<han>\d{1,2})\s*分?|整)?)?"
    r"|(?P<joined>\d{4}))"
    rf"\s*(?P<after>{_HALF})?"
)
_TO: Final = re.compile(r"\s*(?:~|〜|—|–|--|-|至|到|\bto\b|\buntil\b)\s*")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text says of a day, or of a beginning and an end."""

    starts: tuple[Clock, ...]
    """All readings; one where it is clear."""
    end: Clock | None = None
    weekday: str = ""
    """The day's own, in English, where another one was written."""
    is_complete: bool = True
    """The year was written, too."""


def written(clock: Clock) -> str:
    """A day or time the way files have it."""
    is_time = isinstance(clock, datetime)
    return clock.strftime("%Y-%m-%d %H:%M") if is_time else clock.isoformat()


def meaning(line: str, year: int | None = None) -> Meaning | None:
    """What `line` may mean; None where nobody can tell.

    `year` is the likeliest, where none is said.
    """
    text = with_digits(unicodedata.normalize("NFKC", plain(line)).strip(" ,;，；。、").casefold())
    first = _day_in(text, year)
    if first is None:
        return None
    days, rest, weekday = first
    is_complete = bool(re.search(r"\d{4}|民國|^1\d\d\D|/\d\d$", text[: len(text) - len(rest)]))
    if not rest:
        return _of(days, None, None, weekday, is_complete)
    if not (parts := _TO.split(rest.lstrip(" t,"), maxsplit=1)) or len(parts) == 1:
        clocks = _times(rest.lstrip(" t,"))
        return _of(days, clocks, None, weekday, is_complete) if clocks else None
    return _range(days, parts[0].strip(), parts[1].strip(), weekday, is_complete)


def clock_meant(line: str) -> tuple[time, ...]:
    """The times that a line without a day may mean; none where it is no time."""
    return _times(with_digits(unicodedata.normalize("NFKC", plain(line)).strip().casefold()))


def _range(
    days: tuple[date, ...], start: str, end: str, weekday: int | None, is_complete: bool
) -> Meaning | None:
    if len(days) != 1:
        return None
    starts = _times(start) if start else ()
    if (other := _day_in(end, days[0].year)) is not None:
        last, rest, _ = other
        last = tuple(each for each in last if each >= days[0])
        ends = _times(rest.strip()) if rest.strip() else ()
        if len(last) != 1 or bool(starts) is not bool(ends) or len(starts) > 1 or len(ends) > 1:
            return None
        until: Clock = datetime.combine(last[0], ends[0]) if ends else last[0]
        return _of(days, starts or None, until, weekday, is_complete)
    ends = _times(end)
    if len(starts) == 1 and re.search(_HALF, start) and not re.search(_HALF, end):
        # 下午2:00~4:00: on the same half of the day
        later = (_clock(each.hour + hours, each.minute) for each in ends for hours in (0, 12))
        ends = tuple(each for found in later for each in found if each > starts[0])[:1] or ends
    if len(starts) != 1 or len(ends) != 1:
        return None
    day = days[0] if ends[0] > starts[0] else days[0] + timedelta(days=1)
    return _of(days, starts, datetime.combine(day, ends[0]), weekday, is_complete)


def _of(
    days: tuple[date, ...],
    times: tuple[time, ...] | None,
    end: Clock | None,
    weekday: int | None,
    is_complete: bool,
) -> Meaning:
    starts: tuple[Clock, ...] = days
    if times:
        starts = tuple(datetime.combine(day, each) for day in days for each in times)
    wrong = ""
    if weekday is not None and all(day.weekday() != weekday for day in days):
        wrong = _DAY_WORDS[days[0].weekday()]
    return Meaning(starts, end, wrong, is_complete)


def _day_in(text: str, year: int | None) -> tuple[tuple[date, ...], str, int | None] | None:
    """The days that a text begins with, what follows, and the weekday that it names."""
    lead = _WEEKDAY.match(text)
    start = lead.end() if lead else 0
    start += len(text[start:]) - len(text[start:].lstrip(" ,"))
    for pattern in _DAYS:
        found = pattern.match(text, start)
        days = _days(found.groupdict(), year) if found else ()
        if found and days:
            rest = text[found.end() :].lstrip()
            after = _WEEKDAY.match(rest)
            rest = rest[after.end() :].lstrip() if after else rest
            named = after or lead
            said = (named["han"] or named["name"] or named["alone"]) if named else None
            return days, rest, _WEEKDAYS[said] if said else None
    return None


def _days(found: dict[str, str | None], year: int | None) -> tuple[date, ...]:
    """Each reading that a calendar has."""
    if roc := found.get("roc"):
        year = _REPUBLIC + (1 if roc == "元" else int(roc))
    elif found.get("year"):
        year = int(found["year"] or 0)
    elif found.get("short"):
        year = 2000 + int(found["short"] or 0)
    if year is None:
        return ()
    day, month = found.get("day"), found.get("month")
    if name := found.get("name"):
        pairs = [(MONTHS[name], int(day or 0))]
    elif month:
        pairs = [(int(month), int(day or 0))]
    else:
        one, two = int(found["one"] or 0), int(found["two"] or 0)
        pairs = [(one, two), (two, one)]
    days = []
    for number, of_month in pairs:
        try:
            days.append(date(year, number, of_month))
        except ValueError:
            continue
    return tuple(dict.fromkeys(days))


def _times(text: str) -> tuple[time, ...]:
    """Each time that a clock text may mean: one, or two where nobody says which half of the day."""
    if _BY_WORD.get(text) == "noon":
        return (time(12),)
    found = _TIME.fullmatch(text)
    if found is None:
        return ()
    if joined := found["joined"]:
        return _clock(int(joined[:2]), int(joined[2:]))
    half = _BY_WORD.get(found["before"] or found["after"] or "", "")
    hour = int(found["hour"]) if found["hour"].isdigit() else _han(found["hour"])
    minute = 30 if found["half"] else int(found["minute"] or found["han"] or 0)
    is_bare = found["minute"] is None and not re.search("[點点時时]", text)
    if is_bare and not half:
        return ()  # a number alone is no time
    match half:
        case "am":
            hour = 0 if hour == 12 else hour
        case "pm":
            is_after_midnight = hour == 12 and (found["before"] or "") in ("晚上", "深夜", "夜裡")
            if is_after_midnight:
                return ()  # nobody knows on which day
            hour += 12 if hour < 12 else 0
        case "noon":
            hour += 12 if hour < 3 else 0
        case _ if found["minute"] is None and hour < 12:
            return (*_clock(hour, minute), *_clock(hour + 12, minute))
    return _clock(hour, minute)


def _clock(hour: int, minute: int) -> tuple[time, ...]:
    return (time(hour, minute),) if hour < 24 and minute < 60 else ()


def _han(number: str) -> int:
    """十一, 兩, 七: up to twelve."""
    return sum(_HAN[each] for each in number)

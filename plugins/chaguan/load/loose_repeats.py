"""How an event comes again in the ways that people and calendars write it."""

from __future__ import annotations

import re
from typing import Final

from .other_words import plain, word

_WEEKDAYS: Final = {
    letter: name
    for letters, name in zip(
        ("一1", "二2", "三3", "四4", "五5", "六6", "日天7"),
        ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
        strict=True,
    )
    for letter in letters
}

_ORDINALS: Final = {"一": "1st", "二": "2nd", "三": "3rd", "四": "4th", "五": "5th", "1": "1st",
                    "2": "2nd", "3": "3rd", "4": "4th", "5": "5th"}  # fmt: skip

_WEEKDAY: Final = re.compile(
    r"(?:每月|每個月|每)?(?:(?P<last>最後一個|最后一个|最後)|第(?P<nth>[一二三四五1-5])(?:個|个)?)?"
    r"(?:每)?(?:週|周|星期|禮拜|礼拜)(?P<day>[一二三四五六日天])"
)

_OF_MONTH: Final = re.compile(r"(?:每月|每個月)?(?P<day>\d{1,2})(?:日|號|号)")

_NUMBERS: Final = {"兩": 2, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "隔": 2}

_EVERY: Final = {
    each: name
    for name, each_of in (("day", "日天"), ("week", "週周"), ("month", "月"), ("year", "年"))
    for each in each_of
}

_EVERY_SO_MANY: Final = re.compile(
    r"每?(?P<number>[兩二两三四五六隔]|\d{1,2})(?:個|个)?(?P<every>[日天週周月年]|星期|禮拜)"
)

_ENGLISH_EVERY: Final = re.compile(
    r"(?:every )?(?:(?P<number>\d{1,2}|other|second|two|three) )?(?P<every>day|week|month|year)s?"
)

_ENGLISH_NUMBERS: Final = {"other": 2, "second": 2, "two": 2, "three": 3}

_FREQUENCIES: Final = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}

_DAYS_OF_RULES: Final = {
    each[:2].upper(): each for each in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
}

_BY_DAY: Final = re.compile(r"(?P<nth>[+-]?\d)?(?P<day>MO|TU|WE|TH|FR|SA|SU)")

_NTHS: Final = {"": "", "1": "1st ", "2": "2nd ", "3": "3rd ", "4": "4th ", "-1": "last "}


def pattern_day(line: str) -> str:
    """A day of a pattern as files write it: `週二` is `tue`, `每月第二個星期六` is `2nd sat`."""
    bare = re.sub(r"\s+", "", plain(line))
    if found := _WEEKDAY.fullmatch(bare):
        nth = "last" if found["last"] else _ORDINALS.get(found["nth"] or "", "")
        return f"{nth} {_WEEKDAYS[found['day']]}".strip()
    if bare in _WEEKDAYS and not bare.isdigit():
        return _WEEKDAYS[bare]
    if found := _OF_MONTH.fullmatch(bare):
        return str(int(found["day"]))
    english = plain(line).casefold().removeprefix("every ").removeprefix("on ")
    return english.removesuffix("s") if re.fullmatch(r"[a-z]+days", english) else ""


def frequency(line: str) -> tuple[str, int] | None:
    """`every 2 weeks`, `每兩週`: what comes again, and each how many of it."""
    bare = re.sub(r"\s+", "", plain(line))
    if found := _EVERY_SO_MANY.fullmatch(bare):
        number = found["number"]
        every = _EVERY.get(found["every"], "week")
        return every, _NUMBERS[number] if number in _NUMBERS else int(number)
    if found := _ENGLISH_EVERY.fullmatch(plain(line).casefold()):
        number = found["number"] or "1"
        times = _ENGLISH_NUMBERS[number] if number in _ENGLISH_NUMBERS else int(number)
        return found["every"], times
    if bare.casefold() in ("fortnightly", "biweekly", "隔週", "雙週", "双周", "每雙週"):
        return "week", 2
    if every := word(line, ("day", "week", "month", "year")):
        return every, 1
    return None


def repetition(line: str) -> str:
    """A whole repetition in words, as the map that says it; empty where it is not clear.

    `weekly` is `{every: week}`, `每週二` is `{every: week, on: tue}`.
    """
    if "FREQ=" in line:
        return _rule(line)
    if found := frequency(line):
        every, times = found
        return f"{{every: {every}}}" if times == 1 else f"{{every: {every}, interval: {times}}}"
    english = re.sub(r"^(?:every|each|on)\s+", "", plain(line).casefold())
    day = pattern_day(line) or pattern_day(f"{english.removesuffix('s')}s")
    if not day:
        return ""
    is_weekly = " " not in day and not day.isdigit()
    return f"{{every: {'week' if is_weekly else 'month'}, on: {_short(day)}}}"


def _rule(line: str) -> str:
    """A recurrence rule of calendars (RFC 5545, 3.3.10) as the map that says it."""
    pairs = (part.partition("=") for part in plain(line).removeprefix("RRULE:").split(";"))
    said = {name.strip().upper(): value.strip() for name, _, value in pairs if value}
    every = _FREQUENCIES.get(said.pop("FREQ", "").upper())
    said.pop("WKST", "")
    parts = [f"every: {every}"]
    if interval := said.pop("INTERVAL", ""):
        parts += [f"interval: {interval}"] if interval != "1" else []
    days = [
        _BY_DAY.fullmatch(each.strip()) for each in said.pop("BYDAY", "").upper().split(",") if each
    ]
    on = [
        f"{_NTHS[found['nth'] or '']}{_DAYS_OF_RULES[found['day']]}"
        for found in days
        if found and (found["nth"] or "") in _NTHS
    ]
    if on:
        parts.append(f"on: {on[0] if len(on) == 1 else '[' + ', '.join(on) + ']'}")
    if count := said.pop("COUNT", ""):
        parts.append(f"count: {count}")
    if until := re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T235959)?", said.get("UNTIL", "")):
        del said["UNTIL"]
        parts.append(f"until: {until[1]}-{until[2]}-{until[3]}")
    is_whole = every and not said and len(on) == len(days)
    return f"{{{', '.join(parts)}}}" if is_whole else ""


def _short(day: str) -> str:
    return day[:3] if day.endswith("day") and " " not in day else day

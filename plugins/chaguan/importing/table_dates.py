"""Days and times as people write them in tables; what can be read in two ways is not read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from chaguan.load.loose_times import MONTHS


class UnclearError(ValueError):
    """No day, or not one that we can read."""


class AmbiguousError(UnclearError):
    """Read in two ways: the third of April, or the fourth of March."""


_YEAR_FIRST: Final = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*(?:日|號|号)?"
)
_REPUBLIC: Final = re.compile(
    r"(?:(?:中華)?民國\s*(?=\d)|(?=1\d\d\D))(\d{2,3})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
)
_YEAR_LAST: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_DAY_NAME: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[ .-]+(?:of )?([a-z]+)\.?,?[ -]+(\d{4})", re.I
)
_NAME_DAY: Final = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.I)
_WEEKDAY: Final = re.compile(r"^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)|[(（](?:週|周|星期)?[一二三四五六日天]|(?:週|周|星期)[一二三四五六日天]|[)）]", re.I)  # fmt: skip # noqa: E501
_CLOCK: Final = re.compile(
    r"(?P<before>上午|下午|早上|中午|晚上|凌晨|[ap]\.?m\.?)?\s*(?P<hour>\d{1,2})"
    r"(?:\s*[:：.時点點h]\s*(?P<minute>\d{2})?(?::\d{2})?分?)?\s*(?P<after>[ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_ZONED: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})"
)
"""A moment with its distance from UTC, as databases write it."""
_LATER: Final = ("下午", "晚上")


def day_of(text: str, day_first: bool | None) -> tuple[date, str]:
    """The day that a cell says, and what stands behind it. Raises UnclearError or AmbiguousError.

    Without `day_first`, `03/04/2027` is both of two days; `25/04/2027` is one.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    plain = _WEEKDAY.sub(" ", plain).strip()
    if found := _REPUBLIC.match(plain):
        return _date(int(found[1]) + 1911, int(found[2]), int(found[3]), text), plain[found.end() :]
    if found := _YEAR_FIRST.match(plain):
        return _date(int(found[1]), int(found[2]), int(found[3]), text), plain[found.end() :].lstrip("T ")  # fmt: skip # noqa: E501
    if found := _YEAR_LAST.match(plain):
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        is_day_first = day_first
        if one > 12 or found[2] == ".":  # nobody writes the month first with full stops
            is_day_first = True
        elif two > 12:
            is_day_first = False
        elif one == two:
            is_day_first = True
        if is_day_first is None:
            raise AmbiguousError(text)
        day, month = (one, two) if is_day_first else (two, one)
        return _date(year, month, day, text), plain[found.end() :].lstrip("T ")
    if (found := _DAY_NAME.match(plain)) and found[2].lower() in MONTHS:
        return _date(int(found[3]), MONTHS[found[2].lower()], int(found[1]), text), plain[found.end() :]  # fmt: skip # noqa: E501
    if (found := _NAME_DAY.match(plain)) and found[1].lower() in MONTHS:
        return _date(int(found[3]), MONTHS[found[1].lower()], int(found[2]), text), plain[found.end() :]  # fmt: skip # noqa: E501
    raise UnclearError(text)


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError as failure:
        raise UnclearError(text) from failure
    if not 1900 <= found.year <= 2200:
        raise UnclearError(text)
    return found


def times_of(text: str) -> tuple[time | None, time | None]:
    """The time that a cell says, or the two of `14:00-17:30`. Raises UnclearError."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split()).strip(" ,-")
    if not plain or plain.lower() in ("all day", "全天", "整天"):
        return None, None
    if re.search(r"(?:Z|[+-]\d{2}:?\d{2})$", plain) and not re.search(r"\d-\d{1,2}:", plain):
        raise UnclearError(text)
    parts = re.split(r"\s*(?:-|–|—|~|～|至|到|\bto\b|\buntil\b)\s*", plain, maxsplit=1)
    first = _clock(parts[0], "")
    if len(parts) == 1:
        return first, None
    last = _clock(parts[1], "")
    if first is not None and last is not None and last < first and last.hour < 12:
        before = _CLOCK.match(parts[0])
        is_same_half = first.hour < last.hour + 12  # else it ends after midnight
        if before and before["before"] in _LATER and is_same_half and not re.search("[上早凌]", parts[1]):  # fmt: skip # noqa: E501
            last = last.replace(hour=last.hour + 12)
    is_said_once = "pm" in parts[1].lower() and not re.search(r"(?i)[ap]\.?m", parts[0])
    if is_said_once and first is not None and last is not None and first.hour + 12 <= last.hour:
        first = first.replace(hour=first.hour + 12)
    return first, last


def _clock(text: str, half: str) -> time | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None or (found["minute"] is None and not re.search(r"[:：時点點h]|[ap]\.?m|午|上|凌", text, re.I)):  # fmt: skip # noqa: E501
        raise UnclearError(text)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if re.search("半", text):
        minute = 30
    said = (found["before"] or found["after"] or half).lower().replace(".", "").replace(" ", "")
    if said in ("pm", *_LATER) and hour < 12:
        hour += 12
    elif said in ("am", "凌晨", "上午") and hour == 12:
        hour = 0
    elif said == "中午" and hour < 3:
        hour += 12
    try:
        return time(hour, minute)
    except ValueError as failure:
        raise UnclearError(text) from failure


def on_the_clock(cell: str, zone: ZoneInfo) -> str:
    """A moment with an offset as the clock on the wall shows it; any other cell as it is."""
    found = _ZONED.fullmatch(cell.strip())
    if found is None:
        return cell
    try:
        moment = datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3]}").astimezone(zone)
    except (ValueError, OverflowError):
        return cell
    return f"{moment:%Y-%m-%d %H:%M}"


def told_by_others(cells: Iterable[str]) -> bool | None:
    """Whether the day comes first: another row of the column that can be read in one way only."""
    told: set[bool] = set()
    for each in cells:
        if found := re.match(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}", unicodedata.normalize("NFKC", each)):  # fmt: skip # noqa: E501
            one, two = int(found[1]), int(found[2])
            if one > 12 >= two:
                told.add(True)
            elif two > 12 >= one:
                told.add(False)
    return told.pop() if len(told) == 1 else None

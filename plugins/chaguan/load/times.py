"""Fields that hold a day, a time of the clock or a time zone."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from chaguan.model.frozen import dataclass
from chaguan.source import Node

from .loose_times import Clock, clock_meant, meaning, written
from .other_words import zone as zone_by_name
from .reading import Reading, near
from .words import Line

_DAY = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
_WHOLE = re.compile(rf"{_DAY}(?:[ T]+{_TIME})?")
_OFFSET = re.compile(
    rf"{_DAY}[ T]+{_TIME} ?(?P<offset>Z|UTC|GMT|[+-]\d{{2}}:?\d{{2}}|[+-]\d{{1,2}})", re.I
)
_TIME_ONLY = re.compile(rf"{_TIME}(?: ?(?P<half>[ap]m))?", re.I)
_AT_EIGHT = ("Asia/Shanghai", "Asia/Singapore", "Asia/Hong_Kong", "Asia/Manila", "Australia/Perth")
"""Where clocks show UTC+8, besides Taipei."""
_NEVER = frozenset("forever always never none endless 永遠 一直 無限 無限期 不限 沒有".split())
_PART_OF_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)(?:[-/.年](?P<month>\d{1,2})月?|年)?")
_LOOKS_LIKE_A_DAY = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d)")
_YEAR_OF_FOLDER = re.compile(r"(?:^|/)((?:19|20)\d\d)/")


@dataclass(frozen=True, slots=True)
class Moment:
    """`2026-04-03 14:00` on the clock of the place, or `2026-04-03` for a whole day."""

    def read(self, node: Node, name: str, reading: Reading) -> Clock | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        if found := _WHOLE.fullmatch(line):
            try:
                return _clock(found)
            except ValueError:
                guess = _next_midnight(found) or _swapped(line)
                reading.error("TM102", node.position, seen=line, near=guess)
                return None
        self._explain(line, name, node, reading)
        return None

    def _explain(self, line: str, name: str, node: Node, reading: Reading) -> None:
        plain = unicodedata.normalize("NFKC", line)
        if line.casefold().strip(". ") in _NEVER:
            reading.error("FD135", node.position, seen=line)
        elif (found := _OFFSET.fullmatch(plain)) and _is_offset(found["offset"]):
            fix = _on_the_wall(found, reading)
            reading.error("TM104", node.position, seen=line, offset=found["offset"], near=fix)
        elif found := _TIME_ONLY.fullmatch(plain):
            reading.error("TM103", node.position, seen=line, near=_on_the_day(found, reading.day))
        elif clocks := clock_meant(line):
            is_clear = len(clocks) == 1 and reading.day is not None
            near = f"{reading.day} {clocks[0]:%H:%M}" if is_clear else ""
            reading.error("TM103", node.position, seen=line, near=near)
        elif not self._say_what_was_meant(line, plain, name, node, reading):
            reading.error("TM101", node.position, seen=line, near="")

    def _say_what_was_meant(
        self, line: str, plain: str, name: str, node: Node, reading: Reading
    ) -> bool:
        """Report a date in another way of writing it; False where it is none."""
        if found := _PART_OF_DAY.fullmatch(plain):
            month = int(found["month"] or 1)
            if 1 <= month <= 12:
                near = f"{found['year']}-{month:02}-01"
                reading.error("FD126", node.position, field=name, seen=line, example=near)
                return True
        year = _YEAR_OF_FOLDER.search(reading.path)
        meant = meaning(line, int(year[1]) if year else None)
        if meant is None or not all(1900 <= each.year <= 2200 for each in meant.starts):
            if _LOOKS_LIKE_A_DAY.match(plain):
                reading.error("TM102", node.position, seen=line, near=_swapped(plain))
                return True
            return False
        first = written(meant.starts[0])
        if meant.weekday:
            reading.error("FD123", node.position, seen=line, day=first[:10], weekday=meant.weekday)
        elif len(meant.starts) > 1:
            readings = {"first": first, "second": written(meant.starts[1])}
            reading.error("FD124", node.position, seen=line, **readings)
        elif not meant.is_complete:
            reading.error("FD125", node.position, seen=line, near=first)
        elif meant.end is not None:
            end = written(meant.end)
            reading.error("FD122", node.position, seen=line, start=first, end=end)
        else:
            reading.error("TM101", node.position, seen=line, near=first)
        return True


@dataclass(frozen=True, slots=True)
class Instant:
    """A `Moment` on the community's clock, or on the record's own."""

    whole_day: time = time()
    """What is meant by a day alone."""
    is_local: bool = False
    """The record's own clock."""

    def read(self, node: Node, name: str, reading: Reading) -> datetime | None:
        zone = (reading.zone if self.is_local else None) or reading.around.zone
        return at_clock(Moment().read(node, name, reading), zone, self.whole_day)


@dataclass(frozen=True, slots=True)
class DayOnly:
    """`2026-04-03`."""

    def read(self, node: Node, name: str, reading: Reading) -> date | None:
        clock = Moment().read(node, name, reading)
        if isinstance(clock, datetime):
            reading.error(
                "TM106", node.position, seen=written(clock), near=clock.date().isoformat()
            )
            return None
        return clock


@dataclass(frozen=True, slots=True)
class Zone:
    """An IANA time zone: `Asia/Taipei`."""

    def read(self, node: Node, name: str, reading: Reading) -> ZoneInfo | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        if line in zone_names():
            return ZoneInfo(line)
        if by_name := zone_by_name(line):
            reading.meant(node.position, name, seen=line, fix=by_name)
            return None
        if offset := re.fullmatch(r"(?i)(?:utc|gmt)?\s*\+0?8(?::?00)?", line):
            own = str(reading.around.zone)
            guess = own if own in _AT_EIGHT else "Asia/Taipei"
            reading.error("TM107", node.position, seen=offset.group(), near=guess)
            return None
        if re.search(r"\d", line):  # UTC+8 and the like are near UTC by letters only
            reading.error("TM107", node.position, seen=line, near="")
            return None
        cities = {each.rpartition("/")[2]: each for each in sorted(zone_names())}
        underscored = line.replace(" ", "_")
        city = near(underscored.rpartition("/")[2], cities)
        guess = near(underscored, zone_names()) or cities.get(city, "")
        reading.error("TM107", node.position, seen=line, near=guess)
        return None


@cache
def zone_names() -> frozenset[str]:
    """Zones that people name: a region and a city, or UTC."""
    named = {each for each in available_timezones() if "/" in each}
    return frozenset(
        each for each in named if not each.startswith(("Etc/", "SystemV/", "posix/", "right/"))
    ) | {"UTC"}


def at_clock(clock: Clock | None, zone: ZoneInfo, whole_day: time = time()) -> datetime | None:
    """The instant at which a clock in `zone` shows `clock`; of a day, at `whole_day`."""
    if clock is None:
        return None
    if isinstance(clock, datetime):
        return clock.replace(tzinfo=zone)
    return datetime.combine(clock, whole_day, zone)


def _clock(found: re.Match[str]) -> Clock:
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    if day.year < 1900 or day.year > 2200:
        raise ValueError(day.year)
    if found["hour"] is None:
        return day
    return datetime.combine(day, _time(found))


def _time(found: re.Match[str]) -> time:
    hour = int(found["hour"])
    half = (found.groupdict().get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, int(found["minute"]), int(found["second"] or 0))


def _next_midnight(found: re.Match[str]) -> str:
    """What `24:00` is called here: the next day's `00:00`; empty for anything else."""
    if found["hour"] != "24" or found["minute"] != "00":
        return ""
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        return written(datetime.combine(day + timedelta(days=1), time()))
    except (OverflowError, ValueError):
        return ""


def _is_offset(offset: str) -> bool:
    """Whether clocks may be so far from UTC; `19:30-21:30` is a beginning and an end."""
    digits = re.sub(r"\D", "", offset)
    return not digits or int(digits[:2]) <= 14


def _swapped(line: str) -> str:
    """The same with month and day in their order: `2026-08-13` for `2026-13-08`."""
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})(.*)", line)
    if found is None or not (int(found[2]) > 12 >= int(found[3]) > 0 and int(found[2]) < 29):
        return ""
    return f"{found[1]}-{found[3]}-{found[2]}{found[4]}"


def _on_the_day(found: re.Match[str], day: date | None) -> str:
    """A time alone, on the day that the record is about; empty where nobody knows it."""
    try:
        return written(datetime.combine(day, _time(found))) if day else ""
    except ValueError:
        return ""


def _on_the_wall(found: re.Match[str], reading: Reading) -> str:
    """The same instant on the clock of the record's zone, as it should be written."""
    try:
        naive = _clock(found)
    except ValueError:
        return ""
    if not isinstance(naive, datetime):
        return ""
    offset = found["offset"].upper()
    if offset in ("Z", "UTC", "GMT"):
        aware = naive.replace(tzinfo=UTC)
    else:
        sign, digits = offset[0], offset[1:].replace(":", "")
        digits = digits.rjust(2, "0").ljust(4, "0")
        try:
            aware = datetime.strptime(f"{written(naive)} {sign}{digits}", "%Y-%m-%d %H:%M %z")
        except ValueError:
            return ""
    return written(aware.astimezone(reading.zone or reading.around.zone))

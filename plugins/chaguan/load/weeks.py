"""The field that says from which week on there is a digest."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from chaguan.model import Week
from chaguan.source import Node

from .fields import Field, Part
from .reading import Reading
from .words import Line

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK: Final = re.compile(r"\d{4}-?[Ww]\d{1,2}")
_NUMBERS: Final = re.compile(r"(\d{4})\D+(\d{1,2})\D*")


@dataclass(frozen=True, slots=True)
class WeekOnly:
    """A week by its number: `2026-W49`."""

    def read(self, node: Node, name: str, reading: Reading) -> Week | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        try:
            return Week.parsed(unicodedata.normalize("NFKC", line))
        except ValueError:
            plain = unicodedata.normalize("NFKC", line).strip()
            code = "DG102" if _WEEK.fullmatch(plain) else "DG101"
            reading.error(code, node.position, seen=line, near=_near(plain))
            return None


def _near(line: str) -> str:
    """The week that was probably meant: that of a day, else the nearest number of that year."""
    try:
        if day := _DAY.search(line):
            return str(Week.of(date.fromisoformat(day[0])))
        numbers = _NUMBERS.search(line)
        if numbers is None:
            return ""
        year, number = int(numbers[1]), max(1, int(numbers[2]))
        last = date(year, 12, 28).isocalendar().week  # the 28th is always in the last (ISO 8601)
        return str(Week(date.fromisocalendar(year, min(number, last), 1)))
    except (ValueError, OverflowError):
        return ""


def first_week(since: Week) -> Week:
    """What `{since: …}` says."""
    return since


SINCE: Final = Part(
    (Field("since", WeekOnly(), "the first week: 2026-W49", is_required=True, public=False),),
    first_week,
)

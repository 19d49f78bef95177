"""Last year's offer as this year's: the same words, every day a year later, its own identity."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_DAY: Final = re.compile(r"\b(?P<key>from|until): *(?P<mark>[\"']?)(?P<day>\d{4}-\d{2}-\d{2})")
_OWN: Final = re.compile(r"^(?:uid|aliases|sold_out):.*\n(?:[ \t#-].*\n)*", re.MULTILINE)
"""What belongs to one season alone."""
_YEAR: Final = re.compile(r"-(?:19|20)\d{2}$")


def next_season(text: str, uid: str) -> str:
    """The text of the new file, from that of the old one."""
    kept = _OWN.sub("", text if text.endswith("\n") else f"{text}\n")
    return f"{_DAY.sub(_a_year_later, kept)}uid: {uid}\n"


def season_id(id: str, first: date | None) -> str:
    """`moon-cakes-2027` for `moon-cakes` or `moon-cakes-2026`; `first` is the new season's day."""
    plain = _YEAR.sub("", id)
    return f"{plain}-{first.year}" if first else f"{plain}-again"


def a_year_later(day: date) -> date:
    """The same day of the next year; of 29 February, the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _a_year_later(found: re.Match[str]) -> str:
    try:
        day = a_year_later(date.fromisoformat(found["day"]))
    except ValueError:
        return found[0]
    return f"{found['key']}: {found['mark']}{day.isoformat()}"

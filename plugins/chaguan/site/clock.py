"""The moment for which a site is built, as those see it who make its pages."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from chaguan.build.recorder import Recorder

from .host_settings import SettingsError

PINNED: Final = "SOURCE_DATE_EPOCH"
"""The variable that says for which moment is built (reproducible-builds.org)."""
_DAY: Final = 24 * 60 * 60
"""Seconds."""


def pinned(seconds: str) -> datetime | None:
    """The moment that `SOURCE_DATE_EPOCH` says, aware, in UTC; None where it says none.

    Raises SettingsError where that is no moment.
    """
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as failure:
        raise SettingsError(
            f"{PINNED} is {seconds!r}, and should be seconds since 1970, such as 1796083200."
        ) from failure


def pinned_or(now: datetime) -> datetime:
    """The moment that the variable in the environment says, else `now`; SettingsError as above."""
    return pinned(os.environ.get(PINNED, "")) or now


def build_time() -> datetime:
    """The moment for which a site is built: as above, else the quarter of an hour that it is.

    Builds that follow each other need not make all lists again; the reader's browser corrects
    what has ended since.
    """
    now = datetime.now(UTC)
    return pinned_or(now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0))


class Clock:
    """Tells what has come. Who asks is heard, with the span of time in which the answer holds."""

    def __init__(self, moment: datetime, recorder: Recorder | None = None) -> None:
        self.moment = moment
        """Aware. Nobody hears who reads it: it may say what to look at first, not what is found."""
        self._now = moment.timestamp()
        self._recorder = recorder or Recorder()

    def has_come(self, moment: datetime) -> bool:
        """Whether it is this moment (aware) or later."""
        turns = moment.timestamp()
        if turns <= self._now:
            self._recorder.record_between(since=turns)
            return True
        self._recorder.record_between(until=turns)
        return False

    def today(self, zone: tzinfo = UTC) -> date:
        """The day in a zone."""
        day = self.moment.astimezone(zone).date()
        begins = datetime.combine(day, time.min, zone).timestamp()
        ends = datetime.combine(day + timedelta(days=1), time.min, zone).timestamp()
        self._recorder.record_between(since=begins, until=ends)
        return day

    def before(self, days: int, zone: tzinfo) -> date:
        """A day so many days (2 or more) before today in a zone, from which on to look.

        Whatever ended before it has ended at any later moment, and at any of the last day.
        """
        self._recorder.record_between(since=self._now - _DAY)
        return self.moment.astimezone(zone).date() - timedelta(days=days)

    def is_between(self, since: str, until: str) -> bool:
        """Whether what was once heard (`Tracer.ask_between`) holds now."""
        return float(since) <= self._now < float(until)

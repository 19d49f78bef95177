"""How lately something has been alive: groups float and sink by it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from .clock import Clock
from .occurrences import last_of, next_of
from .stream import Stream

ASLEEP_AFTER: Final = timedelta(days=180)
"""Without a post or an event for so long, a group is asleep."""
TO_COME: Final = datetime.max.replace(tzinfo=UTC)
"""The latest life of what has something before it."""


def latest_life(stream: Stream, clock: Clock) -> datetime | None:
    """When a stream last had a post or an event; `TO_COME` for one to come, None for never."""
    key = (stream.kind, stream.key)
    posted = stream.index.last_posted(key, stream.language)
    moments = [posted] if posted else []
    for event in stream.events():
        if next_of(event, clock, key) is not None:
            return TO_COME
        last = last_of(event, key)
        moments.extend([last.span.end] if last else [])
    return max(moments, default=None)


def is_asleep(life: datetime | None, clock: Clock) -> bool:
    """Whether nothing has happened for `ASLEEP_AFTER`, and nothing is to come.

    What never had any life is new, not asleep.
    """
    return life is not None and life != TO_COME and clock.has_come(life + ASLEEP_AFTER)

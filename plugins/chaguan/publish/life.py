"""How lately something has been alive: groups float and sink by it."""

from __future__ import annotations

from datetime import datetime

from .occasions import following, last_of
from .stream import Stream


def latest_life(stream: Stream, now: datetime) -> datetime | None:
    """When a stream last had a post or an event; `now` where one is to come; None for never."""
    moments = [post.date for post in stream.posts[:1]]
    for event in stream.events:
        if not event.is_cancelled and next(following(event, now), None) is not None:
            return now
        last = last_of(event) if next(following(event, now), None) is None else None
        moments.extend([last.span.end] if last else [])
    return max(moments, default=None)

"""The dates that a community knows of itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Final

from chaguan.model import Community

NO_DATE: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Said where a community knows no date at all, for a feed has to say one (RFC 4287, 4.2.15)."""


def known_dates(community: Community) -> Iterator[datetime]:
    """When things were said, aware; never when they are to be, which is a promise."""
    zone = community.settings.zone
    yield from (post.date for post in community.posts)
    for event in community.events.values():
        yield from (each for each in (event.announced, event.updated) if each is not None)
    for person in community.people.values():
        if person.joined is not None:
            yield datetime.combine(person.joined, time(), zone)


def first_days(community: Community) -> Iterator[datetime]:
    """When its events began, which is all that a community knows of itself that dates nothing."""
    return (event.span.start for event in community.events.values())

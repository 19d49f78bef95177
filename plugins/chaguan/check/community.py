"""Rules over the community's identity, and over records that are one thing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from chaguan.locales.han import folded
from chaguan.model import Community, Event, Problem, Settings, Week, error, notice, warning

DEMONSTRATION: Final = "5108055d-ee18-4292-890d-56565444b7c5"
"""The identity of the community that comes with Chaguan, to look at."""
_ITS_NAMES: Final = ("等潮茶館", "slack tide")
FAR: Final = timedelta(days=3653)
"""Ten years; who announces something for later has mistyped a year."""


def identity_is_its_own(community: Community) -> Iterator[Problem]:
    """ID125: two communities with one identity collide in every reader of both.

    ID126: an identity that is no UUID may be somebody else's, too.
    """
    settings = community.settings
    if "uid" not in settings.positions:
        return
    position = settings.positions["uid"]
    if settings.uid == DEMONSTRATION and not is_demonstration(settings):
        yield error("ID125", position)
    elif not _is_uuid(settings.uid):
        yield warning("ID126", position, seen=settings.uid)


def is_demonstration(settings: Settings) -> bool:
    """Whether this is the community that comes with Chaguan, by its identity and its name."""
    names = " ".join(words.text for words in settings.name.versions).casefold()
    return settings.uid == DEMONSTRATION and any(each in names for each in _ITS_NAMES)


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def events_are_there_once(community: Community) -> Iterator[Problem]:
    """ID127: an event in two files is in every list and calendar twice."""
    known: dict[tuple[str, datetime], Event] = {}
    for event in sorted(community.events.values(), key=lambda each: each.path):
        for words in event.title.versions:
            name = re.sub(r"\W", "", folded(words.text))
            first = known.setdefault((name, event.span.start), event)
            is_same = first.place == event.place and first.online == event.online
            if first is not event and is_same and not (event.uid and event.uid == first.uid):
                yield warning("ID127", event.position("title"), path=first.path)
                break


def pictures_have_words(community: Community) -> Iterator[Problem]:
    """PO102: who cannot see a picture hears what it shows; of posts, their own rule tells."""
    for record in community.records():
        if record.kind in ("post", "person") or "image" not in record.positions:
            continue
        if record.image and not getattr(record, "image_alt", None):
            yield warning("PO102", record.position("image"), seen=record.image)


def what_is_to_come(community: Community, now: datetime) -> Iterator[Problem]:
    """ID128, ID129, DG103: what waits for its day, said to whoever wonders where it is."""
    for post in community.posts:
        if post.date > now and not post.draft and "date" in post.positions:
            yield notice("ID128", post.position("date"), **_parts(post.date))
    settings = community.settings
    running = Week.of(now.astimezone(settings.zone).date())
    if settings.digest is not None and settings.digest > running.next:
        position = settings.position("digest.since")
        yield error("DG103", position, seen=str(settings.digest), near=str(running))
    for event in community.events.values():
        if event.span.start - now > FAR:
            yield notice("ID129", event.position("start"), **_parts(event.span.start))


def _parts(moment: datetime) -> dict[str, int]:
    """A day in parts, since languages order them in their own ways."""
    return {"year": moment.year, "month": moment.month, "day": moment.day}

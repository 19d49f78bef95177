"""In which week something was new: what a digest tells, as a (published) community says it.

A static build does not know what it sent. So a week is made of dates alone: of a story's own, of
what a file says, and of the day on which a file came to the branch, where that is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cached_property
from typing import Final

from chaguan.model import Community, RecordId, Week

BULK: Final = 20
"""Records that came to the branch in one moment: more were moved there, and are no news."""
STORIES: Final = "stories"
PEOPLE: Final = "people"
CHANGES: Final = "changes"
STEPS: Final = "steps"
CLOSING: Final = "closing"
ON: Final = "on"
PARTS: Final = (STORIES, PEOPLE, CHANGES, ON, STEPS, CLOSING)
"""The parts of a digest, in their order."""
Found = tuple[tuple[str, tuple[RecordId, ...]], ...]


class Weeks:
    """The records that are news in each week; worked out when somebody first asks."""

    def __init__(self, community: Community, arrived: Callable[[str], datetime | None]) -> None:
        self._community = community
        self._arrived_at = arrived
        self._zone = community.settings.zone

    def of(self, week: Week) -> Found:
        """The parts that have something, and the ids of its records."""
        return tuple(
            (part, tuple(sorted(ids))) for part in PARTS if (ids := self._by_week.get((part, week)))
        )

    @cached_property
    def _by_week(self) -> dict[tuple[str, Week], set[RecordId]]:
        found: dict[tuple[str, Week], set[RecordId]] = {}
        for part, week, id in self._news():
            found.setdefault((part, week), set()).add(id)
        return found

    def _news(self) -> Iterator[tuple[str, Week, RecordId]]:
        community = self._community
        yield from self._stories()
        for person in community.people.values():
            if (week := self._since(person.joined, person.path)) is not None:
                yield PEOPLE, week, person.id
        for event in community.events.values():
            if event.updated is not None:
                yield CHANGES, self._week(event.updated), event.id
        for campaign in community.campaigns.values():
            for step in campaign.steps:
                yield STEPS, Week.of(step.day), campaign.id
        for offer in community.offers.values():
            ends = [offer.until] if offer.until else []
            if offer.order and offer.order.until:
                ends.append(offer.order.until.astimezone(self._zone).date())
            for last in ends:  # told in the week before, while there is time
                yield CLOSING, Week.of(date.fromordinal(last.toordinal() - 7)), offer.id

    def _stories(self) -> Iterator[tuple[str, Week, RecordId]]:
        """Each once, in the week of its first version: a translation is no news."""
        first: dict[RecordId, Week] = {}
        for post in self._community.posts:
            day = post.date.astimezone(self._zone).date()
            week = self._since(day, post.path) or Week.of(day)
            first[post.id] = min(week, first.get(post.id, week))
        for id, week in first.items():
            yield STORIES, week, id

    def _since(self, day: date | None, path: str) -> Week | None:
        """The week of a day, or that in which the file came, where that was later."""
        arrived = self._arrived(path)
        weeks = [Week.of(day)] if day else []
        if arrived is not None and self._in_bulk[arrived] <= BULK:
            weeks.append(self._week(arrived))
        return max(weeks, default=None)

    def _week(self, moment: datetime) -> Week:
        return Week.of(moment.astimezone(self._zone).date())

    def _arrived(self, path: str) -> datetime | None:
        return self._arrivals.get(path)

    @cached_property
    def _arrivals(self) -> dict[str, datetime]:
        community = self._community
        records = (*community.posts, *community.people.values(), *community.events.values(),
                   *community.places.values(), *community.groups.values())  # fmt: skip
        found = ((each.path, self._arrived_at(each.path)) for each in records)
        return {path: moment for path, moment in found if moment is not None}

    @cached_property
    def _in_bulk(self) -> Counter[datetime]:
        return Counter(self._arrivals.values())

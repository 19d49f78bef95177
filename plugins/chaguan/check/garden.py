"""What has gone stale in a community: nothing is wrong with it, and somebody should look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Final

from chaguan.model import (
    Community,
    Event,
    GatheredFile,
    Group,
    Past,
    Position,
    Post,
    Record,
    RecordId,
    Status,
)
from chaguan.model.frozen import dataclass
from chaguan.site.behind import behind, translations
from chaguan.site.gathered import feeds_of
from chaguan.site.heartbeat import heartbeat_of, needs_signs

SOON: Final = timedelta(days=14)
"""A link to join that ends within it is named before it dies."""
ASLEEP: Final = timedelta(days=180)
SILENT: Final = timedelta(days=30)
"""A source from which nothing has come for so long is named."""
YEAR: Final = timedelta(days=365)
TIME_TO_TELL: Final = timedelta(days=14)
"""A campaign may be over so long without a word about what came of it."""
TIME_TO_WRITE: Final = timedelta(days=7)
"""Nobody is asked for a recap sooner."""
_NOT_HELD: Final = (Status.CANCELLED, Status.POSTPONED)


@dataclass(frozen=True, slots=True)
class Stale:
    """One thing to look after."""

    subject: str
    """Which words of `locales/garden/` tell of it."""
    position: Position
    values: Mapping[str, str] = field(default_factory=dict)


def _nothing_known(path: str) -> Past:
    return Past()


def stale(
    community: Community,
    now: datetime,
    said: Mapping[str, datetime] | None = None,
    past_of: Callable[[str], Past] = _nothing_known,
) -> tuple[Stale, ...]:
    """Everything that has gone stale at `now`, sorted by file and line.

    `said` is when each event's file last began to say something else, and `past_of` how any file
    came to be, by path.
    """
    found = (
        *join_links_that_end(community, now),
        *groups_asleep(community, now),
        *events_without_a_recap(community, now),
        *people_nobody_names(community),
        *places_nobody_uses(community),
        *drafts_that_lie(community, now),
        *series_gone_silent(community, now, said or {}),
        *signatures_below_older_versions(community),
        *campaigns_without_an_outcome(community, now),
        *translations_behind(community, past_of),
        *sources_gone_silent(community, now),
    )
    return tuple(sorted(found, key=lambda each: (each.position, each.subject)))


def translations_behind(
    community: Community, past_of: Callable[[str], Past] = _nothing_known
) -> Iterator[Stale]:
    """Who reads only one of the languages reads what the others have corrected since."""
    for post, original in translations(community):
        day = behind(post, original, community.settings.zone, past_of)
        if day is not None and not post.draft:
            yield _stale("behind", post.position("title"), original=original.path, since=day)


def signatures_below_older_versions(community: Community) -> Iterator[Stale]:
    """Who signed the first version has not signed the second."""
    charter = next((each for each in community.pages if each.id == "charter"), None)
    if charter is None or not charter.version:
        return
    for person in community.people.values():
        if person.signed and person.signed != charter.version and not person.left:
            values = {"signed": person.signed, "version": charter.version, "changed": charter.path}
            yield _stale("unsigned", person.position("signed"), id=person.id, **values)


def campaigns_without_an_outcome(community: Community, now: datetime) -> Iterator[Stale]:
    """Whoever joined wants to know what came of it."""
    today = now.astimezone(community.settings.zone).date()
    for campaign in community.campaigns.values():
        until = campaign.until
        if until is not None and until + TIME_TO_TELL < today and not campaign.outcome:
            yield _stale("no_outcome", campaign.position("until"), id=campaign.id, until=until)


def join_links_that_end(community: Community, now: datetime) -> Iterator[Stale]:
    """A group that cannot be joined is closed without having said so."""
    today = now.astimezone(community.settings.zone).date()
    for group in community.groups.values():
        for number, link in enumerate(group.join):
            if link.until is not None and link.until < today + SOON:
                subject = "join_over" if link.until < today else "join_soon"
                position = group.position(f"join.{number}.until")
                yield _stale(subject, position, id=group.id, until=link.until, url=link.url)


def groups_asleep(community: Community, now: datetime) -> Iterator[Stale]:
    """A group without life for half a year may wait for somebody to say: tea on Friday?"""
    for group in community.groups.values():
        latest = max(_life(group, community, now), default=None)
        if latest is None:
            yield _stale("never_awake", group.position(), id=group.id)
        elif latest < now - ASLEEP:
            since = latest.astimezone(community.settings.zone).date()
            yield _stale("asleep", group.position(), id=group.id, since=since)


def _life(group: Group, community: Community, now: datetime) -> Iterator[datetime]:
    """When there was something; `now` where something is to come."""
    for post in community.posts:
        if group.id in post.groups and not post.draft:
            yield min(post.date, now)
    for event in community.events.values():
        if group.id in event.groups and not event.is_cancelled:
            yield from (min(end, now) for end in _ends(event, now))


def _ends(event: Event, now: datetime) -> Iterator[datetime]:
    """When each time of an event has ended, and the end of the first that has not."""
    for occurrence in event.occurrences():
        yield occurrence.span.end
        if occurrence.span.end > now:
            return


def events_without_a_recap(community: Community, now: datetime) -> Iterator[Stale]:
    """What was done together is gone in a year if nobody tells of it."""
    told = {post.event for post in community.posts if not post.draft}
    for event in community.events.values():
        if event.id in told or event.recordings or event.status in _NOT_HELD:
            continue
        ended = tuple(takewhile(lambda end: end <= now - TIME_TO_WRITE, _ends(event, now)))
        if ended and ended[-1] > now - YEAR:
            day = (ended[-1] - timedelta(microseconds=1)).date()
            yield _stale("no_recap", event.position(), id=event.id, ended=day)


def people_nobody_names(community: Community) -> Iterator[Stale]:
    """Who is named nowhere has drifted off, or did something that lacks their name."""
    named: set[RecordId] = set()
    for post in community.posts:
        named.update(post.contributors)
    for event in community.events.values():
        named.update(event.people)
        named.update(id for _, ids in event.credits for id in ids)
        named.update(id for item in event.agenda for id in item.speakers)
    for campaign in community.campaigns.values():
        named.update((*campaign.hosts, *(id for step in campaign.steps for id in step.by)))
    for offer in community.offers.values():
        named.update(maker.person for maker in offer.of if maker.person)
    named.update(each.id for each in community.people.values() if each.joins or each.signed)
    for group in community.groups.values():
        named.update(group.members)
    for place in community.places.values():
        named.update(place.people)
    yield from _unnamed("unnamed", community.people, named)


def places_nobody_uses(community: Community) -> Iterator[Stale]:
    """A place where nothing happens may have closed."""
    named: set[RecordId | None] = set()
    for post in community.posts:
        named.update(post.places)
    for event in community.events.values():
        named.update((event.place, *(change.place for change in event.changes)))
    named.update(each.place for each in community.campaigns.values())
    for offer in community.offers.values():
        named.update(maker.place for maker in offer.of)
        named.add(offer.pick_up.place if offer.pick_up else None)
    named.update(group.place for group in community.groups.values())
    named.update(person.place for person in community.people.values())
    open_ones = {id: place for id, place in community.places.items() if not place.is_closed}
    yield from _unnamed("unused", open_ones, named)


def _unnamed(
    subject: str, records: Mapping[RecordId, Record], named: set[RecordId] | set[RecordId | None]
) -> Iterator[Stale]:
    for id, record in records.items():
        if id not in named:
            yield _stale(subject, record.position(), id=id)


def drafts_that_lie(community: Community, now: datetime) -> Iterator[Stale]:
    """A story that has waited for a year waits for somebody."""
    for post in community.posts:
        if post.draft and post.changed < now - YEAR:
            yield _stale("old_draft", _draft(post), since=post.changed.date())


def series_gone_silent(
    community: Community, now: datetime, said: Mapping[str, datetime]
) -> Iterator[Stale]:
    """A series whose hosts have gone goes on inviting people; where that is to be found out."""
    least = community.settings.heartbeat
    for event in community.events.values() if least else ():
        if not needs_signs(event):
            continue
        recaps = [post.date for post in community.posts if post.event == event.id]
        assert least is not None
        found = heartbeat_of(event, said.get(event.path), recaps, least, now)
        today = now.astimezone(event.zone).date()
        if found.doubtful <= today:
            position, id = event.position("repeat"), event.id
            days = {"since": found.last, "until": found.until, "today": today}
            yield _stale("silent", position, id=id, **days)


def sources_gone_silent(community: Community, now: datetime) -> Iterator[Stale]:
    """Who has stopped writing elsewhere, or moved and told nobody, shows nothing new."""
    today = now.astimezone(community.settings.zone).date()
    for feed in feeds_of(community):
        position = community.people[feed.person].position("feed")
        if feed.failing is not None and feed.failing + SILENT <= today:
            yield _unreachable(position, feed, feed.failing)
        elif feed.latest is not None and feed.latest + SILENT <= today:
            yield _stale("feed_silent", position, url=feed.url, since=feed.latest)
    failing = {each.url: each for each in community.gathered.calendars if each.failing}
    for number, neighbour in enumerate(community.settings.neighbours):
        file = failing.get(neighbour.url)
        if file is not None and file.failing is not None and file.failing + SILENT <= today:
            position = community.settings.position(f"neighbours.{number}.url")
            yield _unreachable(position, file, file.failing)


def _unreachable(position: Position, file: GatheredFile, since: date) -> Stale:
    return _stale("unreachable", position, url=file.url, since=since, reason=file.reason)


def _draft(post: Post) -> Position:
    return post.positions.get("draft") or post.position()


def _stale(subject: str, position: Position, **values: str | date) -> Stale:
    return Stale(subject, position, {name: str(value) for name, value in values.items()})

"""How alive a community is, from its records and git alone: what was held, by whom, who is new.

It never tells of readers, of ranks or of who has faded, names nobody who is not listed, and says
no figure below `FEWEST`, by which somebody might be known. What is done twice is told once: a
translation is no story of its own, several roles of one evening are one, and `joined` is no act.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from chaguan.model import Event, Group, Occurrence, Past, RecordId
from chaguan.model.frozen import dataclass

from .clock import Clock
from .index import Index
from .occurrences import Window, occurrences

MONTHS: Final = 12
"""The present month and those before it."""
FEWEST: Final = 3
"""A smaller figure is not told."""
MONTHS_OF_A_REGULAR: Final = 3
NEW_FOR: Final = timedelta(days=90)
COMMUNITY: Final = "community.yml"
"""What came with it was there from the beginning."""


@dataclass(frozen=True, slots=True)
class Month:
    """What took place in a month."""

    first: date
    evenings: int | None
    """How many; None where they are fewer than `FEWEST`."""
    people: int | None
    """How many different people made them happen; None as above."""


@dataclass(frozen=True, slots=True)
class Awake:
    """A group that began within these months."""

    group: Group
    since: date
    """When its file came to the branch, on the community's clock."""
    proposed: date | None
    """When it was first written; None where git does not know that, or it is the same day."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What is told of twelve months."""

    months: tuple[Month, ...]
    """Oldest first."""
    hosts: tuple[RecordId, ...]
    """Who hosted, by id."""
    regulars: tuple[RecordId, ...]
    """Who is named in at least three of the months, by id."""
    first_timers: tuple[RecordId, ...]
    """Who was named for the first time in the last 90 days, by id."""
    awake: tuple[Awake, ...]
    """The latest first."""


@dataclass(frozen=True, slots=True)
class _Act:
    """Somebody is named in what took place or was told."""

    day: date
    person: RecordId


def pulse(index: Index, clock: Clock, past_of: Callable[[str], Past]) -> Pulse:
    """The pulse of a (published) community; `past_of` says how a file came to be."""
    zone = index.settings.zone
    today = clock.today(zone)
    months = _months(today)
    people = index.community.people
    here = {id for id, each in people.items() if each.left is None or each.left > today}
    since = datetime.combine(months[0], time(), zone)
    held = [
        each for event in index.community.events.values() for each in _held(event, clock, since)
    ]
    evenings = Counter(_month(each.span.first_day) for each in held)
    makers: dict[date, set[RecordId]] = defaultdict(set)
    for each in held:
        makers[_month(each.span.first_day)].update(here.intersection(_named_in(each.event)))
    acts = [act for act in (*_of_evenings(held), *_told(index, today)) if act.person in here]
    active: dict[RecordId, set[date]] = defaultdict(set)
    for act in acts:
        if act.day >= months[0]:
            active[act.person].add(_month(act.day))
    return Pulse(
        months=tuple(
            Month(each, _enough(evenings[each]), _enough(len(makers[each]))) for each in months
        ),
        hosts=_sorted(id for each in held for id in each.event.hosts if id in here),
        regulars=_sorted(id for id, in_ in active.items() if len(in_) >= MONTHS_OF_A_REGULAR),
        first_timers=_sorted(_new(acts, index, today - NEW_FOR, clock)),
        awake=tuple(sorted(_awake(index, months[0], past_of), key=lambda each: (
            -each.since.toordinal(), each.group.id))),
    )  # fmt: skip


def _months(today: date) -> tuple[date, ...]:
    last = today.year * 12 + today.month - 1
    return tuple(date(n // 12, n % 12 + 1, 1) for n in range(last - MONTHS + 1, last + 1))


def _month(day: date) -> date:
    return day.replace(day=1)


def _enough(number: int) -> int | None:
    return number if number >= FEWEST else None


def _sorted(ids: Iterator[RecordId]) -> tuple[RecordId, ...]:
    return tuple(sorted(set(ids)))


def _held(event: Event, clock: Clock, since: datetime | None = None) -> Iterator[Occurrence]:
    """The times of an event that are over and took place, those that began on a day or later.

    A series for which nobody has spoken for too long may have happened or not.
    """
    tomorrow = datetime.combine(clock.today(UTC) + timedelta(days=2), time(), UTC)
    for each in occurrences(event, Window(since, tomorrow)):
        if since is not None and each.span.first_day < since.date():
            continue
        is_known = event.doubtful is None or each.span.start < event.doubtful
        if is_known and not each.is_off and clock.has_come(each.span.end):
            yield each


def _named_in(event: Event) -> set[RecordId]:
    """Who made an evening: in whatever role, once."""
    spoke = (id for item in event.agenda for id in item.speakers)
    helped = (id for _, ids in event.credits for id in ids)
    return {*event.people, *spoke, *helped}


def _of_evenings(held: list[Occurrence]) -> Iterator[_Act]:
    for each in held:
        for id in _named_in(each.event):
            yield _Act(each.span.first_day, id)


def _told(index: Index, today: date) -> Iterator[_Act]:
    """Who is named in stories and in the steps of campaigns."""
    zone = index.settings.zone
    for id in index.ids("post"):
        original, *_ = index.versions(id)
        for person in original.contributors:
            yield _Act(original.date.astimezone(zone).date(), person)
    for campaign in index.community.campaigns.values():
        for step in campaign.steps:
            if step.day <= today:
                yield from (_Act(step.day, person) for person in step.by)


def _new(acts: list[_Act], index: Index, since: date, clock: Clock) -> Iterator[RecordId]:
    """Who was named since a day and never before it."""
    known = {act.person for act in acts if act.day < since}
    new = {act.person for act in acts} - known
    for event in index.community.events.values() if new else ():
        for each in _held(event, clock):
            if each.span.first_day >= since or not new:
                break
            new -= _named_in(each.event)
    yield from new


def _awake(index: Index, since: date, past_of: Callable[[str], Past]) -> Iterator[Awake]:
    """The groups that came later than the community itself, as far as git knows."""
    zone, beginning = index.settings.zone, past_of(COMMUNITY).arrived
    for group in index.community.groups.values():
        past = past_of(group.path)
        came = past.arrived
        if came is None or (beginning is not None and came <= beginning):
            continue
        day = came.astimezone(zone).date()
        written = [each.moment.astimezone(zone).date() for each in past.revisions]
        proposed = min(written, default=day) if past.is_complete else day
        if day >= since:
            yield Awake(group, day, proposed if proposed < day else None)

"""An event: something people do together, once or again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from heapq import merge
from zoneinfo import ZoneInfo

from .event_parts import AgendaItem, Call, Change, Recording, Signup, Status, Turn
from .frozen import dataclass
from .place import Location
from .record import MediaPath, Record, RecordId, Url
from .repeat import Repeat
from .span import Span
from .text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """One happening or a series of them (RFC 5545 VEVENT, schema.org/Event)."""

    kind = "event"
    plural = "events"

    title: Text
    span: Span
    """The first time it happens."""
    place: RecordId | None = None
    location: Location | None = None
    """Where it is when that is no place of the community's."""
    online: Url | None = None
    """Where to join from afar; with a place or location the event is hybrid."""
    hosts: tuple[RecordId, ...] = ()
    speakers: tuple[RecordId, ...] = ()
    groups: tuple[RecordId, ...] = ()
    scenes: tuple[RecordId, ...] = ()
    tags: tuple[str, ...] = ()
    category: str = ""
    """What sort of gathering: walk, talk, workshop, meetup… (`kind` in the file)."""
    status: Status = Status.CONFIRMED
    status_note: Text = Text()
    capacity: int | None = None
    cost: Text = Text()
    signup: Signup | None = None
    repeat: Repeat | None = None
    changes: tuple[Change, ...] = ()
    """Days of the series that differ, by original day."""
    also: tuple[Change, ...] = ()
    """Further days of the series, each with its times, by the day as first written."""
    then: tuple[Turn, ...] = ()
    """What holds from a day on, in order; each has what the one before it changed."""
    still_on: date | None = None
    """When somebody last said that the series goes on."""
    came: int | None = None
    """How many were there."""
    new: int | None = None
    """How many of them for the first time."""
    announced: datetime | None = None
    """When it was first made known."""
    confirmed: date | None = None
    """The last sign of life of an endless series, where the community looks for one."""
    doubtful: datetime | None = None
    """From when on it counts as not confirmed, unless there is another sign."""
    image: MediaPath | None = None
    image_alt: Text = Text()
    summary: Text = Text()
    description: Text = Text()
    """Markdown."""
    recordings: tuple[Recording, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    """The programme."""
    calls: tuple[Call, ...] = ()
    credits: tuple[tuple[str, tuple[RecordId, ...]], ...] = ()
    """Role and people: who helped."""
    campaign: RecordId | None = None
    updated: datetime | None = None
    revision: int = 0
    """Raised by hand whenever time, place or status change (RFC 5545 SEQUENCE)."""

    @property
    def name(self) -> Text:
        return self.title

    @property
    def about(self) -> Text:
        return self.description

    def written_in(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Those of its texts; a plain title is in the community's first language."""
        texts = (self.title, self.summary, self.description)
        named = dict.fromkeys(language for text in texts for language in text.languages)
        if not self.title.languages or not named:
            return tuple(dict.fromkeys((languages[0], *named)))
        return tuple(named)

    @property
    def zone(self) -> ZoneInfo:
        return self.span.zone

    @property
    def is_cancelled(self) -> bool:
        return self.status is Status.CANCELLED

    @property
    def is_physical(self) -> bool:
        """It has somewhere to go to."""
        return self.place is not None or self.location is not None

    @property
    def is_online(self) -> bool:
        return self.online is not None

    @property
    def is_hybrid(self) -> bool:
        return self.is_physical and self.is_online

    @property
    def people(self) -> tuple[RecordId, ...]:
        """Hosts and speakers, each once, hosts first."""
        return tuple(dict.fromkeys((*self.hosts, *self.speakers)))

    @property
    def is_endless(self) -> bool:
        """It goes on until somebody writes an end."""
        return self.repeat is not None and self.repeat.until is None and self.repeat.count is None

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The parts of the series in which one pattern holds, in order, at least one."""
        if self.repeat is None or not self.then:
            return (Stretch(event=self, begins=self.span.first_day),)
        return tuple(self._stretches(self.repeat))

    def _stretches(self, repeat: Repeat) -> Iterator[Stretch]:
        """`count` counts through all of them, and `until` ends the last."""
        event, begins, left = self, self.span.first_day, repeat.count
        for turn in self.then:
            assert event.repeat is not None
            day_before = turn.original - timedelta(days=1)
            until = min(day_before, repeat.until or day_before)
            if left is not None:
                before = replace(event.repeat, until=day_before, count=left)
                taken = sum(1 for _ in before.days(event.span.first_day))
                ended, left = taken >= left, left - taken
            else:
                ended = repeat.until is not None and repeat.until < turn.original
            if ended:
                break
            yield Stretch(
                event=replace(event, repeat=replace(event.repeat, until=until, count=None)),
                begins=begins,
            )
            span = turn.span or event.span
            again = replace(
                turn.repeat,
                until=repeat.until,
                count=left,
                is_end_assumed=repeat.is_end_assumed,
            )
            event = replace(event, **turn.values, span=span, repeat=again)
            begins = turn.original
        yield Stretch(event=event, begins=begins)

    def occurrences(self, since: date | None = None) -> Iterator[Occurrence]:
        """Each time it happens, by original day; endless for a series without an end.

        With `since`, only the days of the pattern from then on. The order in which they take
        place, and what is on at a time, is for `chaguan.site.occurrences`.
        """
        if self.repeat is None:
            yield Occurrence(
                event=_dated(self, self.span),
                original=self.span.first_day,
                span=self.span,
                series=self,
            )
            return
        further = (self.further(each) for each in self.also if not since or each.original >= since)
        yield from merge(self._regular(since), further, key=lambda each: each.original)

    def _regular(self, since: date | None) -> Iterator[Occurrence]:
        changes = {change.original: change for change in self.changes}
        for stretch in self.stretches:
            repeat, first = stretch.event.repeat, stretch.event.span.first_day
            assert repeat is not None
            for day in repeat.held(first, since):
                yield stretch.occurrence(day, changes.get(day))

    def occurrence(self, day: date, change: Change | None = None) -> Occurrence:
        """The one on `day` of the pattern, with what is different about it."""
        return self.stretch(day).occurrence(day, change)

    def stretch(self, day: date) -> Stretch:
        """The part of the series in which a day is."""
        first, *later = self.stretches
        return next((each for each in reversed(later) if each.begins <= day), first)

    def further(self, change: Change) -> Occurrence:
        """One that was added to the pattern, from what holds on its day."""
        return self.stretch(change.original).occurrence(change.original, change, is_further=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a series in which one pattern holds."""

    event: Event
    """The event as it holds then: its pattern, and in `span` its first time."""
    begins: date
    """From which day on, as it is written."""

    def occurrence(
        self, day: date, change: Change | None = None, *, is_further: bool = False
    ) -> Occurrence:
        """The one on a day, with what is different about it."""
        span = change.span if change and change.span else self.event.span.on(day)
        event = replace(self.event, **change.values) if change else self.event
        return Occurrence(
            event=_dated(event, span),
            original=day,
            span=span,
            series=self.event,
            is_changed=change is not None and not is_further,
            is_further=is_further,
        )


def _dated(event: Event, span: Span) -> Event:
    """The event whose sign-up ends so long before `span` as it says."""
    signup = event.signup
    if signup is None or signup.before is None:
        return event
    until = span.start - signup.before
    if signup.before % timedelta(days=1) == timedelta():
        until = until.replace(hour=23, minute=59)
    return replace(event, signup=replace(signup, until=until))


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that an event happens."""

    event: Event
    """The event as it holds on this day; its own span and pattern stay the series'."""
    original: date
    """The day of the pattern; names the occurrence for ever (RFC 5545 RECURRENCE-ID)."""
    span: Span
    series: Event
    """The event as it holds on the days around."""
    is_changed: bool = False
    """Something differs from the rest of the series."""
    is_further: bool = False
    """It was added to the pattern (`also`)."""

    @property
    def usual(self) -> Span:
        """When the pattern has it."""
        return self.series.span.on(self.original)

    @property
    def is_moved(self) -> bool:
        """It happens at another time than the pattern says."""
        return self.is_changed and self.span != self.usual

    @property
    def is_on_another_day(self) -> bool:
        """It does not begin on the day that the pattern says."""
        return self.is_moved and self.span.first_day != self.original

    @property
    def is_elsewhere(self) -> bool:
        """It is not where the series is."""
        here, usual = self.event, self.series
        return (here.place, here.location, here.online) != (
            usual.place,
            usual.location,
            usual.online,
        )

    @property
    def is_off(self) -> bool:
        """It is cancelled or postponed."""
        return self.event.status.is_off

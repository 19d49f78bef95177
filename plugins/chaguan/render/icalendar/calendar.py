"""Calendars that every client reads right (RFC 5545, RFC 7986), one for each stream and event."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import field, replace
from datetime import UTC, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, is_utc, vUri
from icalendar import Event as VEvent

from chaguan.locales import Vocabulary
from chaguan.model import Event, Occurrence, Span, Status
from chaguan.model.frozen import dataclass
from chaguan.render.text.localized import is_all_of_a_day
from chaguan.site.calls import calls
from chaguan.site.clock import Clock
from chaguan.site.gathered import Nearby
from chaguan.site.images import NO_PICTURES, Album
from chaguan.site.index import Index
from chaguan.site.occurrences import Key, last_of
from chaguan.site.stream import Stream
from chaguan.site.urls import CALENDAR, EVERY_EVENT, Address

from .event import STATUSES, UNDATED, Telling
from .options import AS_EVER, CalendarOptions, months_after
from .values import add_times, clean, content, one_line
from .zones import timezone

PRODUCT: Final = "-//Chaguan//Community calendar//EN"
"""Without a version, so that a new Chaguan changes no calendar."""
REFRESH: Final = timedelta(hours=6)
"""How often subscribers may come back."""
_END: Final = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True)
class _Made:
    """An event in one language, ready to be put into any calendar."""

    text: bytes
    """Its VEVENTs."""
    zones: frozenset[ZoneInfo]
    """The zones that they name."""
    first_year: int
    is_series_in_utc: bool = False


@dataclass(frozen=True)
class Calendars:
    """Calendars of a (published) community. Each event is made once in each language."""

    index: Index
    site_url: str
    """With a slash at its end."""
    words: Callable[[str], Vocabulary]
    """The vocabulary of a language."""
    html: Callable[[Event, str], str]
    """A description in a language as its page shows it, links relative to that page."""
    album: Album = NO_PICTURES
    """The published pictures."""
    options: CalendarOptions = AS_EVER
    clock: Clock | None = None
    """Tells what is long past; needed where `options.past` leaves that out."""
    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    _tellings: dict[str, Telling] = field(default_factory=dict, repr=False)
    _zones: dict[tuple[ZoneInfo, int], bytes] = field(default_factory=dict, repr=False)

    def of(self, stream: Stream, name: str = CALENDAR) -> bytes:
        """The calendar that follows a stream, UTF-8 with CRLF.

        With `options.past` only `events-all.ics` holds what has been over for longer than that.
        """
        words = self.words(stream.language)
        site = self.index.community.settings.name.best(stream.language).text
        title = stream.name.text
        if stream.kind != "site":
            title = words("calendar.name", name=title, site=site)
        if name == EVERY_EVENT:
            title = words("calendar.all", name=title)
        about = words("calendar.description", name=stream.name.text, site=site)
        head = self._named(stream.address, name, title, about)
        events = stream.events()
        if self.options.past and name == CALENDAR:
            events = tuple(each for each in events if not self._is_long_past(each))
        return self._calendar(head, events, stream.language, (stream.kind, stream.key))

    def _is_long_past(self, event: Event) -> bool:
        """Whether its last time, if it has one, ended longer ago than calendars go back."""
        if self.clock is None or event.is_endless:
            return False
        last = last_of(event)
        return last is None or self.clock.has_come(months_after(last.span.end, self.options.past))

    def of_event(self, event: Event, language: str) -> bytes:
        """The calendar of one event alone.

        It has no name: apps that open a named file offer to make a new calendar for it.
        """
        addresses = self.index.addresses
        head = self._head(
            addresses.event_calendar(event, language).absolute(self.site_url),
            self._telling(language).page(event),
        )
        telling = replace(self._telling(language), has_html=True)
        return self._joined(head, [_made(event, telling.components(event))])

    def of_day(self, event: Event, occurrence: Occurrence, language: str) -> bytes:
        """One day of a series alone: who adds it goes on that day and to no other."""
        telling, span = replace(self._telling(language), has_html=True), occurrence.span
        address = self.index.addresses.day_calendar(event, occurrence.original, language)
        head = self._head(address.absolute(self.site_url), telling.page(event))
        zones = frozenset({span.zone} if _names_zone(span) else ())
        text = content(telling.day(occurrence, event))
        return self._joined(head, (_Made(text, zones, span.start.year),))

    def of_calls(self, language: str) -> bytes:
        """The last days on which events look for somebody; of those without one nothing."""
        folder, words = self.index.addresses.calls(language), self.words(language)
        site = self.index.community.settings.name.best(language).text
        head = self._named(folder, CALENDAR, words("calls.feed", name=site))
        made = []
        for each in calls(self.index):
            if (until := each.call.until) is None:
                continue
            names_zone = not is_all_of_a_day(until) and not is_utc(until)
            zones = frozenset({each.event.zone} if names_zone else ())
            text = content(self._telling(language).deadline(each))
            made.append(_Made(text, zones, until.year))
        return self._joined(head, made)

    def of_nearby(self, language: str) -> bytes:
        """What neighbours have on, in no other calendar of ours."""
        folder, words = self.index.addresses.nearby(language), self.words(language)
        site = self.index.community.settings.name.best(language).text
        title, about = (words(f"nearby.{key}", site=site) for key in ("calendar", "calendar_about"))
        head = self._named(folder, CALENDAR, title, about)
        made = []
        for each in self.index.nearby():
            span = each.event.span
            text = content(nearby_component(each, language, words))
            zones = frozenset({span.zone} if _names_zone(span) else ())
            made.append(_Made(text, zones, span.start.year))
        return self._joined(head, made)

    def _named(self, folder: Address, file: str, title: str, about: str = "") -> Calendar:
        """The head of a calendar to subscribe to, whose page is its folder."""
        head = self._head((folder / file).absolute(self.site_url), folder.absolute(self.site_url))
        for key in ("NAME", "X-WR-CALNAME"):
            head.add(key, one_line(title))
        for key in ("DESCRIPTION", "X-WR-CALDESC") if about else ():
            head.add(key, one_line(about))
        head.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
        head.add("X-PUBLISHED-TTL", "PT6H")
        return head

    def _head(self, source: str, url: str) -> Calendar:
        """A calendar without events. It has no UID: clients would take all events for one."""
        head = Calendar()
        head.add("PRODID", PRODUCT)
        head.add("VERSION", "2.0")
        head.add("CALSCALE", "GREGORIAN")
        head.add("SOURCE", vUri(source, params={"VALUE": "URI"}))
        head.add("URL", vUri(url, params={"VALUE": "URI"}))
        return head

    def _calendar(
        self, head: Calendar, events: Iterable[Event], language: str, key: Key | None = None
    ) -> bytes:
        return self._joined(head, [self._event(event, language, key) for event in events])

    def _joined(self, head: Calendar, made: Sequence[_Made]) -> bytes:
        """The whole calendar.

        X-WR-TIMEZONE names the community's clock, but not beside a series in UTC: readers that
        honour it (x-wr-timezone 2.0.1) move the start of the series to that clock and not the
        weekdays of its rule.
        """
        community = self.index.community.settings.zone
        if not any(each.is_series_in_utc for each in made):
            head.add("X-WR-TIMEZONE", community.key)
        zones = {zone for each in made for zone in each.zones}
        if not any(each.text for each in made):
            zones = {community}  # RFC 5545, 3.6 asks for a component
        year = min((each.first_year for each in made), default=1970)
        parts = [content(head).removesuffix(_END)]
        parts.extend(self._zone(zone, year) for zone in sorted(zones, key=lambda zone: zone.key))
        parts.extend(each.text for each in made)
        return b"".join((*parts, _END))

    def _event(self, event: Event, language: str, key: Key | None) -> _Made:
        """Only a series of which some days differ may have some in a stream and some not."""
        apart = (*event.changes, *event.also, *event.then)
        part = key if apart and key and key[0] != "site" else None

        def made() -> _Made:
            return _made(event, self._telling(language).components(event, part))

        return self.index.recorder.remembered(self._made, (event.id, language, part), made)

    def _zone(self, zone: ZoneInfo, year: int) -> bytes:
        if (zone, year) not in self._zones:
            self._zones[zone, year] = content(timezone(zone, year))
        return self._zones[zone, year]

    def _telling(self, language: str) -> Telling:
        if language not in self._tellings:
            words = self.words(language)
            self._tellings[language] = Telling(
                self.index, self.site_url, language, words, self.html, self.album, self.options
            )
        return self._tellings[language]


def _made(event: Event, components: Iterable[VEvent]) -> _Made:
    apart = (*event.changes, *event.also, *event.then)
    spans = [event.span, *(each.span for each in apart if each.span)]
    return _Made(
        b"".join(map(content, components)),
        frozenset(span.zone for span in spans if _names_zone(span)),
        min(span.start.year for span in spans),
        event.repeat is not None and not event.span.all_day and is_utc(event.span.start),
    )


def _names_zone(span: Span) -> bool:
    return not span.all_day and not is_utc(span.start)


def nearby_component(nearby: Nearby, language: str, words: Vocabulary) -> VEvent:
    """One day of an event of a neighbour.

    A day of a series stands alone, since its rule is the neighbour's: its UID has the day behind
    it, as further days of our own series have. Who subscribes here and there sees a single event
    once.
    """
    event = nearby.event
    component = VEvent()
    day = f"-{event.day:%Y%m%d}" if event.day else ""
    component.add("UID", f"{one_line(event.uid)}{day}")
    stamp = event.updated or UNDATED + timedelta(minutes=event.revision)
    component.add("DTSTAMP", stamp.astimezone(UTC))
    if event.updated is not None:
        component.add("LAST-MODIFIED", event.updated.astimezone(UTC))
    component.add("SEQUENCE", event.revision)
    add_times(component, event.span)
    title = clean(event.title.best(language).text)
    if event.status is not Status.CONFIRMED:
        title = words(f"calendar.{event.status.value}", title=title)
    elif event.missing:
        title = words("calendar.tentative", title=title)
    component.add("SUMMARY", title)
    is_off = event.status in (Status.CANCELLED, Status.POSTPONED)
    component.add("STATUS", "TENTATIVE" if event.missing else STATUSES[event.status])
    component.add("TRANSP", "TRANSPARENT" if is_off or event.span.all_day else "OPAQUE")
    names = words("comma").join(each.name.best(language).text for each in nearby.neighbours)
    said = (
        event.note.best(language).text,
        words("nearby.missing") if event.missing else "",
        words("nearby.calendar_from", names=names),
    )
    component.add("DESCRIPTION", clean("\n\n".join(filter(None, said))))
    if url := event.url(language):
        component.add("URL", vUri(url))
    if place := event.place.best(language).text:
        component.add("LOCATION", clean(place))
    return component

"""The jobs that make the calendars of a site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result, Wanted, all_wanted
from chaguan.locales import vocabulary
from chaguan.model import Event, Occurrence
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Materials
from chaguan.render.html.portable import without_permalinks
from chaguan.site.occurrences import listed
from chaguan.site.page_spec import SOURCE
from chaguan.site.stream import Stream, chosen, every_stream, job_name
from chaguan.site.urls import CALENDAR, EVERY_EVENT

from .options import CalendarOptions

if TYPE_CHECKING:
    from .calendar import Calendars

EVENT: Final = "event.ics"
"""An event's calendar, in the names of jobs; those of streams go by the names of their files."""
LARGE: Final = 900_000
"""Bytes from which on a calendar is noted: by public reports Google stops at 1 MB."""


@dataclass(frozen=True, slots=True)
class CalendarJobs:
    """How calendars are made of a site."""

    materials: Materials
    aliases: tuple[str, ...]
    """Old addresses of the site's own."""
    options: CalendarOptions
    note: Callable[[str, int], None]
    """Told of each large calendar: its path, and how many bytes it has."""

    def jobs(self, wanted: Wanted = all_wanted) -> Iterator[Job]:
        """A job for the calendar of each stream, of each event, and of each of its days.

        Streams, and events that are no series, of which none is wanted are passed over.
        """
        site = self.materials.site

        def html(event: Event, language: str) -> str:
            return without_permalinks(self.materials.body(event, language).html)

        @cache
        def calendars() -> Calendars:
            from .calendar import Calendars  # icalendar takes long to import

            return Calendars(
                site.index, site.site_url, vocabulary, html, site.album, self.options, site.clock
            )

        names = (CALENDAR, EVERY_EVENT) if self.options.past else (CALENDAR,)
        for language in site.languages:
            is_chosen = chosen(wanted, language, *names, EVENT)
            for stream in every_stream(site.index, language, is_chosen):
                yield from (self._of_stream(calendars, stream, name) for name in names)
            if site.index.has_calls():
                yield self._of_calls(calendars, language)
            if site.index.nearby():
                yield self._of_nearby(calendars, language)
            for event in site.community.events.values():
                if event.repeat is None and not is_chosen(event.kind, event.id, event.path):
                    continue
                yield self._of_event(calendars, event, language)
                for day in listed(event, site.clock):
                    yield self._of_day(calendars, event, day, language)

    def _of_stream(self, calendars: Callable[[], Calendars], stream: Stream, file: str) -> Job:
        path, *_ = paths = self._paths(stream, file)
        source = stream.record.path if stream.record else SOURCE

        def make(before: bytes) -> Result:
            content = calendars().of(stream, file)
            if len(content) > LARGE:
                self.note(path, len(content))
            return Result(files=tuple((each, content) for each in paths))

        name = job_name(file, stream.kind, stream.key, stream.language)
        party = f"calendars {stream.language}"
        return Job(name, lambda: digest(stream.digest(), *paths), source, make, party)

    def _paths(self, stream: Stream, file: str) -> list[str]:
        """Where a stream's calendar is, and where it was."""
        if file == EVERY_EVENT:
            return [(stream.address / file).path]
        folders = (stream.address, *stream.old_addresses())
        is_main = stream.address == self.materials.site.addresses.root
        further = self.aliases if is_main else ()
        return [*((each / CALENDAR).path for each in folders), *further]

    def _of_calls(self, calendars: Callable[[], Calendars], language: str) -> Job:
        """The deadlines of all calls."""
        path = (self.materials.site.addresses.calls(language) / CALENDAR).path

        def make(before: bytes) -> Result:
            return Result(files=((path, calendars().of_calls(language)),))

        return Job(f"calendar {path}", digest(path), SOURCE, make, f"calendars {language}")

    def _of_nearby(self, calendars: Callable[[], Calendars], language: str) -> Job:
        """What neighbours have on."""
        path = (self.materials.site.addresses.nearby(language) / CALENDAR).path

        def make(before: bytes) -> Result:
            return Result(files=((path, calendars().of_nearby(language)),))

        return Job(f"calendar {path}", digest(path), SOURCE, make, f"calendars {language}")

    def _of_day(
        self, calendars: Callable[[], Calendars], event: Event, day: Occurrence, language: str
    ) -> Job:
        path = self.materials.site.addresses.day_calendar(event, day.original, language).path

        def own() -> bytes:
            day_of = day.original.isoformat()
            return digest(self.materials.fingerprints.of(event), language, day_of)

        def make(before: bytes) -> Result:
            return Result(files=((path, calendars().of_day(event, day, language)),))

        name = f"{job_name(EVENT, event.kind, event.id, language)} {day.original.isoformat()}"
        return self._job(name, own, event, make, language)

    def _of_event(self, calendars: Callable[[], Calendars], event: Event, language: str) -> Job:
        old = self.materials.site.addresses.event_calendars(event, language)
        paths = [each.path for each in old]

        def own() -> bytes:
            return digest(self.materials.fingerprints.of(event), language)

        def make(before: bytes) -> Result:
            content = calendars().of_event(event, language)
            return Result(files=tuple((each, content) for each in paths))

        name = job_name(EVENT, event.kind, event.id, language)
        return self._job(name, own, event, make, language)

    def _job(
        self,
        name: str,
        own: Callable[[], bytes],
        event: Event,
        make: Callable[[bytes], Result],
        language: str,
    ) -> Job:
        return Job(name, own, event.path, make, f"calendars {language}", "calendar")

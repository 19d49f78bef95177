"""The plugin `chaguan/calendars`: iCalendar for whatever keeps going and for each event."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from chaguan.build.digest import digest
from chaguan.build.job import Job, Result
from chaguan.locales import vocabulary
from chaguan.model import Event
from chaguan.render.html.rebase import without_permalinks
from chaguan.render.icalendar.calendar import Calendars
from chaguan.site.fingerprints import stream_digest
from chaguan.site.stream import Stream
from chaguan.site.urls import CALENDAR

from .bodies import Bodies
from .builder import shared_workshop
from .content_files import ContentFiles
from .index_files import SOURCE
from .site_state import shared_house, with_address


class CalendarsConfig(Config):
    """The plugin has no options: calendars are always complete."""


class CalendarsPlugin(BasePlugin[CalendarsConfig]):
    """Writes the calendars."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._house = with_address(shared_house(config, "chaguan/calendars"), "chaguan/calendars")
        return config

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Announce the files, so that links to them are good."""
        house = self._house
        assert isinstance(files, ContentFiles)
        for language in house.languages:
            for stream in house.streams.all(language):
                files.promise((stream.address / CALENDAR).path)
            for event in house.community.events.values():
                files.promise(house.addresses.event_calendar(event, language).path)
        self._bodies = Bodies(files, house)
        shared_workshop(config, "chaguan/calendars").add(lambda env: self._jobs())
        return files

    def _jobs(self) -> Iterator[Job]:
        house = self._house

        def html(event: Event, language: str) -> str:
            return without_permalinks(self._bodies.of(event, language).html)

        calendars = Calendars(house.streams, house.site_url, vocabulary, html, house.album)
        for language in house.languages:
            for stream in house.streams.all(language):
                yield self._of_stream(calendars, stream)
            for event in house.community.events.values():
                yield self._of_event(calendars, event, language)

    def _of_stream(self, calendars: Calendars, stream: Stream) -> Job:
        path = (stream.address / CALENDAR).path
        source = stream.record.path if stream.record else SOURCE

        def make(before: bytes) -> Result:
            return Result(files=((path, calendars.of(stream)),))

        name, party = f"calendar {path}", f"calendars {stream.language}"
        return Job(name, stream_digest(stream), source, make, party)

    def _of_event(self, calendars: Calendars, event: Event, language: str) -> Job:
        path = self._house.addresses.event_calendar(event, language).path
        own = digest(self._house.answers.record(event), language)

        def make(before: bytes) -> Result:
            return Result(files=((path, calendars.of_event(event, language)),))

        return Job(f"calendar {path}", own, event.path, make, f"calendars {language}")

"""The plugin `chaguan/calendars`: iCalendar for whatever keeps going and for each event."""

from __future__ import annotations

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from chaguan.locales import vocabulary
from chaguan.publish.addresses import CALENDAR
from chaguan.publish.calendars.calendar import Calendars

from .generated import Generated
from .house import shared_house, with_address


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
        self._written = Generated(files, config)
        for language in house.languages:
            for stream in house.streams.all(language):
                self._written.promise(stream.address / CALENDAR)
            for event in house.community.events.values():
                self._written.promise(house.addresses.event_calendar(event, language))
        return files

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Fill in every calendar."""
        house = self._house
        calendars = Calendars(house.streams, house.site_url, vocabulary)
        for language in house.languages:
            for stream in house.streams.all(language):
                self._written.write(stream.address / CALENDAR, calendars.of(stream))
            for event in house.community.events.values():
                address = house.addresses.event_calendar(event, language)
                self._written.write(address, calendars.of_event(event, language))
        return env

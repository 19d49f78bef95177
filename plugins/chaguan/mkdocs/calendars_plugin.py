"""The plugin `chaguan/calendars`: iCalendar for whatever keeps going and for each event."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from chaguan.render.icalendar.jobs import CalendarJobs

from .builder import builder_of, with_address
from .features import CalendarsConfig


class CalendarsPlugin(BasePlugin[CalendarsConfig]):
    """Writes the calendars."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._builder = builder_of(config, "chaguan/calendars")
        with_address(self._builder.site, "chaguan/calendars")
        return config

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Have the files made, once all bodies are there."""
        self._builder.add(
            lambda env: CalendarJobs(self._builder, tuple(self.config.aliases)).jobs()
        )
        return files

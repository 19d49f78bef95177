"""The plugin `chaguan/calendars`: iCalendar for whatever keeps going and for each event."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from chaguan.render.icalendar.jobs import CalendarJobs
from chaguan.render.icalendar.options import CalendarOptions
from chaguan.site.host_settings import require_address

from .builder import builder_of
from .config import CalendarsConfig
from .log import log, told


class CalendarsPlugin(BasePlugin[CalendarsConfig]):
    """Writes the calendars."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._builder = builder_of(config, "chaguan/calendars")
        with told(PluginError):
            require_address(self._builder.site.site_url, "chaguan/calendars")
        return config

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Have the files made, once all bodies are there."""
        options = CalendarOptions(
            reminder=self.config.reminder,
            past=self.config.past or 0,
            has_cancelled_status=self.config.cancelled == "status",
        )
        aliases = tuple(self.config.aliases)
        builder = self._builder
        if not builder.is_resting:
            builder.add(CalendarJobs(builder, aliases, options, _note).jobs)
        return files


def _note(path: str, size: int) -> None:
    """Only a note, so that no nightly build with `--strict` stops."""
    log.info("%s has %s kB; `past` in docs/hosting.md keeps it small", path, round(size / 1000))

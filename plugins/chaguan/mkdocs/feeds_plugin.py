"""The plugin `chaguan/feeds`: RSS, Atom and JSON for whatever keeps going."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from chaguan.build.job import Job, Wanted
from chaguan.render.api.jobs import api_jobs, data_job
from chaguan.render.feeds.jobs import FeedJobs
from chaguan.site.host_settings import require_address

from .builder import builder_of
from .config import FeedsConfig
from .log import told


class FeedsPlugin(BasePlugin[FeedsConfig]):
    """Writes the feeds once all bodies are there."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._builder = builder_of(config, "chaguan/feeds")
        with told(PluginError):
            require_address(self._builder.site.site_url, "chaguan/feeds")
        return config

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Have the files made, once all bodies are there."""
        if not self._builder.is_resting:
            builder = self._builder
            builder.add(self._jobs)
            builder.finish(lambda made: [data_job(builder.site, made)])
        return files

    def _jobs(self, wanted: Wanted) -> Iterator[Job]:
        builder, options = self._builder, self.config
        aliases = tuple(options.aliases)
        yield from FeedJobs(builder, options.entries, options.hub, aliases).jobs(wanted)
        yield from api_jobs(builder.site)

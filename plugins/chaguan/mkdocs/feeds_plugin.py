"""The plugin `chaguan/feeds`: RSS, Atom and JSON for whatever keeps going."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from chaguan.build.job import Job, Result
from chaguan.render.feeds.jobs import FeedJobs
from chaguan.site.page_spec import SOURCE

from .builder import builder_of
from .config import FeedsConfig, with_address


class FeedsPlugin(BasePlugin[FeedsConfig]):
    """Writes the feeds once all bodies are there."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._builder = builder_of(config, "chaguan/feeds")
        with_address(self._builder.site, "chaguan/feeds")
        return config

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Have the files made, once all bodies are there."""
        if not self._builder.is_resting:
            self._builder.add(self._jobs)
        return files

    def _jobs(self) -> Iterator[Job]:
        yield from self._feeds().jobs()
        yield Job("api", b"", SOURCE, self._data)
        yield Job("api schema", b"", SOURCE, self._schema)

    def _feeds(self) -> FeedJobs:
        options = self.config
        return FeedJobs(self._builder, options.entries, options.hub, tuple(options.aliases))

    def _data(self, before: bytes) -> Result:
        from chaguan.render.api.community import DATA_PATH, community_json  # not if as it was

        site = self._builder.site
        path = (site.addresses.root / DATA_PATH).file
        return Result(files=((path, community_json(site.index, site.site_url, site.album)),))

    def _schema(self, before: bytes) -> Result:
        """As long as Chaguan is the same, so is this."""
        from chaguan.render.api.community import SCHEMA_PATH, schema_json

        path = (self._builder.site.addresses.root / SCHEMA_PATH).file
        return Result(files=((path, schema_json()),))

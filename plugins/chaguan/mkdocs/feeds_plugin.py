"""The plugin `chaguan/feeds`: RSS, Atom and JSON for whatever keeps going."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from chaguan.build.job import Job, Result
from chaguan.render.feeds.jobs import FeedJobs
from chaguan.site.page_spec import SOURCE

from .builder import builder_of, with_address
from .features import FeedsConfig


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
            self._builder.add(lambda env: self._jobs())
        return files

    def _jobs(self) -> Iterator[Job]:
        yield from self._feeds().jobs()
        yield Job("api", b"", SOURCE, self._data)

    def _feeds(self) -> FeedJobs:
        options = self.config
        return FeedJobs(self._builder, options.entries, options.hub, tuple(options.aliases))

    def _data(self, before: bytes) -> Result:
        # not where the data is as it was: the schema alone takes long to put together
        from chaguan.render.api.community import community_json, schema_json

        site = self._builder.site
        data = community_json(site.index, site.site_url, site.album)
        api = site.addresses.root / "api/"
        schema = (api / "community.schema.json").file, schema_json()
        return Result(files=(((api / "community.json").file, data), schema))

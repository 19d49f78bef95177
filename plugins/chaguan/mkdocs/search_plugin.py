"""The plugin `chaguan/search`: any two characters of the site find their page."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from chaguan.render.assets import SEARCH as SCRIPT
from chaguan.render.html.themes import SEARCHES
from chaguan.render.search.jobs import SearchJobs, is_looked_for

from .builder import builder_of
from .config import SearchConfig
from .log import log


class SearchPlugin(BasePlugin[SearchConfig]):
    """Indexes each page once it has its text, and puts the index together."""

    @event_priority(90)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """In the site of others, its own search finds our pages too: it is told each of them."""
        self._builder = builder_of(config, "chaguan/search")
        if not self._builder.features.has_search:
            if not any(name in config.plugins for name in SEARCHES):
                log.info("This site has no search. With `- search` under `plugins:` it has one.")
            return config
        if SCRIPT not in config.extra_javascript:
            config.extra_javascript.append(SCRIPT)
        for name in SEARCHES:
            other = config.plugins.get(name)
            if other is not None and other.config.get("enabled"):
                other.config["enabled"] = False
                log.info("chaguan/search takes the place of `search`, which can leave mkdocs.yml.")
        return config

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Have every page that readers may look for indexed, once it has its text."""
        builder = self._builder
        if not builder.features.has_search:
            return files
        ours = builder.adopted(files)
        jobs = SearchJobs(builder)
        builder.add(
            lambda wanted: (
                jobs.page(page) for page in ours.content_pages() if is_looked_for(page.spec.output)
            )
        )
        builder.finish(
            lambda made: jobs.cards(
                lambda: [each for each in ours.sought() if is_looked_for(each.output)], made
            )
        )
        builder.finish(lambda made: jobs.index(made).blocks())
        builder.finish(lambda made: [jobs.index(made).index()])
        return files

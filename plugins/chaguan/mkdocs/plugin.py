"""The plugin `chaguan`: reads the content folder, checks it and keeps it for the others."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

import jinja2
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from chaguan.check.left_out import without_left_out
from chaguan.load import Again, gc_paused
from chaguan.model import Problem

from .builder import Builder
from .clock import build_time
from .content_files import ContentFiles
from .log import report
from .markdown_files import arrange
from .picture_files import publish_used
from .preview import PreviewServer
from .readers_of_files import refuse_readers_of_files
from .site_state import House, house_of
from .theme import prepare_markdown

PATIENCE: Final = 20_000
"""New objects before Python looks for garbage, of which a build makes little.

With its own 700, up to a tenth of the time after an edit goes into looking.
"""


class ChaguanConfig(Config):
    """What the site's own hosts decide; what a community decides stands in `community.yml`."""

    trusted = option.ListOfItems(option.Type(str), default=[])
    """Ordinary pages, such as `charter.md`, whose HTML stays as it is. Never posts or records."""


class ChaguanPlugin(BasePlugin[ChaguanConfig]):
    """Keeps the community; pages, feeds and calendars find it here."""

    house: House | None = None
    builder: Builder | None = None
    _is_serving = False
    _again: tuple[House, Again] | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """While serving, what is broken is reported and the rest is shown."""
        self._is_serving = command == "serve"
        gc.set_threshold(PATIENCE)

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check before anything of the old site is touched."""
        if not config.use_directory_urls:
            raise PluginError(
                "Chaguan's addresses end with a slash. Take `use_directory_urls: false` "
                "out of mkdocs.yml."
            )
        refuse_readers_of_files(config)
        with gc_paused(for_good=not self._is_serving):
            self.house = house_of(config, build_time())
        trusted = frozenset(self.config.trusted)
        for path in sorted(trusted - {page.path for page in self.house.community.pages}):
            raise PluginError(
                f"`trusted` in mkdocs.yml names {path}, and there is no ordinary page of that "
                "name. What is contributed (posts, events, people…) is never trusted."
            )
        shown = without_left_out(self.house.problems, trusted)
        errors = report(shown, Path(config.docs_dir).name)
        if errors and not self._is_serving:
            number = "1 error" if errors == 1 else f"{errors} errors"
            raise PluginError(f"{number} in the content (see above); the site was left as it was.")
        prepare_markdown(config)
        self.builder = Builder(self.house, config)
        if not self._is_serving:
            self.builder.step_aside()
        return config

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Publish no source, nothing that runs, and nothing that is not public."""
        assert self.house is not None
        report(self.house.developed.problems, Path(config.docs_dir).name)
        publish_used(files, self.house, config)
        arrange(files, self.house, config, self.config.trusted)
        return ContentFiles(files, config, self.house.recorder)

    @event_priority(-100)
    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Make everything that is ours."""
        assert self.builder is not None
        assert isinstance(files, ContentFiles)
        self.builder.make(files, env)
        return env

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Only a whole site takes the place of the one before."""
        assert self.builder is not None
        self.builder.publish()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Take up what is saved without building the whole site, where that is enough."""
        content = Path(config.docs_dir)
        server.unwatch(str(content))
        preview = PreviewServer(server, content, self._renew, self._freshen, self._problems)
        if config.theme.custom_dir:
            preview.watch(config.theme.custom_dir)
        return preview

    def _problems(self) -> tuple[Problem, ...]:
        return self.house.loaded.problems if self.house is not None else ()

    def _renew(self, changed: frozenset[str]) -> bool:
        assert self.house is not None
        assert self.builder is not None
        before = self.house.loaded
        if self._again is None or self._again[0] is not self.house:
            languages = before.community.settings.languages
            self._again = (self.house, Again(self.house.folder, before.files, languages))
        loaded = self._again[1].loaded(before, changed)
        if loaded is None or not self.builder.renew(loaded, changed, self.config.trusted):
            return False
        report((each for each in loaded.problems if each.position.path in changed), self._folder)
        return True

    def _freshen(self, path: str) -> None:
        if self.builder is not None:
            self.builder.freshen(path)

    @property
    def _folder(self) -> str:
        assert self.house is not None
        return self.house.folder.name

    def on_build_error(self, *, error: Exception) -> None:
        """The site stays as it was."""
        if self.builder is not None:
            self.builder.discard()

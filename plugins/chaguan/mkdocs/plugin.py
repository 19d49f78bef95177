"""The plugin `chaguan`: reads the content folder, checks it and keeps it for the others."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

import jinja2
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
from .content import Content, content_of
from .content_files import ContentFiles
from .example_settings import example_settings
from .features import ChaguanConfig, features_of
from .log import log, report
from .page_files import arrange
from .picture_files import publish_used
from .preview import PreviewServer
from .readers_of_files import refuse_readers_of_files
from .theme import prepare_markdown

PATIENCE: Final = 20_000
"""New objects before Python looks for garbage, of which a build makes little.

With its own 700, up to a tenth of the time after an edit goes into looking.
"""


class ChaguanPlugin(BasePlugin[ChaguanConfig]):
    """Keeps the community; pages, feeds and calendars find it here."""

    builder: Builder | None = None
    _is_serving = False
    _again: tuple[Content, Again] | None = None

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
        features = features_of(config, is_preview=self._is_serving)
        with gc_paused(for_good=not self._is_serving):
            content = content_of(config, build_time(), features, is_preview=self._is_serving)
        trusted = frozenset(self.config.trusted)
        for path in sorted(trusted - {page.path for page in content.site.community.pages}):
            raise PluginError(
                f"`trusted` in mkdocs.yml names {path}, and there is no ordinary page of that "
                "name. What is contributed (posts, events, people…) is never trusted."
            )
        shown = without_left_out(content.problems, trusted)
        errors = report(shown, Path(config.docs_dir).name)
        if errors and not self._is_serving:
            number = "1 error" if errors == 1 else f"{errors} errors"
            raise PluginError(f"{number} in the content (see above); the site was left as it was.")
        if not self._is_serving and (words := example_settings(config, content.site.community)):
            log.warning("%s", words)
        prepare_markdown(config)
        self.builder = Builder(content, features, config)
        if not self._is_serving:
            self.builder.step_aside()
        return config

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Publish no source, nothing that runs, and nothing that is not public."""
        assert self.builder is not None
        site, pictures = self.builder.site, self.builder.content.pictures()
        report(pictures.problems, Path(config.docs_dir).name)
        publish_used(files, site, pictures, config)
        arrange(files, site, config, self.config.trusted)
        self.builder.files = ContentFiles(files, config, site.recorder)
        self.builder.promise(self.builder.files)
        return self.builder.files

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
        return self.builder.site.loaded.problems if self.builder is not None else ()

    def _renew(self, changed: frozenset[str]) -> bool:
        assert self.builder is not None
        before, content = self.builder.site.loaded, self.builder.content
        if self._again is None or self._again[0] is not content:
            languages = before.community.settings.languages
            self._again = (content, Again(content.folder, before.files, languages))
        loaded = self._again[1].loaded(before, changed)
        if loaded is None or not self.builder.renew(loaded, changed, self.config.trusted):
            return False
        told = (each for each in loaded.problems if each.position.path in changed)
        report(told, content.folder.name)
        return True

    def _freshen(self, path: str) -> None:
        if self.builder is not None:
            self.builder.freshen(path)

    def on_build_error(self, *, error: Exception) -> None:
        """The site stays as it was."""
        if self.builder is not None:
            self.builder.discard()

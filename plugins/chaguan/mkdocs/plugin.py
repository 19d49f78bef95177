"""The plugin `chaguan`: reads the content folder, checks it and keeps it for the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files

from chaguan.check.demonstration import example_settings
from chaguan.check.hosts import without_decided
from chaguan.load import gc_paused
from chaguan.model import Problem
from chaguan.render.html.themes import unfit
from chaguan.site.clock import build_time
from chaguan.site.content_base import content_base
from chaguan.site.host_settings import refuse_neighbours, refuse_trust

from .builder import Builder
from .config import ChaguanConfig, features_of, shown_folder
from .content import content_of
from .content_files import ContentFiles, PromisedFile, take_out
from .files import publish_used
from .log import is_deaf, log, report, told, was_warned
from .other_plugins import hold_back
from .page_files import arrange

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


class ChaguanPlugin(BasePlugin[ChaguanConfig]):
    """Keeps the community; pages, feeds and calendars find it here."""

    builder: Builder | None = None
    _is_serving = False
    _is_building = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """While serving, what is broken is reported and the rest is shown."""
        self._is_serving = command == "serve"
        self._is_building = False  # the engine keeps a plugin for the next command of a process

    @property
    def _built(self) -> Builder:
        """The builder, once there is one."""
        assert self.builder is not None
        return self.builder

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check before anything of the old site is touched."""
        if self._is_building and self.builder is not None:
            self.builder.is_resting = True
            return config
        with told(PluginError):
            self._begin(config)
        self._is_building = True
        return config

    def _begin(self, config: MkDocsConfig) -> None:
        if is_deaf(config):
            log.error(
                "`--quiet` keeps warnings from being counted, and `--strict` does not stop for "
                "them. Leave `--quiet` out."
            )
        for words in unfit(config.theme.name):
            log.warning("%s", words)
        base = content_base(Path(config.docs_dir), self.config.content)
        refuse_neighbours(base, config.plugins, has_folders=config.use_directory_urls)
        is_serving = self._is_serving
        features = features_of(config, is_guest=bool(base), is_preview=is_serving)
        with gc_paused(for_good=not is_serving):
            content = content_of(config, build_time(), features, base=base, is_preview=is_serving)
        trusted = frozenset(self.config.trusted)
        refuse_trust(trusted, content.site.community)
        if held := hold_back(config):
            log.info(
                "Contributed texts do not see %s, nor do pages not in `trusted`.", ", ".join(held)
            )
        docs = Path(config.docs_dir)
        shown = without_decided(content.problems, content.folder, content.site, docs, trusted)
        errors = report(shown, shown_folder(config, base))
        if errors and not self._is_serving:
            number = "1 error" if errors == 1 else f"{errors} errors"
            raise PluginError(f"{number} in the content (see above); the site was left as it was.")
        named = config.site_url or "", config.repo_url or ""
        if not self._is_serving and (words := example_settings(*named, content.site.community)):
            log.warning("%s", words)
        self.builder = Builder(content, features, config)
        if not self._is_serving:
            self.builder.next_site.take_turn()
            config.site_dir = str(self.builder.next_site.aside)

    @event_priority(100)
    def _files_first(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Publish no source, nothing that runs, and nothing that is not public."""
        if self._built.is_resting:
            return take_out(files, self._built.site.base)[0]
        site, pictures = self._built.site, self._built.content.pictures()
        report(pictures.problems, self._built.folder)
        publish_used(files, site, pictures, config)
        trusted = self.config.trusted
        self._built.files = self._built.partial_files(files, trusted)
        if self._built.files is None:
            arrange(files, site, config, trusted)
            self._built.files = ContentFiles(files, config, site, self._built.features)
        return self._built.files

    @event_priority(-99)
    def _files_aside(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep ours away from whoever makes all files anew, after everybody has seen them."""
        self._aside: list[File] = []
        if self._built.site.is_guest and not self._built.is_resting:
            files, self._aside = take_out(files, self._built.site.base)
        return files

    @event_priority(-200)
    def _files_last(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Ours again, and the names of what is made later."""
        if self._built.is_resting:
            assert self._built.files is not None
            _, ours = take_out(self._built.files, self._built.site.base, keeping=True)
            self._aside = [PromisedFile.like(file, config) for file in ours]
        for file in self._aside:
            files.append(file)
        return files if self._built.is_resting else self._built.take_over(files)

    on_files = CombinedEvent(_files_first, _files_aside, _files_last)

    @event_priority(-100)
    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Make everything that is ours."""
        if self._built.is_resting:
            return env
        self._built.make(self._built.adopted(files))
        return env

    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Only a whole site takes the place of the one before."""
        if self._built.is_resting:
            self._built.is_resting = False
            return
        self._is_building = False
        config.site_dir = str(self._built.next_site.site)
        if config.strict and was_warned():
            self._built.next_site.discard()
        else:
            with told():
                said = self._built.next_site.publish()
            if said:
                log.info("%s", said)
        self._built.keep()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Take up what is saved without building the whole site, where that is enough."""
        from .preview import PreviewServer  # not for a build: it takes long to import

        content = self._built.content.folder
        if not self._built.site.is_guest:
            server.unwatch(config.docs_dir)
        preview = PreviewServer(server, content, self._renew, self._freshen, self._problems)
        if config.theme.custom_dir:
            preview.watch(config.theme.custom_dir)
        return preview

    def _problems(self) -> tuple[Problem, ...]:
        return self._built.site.loaded.problems

    def _renew(self, changed: frozenset[str]) -> bool:
        if not self._built.renew(changed, self.config.trusted):
            return False
        seen = (each for each in self._problems() if each.position.path in changed)
        report(seen, self._built.folder)
        return True

    def _freshen(self, path: str) -> None:
        self._built.freshen(path)

    def on_build_error(self, *, error: Exception) -> None:
        """The site stays as it was; what the system refuses is told in a sentence."""
        self._is_building = False
        if self.builder is not None:
            self.builder.next_site.discard()
        if isinstance(error, OSError):
            where = f" ({error.filename})" if error.filename else ""
            raise PluginError(
                f"The site cannot be made: {error.strerror or error}{where}. Is there room, and "
                "may everything be read and written?"
            ) from error

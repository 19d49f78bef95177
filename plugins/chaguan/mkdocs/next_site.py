"""The next version of a site beside the one that readers see, and the turn to make it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, PluginError

from chaguan.build.cache import Cache
from chaguan.build.staging import FileLock, SiteError, Staging, writing
from chaguan.build.store import CacheError

from .log import ENGINE, log


class NextSite:
    """Where everybody writes while a site is built."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        self._site = Path(config.site_dir)
        self._outputs: Staging | None = None
        self.published: Staging | None = None
        """What has taken the place of the site that was."""
        self._turn = FileLock(self._site.parent / f".{self._site.name}-next.lock")

    def step_aside(self) -> None:
        """Let everybody write beside the site, until `publish`; PluginError if another does."""
        site = self._site
        if site.is_file() or (site.is_symlink() and not site.exists()):
            what = "is a file" if site.is_file() else "is a link that leads nowhere"
            raise PluginError(
                f"{site} {what}, and the site would be a folder of that name. Move it away, or "
                "name another place in mkdocs.yml: `site_dir: FOLDER`."
            )
        try:
            with writing(site):
                is_free = self._turn.take()
        except SiteError as failure:
            raise PluginError(str(failure)) from failure
        if not is_free:
            raise PluginError(
                f"Another build of {self._site} is on. Wait until it is done, or stop it."
            )
        self._config.site_dir = str(self._site.parent / f".{self._site.name}-next")

    @property
    def site(self) -> Path:
        """Where readers see it."""
        return self._site

    def outputs(self, kept: Cache, *, is_partial: bool = False) -> Staging:
        """Where our files are written; the cache knows how the site was left."""
        aside = Path(self._config.site_dir)
        self._outputs = Staging(self._site, aside, kept, is_partial=is_partial)
        return self._outputs

    def publish(self) -> None:
        """Take the place of the site that was, unless something warned of a strict build."""
        self._config.site_dir = str(self._site)
        if self._outputs is not None:
            if self._config.strict and _was_warned():
                self._outputs.discard()
            else:
                with told():
                    self._publish(self._outputs)
        self._turn.let_go()

    def _publish(self, outputs: Staging) -> None:
        try:
            outputs.publish()
            self.published = outputs
        except CacheError as failure:  # the site is there, and only how it was left is forgotten
            log.info("%s", failure)

    def discard(self) -> None:
        """Leave the site as it was."""
        self._config.site_dir = str(self._site)
        if self._outputs is not None:
            self._outputs.discard()
        self._turn.let_go()


@contextmanager
def told() -> Iterator[None]:
    """Tell what cannot be written as the engine tells what ends a build."""
    try:
        yield
    except (CacheError, SiteError) as failure:
        raise BuildError(str(failure)) from failure


def _was_warned() -> bool:
    """Whether the engine has counted a warning; it ends a strict build after this."""
    counters = (getattr(each, "get_counts", None) for each in logging.getLogger(ENGINE).handlers)
    return any(count() for count in counters if count is not None)

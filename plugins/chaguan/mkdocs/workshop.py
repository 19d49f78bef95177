"""Where a build's files are made, and where they stand until the site is whole."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from .content_files import ContentFiles
from .house import House
from .log import log
from .making.job import Job, Made
from .making.kept import Kept
from .making.maker import Maker
from .making.outputs import Outputs
from .texts import body_digest, convert
from .versions import salt

CACHE: Final = Path(".cache", "chaguan")
"""Beside `mkdocs.yml`; it may be deleted at any time. `CHAGUAN_CACHE` names another folder."""
FILE: Final = "made.sqlite3"
PAGE_EVENTS: Final = (
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    "page_context",
    "post_page",
)
"""In which another plugin may change a page in a way that nobody here knows of."""

Jobs = Callable[[jinja2.Environment], Iterable[Job]]
LastJobs = Callable[[jinja2.Environment, Maker], Iterable[Job]]


class Workshop:
    """Makes the files of one build."""

    def __init__(self, house: House, config: MkDocsConfig) -> None:
        self.house = house
        self._config = config
        self._site = Path(config.site_dir)
        self._lists: list[Jobs] = []
        self._last: list[LastJobs] = []
        self._outputs: Outputs | None = None
        self._kept: Kept | None = None

    def step_aside(self) -> None:
        """Let everybody write beside the site, until `publish`."""
        self._config.site_dir = str(self._site.parent / f".{self._site.name}-next")

    def add(self, jobs: Jobs) -> None:
        """Have these jobs done, once every page has its text."""
        self._lists.append(jobs)

    def finish(self, jobs: LastJobs) -> None:
        """Have these jobs done when the others are; they may read what those made."""
        self._last.append(jobs)

    def makes_pages(self) -> bool:
        """Whether our pages are made here; else by the engine, one after the other.

        That is so where another plugin wants to see each page, or where links to headings
        are to be warned of, which needs all pages at once.
        """
        config = self._config
        if config.validation.links.anchors > logging.INFO:
            return False
        theirs = {
            str(getattr(method, "__module__", ""))
            for event in PAGE_EVENTS
            for method in config.plugins.events[event]
        }
        return all(module.startswith("chaguan.") for module in theirs)

    def make(self, files: ContentFiles, env: jinja2.Environment) -> None:
        """Make all that was added, as far as it is not as it was."""
        maker = self._maker(files)
        if files.is_ours_apart:
            convert(files.content_pages(), files, self._config, maker)
        jobs = [job for each in self._lists for job in each(env)]
        maker.do(jobs)
        last = [job for each in self._last for job in each(env, maker)]
        maker.do(last)
        maker.keep()
        log.info("%d of %d files made anew", maker.made, len(jobs) + len(last))

    def publish(self) -> None:
        """Take the place of the site that was, unless something warned of a strict build."""
        self._config.site_dir = str(self._site)
        if self._outputs is None:
            return
        if self._config.strict and _was_warned():
            self._outputs.discard()
        else:
            self._outputs.publish()

    def discard(self) -> None:
        """Leave the site as it was."""
        self._config.site_dir = str(self._site)
        if self._outputs is not None:
            self._outputs.discard()

    def _maker(self, files: ContentFiles) -> Maker:
        self._kept = Kept(cache_of(self._config) / FILE, salt(self._config, self.house))
        self._outputs = Outputs(self._site, Path(self._config.site_dir), self._kept)
        answers = self.house.answers
        maker = Maker(self._kept, answers, self.house.tracer, self._outputs, self._failed)
        answers.others["file"] = files.answer
        pages = {page.file.dest_uri: page for page in files.content_pages()}
        answers.others["text"] = lambda path: body_digest(pages.get(path), maker)
        answers.others["body"] = lambda *key: body_digest(files.bodies.get(key), maker)
        return maker

    def _failed(self, job: Job, failure: Exception) -> Made:
        folder = Path(self._config.docs_dir).name
        log.error("%s/%s: %s cannot be made (%r)", folder, job.source, job.name, failure)
        return Made(is_lasting=False)


def cache_of(config: MkDocsConfig) -> Path:
    """The folder of what is kept between builds."""
    elsewhere = os.environ.get("CHAGUAN_CACHE")
    return Path(elsewhere or Path(config.config_file_path or "mkdocs.yml").parent / CACHE)


def shared_workshop(config: MkDocsConfig, plugin: str) -> Workshop:
    """The workshop that the plugin `chaguan` keeps; PluginError where it is not there."""
    keeper = config.plugins.get("chaguan")
    workshop = getattr(keeper, "workshop", None)
    if not isinstance(workshop, Workshop):
        raise PluginError(
            f"The plugin {plugin} needs the plugin chaguan before it. "
            "Add the line `- chaguan` above it, under `plugins:` in mkdocs.yml."
        )
    return workshop


def _was_warned() -> bool:
    """Whether the engine has counted a warning; it ends a strict build after this."""
    counters = (getattr(each, "get_counts", None) for each in logging.getLogger("mkdocs").handlers)
    return any(count() for count in counters if count is not None)

"""The worker that keeps a site readable without a connection, or the one that ends it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from chaguan.build.digest import digest
from chaguan.build.job import Job, Result
from chaguan.build.scheduler import Scheduler
from chaguan.render.html.page_context import PageContext
from chaguan.render.pages.offline_files import (
    MANIFEST,
    WORKER,
    Cache,
    KeptSite,
    manifest,
    service_worker,
)
from chaguan.site.occurrences import upcoming
from chaguan.site.page_spec import SOURCE
from chaguan.site.urls import Address

from .builder import Builder
from .theme import PACKAGE

SCRIPT: Final = "assets/chaguan/offline.js"
EVENTS: Final = "assets/chaguan/events.js"
MOST_AHEAD: Final = 12
"""Events that are kept before they are read; a page of one is some 10 kB on the way."""


def end_worker(files: Files, config: MkDocsConfig) -> None:
    """Have browsers that kept something of this site give it back."""
    text = (PACKAGE / "offline" / "no-worker.js").read_text(encoding="utf-8")
    files.append(File.generated(config, WORKER.file, content=text))


class Offline:
    """What browsers keep of a site."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    def add(self, files: Files, config: MkDocsConfig, style: str) -> None:
        """Add what a phone shows of the site; keep what is needed to name the rest."""
        community, addresses = self._builder.site.community, self._builder.site.addresses
        for language, view in self._builder.contexts.items():
            home = addresses.home(language)
            name = view.best(community.settings.name).text
            line = view.best(community.settings.tagline).text
            up = "../" if home.path else ""
            text = manifest(name, line, language, up, config.extra["cg_papers"][0])
            files.append(File.generated(config, (home / MANIFEST).file, content=text))
        scripts = {EVENTS, *(str(script) for script in config.extra_javascript)}
        self._shell = [
            file
            for file in files
            if file.dest_uri in (style, *scripts) or _is_script_of_the_theme(file.dest_uri)
        ]

    def jobs(self, env: jinja2.Environment, made: Scheduler) -> Iterator[Job]:
        """The worker, once all pages are made."""
        ways = self._builder.site.addresses
        offline = [ways.special("offline", language) for language in self._builder.contexts]
        things = [(file.dest_uri, digest(file.content_bytes).hex()[:12]) for file in self._shell]
        revised = _Revised(made, self._builder.site.now.isoformat())
        site = KeptSite(
            shell=(*sorted(things), *(revised(address) for address in offline)),
            ahead={
                ways.home(language).path: tuple(revised(address) for address in self._ahead(view))
                for language, view in self._builder.contexts.items()
            },
            homes=tuple(ways.home(language).path for language in self._builder.contexts),
        )
        text = (PACKAGE / "offline" / "worker.js").read_text(encoding="utf-8")
        content = service_worker(text, site).encode()

        def make(before: bytes) -> Result:
            return Result(files=((WORKER.file, content),))

        yield Job("service worker", digest(content), SOURCE, make)

    def _ahead(self, view: PageContext) -> Iterator[Address]:
        community, addresses = self._builder.site.community, self._builder.site.addresses
        yield addresses.home(view.language)
        yield addresses.section("event", view.language)
        for event in upcoming(community.events.values(), self._builder.site.clock, of_series=1)[
            :MOST_AHEAD
        ]:
            if view.language in event.event.written_in(community.settings.languages):
                yield addresses.record(event.event, view.language)


class _Revised:
    """Names the content of a page; a page that the engine made has that of the build."""

    def __init__(self, made: Scheduler, otherwise: str) -> None:
        self._made, self._otherwise = made, otherwise

    def __call__(self, address: Address) -> Cache:
        trace = self._made.trace(f"page {address.file}")
        digests = [key for path, key in trace.files] if trace else [self._otherwise]
        return address.path, digest(*digests).hex()[:12]


def _is_script_of_the_theme(path: str) -> bool:
    return path.startswith("assets/javascripts/bundle.") and path.endswith(".js")

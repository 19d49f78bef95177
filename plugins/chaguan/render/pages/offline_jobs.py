"""The worker that keeps a site readable without a connection, and what a phone shows of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from importlib.resources import files
from typing import Final

from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result
from chaguan.build.scheduler import Scheduler
from chaguan.render.html.page_context import Materials, PageContext
from chaguan.site.occurrences import upcoming
from chaguan.site.page_spec import SOURCE
from chaguan.site.urls import Address

from .offline import MANIFEST, WORKER, Cache, KeptSite, manifest, service_worker

EVENTS: Final = "assets/chaguan/events.js"
MOST_AHEAD: Final = 12
"""Events that are kept before they are read; a page of one is some 10 kB on the way."""


def ending_worker() -> str:
    """The worker with which browsers that kept something of a site give it back."""
    return _program("no-worker.js")


def manifests(materials: Materials, paper: str) -> Iterator[tuple[str, str]]:
    """What a phone shows of the site, in each language, by files; `paper` is behind all of it."""
    site = materials.site
    for language, view in materials.contexts.items():
        home = site.addresses.home(language)
        name = view.best(site.community.settings.name).text
        line = view.best(site.community.settings.tagline).text
        up = "../" if home.path else ""
        yield (home / MANIFEST).file, manifest(name, line, language, up, paper)


def is_of_the_shell(path: str, wanted: Collection[str]) -> bool:
    """Whether every page needs a file: what is `wanted`, our own script, and the theme's."""
    is_of_the_theme = path.startswith("assets/javascripts/bundle.") and path.endswith(".js")
    return is_of_the_theme or path == EVENTS or path in wanted


def worker_job(materials: Materials, shell: Mapping[str, bytes], made: Scheduler) -> Job:
    """The worker, once all pages are made; `shell` are the files that all need, by their paths."""
    site, contexts = materials.site, materials.contexts
    revised = _Revised(made, site.now.isoformat())
    offline = [site.addresses.special("offline", language) for language in contexts]
    things = [(path, digest(content).hex()[:12]) for path, content in shell.items()]
    kept = KeptSite(
        shell=(*sorted(things), *map(revised, offline)),
        ahead={
            site.addresses.home(language).path: tuple(map(revised, _ahead(materials, view)))
            for language, view in contexts.items()
        },
        homes=tuple(site.addresses.home(language).path for language in contexts),
    )
    content = service_worker(_program("worker.js"), kept).encode()

    def make(before: bytes) -> Result:
        return Result(files=((WORKER.file, content),))

    return Job("service worker", digest(content), SOURCE, make)


def _ahead(materials: Materials, view: PageContext) -> Iterator[Address]:
    """The home page, the list of what is on, and the next events."""
    site, community = materials.site, materials.site.community
    yield site.addresses.home(view.language)
    yield site.addresses.section("event", view.language)
    coming = upcoming(community.events.values(), site.clock, of_series=1)
    for each in coming[:MOST_AHEAD]:
        if view.language in each.event.written_in(community.settings.languages):
            yield site.addresses.record(each.event, view.language)


class _Revised:
    """Names the content of a page; a page that the engine made has that of the build."""

    def __init__(self, made: Scheduler, otherwise: str) -> None:
        self._made, self._otherwise = made, otherwise

    def __call__(self, address: Address) -> Cache:
        made = self._made.parts(f"page {address.file}")
        return address.path, (digest(*made) if made else digest(self._otherwise)).hex()[:12]


def _program(name: str) -> str:
    return (files("chaguan") / "offline" / name).read_text(encoding="utf-8")

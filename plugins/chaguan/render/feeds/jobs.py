"""The jobs that make the feeds of a site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result, Wanted, all_wanted
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Materials
from chaguan.site.catalogue import archive_addresses
from chaguan.site.page_spec import SOURCE
from chaguan.site.stream import Stream, chosen, every_stream, job_name, site_stream
from chaguan.site.urls import Address

if TYPE_CHECKING:
    from .files import FeedFiles, Files

Made = Callable[["FeedFiles"], "Files"]
"""Which of the files a job makes."""


@dataclass(frozen=True, slots=True)
class FeedJobs:
    """How feeds are made of a site."""

    materials: Materials
    entries: int
    """How many stories a feed holds."""
    hub: str
    """The address of a WebSub hub, if there is one."""
    aliases: tuple[str, ...]
    """Old addresses of the site's own."""

    def jobs(self, wanted: Wanted = all_wanted) -> Iterator[Job]:
        """A job for the feeds of each stream, for the announced events, and for each archive.

        Streams of which none is wanted are passed over.
        """
        site = self.materials.site

        @cache
        def files() -> FeedFiles:
            from .files import FeedFiles  # feedgen and lxml take long to import

            return FeedFiles(self.materials, self.entries, self.hub, self.aliases)

        def job(what: str, stream: Stream, made: Made, *also: str) -> Job:
            return _job(what, stream, lambda: made(files()), *also)

        for language in site.languages:
            is_chosen = chosen(wanted, language, "stories", "events", "offers")
            for stream in every_stream(site.index, language, is_chosen):
                yield from self._of_stream(job, stream)
            yield from self._of_site(job, language)
        first = site_stream(site.index, site.languages[0])
        yield job("subscriptions", first, lambda files: files.subscriptions())

    def _of_stream(self, job: Callable[..., Job], stream: Stream) -> Iterator[Job]:
        yield job("stories", stream, lambda files: files.stories(stream), *self.aliases)
        if stream.has_event_feeds():
            yield job("events", stream, lambda files: files.events(stream))
        if stream.offers():
            yield job("offers", stream, lambda files: files.offers(stream))

    def _of_site(self, job: Callable[..., Job], language: str) -> Iterator[Job]:
        index = self.materials.site.index
        every = site_stream(index, language)
        for number, address in enumerate(archive_addresses(every, self.entries), 1):
            yield job(f"archive {number}", every, partial(_archived, every, number, address))
        if index.settings.digest is not None:
            yield job("digest", every, lambda files: files.weeks(language))
        if index.has_calls():
            yield job("calls", every, lambda files: files.calls(language))


def _archived(every: Stream, number: int, address: Address, files: FeedFiles) -> Files:
    return files.archived(every, number, address)


def _job(what: str, stream: Stream, files: Callable[[], Files], *also: str) -> Job:
    """`also` are further addresses that the files have."""

    def make(before: bytes) -> Result:
        return Result(files=tuple((address.path, content) for address, content in files()))

    name = job_name(what, stream.kind, stream.key, stream.language)
    source = stream.record.path if stream.record else SOURCE
    sort = "feeds" if stream.record else ""  # the site's own are the largest
    own, party = partial(_own, stream, *also), "feeds"
    return Job(name, own, source, make, party, sort, weight=2)


def _own(stream: Stream, *also: str) -> bytes:
    return digest(stream.digest(), *also)

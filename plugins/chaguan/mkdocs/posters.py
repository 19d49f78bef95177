"""A poster beside the page of every event, person, group and place."""

from __future__ import annotations

from collections.abc import Iterator

import jinja2

from chaguan.build.digest import digest
from chaguan.build.job import Job, Result
from chaguan.model import Record
from chaguan.render.html.policy import with_policy
from chaguan.render.posters.poster import poster
from chaguan.site.urls import POSTED

from .builder import Builder
from .content_files import ContentFiles

TEMPLATE = "poster.html"


class Posters:
    """Promised with the pages, written once all texts are there.

    A poster shows the record's full address as a QR code: a site that does not know its own has
    none.
    """

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    def promise(self, files: ContentFiles) -> None:
        """Let pages link to the posters."""
        for record, language in self._posted():
            files.promise(self._builder.site.addresses.poster(record, language).file)

    def jobs(self, env: jinja2.Environment, policy: str, icon: str, colours: str) -> Iterator[Job]:
        """A job for each poster.

        `policy` is the site's (Content-Security-Policy), `icon` that of the browser's tab,
        `colours` the style sheet of the town's own, both relative to the site's root.
        """
        template = env.get_template(TEMPLATE)
        for record, language in self._posted():
            yield self._job(record, language, template, (policy, icon, colours))

    def _job(
        self, record: Record, language: str, template: jinja2.Template, own: tuple[str, str, str]
    ) -> Job:
        policy, icon, colours = own
        path = self._builder.site.addresses.poster(record, language).file

        def make(before: bytes) -> Result:
            site, contexts = self._builder.site, self._builder.contexts
            sheet = poster(record, language, contexts, site.site_url)
            key = digest(repr(sheet), policy, icon, colours)
            if key == before:
                return Result(shown=key, is_as_before=True)
            words = contexts[language].words
            html = template.render(poster=sheet, icon=icon, colours=colours, t=words)
            return Result(files=((path, with_policy(html, policy).encode()),), shown=key)

        return Job(f"poster {path}", self._builder.fingerprints.of(record), record.path, make)

    def _posted(self) -> Iterator[tuple[Record, str]]:
        """Each record, in each language in which it has a page."""
        if not self._builder.site.site_url:
            return
        community = self._builder.site.community
        for record in (each for kind in POSTED for each in community.all_of(kind)):
            for language in record.written_in(community.settings.languages):
                yield record, language

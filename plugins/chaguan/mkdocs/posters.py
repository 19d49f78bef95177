"""A poster beside the page of every event, person, group and place."""

from __future__ import annotations

from collections.abc import Iterator

import jinja2

from chaguan.build.digest import digest
from chaguan.build.job import Job, Result
from chaguan.render.html.policy import with_policy
from chaguan.render.posters.poster import poster
from chaguan.site.catalogue import Output, posters

from .builder import Builder

TEMPLATE = "poster.html"


class Posters:
    """Promised with the pages, written once all texts are there.

    A poster shows the record's full address as a QR code: a site that does not know its own has
    none.
    """

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    def jobs(self, env: jinja2.Environment, policy: str, icon: str, colours: str) -> Iterator[Job]:
        """A job for each poster.

        `policy` is the site's (Content-Security-Policy), `icon` that of the browser's tab,
        `colours` the style sheet of the town's own, both relative to the site's root.
        """
        template = env.get_template(TEMPLATE)
        for output in (
            posters(self._builder.site.plain_index) if self._builder.site.site_url else ()
        ):
            yield self._job(output, template, (policy, icon, colours))

    def _job(self, output: Output, template: jinja2.Template, own: tuple[str, str, str]) -> Job:
        policy, icon, colours = own
        record, language, path = output.record, output.language, output.address.file
        assert record is not None

        def make(before: bytes) -> Result:
            site, contexts = self._builder.site, self._builder.contexts
            sheet = poster(record, language, contexts, site.site_url)
            key = digest(repr(sheet), policy, icon, colours)
            if key == before:
                return Result(shown=key, is_as_before=True)
            words = contexts[language].words
            html = template.render(poster=sheet, icon=icon, colours=colours, t=words)
            return Result(files=((path, with_policy(html, policy).encode()),), shown=key)

        return Job(
            f"poster {path}",
            self._builder.fingerprints.of(record),
            record.path,
            make,
            sort="poster",
        )

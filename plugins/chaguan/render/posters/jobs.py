"""The jobs of a site's posters: one beside the page of every event, person, group and place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result
from chaguan.render.html.page_context import Materials, Render
from chaguan.render.html.policy import with_policy
from chaguan.site.catalogue import Output, posters


def poster_jobs(
    materials: Materials, render: Render, *, policy: str, icon: str, colours: str
) -> Iterator[Job]:
    """A job for each poster of a site that knows its address, which is on it as a QR code.

    `policy` is the site's (Content-Security-Policy), `icon` that of the browser's tab, `colours`
    the style sheet of the town's own, both relative to the site's root.
    """

    def job(output: Output) -> Job:
        record, language, path = output.record, output.language, output.address.file
        assert record is not None

        def make(before: bytes) -> Result:
            from .poster import poster  # not where none is made anew

            sheet = poster(record, language, materials.contexts, materials.site.site_url)
            key = digest(repr(sheet), policy, icon, colours)
            if key == before:
                return Result(shown=key, is_as_before=True)
            words = materials.contexts[language].words
            html = render(poster=sheet, icon=icon, colours=colours, t=words)
            return Result(files=((path, with_policy(html, policy).encode()),), shown=key)

        own = partial(materials.fingerprints.of, record)
        return Job(f"poster {path}", own, record.path, make, sort="poster")

    return map(job, posters(materials.site.plain_index))

"""The jobs of a site's posters: one beside the page of every event, person, group and place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result, Wanted
from chaguan.model import Record
from chaguan.render.html.page_context import Materials, Render
from chaguan.render.html.policy import with_policy
from chaguan.site.catalogue import Output, posters
from chaguan.site.stream import job_name


def poster_jobs(
    materials: Materials, render: Render, wanted: Wanted, *, policy: str, icon: str, colours: str
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
        name = job_name("poster", record.kind, record.id, language)
        return Job(name, own, record.path, make, sort="poster")

    def is_wanted(record: Record, language: str) -> bool:
        return wanted(job_name("poster", record.kind, record.id, language), record.path)

    return map(job, posters(materials.site.plain_index, is_wanted))

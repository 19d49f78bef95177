"""The jobs of the texts to take along, of every post and event, and of the codes that lead back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import astuple
from functools import partial
from typing import Final

from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result, Wanted
from chaguan.model import Event, Post, Record
from chaguan.render.html.page_context import Materials, Render
from chaguan.render.html.policy import with_policy, with_styles
from chaguan.site.catalogue import Output, copies
from chaguan.site.stream import job_name
from chaguan.site.urls import COPY_QR

_STYLE: Final = re.compile('style="([^"]*)"')


def copy_jobs(
    materials: Materials, render: Render, wanted: Wanted, *, policy: str, icon: str
) -> Iterator[Job]:
    """A job for each copy of a site that knows its address: what is pasted leads back by it.

    `policy` is the site's (Content-Security-Policy), `icon` that of the browser's tab.
    """

    def job(output: Output) -> Job:
        record, language, address = output.record, output.language, output.address
        assert isinstance(record, Post | Event)

        def make(before: bytes) -> Result:
            # not where none is made anew
            from chaguan.render.html.inline.elements import EVERY
            from chaguan.render.html.qr import qr_png

            from .copied import copied

            view = materials.contexts[language]
            shown = copied(record, view, materials.site.site_url)
            key = digest(*astuple(shown), policy, icon)
            if key == before:
                return Result(shown=key, is_as_before=True)
            html = render(copy=shown, icon=icon, t=view.words)
            styles = EVERY.intersection(_STYLE.findall(shown.rich))
            page = with_policy(html, with_styles(policy, styles)).encode()
            code = (address / COPY_QR).file, qr_png(shown.url)
            return Result(files=((address.file, page), code), shown=key)

        own = partial(materials.fingerprints.of, record)
        name = job_name("copy", record.kind, record.id, language)
        return Job(name, own, record.path, make, sort="copy")

    def is_wanted(record: Record, language: str) -> bool:
        return wanted(job_name("copy", record.kind, record.id, language), record.path)

    found = copies(materials.site.plain_index, is_wanted)
    return (job(each) for each in found if each.kind == "copy")

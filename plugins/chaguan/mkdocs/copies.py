"""The text of every post and event to take along, and the code that leads back to its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import jinja2

from chaguan.build.digest import digest
from chaguan.build.job import Job, Result
from chaguan.model import Event, Post
from chaguan.render.copies.copied import copied
from chaguan.render.html.inline.styles import EVERY
from chaguan.render.html.policy import with_policy, with_styles
from chaguan.render.html.qr import qr_png
from chaguan.site.catalogue import Output, copies
from chaguan.site.urls import COPY_QR

from .builder import Builder

TEMPLATE: Final = "copy.html"


class Copies:
    """Promised with the pages, written once all texts are there.

    What is pasted elsewhere leads back by full addresses: a site that does not know its own has
    no copies.
    """

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    def jobs(self, env: jinja2.Environment, policy: str, icon: str) -> Iterator[Job]:
        """A job for each copy; `policy` is the site's, `icon` that of the browser's tab."""
        site = self._builder.site
        if not (site.site_url and self._builder.features.has_copies):
            return
        template = env.get_template(TEMPLATE)
        for output in copies(site.plain_index):
            if output.kind == "copy":
                yield self._job(output, template, policy, icon)

    def _job(self, output: Output, template: jinja2.Template, policy: str, icon: str) -> Job:
        record, language, address = output.record, output.language, output.address
        assert isinstance(record, Post | Event)

        def make(before: bytes) -> Result:
            view, site_url = self._builder.contexts[language], self._builder.site.site_url
            shown = copied(record, view, site_url)
            key = digest(repr(shown), policy, icon)
            if key == before:
                return Result(shown=key, is_as_before=True)
            html = template.render(copy=shown, icon=icon, t=view.words)
            styles = (style for style in EVERY if f'style="{style}"' in shown.rich)
            page = with_policy(html, with_styles(policy, styles)).encode()
            code = (address / COPY_QR).file, qr_png(shown.url)
            return Result(files=((address.file, page), code), shown=key)

        own = self._builder.fingerprints.of(record)
        return Job(f"copy {address.file}", own, record.path, make, sort="copy")

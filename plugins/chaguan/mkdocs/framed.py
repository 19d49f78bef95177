"""What is on in every stream, for a frame on somebody else's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import jinja2

from chaguan.build.digest import digest
from chaguan.build.job import Job, Result
from chaguan.render.framed.stream_list import StreamList, stream_list
from chaguan.render.html.policy import standing_alone, with_policy
from chaguan.site.catalogue import Output, embeds
from chaguan.site.index import Index
from chaguan.site.page_spec import SOURCE
from chaguan.site.stream import Stream, site_stream, stream_of, tag_stream

from .builder import Builder
from .theme import PACKAGE

TEMPLATE: Final = "embed.html"
MOST: Final = 15_000
"""Bytes of a list: somebody else's page waits for it."""
_FILES: Final = ("list.css", "list.js")


class Framed:
    """The lists of a site that knows its address: their links are followed from elsewhere."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    def jobs(self, env: jinja2.Environment) -> Iterator[Job]:
        """A job for each list."""
        site = self._builder.site
        if not (site.site_url and self._builder.features.has_embeds):
            return
        template = env.get_template(TEMPLATE)
        style, script = (
            (PACKAGE / "framed" / name).read_text(encoding="utf-8").strip() for name in _FILES
        )
        for output in embeds(site.plain_index):
            yield self._job(output, template, style, script)

    def _job(self, output: Output, template: jinja2.Template, style: str, script: str) -> Job:
        language, path = output.language, output.address.file
        stream = _stream(self._builder.site.index, output)

        def make(before: bytes) -> Result:
            view, site_url = self._builder.contexts[language], self._builder.site.site_url
            shown = stream_list(stream.now(view.index), view, site_url)
            light, dark = shown.colours
            colours = f"a{{color:{light}}}@media(prefers-color-scheme:dark){{a{{color:{dark}}}}}"
            key = digest(repr(shown), style, script)
            if key == before:
                return Result(shown=key, is_as_before=True)

            def written(shown: StreamList) -> bytes:
                html = template.render(
                    list=shown, style=style + colours, script=script, t=view.words
                )
                return with_policy(html, standing_alone((style + colours,), (script,))).encode()

            page = written(shown)
            while len(page) > MOST and (shown.events or shown.posts):
                shown = shown.shorter()
                page = written(shown)
            return Result(files=((path, page),), shown=key)

        source = output.record.path if output.record is not None else SOURCE
        return Job(f"embed {path}", stream.digest(), source, make, sort="embed")


def _stream(index: Index, output: Output) -> Stream:
    if output.record is not None:
        return stream_of(index, output.record, output.language)
    if output.key:
        return tag_stream(index, output.key, output.language)
    return site_stream(index, output.language)

"""The jobs of the lists of what is on in every stream, for a frame on somebody else's page."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result, Wanted
from chaguan.render.html.page_context import Materials, Render
from chaguan.render.html.policy import standing_alone, with_policy
from chaguan.site.catalogue import Output, embeds
from chaguan.site.index import Index
from chaguan.site.page_spec import SOURCE
from chaguan.site.stream import (
    IsChosen,
    Stream,
    chosen,
    job_name,
    site_stream,
    stream_of,
    tag_stream,
)

if TYPE_CHECKING:
    from .stream_list import FramedList

MOST: Final = 15_000
"""Bytes of a list: somebody else's page waits for it."""
_FILES: Final = ("list.css", "list.js")


def framed_jobs(materials: Materials, render: Render, wanted: Wanted) -> Iterator[Job]:
    """A job for each list of a site that knows its address: links are followed from elsewhere."""
    folder = files("chaguan") / "framed"
    style, script = ((folder / name).read_text(encoding="utf-8").strip() for name in _FILES)

    def job(output: Output) -> Job:
        path = output.address.file
        stream = _stream(materials.site.index, output)

        def make(before: bytes) -> Result:
            from .stream_list import framed_list  # not where none is made anew

            view = materials.contexts[output.language]
            shown = framed_list(stream.now(view.index), view, materials.site.site_url)
            light, dark = shown.colours
            colours = f"a{{color:{light}}}@media(prefers-color-scheme:dark){{a{{color:{dark}}}}}"
            key = digest(repr(shown), style, script)
            if key == before:
                return Result(shown=key, is_as_before=True)

            def written(shown: FramedList) -> bytes:
                html = render(list=shown, style=style + colours, script=script, t=view.words)
                return with_policy(html, standing_alone((style + colours,), (script,))).encode()

            page = written(shown)
            while len(page) > MOST and (shown.events or shown.posts):
                shown = shown.shorter()
                page = written(shown)
            return Result(files=((path, page),), shown=key)

        source = output.record.path if output.record is not None else SOURCE
        name = job_name("embed", stream.kind, stream.key, stream.language)
        return Job(name, stream.digest, source, make, sort="embed")

    def is_chosen(language: str) -> IsChosen:
        return chosen(wanted, language, "embed")

    return map(job, embeds(materials.site.plain_index, is_chosen))


def _stream(index: Index, output: Output) -> Stream:
    if output.record is not None:
        return stream_of(index, output.record, output.language)
    if output.key:
        return tag_stream(index, output.key, output.language)
    return site_stream(index, output.language)

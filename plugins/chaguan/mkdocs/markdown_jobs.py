"""The text of every page: converted once, by several processes, and only where it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

from chaguan.build.entries import Lately
from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result
from chaguan.build.scheduler import Scheduler

from .content_files import ContentFiles
from .content_page import ContentPage
from .markdown_settings import READ_FILES, has_own_extensions, tell_differences, text_of

NOTHING: Final = b'["", "", [], null, []]'
"""What is told of a text that could not be converted."""
HELD: Final = 256
"""Texts that a process holds; more are on no page, and all of a large site fill its memory."""


def convert(
    pages: Iterable[ContentPage], files: ContentFiles, config: MkDocsConfig, maker: Scheduler
) -> None:
    """Let every page have its text."""
    written = [page for page in pages if page.spec.markdown]
    maker.do([_job(page, files, config) for page in written], is_bounded=True)
    take = taker(maker)
    for page in written:
        take(page)


def taker(maker: Scheduler) -> Callable[[ContentPage], None]:
    """Who lets pages have their texts as they were converted, when they are asked for."""
    lately = Lately(HELD)

    def take(page: ContentPage) -> None:
        if page.spec.markdown:
            page.take(_kept(page, maker), lately)

    return take


def body_digest(page: ContentPage | None, maker: Scheduler) -> bytes:
    """The digest of a page's text, for who asked for it."""
    if page is None or not page.spec.markdown:
        return digest()
    trace = maker.trace(text_name(page))
    if trace is None:  # the engine rendered it
        return digest(page.own_body.html, page.own_body.excerpt, repr(page.own_body.pieces))
    return trace.files[0][1] if trace.files else digest()


def _job(page: ContentPage, files: ContentFiles, config: MkDocsConfig) -> Job:
    is_compared = has_own_extensions(config)
    own = page.spec.digest
    if is_compared and (piece := text_of(page.spec)) is not None:
        own = digest(own, str(piece.position))  # messages name its lines

    def make(before: bytes) -> Result:
        page.read_source(config)
        page.render(config, files)
        if is_compared:
            tell_differences(page.spec, config, page.folder)
        is_read_alone = not (page.spec.is_trusted and READ_FILES & set(config.markdown_extensions))
        return Result(files=(("", page.rendered()),), is_lasting=is_read_alone)

    return Job(text_name(page), own, page.spec.source, make)


def text_name(page: ContentPage) -> str:
    """The name of the job that converts the text of a page."""
    return f"text {page.file.dest_uri}"


def _kept(page: ContentPage, maker: Scheduler) -> Callable[[], bytes]:
    def kept() -> bytes:
        trace = maker.trace(text_name(page))
        if trace is None or not trace.files:  # it failed, and was reported
            return NOTHING
        content = maker.content(trace.files[0][1])
        if content is None:
            raise maker.cache.lost(f"the text of {page.spec.source}")
        return content

    return kept

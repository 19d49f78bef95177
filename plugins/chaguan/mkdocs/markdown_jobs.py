"""The text of every page: converted once, by several processes, and only where it changed."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig

from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result
from chaguan.build.scheduler import Scheduler
from chaguan.markdown.site_extensions import READ_FILES, has_own
from chaguan.render.kept_texts import taker, text_name
from chaguan.site.page_spec import prose_in

from .content_files import ContentFiles
from .content_page import ContentPage
from .markdown_settings import tell_differences


def convert(
    pages: Iterable[ContentPage], files: ContentFiles, config: MkDocsConfig, maker: Scheduler
) -> None:
    """Let every page have its text."""
    written = [page for page in pages if page.spec.has_text]
    maker.do([_job(page, files, config) for page in written], is_bounded=True)
    take = taker(maker)
    for page in written:
        take(page)


def _job(page: ContentPage, files: ContentFiles, config: MkDocsConfig) -> Job:
    is_compared = has_own(config.markdown_extensions)
    own = page.spec.digest
    if is_compared and (piece := prose_in(page.spec)) is not None:
        own = digest(own, str(piece.position))  # messages name its lines

    def make(before: bytes) -> Result:
        page.read_source(config)
        page.render(config, files)
        if is_compared:
            tell_differences(page.spec, config, page.folder)
        is_read_alone = not (page.spec.is_trusted and READ_FILES & set(config.markdown_extensions))
        made = Result(files=(("", page.rendered()),), is_lasting=is_read_alone)
        page.let_go()
        return made

    return Job(text_name(page), own, page.spec.source, make)

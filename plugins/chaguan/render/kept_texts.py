"""The texts of pages as they were converted once, and what knows them from other texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from chaguan.build.entries import Lately
from chaguan.build.fingerprints import digest
from chaguan.build.scheduler import Scheduler

from .html.excerpts import Body
from .html.page_context import RenderedPage

NOTHING: Final = b'["", "", [], null, []]'
"""What is told of a text that could not be converted."""
HELD: Final = 256
"""Texts that a process holds; more are on no page, and all of a large site fill its memory."""


class TextPage(RenderedPage, Protocol):
    """A page that is handed its text."""

    @property
    def own_body(self) -> Body:
        """Its text, without recording that somebody has asked for it."""

    def take(self, kept: Callable[[], bytes], lately: Lately) -> None:
        """Let `kept` tell its text, as often as it is no more among the `lately` told."""


def taker(maker: Scheduler) -> Callable[[TextPage], None]:
    """Who lets pages have their texts as they were converted, when they are asked for."""
    lately = Lately(HELD)

    def take(page: TextPage) -> None:
        if page.spec.markdown:
            page.take(_kept(page, maker), lately)

    return take


def body_digest(page: TextPage | None, maker: Scheduler) -> bytes:
    """The digest of a page's text, for who asked for it."""
    if page is None or not page.spec.markdown:
        return digest()
    trace = maker.trace(text_name(page))
    if trace is None:  # the engine rendered it
        return digest(page.own_body.html, page.own_body.excerpt, repr(page.own_body.pieces))
    return trace.files[0][1] if trace.files else digest()


def text_name(page: TextPage) -> str:
    """The name of the job that converts the text of a page."""
    return f"text {page.spec.address.file}"


def _kept(page: TextPage, maker: Scheduler) -> Callable[[], bytes]:
    def kept() -> bytes:
        trace = maker.trace(text_name(page))
        if trace is None or not trace.files:  # it failed, and was reported
            return NOTHING
        content = maker.content(trace.files[0][1])
        if content is None:
            raise maker.cache.lost(f"the text of {page.spec.source}")
        return content

    return kept

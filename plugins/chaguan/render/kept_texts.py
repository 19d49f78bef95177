"""The texts of pages as they were converted once, and what knows them from other texts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import astuple
from typing import Any, Final, Protocol

from chaguan.build.entries import Lately
from chaguan.build.fingerprints import digest
from chaguan.build.scheduler import Scheduler
from chaguan.model import Block

from .html.excerpts import Body
from .html.page_context import RenderedPage

NOTHING: Final = b'["", "", [], null, []]'
"""What is told of a text that could not be converted."""
HELD: Final = 256
"""Texts that a process holds; more are on no page, and all of a large site fill its memory."""


class Heading(Protocol):
    """A heading of a text, and those below it."""

    id: str
    title: str
    level: int
    children: list[Any]


def told(body: Body, title: str | None, headings: Iterable[Heading]) -> bytes:
    """A text, the title and the headings in it, for `heard`."""
    pieces = [piece if isinstance(piece, str) else astuple(piece) for piece in body.pieces]
    said = [body.html, body.excerpt, pieces, title, _contents(headings)]
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")


def heard(kept: bytes) -> tuple[Body, str | None, list[Any]]:
    """A text, its title, and its headings as Python-Markdown tells them."""
    html, excerpt, cut, title, headings = json.loads(kept)
    pieces = tuple(each if isinstance(each, str) else Block.of(*each) for each in cut)
    return Body(html, excerpt, pieces), title, headings


def _contents(headings: Iterable[Heading]) -> list[Any]:
    return [
        {
            "id": each.id,
            "level": each.level,
            "name": each.title,
            "children": _contents(each.children),
        }
        for each in headings
    ]


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
        if page.spec.has_text:
            page.take(_kept(page, maker), lately)

    return take


def body_digest(page: TextPage | None, maker: Scheduler) -> bytes:
    """The digest of a page's text, for who asked for it."""
    if page is None or not page.spec.has_text:
        return digest()
    made = maker.parts(text_name(page))
    if made is None:  # the engine rendered it
        return digest(page.own_body.html, page.own_body.excerpt, repr(page.own_body.pieces))
    return made[0] if made else digest()


def text_name(page: TextPage) -> str:
    """The name of the job that converts the text of a page."""
    return f"text {page.spec.address.file}"


def _kept(page: TextPage, maker: Scheduler) -> Callable[[], bytes]:
    def kept() -> bytes:
        made = maker.parts(text_name(page))
        if not made:  # it failed, and was reported
            return NOTHING
        content = maker.content(made[0])
        if content is None:
            raise maker.cache.lost(f"the text of {page.spec.source}")
        return content

    return kept

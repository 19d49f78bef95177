"""How a page is passed on: its address, the phone's own ways, and a sheet of paper."""

from __future__ import annotations

from dataclasses import dataclass

from chaguan.model import Event, Page, Record
from chaguan.render.html.page_context import PageContext
from chaguan.site.occurrences import following
from chaguan.site.urls import POSTED


@dataclass(frozen=True, slots=True)
class Share:
    """What is offered below a page."""

    url: str
    """Absolute."""
    title: str
    poster: str
    """Relative to the site's root; empty where there is none, or where it comes too late."""


def share(record: Record | None, view: PageContext, url: str, title: str) -> Share | None:
    """How to pass on what somebody wrote; None for lists, and where no address is known."""
    if record is None or isinstance(record, Page) or not url:
        return None
    is_over = isinstance(record, Event) and next(following(record, view.clock), None) is None
    has_poster = record.kind in POSTED and not is_over
    poster = view.addresses.poster(record, view.language).url if has_poster else ""
    return Share(url, title, poster)

"""How a page is passed on: its address, the phone's own ways, and a sheet of paper."""

from __future__ import annotations

from dataclasses import dataclass

from chaguan.model import Event, Page, Record
from chaguan.render.html.page_context import PageContext
from chaguan.site.occurrences import following
from chaguan.site.urls import COPIED, POSTED


@dataclass(frozen=True, slots=True)
class Share:
    """What is offered below a page."""

    url: str
    """Absolute."""
    title: str
    poster: str
    """Relative to the site's root; empty where there is none, or where it comes too late."""
    copy: str = ""
    """The text to take along, relative to the site's root; empty where there is none."""


def share(
    record: Record | None, view: PageContext, url: str, title: str, *, has_copies: bool
) -> Share | None:
    """How to pass on what somebody wrote; None for lists, and where no address is known."""
    if record is None or isinstance(record, Page) or not url:
        return None
    is_over = isinstance(record, Event) and next(following(record, view.clock), None) is None
    has_poster = record.kind in POSTED and not is_over
    poster = view.addresses.poster(record, view.language).url if has_poster else ""
    has_copy = has_copies and record.kind in COPIED
    page = view.addresses.record(record, view.language)
    return Share(url, title, poster, view.addresses.copy(page).url if has_copy else "")

"""What the page shows that stands in where there is no connection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from chaguan.render.html.page_context import PageContext
from chaguan.site.occurrences import upcoming

from .event_cards import EventCard, event_card

MOST: Final = 12


@dataclass(frozen=True, slots=True)
class OfflinePage:
    """What was on ahead when the page was kept."""

    events: tuple[EventCard, ...]


def offline_page(view: PageContext) -> OfflinePage:
    """The next events; what the reader has read stands only on their device."""
    coming = upcoming(view.community.events.values(), view.clock, of_series=1)
    return OfflinePage(tuple(event_card(each, view) for each in coming[:MOST]))

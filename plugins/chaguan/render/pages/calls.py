"""The page that tells whom events look for."""

from __future__ import annotations

from datetime import datetime

from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.text.localized import day_words, span_words
from chaguan.site.calls import Wanting, open_calls
from chaguan.site.urls import CALENDAR

from .event_page import CalendarLinks, calendar_links
from .programme import CallLine, call_line


@dataclass(frozen=True, slots=True)
class EventCall:
    """A call and the event whose it is."""

    line: CallLine
    event: Link
    when: str
    """Of a series only where one day looks for somebody."""
    closes: datetime | None
    """From when on nobody is wanted; scripts hide it by the reader's clock."""


@dataclass(frozen=True, slots=True)
class CallList:
    """Every call that is open, the soonest to close first."""

    calls: tuple[EventCall, ...]
    rss: str
    atom: str
    json: str
    """Addresses of the feeds, from the root."""
    calendar: CalendarLinks


def call_list(view: PageContext, site_url: str) -> CallList:
    """What the page shows."""
    address = view.addresses.calls(view.language)
    return CallList(
        tuple(event_call(each, view) for each in open_calls(view.index, view.clock)),
        rss=(address / "rss.xml").url,
        atom=(address / "atom.xml").url,
        json=(address / "feed.json").url,
        calendar=calendar_links((address / CALENDAR).url, site_url),
    )


def event_call(each: Wanting, view: PageContext) -> EventCall:
    """A call as the page shows it."""
    title = view.best(each.event.title)
    anchor = f"#{each.occurrence.original}" if each.occurrence else ""
    url = f"{view.event_address(each.event).url}{anchor}"
    when = ""
    if each.occurrence is not None:
        when = day_words(each.occurrence.span.first_day, view.language)
    elif each.event.repeat is None:
        when = span_words(each.event.span, view.language)
    return EventCall(
        line=call_line(each.call, view),
        event=Link(title.text, url, view.foreign(title.language)),
        when=when,
        closes=each.closes(),
    )

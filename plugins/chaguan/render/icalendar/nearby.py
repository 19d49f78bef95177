"""Neighbours' events as calendars are told of them: with the neighbours' own identifiers."""

from __future__ import annotations

from datetime import UTC, timedelta

from icalendar import Event as VEvent
from icalendar import vUri

from chaguan.locales import Vocabulary
from chaguan.model import Status
from chaguan.site.gathered import Nearby

from .event import STATUSES, UNDATED
from .text import clean, one_line
from .times import add_times


def nearby_component(nearby: Nearby, language: str, words: Vocabulary) -> VEvent:
    """One day of an event of a neighbour.

    A day of a series stands alone, since its rule is the neighbour's: its UID has the day behind
    it, as further days of our own series have. Who subscribes here and there sees a single event
    once.
    """
    event = nearby.event
    component = VEvent()
    day = f"-{event.day:%Y%m%d}" if event.day else ""
    component.add("UID", f"{one_line(event.uid)}{day}")
    stamp = event.updated or UNDATED + timedelta(minutes=event.revision)
    component.add("DTSTAMP", stamp.astimezone(UTC))
    if event.updated is not None:
        component.add("LAST-MODIFIED", event.updated.astimezone(UTC))
    component.add("SEQUENCE", event.revision)
    add_times(component, event.span)
    title = clean(event.title.best(language).text)
    if event.status is not Status.CONFIRMED:
        title = words(f"calendar.{event.status.value}", title=title)
    elif event.missing:
        title = words("calendar.tentative", title=title)
    component.add("SUMMARY", title)
    is_off = event.status in (Status.CANCELLED, Status.POSTPONED)
    component.add("STATUS", "TENTATIVE" if event.missing else STATUSES[event.status])
    component.add("TRANSP", "TRANSPARENT" if is_off or event.span.all_day else "OPAQUE")
    names = words("comma").join(each.name.best(language).text for each in nearby.neighbours)
    said = (
        event.note.best(language).text,
        words("nearby.missing") if event.missing else "",
        words("nearby.calendar_from", names=names),
    )
    component.add("DESCRIPTION", clean("\n\n".join(filter(None, said))))
    if url := event.url(language):
        component.add("URL", vUri(url))
    if place := event.place.best(language).text:
        component.add("LOCATION", clean(place))
    return component

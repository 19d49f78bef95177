"""An event as JSON-LD (schema.org/Event, schema.org/EventSeries)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from chaguan.model import AgendaItem, Day, Event, Every, Occurrence, Signup, Span, Status
from chaguan.model.event_parts import in_order
from chaguan.site.series import Series, ordinary, series_of

from .names import CONTEXT, Linked, LinkedNames, said

_STATUS: Final = {
    Status.CONFIRMED: "https://schema.org/EventScheduled",
    Status.TENTATIVE: "https://schema.org/EventScheduled",
    Status.POSTPONED: "https://schema.org/EventPostponed",
    Status.CANCELLED: "https://schema.org/EventCancelled",
}
_RESCHEDULED: Final = "https://schema.org/EventRescheduled"
_SOLD_OUT: Final = "https://schema.org/SoldOut"
_PERIOD: Final = {Every.DAY: "D", Every.WEEK: "W", Every.MONTH: "M", Every.YEAR: "Y"}
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def of_event(event: Event, names: LinkedNames, occurrences: Iterable[Occurrence] = ()) -> Linked:
    """The event; of a series, its schedule, the days that differ, and `occurrences`.

    Which occurrences are worth telling depends on the day, so the caller picks them.
    """
    node = {"@context": CONTEXT, **_event(event, event.span, names)}
    if event.repeat is None:
        return node
    differing = [event.occurrence(change.original, change) for change in event.changes]
    further = [event.further(change) for change in event.also]
    chosen = {each.original: each for each in (*differing, *further, *occurrences)}
    told = sorted(chosen.values(), key=lambda each: (each.span.start, each.original))
    schedules = [_schedule(series) for series in series_of(event) if _is_told(series)]
    return node | said(
        type_="EventSeries",
        eventSchedule=schedules[0] if len(schedules) == 1 else schedules,
        subEvent=[of_occurrence(each, names) for each in told],
    )


def of_occurrence(occurrence: Occurrence, names: LinkedNames) -> Linked:
    """One time of a series; a moved one says where it was (`previousStartDate`)."""
    node = _event(occurrence.event, occurrence.span, names)
    node["@id"] = f"{node['@id']}#{occurrence.original.isoformat()}"
    if occurrence.is_moved:
        node["previousStartDate"] = _start(occurrence.usual)
        if occurrence.event.status in (Status.CONFIRMED, Status.TENTATIVE):
            node["eventStatus"] = _RESCHEDULED
    return node


def _of_programme(moment: datetime | None, item: AgendaItem, names: LinkedNames) -> Linked:
    """A piece of the programme (schema.org/subEvent)."""
    room = names.best(item.room)
    return said(
        type_="Event",
        name=names.best(item.title),
        description=names.best(item.about),
        startDate=moment.isoformat() if moment else "",
        location=said(type_="Place", name=room) if room else {},
        performer=names.people(item.speakers),
    )


def _event(event: Event, span: Span, names: LinkedNames) -> Linked:
    return said(
        type_="Event",
        id_=names.id(event),
        url=names.page(event),
        name=names.best(event.title),
        description=names.best(event.summary),
        inLanguage=event.title.best(names.language).language or names.language,
        startDate=_start(span),
        endDate=_end(span),
        eventStatus=_STATUS[event.status],
        eventAttendanceMode=_attendance(event),
        location=_where(event, names),
        image=names.picture(event.image, names.best(event.image_alt)),
        organizer=[*names.groups(event.groups), *names.people(event.hosts)] or names.site(),
        performer=names.people(event.speakers),
        maximumAttendeeCapacity=event.capacity,
        offers=_offer(event, names),
        keywords=list(event.tags),
        subEvent=[
            _of_programme(moment, item, names) for moment, item in in_order(event.agenda, span)
        ],
        recordedIn=[
            said(type_="MediaObject", url=each.url, name=names.best(each.label))
            for each in event.recordings
        ],
    )


def _start(span: Span) -> str:
    """A day, or a time with its offset (ISO 8601)."""
    return span.first_day.isoformat() if span.all_day else span.start.isoformat()


def _end(span: Span) -> str:
    """The last day, inclusive, or a time with its offset; empty where nobody said."""
    if span.all_day:
        return span.last_day.isoformat()
    return "" if span.open_ended else span.end.isoformat()


def _attendance(event: Event) -> str:
    """schema.org/EventAttendanceModeEnumeration; empty where nobody said where it is."""
    if event.is_hybrid:
        return "https://schema.org/MixedEventAttendanceMode"
    if event.is_online:
        return "https://schema.org/OnlineEventAttendanceMode"
    return "https://schema.org/OfflineEventAttendanceMode" if event.is_physical else ""


def _where(event: Event, names: LinkedNames) -> list[Linked] | Linked:
    """schema.org/Place, schema.org/VirtualLocation, or both."""
    found = [names.place(event.place)]
    if event.location:
        place = said(type_="Place", name=names.best(event.location.name))
        found.append({**place, **names.location(event.location)})
    if event.online:
        found.append(said(type_="VirtualLocation", url=event.online))
    known = [node for node in found if node]
    return known[0] if len(known) == 1 else known


def _offer(event: Event, names: LinkedNames) -> Linked:
    """What it costs and where to sign up, in words (schema.org/Offer): no price is guessed."""
    signup = event.signup or Signup()
    offer = said(
        description=names.best(event.cost),
        url=signup.url,
        validThrough=signup.until.isoformat() if signup.until else "",
        availability=_SOLD_OUT if signup.is_full else "",
    )
    return {"@type": "Offer", **offer} if offer else {}


def _is_told(series: Series) -> bool:
    """Whether schema.org/Schedule has words for a rule: its days of a month go from 1 to 31."""
    days = series.repeat.on if series.repeat else ()
    return all(
        not day.working and day.after is None and (day.of_month is None or day.of_month > 0)
        for day in days
    )


def _schedule(series: Series) -> Linked:
    """When one rule of a series comes again (schema.org/Schedule)."""
    span, repeat = series.span, series.repeat
    assert repeat is not None
    usual = ordinary(span, repeat)
    days = tuple(dict.fromkeys(_by_day(day) for day in repeat.on if day.weekday is not None))
    return said(
        type_="Schedule",
        startDate=span.first_day.isoformat(),
        endDate=repeat.until.isoformat() if repeat.until else "",
        repeatFrequency=f"P{repeat.interval}{_PERIOD[repeat.every]}",
        repeatCount=repeat.count,
        byDay=list(days),
        byMonthDay=[day.of_month for day in repeat.on if day.of_month is not None],
        byMonth=sorted({day.month for day in repeat.on if day.month is not None}),
        startTime="" if span.all_day else span.start.time().isoformat(),
        endTime="" if span.all_day or span.open_ended else usual.end.time().isoformat(),
        scheduleTimezone=span.zone.key,
        exceptDate=[day.isoformat() for day in series.skipped],
    )


def _by_day(day: Day) -> str:
    """As RFC 5545 writes it, which schema.org/byDay takes: `FR`, `-1FR`."""
    return f"{day.nth or ''}{_WEEKDAYS[day.weekday or 0]}"

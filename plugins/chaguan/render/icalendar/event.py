"""What a calendar is told about an event (RFC 5545, 3.6.1; RFC 7986)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from html import escape
from typing import Final
from urllib.parse import quote

from icalendar import Alarm, vUri
from icalendar import Event as VEvent

from chaguan.locales import Vocabulary
from chaguan.model import Event, Location, Occurrence, Span, Status, shown_tag
from chaguan.model.event_parts import in_order
from chaguan.model.frozen import dataclass
from chaguan.render.html.event_facts import call_title, until_words
from chaguan.render.html.portable import absolute, absolute_url, portable
from chaguan.render.text.localized import clock_words, date_words, is_all_of_a_day, postal_words
from chaguan.render.text.plain import plain_text
from chaguan.render.text.xml_text import legible
from chaguan.site.calls import Wanting
from chaguan.site.identity import uid
from chaguan.site.images import NO_PICTURES, Album
from chaguan.site.index import Index
from chaguan.site.occurrences import Key, is_in
from chaguan.site.series import series_of

from .options import AS_EVER, CalendarOptions
from .values import Links, add_recurrence, add_times, clean, clock, html_of

UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""DTSTAMP of an event that does not say when it was `updated`; each revision adds a minute.

RFC 5546 (2.1.5) has clients order versions by SEQUENCE, then by DTSTAMP, so the stamp may only
grow. The event's own date could shrink, and the clock would make every poll look like an edit.
"""
STATUSES: Final = {
    Status.CONFIRMED: "CONFIRMED",
    Status.TENTATIVE: "TENTATIVE",
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}
"""RFC 5545 (3.8.1.11) has no word for postponed; clients show TENTATIVE as not firm."""
_URL: Final = re.compile(r"https?://\S+")
REMINDER_OF_DAYS: Final = timedelta(hours=-15)
"""Nine in the morning of the day before."""


@dataclass(frozen=True)
class Telling:
    """How the calendars of one language tell of events."""

    index: Index
    site_url: str
    """With a slash at its end."""
    language: str
    words: Vocabulary
    html: Callable[[Event, str], str]
    """A description in a language as its page shows it, links relative to that page."""
    album: Album = NO_PICTURES
    """The published pictures."""
    options: CalendarOptions = AS_EVER
    has_html: bool = False
    """The description is given as HTML, too."""

    def components(self, event: Event, key: Key | None = None) -> Iterator[VEvent]:
        """The VEVENTs of an event: one for each series, one for each day that differs.

        Further days are events of their own, since clients lose RDATE (RFC 5545, 3.8.5.2). With
        `key`, only the days of that stream; those of a series that is elsewhere stand alone.
        """
        identifier = clean(uid(event, self.index.community.settings))
        for series in series_of(event):
            differing = [event.occurrence(each.original, each) for each in series.changes]
            here = [each for each in differing if is_in(each.event, key)]
            if not is_in(series.event, key):
                yield from (self._alone(each, identifier) for each in here)
                continue
            name = f"{identifier}{series.suffix}"
            component = self._component(series.event, series.span, name)
            away = {each.original for each in differing if not is_in(each.event, key)}
            skipped = tuple(sorted({*series.skipped, *away}))
            add_recurrence(component, replace(series, skipped=skipped))
            yield component
            for each in here:
                changed = self._component(each.event, each.span, name)
                changed.add("RECURRENCE-ID", clock(each.usual))
                yield changed
        for further in event.also:
            if is_in((each := event.further(further)).event, key):
                yield self._alone(each, identifier)

    def day(self, occurrence: Occurrence, event: Event) -> VEvent:
        """One day of a series as an event of its own, which names the series it is of."""
        identifier = clean(uid(event, self.index.community.settings))
        component = self._alone(occurrence, identifier)
        component.add("RELATED-TO", identifier)
        return component

    def deadline(self, each: Wanting) -> VEvent:
        """The last day, or moment, of a call; it takes nobody's time (RFC 5545, 3.6.1)."""
        event, until = each.event, each.call.until
        assert until is not None
        component = VEvent()
        component.add("UID", clean(self._deadline_uid(each)))
        component.add("DTSTAMP", stamp(event))
        component.add("SEQUENCE", event.revision)
        component.add("DTSTART", until.date() if is_all_of_a_day(until) else until)
        title = self.words("calls.deadline", title=call_title(each, self.words))
        component.add("SUMMARY", clean(title))
        component.add("STATUS", "CANCELLED" if event.is_cancelled else "CONFIRMED")
        component.add("TRANSP", "TRANSPARENT")
        said = (each.call.about.best(self.language).text, each.call.url or "", self.page(event))
        component.add("DESCRIPTION", clean("\n\n".join(filter(None, said))))
        component.add("URL", vUri(self.page(event)))
        return component

    def _deadline_uid(self, each: Wanting) -> str:
        """The event's own, and which call of it."""
        identifier = uid(each.event, self.index.community.settings)
        return f"{identifier}{each.name.removeprefix(f'event/{each.event.id}').replace('/', '-')}"

    def _alone(self, occurrence: Occurrence, identifier: str) -> VEvent:
        name = f"{identifier}-{occurrence.original:%Y%m%d}"
        return self._component(occurrence.event, occurrence.span, name)

    def page(self, event: Event) -> str:
        """The URL of the event's page, in this language where it has one."""
        addresses = self.index.addresses
        languages = self.index.community.settings.languages
        language = addresses.nearest(self.language, event.written_in(languages))
        return addresses.record(event, language).absolute(self.site_url)

    def summary(self, event: Event) -> str:
        """The title, marked where the event is not to be counted on."""
        title = event.title.best(self.language).text
        if event.status is Status.CONFIRMED:
            return title
        return self.words(f"calendar.{event.status.value}", title=title)

    def location(self, event: Event) -> str:
        """Name and address, as maps look them up; else where to join from afar."""
        name, where = self._whereabouts(event)
        known = (name, postal_words(where, self.language))
        return ", ".join(filter(None, known)) or event.online or ""

    def _component(self, event: Event, span: Span, identifier: str) -> VEvent:
        component = VEvent()
        component.add("UID", identifier)
        component.add("DTSTAMP", stamp(event))
        if event.updated is not None:
            component.add("LAST-MODIFIED", event.updated.astimezone(UTC))
        component.add("SEQUENCE", event.revision)
        add_times(component, span)
        component.add("SUMMARY", clean(self.summary(event)))
        status = STATUSES[event.status]
        if event.is_cancelled and not self.options.has_cancelled_status:
            status = "TENTATIVE"
        component.add("STATUS", status)
        is_off = event.status in (Status.CANCELLED, Status.POSTPONED)
        component.add("TRANSP", "TRANSPARENT" if is_off or span.all_day else "OPAQUE")
        said = tuple(self._paragraphs(event))
        told = clean("\n\n".join(filter(None, said)))
        component.add("DESCRIPTION", told, self._as_html(event, said))
        component.add("URL", vUri(self.page(event)))
        self._add_whereabouts(component, event)
        self._add_extras(component, event)
        if not is_off and self.options.reminder is not None:
            component.add_component(_reminder(self.summary(event), span, self.options.reminder))
        return component

    def _add_whereabouts(self, component: VEvent, event: Event) -> None:
        if location := self.location(event):
            component.add("LOCATION", clean(location))
        geo = self._whereabouts(event)[1].geo
        if geo is not None:
            component.add("GEO", (geo.latitude, geo.longitude))
        if event.online is not None:
            label = clean(self.words("calendar.conference"))
            params = {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": label}
            component.add("CONFERENCE", vUri(event.online, params=params))

    def _add_extras(self, component: VEvent, event: Event) -> None:
        if event.tags:
            component.add(
                "CATEGORIES", [clean(shown_tag(tag, self.language).text) for tag in event.tags]
            )
        if (picture := self.album.of(event.image)) is not None:
            full = picture.full
            params = {"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": full.type}
            url = full.address.absolute(self.site_url)
            component.add("IMAGE", vUri(url, params=params))

    def _paragraphs(self, event: Event) -> Iterator[str]:
        """What is to be known, in plain text, the reason of a change first; some are empty."""
        yield event.status_note.best(self.language).text
        yield event.summary.best(self.language).text
        yield self._description(event)
        yield "\n".join(self._programme(event))
        yield "\n".join(self._wanted(event))
        if cost := event.cost.best(self.language).text:
            yield self.words("calendar.cost", cost=cost)
        if event.online is not None:
            yield self.words("calendar.online", url=event.online)
        yield self._signup(event)
        yield self.words("calendar.page", url=self.page(event))

    def _programme(self, event: Event) -> Iterator[str]:
        """A line for each piece of the programme; on further days with the day."""
        for moment, item in in_order(event.agenda, event.span):
            words = [item.title.best(self.language).text]
            if moment is not None:
                words.insert(0, clock_words(moment))
                if moment.date() != event.span.first_day:
                    words.insert(0, date_words(moment.date(), self.language))
            if room := item.room.best(self.language).text:
                words.append(f"({room})")
            people = self.index.community.people
            named = (
                people[id].name.best(self.language).text for id in item.speakers if id in people
            )
            if speakers := self.words("comma").join(named):
                words.append(f"· {speakers}")
            yield " ".join(words)

    def _wanted(self, event: Event) -> Iterator[str]:
        """A line for each call."""
        for call in event.calls if not event.status.is_off else ():
            whom = self.words(f"event.wanted.{call.wanted.value}")
            about, until = call.about.best(self.language).text, until_words(call.until, self.words)
            said = " ".join(filter(None, (about, until, call.url)))
            yield self.words("calls.title", whom=whom, title=said) if said else whom

    def _signup(self, event: Event) -> str:
        signup = event.signup
        if signup is not None and signup.is_full and not event.is_cancelled:
            return self.words("event.full")
        if signup is None or signup.url is None or event.is_cancelled:
            return ""
        if signup.until is None:
            return self.words("calendar.signup", url=signup.url)
        day = date_words(signup.until.date(), self.language)
        until = f"{day} {clock_words(signup.until)}"
        return self.words("calendar.signup_until", url=signup.url, until=until)

    def _description(self, event: Event) -> str:
        """The page's own words; what one day says instead is on no page of its own."""
        page = self.page(event)
        if html := self._page_html(event):
            return plain_text(html, lambda link: absolute_url(link, page))
        html = html_of(event.description.best(self.language).text)
        return plain_text(html, lambda link: self._links.absolute(link, event.path))

    def _page_html(self, event: Event) -> str:
        whole = self.index.community.events.get(event.id)
        is_whole = whole is not None and whole.description == event.description
        return self.html(event, self.language) if is_whole else ""

    def _as_html(self, event: Event, said: Sequence[str]) -> dict[str, str]:
        """The description's alternative (RFC 5545, 3.2.1), in the form that Thunderbird shows."""
        html = self._page_html(event) if self.has_html else ""
        if not html:
            return {}
        _, _, plain, *_ = said
        parts = (
            portable(absolute(html, self.page(event)))
            if part == plain
            else f"<p>{_linked(part)}</p>"
            for part in filter(None, said)
        )
        return {"ALTREP": f"data:text/html,{quote(legible(''.join(parts)))}"}

    @cached_property
    def _links(self) -> Links:
        return Links(self.index, self.site_url, self.language)

    def _whereabouts(self, event: Event) -> tuple[str, Location]:
        """What the place is called, and where it is."""
        place = None if event.place is None else self.index.community.places.get(event.place)
        if place is not None:
            return place.name.best(self.language).text, place.location
        where = event.location or Location()
        return where.name.best(self.language).text, where


def _linked(text: str) -> str:
    """Plain text as HTML in which addresses are links."""
    linked = _URL.sub(lambda url: f'<a href="{url.group()}">{url.group()}</a>', escape(text))
    return linked.replace("\n", "<br>")


def stamp(event: Event) -> datetime:
    """DTSTAMP, in UTC: when the event was updated, else `UNDATED` and a minute a revision.

    A sign of life moves the end of an endless series, so it is younger than what was told before.
    """
    told = UNDATED + timedelta(minutes=event.revision)
    if event.updated is not None:
        told = event.updated.astimezone(UTC)
    if event.confirmed is None:
        return told
    return max(told, datetime.combine(event.confirmed, time(), UTC))


def _reminder(summary: str, span: Span, before: timedelta) -> Alarm:
    """A notice beforehand (RFC 5545, 3.6.6) that the reader's app may take or leave."""
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", clean(summary))
    alarm.add("TRIGGER", REMINDER_OF_DAYS if span.all_day else -before)
    return alarm

"""The facts of an event as HTML that needs no style: when, where, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from chaguan.locales import Vocabulary
from chaguan.model import Event, Location, Occurrence, Status
from chaguan.render.text.dates import day_words, span_words
from chaguan.render.text.recurrence import repeat_words
from chaguan.render.text.zone_names import zone_words
from chaguan.site.index import Index


def marked(event: Event, words: Vocabulary, title: str = "") -> str:
    """The title, marked as calendars mark it where the event is not to be counted on."""
    title = title or event.title.best(words.language).text
    if event.status is Status.CONFIRMED:
        return title
    return words(f"calendar.{event.status.value}", title=title)


@dataclass(frozen=True)
class EventHtml:
    """What an event's page says beside its description, for who reads it in a feed."""

    index: Index
    site_url: str
    words: Vocabulary

    def of(self, event: Event) -> str:
        """A paragraph for the status, a list of facts, and the days that differ."""
        language = self.words.language
        note = event.status_note.best(language).text
        parts = [f"<p><strong>{escape(self._status(event, note))}</strong></p>"]
        if event.status is Status.CONFIRMED and not note:
            parts = []
        facts = "".join(f"<li>{fact}</li>" for fact in self._facts(event))
        parts.append(f"<ul>{facts}</ul>")
        differing = "".join(f"<li>{each}</li>" for each in self._differing(event))
        if differing:
            parts.append(f"<p>{escape(self.words('feed.changes'))}</p>\n<ul>{differing}</ul>")
        if summary := event.summary.best(language).text:
            parts.append(f"<p>{escape(summary)}</p>")
        return "\n".join(parts)

    def _status(self, event: Event, note: str) -> str:
        if event.status is Status.CONFIRMED:
            return note
        if note:
            return self.words(f"calendar.{event.status.value}", title=note)
        return self.words(f"status.{event.status.value}")

    def _facts(self, event: Event) -> Iterator[str]:
        language = self.words.language
        yield self._when(event)
        if event.repeat:
            yield escape(repeat_words(event.repeat, event.span.first_day, self.words))
        if where := self._where(event):
            yield where
        if event.online:
            yield _link(event.online, self.words("feed.online"))
        if cost := event.cost.best(language).text:
            yield escape(cost)
        if event.signup and event.signup.url:
            yield _link(event.signup.url, self.words("feed.signup"))
        for recording in event.recordings:
            yield _link(recording.url, recording.label.best(language).text or recording.url)

    def _when(self, event: Event) -> str:
        """Days and times of the clock there, and which clock that is."""
        language = self.words.language
        said = span_words(event.span, language)
        if not event.span.all_day:
            said = f"{said} ({zone_words(event.span.start, language)})"
        return escape(said)

    def _where(self, event: Event) -> str:
        language = self.words.language
        if place := self.index.community.places.get(event.place) if event.place else None:
            url = self.index.addresses.record(place, language).absolute(self.site_url)
            name = _link(url, place.name.best(language).text)
            rest = [escape(each) for each in _address(place.location, language)]
            return ", ".join((name, *rest))
        if event.location:
            name = event.location.name.best(language).text
            said = (name, *_address(event.location, language))
            return escape(", ".join(part for part in said if part))
        return ""

    def _differing(self, event: Event) -> Iterator[str]:
        """Days of a series that are not as the others, then days on which it is not."""
        if event.repeat is None:
            return
        for change in event.changes:
            yield self._different(event.occurrence(change.original, change))
        language = self.words.language
        days = ", ".join(day_words(day, language) for day in event.repeat.exceptions)
        if days:
            yield escape(self.words("feed.not_on", days=days))

    def _different(self, occurrence: Occurrence) -> str:
        event, language = occurrence.event, self.words.language
        said = [escape(marked(event, self.words)), escape(span_words(occurrence.span, language))]
        if occurrence.is_moved:
            original = day_words(occurrence.original, language)
            said.append(escape(self.words("feed.instead_of", day=original)))
        if note := event.status_note.best(language).text:
            said.append(escape(note))
        if where := self._where(event):
            said.append(where)
        return " · ".join(said)


def _address(location: Location, language: str) -> tuple[str, ...]:
    said = (location.address.best(language).text, location.city.best(language).text)
    return tuple(part for part in said if part)


def _link(url: str, words: str) -> str:
    return f'<a href="{escape(url)}">{escape(words)}</a>'

"""The facts of an event as HTML that needs no style: when, where, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from chaguan.locales import Vocabulary
from chaguan.model import Days, Event, Location, Occurrence, Span, Status
from chaguan.model.frozen import dataclass
from chaguan.render.html.event_facts import held_now, marks, rules
from chaguan.render.html.page_context import PageContext
from chaguan.render.text.localized import date_words, day_words, span_words, zone_words


def marked(event: Event, words: Vocabulary, title: str = "") -> str:
    """The title, marked as calendars mark it where the event is not to be counted on."""
    title = title or event.title.best(words.language).text
    if event.status is Status.CONFIRMED:
        return title
    return words(f"calendar.{event.status.value}", title=title)


@dataclass(frozen=True)
class EventHtml:
    """What an event's page says beside its description, for readers of a feed."""

    view: PageContext
    site_url: str

    @property
    def words(self) -> Vocabulary:
        return self.view.words

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
        yield from map(escape, self._when(event))
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

    def _when(self, event: Event) -> Iterator[str]:
        """Days and times of the clock there, and which clock that is; of a series its rule, from
        when on it holds, and what holds from a later day on.
        """
        language = self.words.language
        if event.repeat is None:
            yield self._with_zone(span_words(event.span, language), event.span)
            return
        held = held_now(event, self.view)
        now, *later = rules(event, held.occurrence(held.event.span.first_day), self.view)
        first = date_words(held.event.span.first_day, language)
        yield self._with_zone(self.words("event.from_day", day=first, rule=now), held.event.span)
        yield from later

    def _with_zone(self, said: str, span: Span) -> str:
        name = zone_words(span.start, self.words.language)
        return said if span.all_day else f"{said} ({name})"

    def _where(self, event: Event) -> str:
        language = self.words.language
        if place := self.view.community.places.get(event.place) if event.place else None:
            url = self.view.addresses.record(place, language).absolute(self.site_url)
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
        apart = [
            *(event.occurrence(change.original, change) for change in event.changes),
            *map(event.further, event.also),
        ]
        for each in sorted(apart, key=lambda each: each.span.start):
            yield self._different(each)
        language = self.words.language
        off = sorted((*(Days(day, day) for day in event.repeat.exceptions), *event.repeat.breaks))
        days = self.words("comma").join(
            " – ".join(day_words(day, language) for day in dict.fromkeys((each.first, each.last)))
            for each in off
        )
        if days:
            yield escape(self.words("feed.not_on", days=days))

    def _different(self, occurrence: Occurrence) -> str:
        event, language, span = occurrence.event, self.words.language, occurrence.span
        when = span_words(span, language)
        if span.zone.key != occurrence.series.span.zone.key:
            when = self._with_zone(when, span)
        said = [escape(marked(event, self.words)), escape(when)]
        different = [] if occurrence.is_further else list(marks(occurrence, self.view))
        if occurrence.is_on_another_day:
            original = day_words(occurrence.original, language)
            different[0] = self.words("feed.instead_of", day=original)
        where = self._where(event)
        if where and occurrence.is_elsewhere and where != self._where(occurrence.series):
            different = different[:-1]  # the place itself says so, with its address
        said.extend(map(escape, different))
        if note := event.status_note.best(language).text:
            said.append(escape(note))
        if where:
            said.append(where)
        return " · ".join(said)


def _address(location: Location, language: str) -> tuple[str, ...]:
    said = (location.address.best(language).text, location.city.best(language).text)
    return tuple(part for part in said if part)


def _link(url: str, words: str) -> str:
    return f'<a href="{escape(url)}">{escape(words)}</a>'

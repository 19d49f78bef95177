"""The facts on a poster, each on a line of its own: when, where, who, how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chaguan.model import Event, Group, Occurrence, Person, Place, Record, Span
from chaguan.render.html.event_facts import whereabouts
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.text.dates import clock_words, date_words, day_words
from chaguan.render.text.postal import postal_words
from chaguan.render.text.recurrence import repeat_words
from chaguan.render.text.zone_names import zone_words
from chaguan.site.occurrences import following, last_of, upcoming

COMING = 3
"""How many events a poster of what keeps going announces."""


@dataclass(frozen=True, slots=True)
class Coming:
    """An event to come, at what keeps going."""

    what: str
    when: str


@dataclass(frozen=True, slots=True)
class PosterLine:
    """One fact in one language."""

    kind: str
    """`when`, `where`, `coming`, or `fact`."""
    language: str
    label: str
    words: str
    more: tuple[str, ...] = ()
    """Smaller, below."""
    coming: tuple[Coming, ...] = ()
    """The next events; empty but for the kind `coming`."""


def lines_of(record: Record, view: PageContext) -> tuple[PosterLine, ...]:
    """What a record's poster says in the view's language, in order."""
    match record:
        case Event():
            lines = _of_event(record, view)
        case Person():
            lines = _of_person(record, view)
        case Group():
            lines = _of_group(record, view)
        case Place():
            lines = _of_place(record, view)
        case _:
            lines = iter(())
    return tuple(line for line in lines if line.words or line.coming)


def shown_of(event: Event, view: PageContext) -> Occurrence:
    """The time of an event that its poster calls people to: the next, else the last."""
    coming = next(following(event, view.clock), None) or last_of(event)
    return coming or event.occurrence(event.span.first_day)


def _line(view: PageContext, kind: str, key: str, words: str, *more: str) -> PosterLine:
    kept = tuple(each for each in more if each)
    return PosterLine(kind, view.language, view.words(key), words, kept)


def _of_event(event: Event, view: PageContext) -> Iterator[PosterLine]:
    shown = shown_of(event, view)
    yield _when(event, shown, view)
    where = whereabouts(shown.event, view)
    if where is not None:
        yield _line(view, "where", "event.where", where.name.text, where.address)
    if event.is_online:
        online = view.words("event.hybrid" if where else "event.online")
        yield _line(view, "where" if where is None else "fact", "event.online", online)
    yield _line(view, "fact", "event.hosts", _names(view, view.people(event.hosts)))
    yield _line(view, "fact", "event.speakers", _names(view, view.people(event.speakers)))
    yield _line(view, "fact", "event.cost", view.best(event.cost).text)
    if event.signup and (until := event.signup.until):
        day = f"{date_words(until.date(), view.language)} {clock_words(until)}"
        yield _line(view, "fact", "event.signup", view.words("event.signup_until", day=day))


def _when(event: Event, shown: Occurrence, view: PageContext) -> PosterLine:
    """The day and the clock; of a series, how it comes again and when next."""
    span, day = shown.span, day_words(shown.span.first_day, view.language)
    clock = _clock(event, span, view)
    if event.repeat is None:
        return _line(view, "when", "event.when", day, clock)
    pattern = repeat_words(event.repeat, event.span.first_day, view.words)
    coming = "" if view.clock.has_come(span.end) else view.words("poster.next", day=day)
    return _line(view, "when", "event.when", pattern, clock, coming)


def _clock(event: Event, span: Span, view: PageContext) -> str:
    """From when to when on the first day, or until which day; whose clock, where one may ask."""
    last = day_words(span.last_day, view.language)
    if span.all_day:
        return "" if span.last_day == span.first_day else f"– {last}"
    starts, ends = clock_words(span.start), clock_words(span.end)
    if span.open_ended:
        words = starts
    elif span.end.date() == span.first_day:
        words = f"{starts}–{ends}"
    else:
        words = f"{starts} – {day_words(span.end.date(), view.language)} {ends}"
    if event.is_physical and span.zone == view.community.settings.zone:
        return words
    return f"{words} ({zone_words(span.start, view.language)})"


def _of_person(person: Person, view: PageContext) -> Iterator[PosterLine]:
    groups = [g for g in view.community.groups.values() if person.id in g.members]
    runs = tuple(p.id for p in view.community.places.values() if person.id in p.people)
    yield _line(view, "fact", "person.runs", _names(view, view.places(runs)))
    if person.place and person.place not in runs:
        yield _line(view, "fact", "person.place", _names(view, view.places((person.place,))))
    mine = _names(view, view.groups(tuple(g.id for g in groups)))
    yield _line(view, "fact", "person.groups", mine)
    yield _coming(person, view)


def _of_group(group: Group, view: PageContext) -> Iterator[PosterLine]:
    yield _coming(group, view)
    place = view.community.places.get(group.place) if group.place else None
    if place is not None:
        address = postal_words(place.location, view.language)
        yield _line(view, "where", "group.place", view.best(place.name).text, address)
    yield _line(view, "fact", "group.members", _names(view, view.people(group.members)))


def _of_place(place: Place, view: PageContext) -> Iterator[PosterLine]:
    address = postal_words(place.location, view.language)
    yield _line(view, "where", "place.address", address)
    yield _line(view, "fact", "place.hours", view.best(place.hours).text)
    yield _line(view, "fact", "place.people", _names(view, view.people(place.people)))
    yield _coming(place, view)


def _coming(record: Record, view: PageContext) -> PosterLine:
    """The next few events of what keeps going; a series counts once."""
    events = view.index.events((record.kind, str(record.id)))
    sure = [event for event in events if not event.is_cancelled]
    coming = tuple(
        Coming(view.best(each.event.title).text, _start(each, view))
        for each in upcoming(sure, view.clock, of_series=1)[:COMING]
    )
    label = view.words("stream.upcoming")
    return PosterLine("coming", view.language, label, "", coming=coming)


def _start(occurrence: Occurrence, view: PageContext) -> str:
    day = day_words(occurrence.span.first_day, view.language)
    return day if occurrence.span.all_day else f"{day} {clock_words(occurrence.span.start)}"


def _names(view: PageContext, links: tuple[Link, ...]) -> str:
    return view.words("comma").join(link.text for link in links)

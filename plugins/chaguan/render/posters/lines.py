"""The facts on a poster, each on a line of its own: when, where, who, how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chaguan.model import Campaign, Event, Group, Occurrence, Person, Place, Record, Span
from chaguan.model.event_parts import in_order
from chaguan.model.frozen import dataclass
from chaguan.render.html.campaign_facts import progress
from chaguan.render.html.event_facts import rules, where, whereabouts
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.text.localized import (
    clock_words,
    date_words,
    day_and_month,
    day_words,
    postal_words,
    zone_words,
)
from chaguan.site.occurrences import is_running, rows, shown_of, upcoming, with_running

MOST_OF_A_PROGRAMME = 8
COMING = 3
"""How many events a poster of what keeps going announces."""


@dataclass(frozen=True, slots=True)
class Coming:
    """An event to come, at what keeps going."""

    what: str
    when: str
    ends: str = ""
    """ISO 8601, when it is over."""


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
    """The next events; of a series, its next time."""


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
        case Campaign():
            lines = _of_campaign(record, view)
        case _:
            lines = iter(())
    return tuple(line for line in lines if line.words or line.coming)


def _line(view: PageContext, kind: str, key: str, words: str, *more: str) -> PosterLine:
    kept = tuple(each for each in more if each)
    return PosterLine(kind, view.language, view.words(key), words, kept)


def _of_event(event: Event, view: PageContext) -> Iterator[PosterLine]:
    shown = shown_of(event, view.clock)
    held = event.stretch(shown.original).event if event.repeat else event
    yield _when(event, shown, view)
    at = whereabouts(held, view)
    if at is not None:
        yield _line(view, "where", "event.where", at.name.text, at.address)
    if held.is_online:
        online = view.words("event.hybrid" if at else "event.online")
        yield _line(view, "where" if at is None else "fact", "event.online", online)
    yield _line(view, "fact", "event.hosts", _names(view, view.people(held.hosts)))
    yield _line(view, "fact", "event.speakers", _names(view, view.people(held.speakers)))
    programme = view.words("comma").join(
        f"{clock_words(moment) if moment else ''} {view.best(item.title).text}".strip()
        for moment, item in in_order(shown.event.agenda, shown.span)[:MOST_OF_A_PROGRAMME]
    )
    yield _line(view, "fact", "event.agenda", programme)
    yield _line(view, "fact", "event.cost", view.best(held.cost).text)
    if shown.event.signup and shown.event.signup.is_full:
        yield _line(view, "fact", "event.signup", view.words("event.full"))
    elif shown.event.signup and (until := shown.event.signup.until):
        day = f"{date_words(until.date(), view.language)} {clock_words(until)}"
        yield _line(view, "fact", "event.signup", view.words("event.signup_until", day=day))


def _when(event: Event, shown: Occurrence, view: PageContext) -> PosterLine:
    """The day and the clock; of a series, its own rule, and beside it when it is next."""
    day = day_words(shown.span.first_day, view.language)
    if event.repeat is None:
        return _line(view, "when", "event.when", day, _clock(event, shown.span, view))
    rule, *later = rules(event, shown, view)
    zone = "" if _is_usual_clock(event, event.span, view) else _zone(shown.series.span, view)
    line = _line(view, "when", "event.when", rule, zone, *later)
    if shown.is_off or view.clock.has_come(shown.span.end):
        return line
    return replace(line, coming=(_next(shown, view),))


def _next(shown: Occurrence, view: PageContext) -> Coming:
    """Such as: next: Tue, Dec 1, 15:00, Small Room."""
    said = [day_and_month(shown.span.first_day, view.language)]
    if not shown.span.all_day:
        clock = clock_words(shown.span.start)
        is_there = shown.span.zone.key != shown.series.span.zone.key
        said.append(f"{clock} {_zone(shown.span, view)}" if is_there else clock)
    if shown.is_elsewhere:
        place = where(shown.event, view)
        said.append(place.text if place else view.words("event.not_here"))
    words = view.words("poster.next", day=view.words("comma").join(said))
    return Coming("", words, shown.span.end.isoformat())


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
    return words if _is_usual_clock(event, span, view) else f"{words} {_zone(span, view)}"


def _is_usual_clock(event: Event, span: Span, view: PageContext) -> bool:
    """Whether it is plain which clock is meant."""
    return span.all_day or (event.is_physical and span.zone == view.community.settings.zone)


def _zone(span: Span, view: PageContext) -> str:
    return f"({zone_words(span.start, view.language)})"


def _of_person(person: Person, view: PageContext) -> Iterator[PosterLine]:
    groups = view.index.groups_of("person", person.id)
    runs = tuple(place.id for place in view.index.places_of("person", person.id))
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


def _of_campaign(campaign: Campaign, view: PageContext) -> Iterator[PosterLine]:
    far = progress(campaign, view)
    said = " · ".join(filter(None, (far.said, far.percent)))
    until = view.words("campaign.over") if far.is_over else far.until
    yield _line(view, "when", "campaign.progress", said, until)
    places = view.places((campaign.place,) if campaign.place else ())
    yield _line(view, "where", "event.where", _names(view, places))
    yield _line(view, "fact", "event.hosts", _names(view, view.people(campaign.hosts)))
    yield _coming(campaign, view)


def _coming(record: Record, view: PageContext) -> PosterLine:
    """The next few events of what keeps going that take place; a series counts once."""
    key = (record.kind, str(record.id))
    found = upcoming(view.index.events(key), view.clock, of_series=1, key=key)
    held = rows((each for each in found if not each.is_off), view.clock)
    coming = tuple(
        Coming(view.best(each.event.title).text, _start(each, view), each.span.end.isoformat())
        for each in (row.next for row in with_running(held, view.clock, COMING)[:COMING])
    )
    label = view.words("stream.upcoming")
    return PosterLine("coming", view.language, label, "", coming=coming)


def _start(occurrence: Occurrence, view: PageContext) -> str:
    if is_running(occurrence, view.clock):
        day = day_words(occurrence.span.last_day, view.language)
        return view.words("event.runs_until", day=day)
    day = day_words(occurrence.span.first_day, view.language)
    return day if occurrence.span.all_day else f"{day} {clock_words(occurrence.span.start)}"


def _names(view: PageContext, links: tuple[Link, ...]) -> str:
    return view.words("comma").join(link.text for link in links)

"""What the lists of events show: what is on, what is on from afar, what was; and beside them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from chaguan.model import Occurrence
from chaguan.model.frozen import dataclass
from chaguan.render.html.event_facts import signup_words
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.text.localized import date_words, month_words, weekdays
from chaguan.site.event_lists import EVENTS_ON_A_PAGE, PAST_ON_A_PAGE, EventLists
from chaguan.site.occurrences import Row, is_running, is_waiting
from chaguan.site.urls import Address

from .cards import PostCard, post_card
from .event_cards import EventCard, event_card
from .event_rows import event_row
from .lists import Pager, pager


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """Something that a list of events can be narrowed to."""

    key: str
    """As in an address: `group=menders`."""
    link: Link
    """Its own page, for readers without JavaScript."""


@dataclass(frozen=True, slots=True)
class EventList:
    """Events, soonest or latest first."""

    events: tuple[EventCard, ...]
    pager: Pager
    past: Address
    all: Address
    """What is on, the first page of it."""
    month: Address
    """The calendar of the present month."""
    online: Address
    aside: EventAside
    groups: tuple[FilterChoice, ...] = ()
    """Groups in which something is on."""
    scenes: tuple[FilterChoice, ...] = ()
    has_online: bool = False
    has_map: bool = False
    """For some events it is known where on the globe they are."""
    has_past: bool = False
    is_online: bool = False
    """Only what can be joined from afar."""
    waiting: tuple[Link, ...] = ()
    """What was postponed and has no new date yet."""
    nearby: Address | None = None
    """What neighbours have on, where that is known."""
    calls: Address | None = None
    """Whom events look for; None where none ever did."""


def event_list(view: PageContext, number: int, *, online: bool = False) -> EventList:
    """Page `number` of what is on; with `online`, of what can be joined from afar."""
    lists = EventLists(view.index, view.clock)
    coming = lists.coming(online=online)
    start = (number - 1) * EVENTS_ON_A_PAGE
    shown = coming[start : start + EVENTS_ON_A_PAGE]
    cards = list(_with_months([(event_row(each, view), each.next) for each in shown], view))
    count = lists.coming_pages(online=online)
    everything = coming if not online else lists.coming()
    return _list(
        view,
        cards,
        pager(number, count, lambda page: _address(view, online, page)),
        groups=_choices("group", everything, view),
        scenes=_choices("scene", everything, view),
        has_online=bool(lists.coming(online=True)),
        has_map=any(card.geo for card in cards),
        has_past=bool(lists.gone()),
        is_online=online,
        waiting=_waiting(view) if number == 1 and not online else (),
    )


def _with_months(
    cards: list[tuple[EventCard, Occurrence]], view: PageContext
) -> Iterator[EventCard]:
    """The same cards; the first of each month says which one begins, and what has long begun."""
    last = ""
    for card, occurrence in cards:
        runs = is_running(occurrence, view.clock)
        day = occurrence.span.first_day
        head = view.words("event.still_running") if runs else month_words(day, view.language)
        yield replace(card, head=head) if head != last else card
        last = head


def past_list(view: PageContext, number: int) -> EventList:
    """Page `number` of what was on."""
    lists = EventLists(view.index, view.clock)
    gone = lists.gone()
    start = (number - 1) * PAST_ON_A_PAGE
    shown = [(event_card(each, view), each) for each in gone[start : start + PAST_ON_A_PAGE]]
    cards = list(_with_months(shown, view))
    addresses, language = view.addresses, view.language
    ways = pager(number, lists.past_pages(), lambda page: addresses.past(language, page))
    return _list(view, cards, ways, has_past=True)


def _list(
    view: PageContext,
    cards: list[EventCard],
    ways: Pager,
    *,
    groups: tuple[FilterChoice, ...] = (),
    scenes: tuple[FilterChoice, ...] = (),
    has_online: bool = False,
    has_map: bool = False,
    has_past: bool = False,
    is_online: bool = False,
    waiting: tuple[Link, ...] = (),
) -> EventList:
    addresses, language = view.addresses, view.language
    today = view.clock.today(view.community.settings.zone)
    return EventList(
        tuple(cards),
        ways,
        past=addresses.past(language),
        all=addresses.section("event", language),
        month=addresses.month(today, language),
        online=addresses.online(language),
        aside=event_aside(view),
        groups=groups,
        scenes=scenes,
        has_online=has_online,
        has_map=has_map,
        has_past=has_past,
        is_online=is_online,
        waiting=waiting,
        calls=addresses.calls(language) if view.index.has_calls() else None,
        nearby=addresses.nearby(language) if view.index.nearby() else None,
    )


def _waiting(view: PageContext) -> tuple[Link, ...]:
    """What was postponed and has no new date yet: in no list of days, and still to be found."""

    def found() -> tuple[Link, ...]:
        events = view.community.events.values()
        waiting = [event for event in events if is_waiting(event, view.clock)]
        named = ((view.best(event.title), view.event_address(event).url) for event in waiting)
        return tuple(Link(name.text, url, view.foreign(name.language)) for name, url in named)

    return view.index.recorder.remembered(view.memory, ("waiting",), found)


def _address(view: PageContext, online: bool, number: int) -> Address:
    if online:
        return view.addresses.online(view.language, number)
    return view.addresses.section("event", view.language, number)


def _choices(kind: str, coming: tuple[Row, ...], view: PageContext) -> tuple[FilterChoice, ...]:
    """The groups or scenes of what is on, by name."""
    fields = {"group": "groups", "scene": "scenes"}
    ids = {id for each in coming for id in getattr(each.next.event, fields[kind])}
    links = view.groups if kind == "group" else view.scenes
    found = [FilterChoice(f"{kind}={id}", link) for id in sorted(ids) for link in links((id,))]
    return tuple(sorted(found, key=lambda each: (each.link.text, each.key)))


MOST_TO_JOIN = 4


@dataclass(frozen=True, slots=True)
class SmallDay:
    """A day of the small month."""

    number: int
    iso: str
    words: str
    """The day and how much is on; empty where nothing is."""
    href: str
    """The day in the calendar of its month; empty where nothing is on."""


@dataclass(frozen=True, slots=True)
class Joining:
    """What one can sign up for or take part in now."""

    link: Link
    until: str
    """In words; empty where there is no end."""
    ends: datetime | None


@dataclass(frozen=True, slots=True)
class EventAside:
    """What stands beside a list of events."""

    month: Link
    weekdays: tuple[tuple[int, str, str], ...]
    weeks: tuple[tuple[SmallDay | None, ...], ...]
    joining: tuple[Joining, ...]
    story: PostCard | None


def event_aside(view: PageContext) -> EventAside:
    """For all lists of events of a language, the same."""
    return view.index.recorder.remembered(view.memory, ("event aside",), lambda: _aside(view))


def _aside(view: PageContext) -> EventAside:
    first = view.clock.today(view.community.settings.zone).replace(day=1)
    page = view.addresses.month(first, view.language).url
    story = view.index.first_story(view.language)
    return EventAside(
        month=Link(month_words(first, view.language), page),
        weekdays=weekdays(view.language),
        weeks=_weeks(first, page, view),
        joining=_joining(view),
        story=post_card(view.index.version(story, view.language), view) if story else None,
    )


def _weeks(first: date, page: str, view: PageContext) -> tuple[tuple[SmallDay | None, ...], ...]:
    counts: dict[int, int] = {}
    last = monthrange(first.year, first.month)[1]
    for each in EventLists(view.index, view.clock).in_month(first):
        span = each.span.seen_from(view.community.settings.zone)
        if (span.first_day.year, span.first_day.month) == (first.year, first.month):
            counts[span.first_day.day] = counts.get(span.first_day.day, 0) + 1
    days: list[SmallDay | None] = [None] * first.weekday()
    for number in range(1, last + 1):
        iso, count = first.replace(day=number).isoformat(), counts.get(number, 0)
        said = view.words.count("month.events", count) if count else ""
        words = f"{date_words(first.replace(day=number), view.language)}: {said}" if count else ""
        days.append(SmallDay(number, iso, words, f"{page}#d-{iso}" if count else ""))
    days += [None] * (-len(days) % 7)
    return tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7))


def _joining(view: PageContext) -> tuple[Joining, ...]:
    """What closes first before others."""
    found: list[tuple[datetime, Joining]] = []
    for row in EventLists(view.index, view.clock).coming():
        event = row.next.event
        until = event.signup.until if event.signup else None
        if until is None or view.clock.has_come(until) or row.next.is_off:
            continue
        if event.signup and event.signup.is_full:
            continue
        name = view.best(event.title)
        link = Link(name.text, view.event_address(event).url, view.foreign(name.language))
        found.append((until, Joining(link, signup_words(until, view), until)))
    found.sort(key=lambda each: (each[0], each[1].link.href))
    return tuple(joining for _, joining in found[:MOST_TO_JOIN])

"""What of a record readers may look for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import TYPE_CHECKING

from chaguan.model import (
    Campaign,
    Event,
    Group,
    Offer,
    Person,
    Place,
    Post,
    Record,
    RecordId,
    Scene,
    Tag,
    Text,
)
from chaguan.render.html.campaign_facts import progress
from chaguan.render.html.event_facts import rule_now, status_words, whereabouts, with_zone
from chaguan.render.html.offer_facts import makers, season_words
from chaguan.render.html.page_context import PageContext
from chaguan.render.text.localized import clock_words, date_words, day_words, postal_words
from chaguan.site.urls import Address

from .entry import PageKey, SearchEntry

if TYPE_CHECKING:
    from .terms import PageText


def search_entry(
    record: Record, title: str, address: Address, prose: PageText, view: PageContext
) -> SearchEntry:
    """A record's page for readers of a language, as it can be found."""
    return SearchEntry(
        named=named_of(record, view.language),
        address=address.url,
        title=title,
        names=tuple(_names(record)),
        summary=_summary(record, view),
        mentions=tuple(dict.fromkeys(words for words in _mentions(record, view) if words)),
        headings=prose.headings,
        text=prose.text,
        note=_note(record, view),
    )


def named_of(record: Record, language: str) -> PageKey:
    """Which page a record's is among those that can be found."""
    return PageKey(record.kind, str(record.id), language, _order(record))


def _names(record: Record) -> Iterator[str]:
    match record:
        case Event():
            yield from _all(record.title)
        case Person() | Group() | Place() | Scene() | Campaign() | Offer():
            yield from _all(record.name)


def _summary(record: Record, view: PageContext) -> str:
    match record:
        case Post():
            return record.summary
        case Event():
            return view.best(record.summary).text
        case _:
            return ""


def _mentions(record: Record, view: PageContext) -> Iterator[str]:
    community = view.community
    match record:
        case Post():
            yield from _people(record.contributors, view)
            yield from _tags(record.tags)
            yield from (link.text for link in view.groups(record.groups))
            yield from (link.text for link in view.places(record.places))
            yield from (link.text for link in view.scenes(record.scenes))
        case Event():
            yield from _people(record.people, view)
            if record.place is not None and (place := community.places.get(record.place)):
                yield from _all(place.name)
            elif record.location is not None:
                yield from _all(record.location.name)
            where = whereabouts(record, view)
            yield where.address if where else ""
            yield from _tags(record.tags)
            yield from (link.text for link in view.groups(record.groups))
            yield view.words.of("form", record.category) if record.category else ""
        case Campaign():
            taking = view.index.participants("campaign", record.id)
            yield from _people((*record.hosts, *(each.id for each in taking.people)), view)
            yield from (link.text for link in view.groups(record.groups))
        case Offer():
            yield from (link.text for link in makers(record, view))
            yield from _tags(record.tags)
            yield from (link.text for link in view.scenes(record.scenes))
        case Place():
            yield view.best(record.category).text
            yield postal_words(record.location, view.language)
            yield from _people(record.people, view)
        case _:
            return


def _tags(tags: tuple[str, ...]) -> Iterator[str]:
    """Tags as they are written, and by their names in every language."""
    for tag in tags:
        yield str(tag)
        yield from _all(tag.name) if isinstance(tag, Tag) else ()


def _people(ids: tuple[RecordId, ...], view: PageContext) -> Iterator[str]:
    """Names in every language, of those who are listed."""
    known = view.community.people
    return (name for id in ids if id in known for name in _all(known[id].name))


def _note(record: Record, view: PageContext) -> str:
    match record:
        case Post():
            return date_words(record.date.date(), view.language)
        case Event():
            day = day_words(record.span.first_day, view.language)
            when = day if record.span.all_day else f"{day} {clock_words(record.span.start)}"
            if record.repeat is not None:
                when = rule_now(record, view)
            said = status_words(record, view), with_zone(when, record.span, view)
            return " · ".join(filter(None, said))
        case Place():
            return " · ".join(
                words.text
                for words in (view.best(record.category), view.best(record.location.city))
                if words.text
            )
        case Person():
            return view.best(record.pronouns).text
        case Campaign():
            return progress(record, view).said
        case Offer():
            return season_words(record, view)
        case _:
            return ""


def _order(record: Record) -> str:
    match record:
        case Post():
            return record.date.astimezone(UTC).isoformat()
        case Event():
            return record.span.start.astimezone(UTC).isoformat()
        case _:
            return ""


def _all(text: Text) -> Iterator[str]:
    return (words.text for words in text.versions)

"""Events in a list, one row each: of a series its rule and its next days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from chaguan.model import Occurrence
from chaguan.render.html.event_facts import marks, status_words, where
from chaguan.render.html.page_context import PageContext
from chaguan.render.text.localized import (
    city_words,
    day_alone,
    month_and_day,
    short_month,
    short_weekday,
)
from chaguan.render.text.recurrence import rule_words
from chaguan.site.occurrences import NEXT_TIMES, Row, following

from .event_cards import EventCard, SeriesDay, event_card


def event_rows(found: Iterable[Row], view: PageContext) -> tuple[EventCard, ...]:
    """A card for each row."""
    return tuple(event_row(row, view) for row in found)


def event_row(row: Row, view: PageContext) -> EventCard:
    """What happens once as its card; a series with its own words, and what differs on its days."""
    card, shown = event_card(row.next, view), row.next
    if shown.series.repeat is None:
        return card
    usual = shown.series
    title = view.best(usual.title)
    days = tuple(_days(row, view))
    is_changed = shown.is_moved or shown.is_off
    zone = view.community.settings.zone
    there = city_words(shown.span.start, view.language)
    is_there = shown.span.seen_from(zone) is not shown.span
    return replace(
        card,
        title=title.text,
        rule=rule_words(usual, view.words, has_end=False),
        where=where(usual, view),
        is_online=usual.is_online,
        marks=(),
        note=view.best(usual.status_note).text or (card.note if is_changed else ""),
        there=view.words("event.clock_of", city=there) if is_there else "",
        days=days if len(days) > 1 or days[0].marks else (),
        all_days=" ".join(_spans(row, view)),
    )


def _days(row: Row, view: PageContext) -> Iterator[SeriesDay]:
    event = view.community.events[row.next.event.id]
    on_page = {each.original for each in islice(following(event, view.clock), NEXT_TIMES)}
    zone, last = view.community.settings.zone, None
    for each in row.days[:NEXT_TIMES]:
        span = each.span.seen_from(zone)
        day = span.first_day
        with_month = month_and_day(day, view.language)
        is_new = last is None or (last.year, last.month) != (day.year, day.month)
        last = day
        anchor = f"#{each.original.isoformat()}" if each.original in on_page else ""
        yield SeriesDay(
            words=with_month if is_new else day_alone(day, view.language),
            month_and_day=with_month,
            iso=day.isoformat() if span.all_day else span.start.isoformat(),
            href=f"{view.event_address(event).url}{anchor}",
            starts=span.start,
            ends=span.end,
            leaf=(short_month(day, view.language), str(day.day), short_weekday(day, view.language)),
            marks=tuple(_marks(each, view)),
            is_off=each.is_off,
            first_day=day.isoformat(),
            last_day=span.last_day.isoformat(),
        )


def _marks(each: Occurrence, view: PageContext) -> Iterator[str]:
    """What is not as usual on a day, the most important first."""
    if (said := status_words(each.event, view)) and each.event.status != each.series.status:
        yield said
    yield from marks(each, view)
    title = view.best(each.event.title).text
    if title != view.best(each.series.title).text:
        yield title


def _spans(row: Row, view: PageContext) -> Iterator[str]:
    zone = view.community.settings.zone
    held = [day for day in row.days if not day.is_off] or row.days
    for each in held:
        span = each.span.seen_from(zone)
        yield f"{span.first_day.isoformat()} {span.last_day.isoformat()}"

"""What `chaguan gather` fetched, read from `.gathered/*.json` as strictly as from a stranger.

A file in which something is wrong is left out and told: the site is built without it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import partial
from json import JSONDecodeError
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from chaguan.model import (
    FeedEntry,
    Gathered,
    GatheredCalendar,
    GatheredFeed,
    NearbyEvent,
    Position,
    Problem,
    RecordId,
    Span,
    Status,
    warning,
)
from chaguan.source import SourceFile

from .json_values import JsonFile, Path, RefusedError, Values
from .times import zone_names

VERSION: Final = 1
TITLE: Final = 140
"""Letters."""
EXCERPT: Final = 280
"""Letters."""
MOST_ENTRIES: Final = 30
"""Of one feed."""
MOST_EVENTS: Final = 50
"""Days of one neighbour's events."""
MOST_KNOWN: Final = 1_000
"""Entries of a feed that are remembered without being kept."""
WHY: Final = ("", "planet", "own", "changed")
"""Why nothing is taken from a source that answers."""
REASONS: Final = (
    "", "address", "http", "large", "network", "no_calendar", "no_feed", "private", "redirects",
    "slow",
)  # fmt: skip
"""What can go wrong on the way."""
_SOURCE: Final = (
    "version", "kind", "url", "host", "etag", "modified", "moved", "refused", "failing", "reason",
)  # fmt: skip
_FEED: Final = (*_SOURCE, "person", "title", "entries", "known", "latest")
_CALENDAR: Final = (*_SOURCE, "events")
_ENTRY: Final = ("id", "url", "title", "text", "language", "date", "seen")
_EVENT: Final = (
    "uid", "day", "title", "start", "end", "timezone", "place", "online", "urls", "status", "note",
    "scenes", "tags", "revision", "updated", "missing",
)  # fmt: skip


def read_gathered(files: Iterable[SourceFile]) -> tuple[Gathered, tuple[Problem, ...]]:
    """What these files hold, and what is wrong with them."""
    feeds: list[GatheredFeed] = []
    calendars: list[GatheredCalendar] = []
    problems: list[Problem] = []
    for file in sorted(files, key=lambda each: each.path):
        found, wrong = read_one(file)
        problems.extend(wrong)
        if isinstance(found, GatheredFeed):
            feeds.append(found)
        elif found is not None:
            calendars.append(found)
    return Gathered(feeds=tuple(feeds), calendars=tuple(calendars)), tuple(problems)


def read_one(
    file: SourceFile,
) -> tuple[GatheredFeed | GatheredCalendar | None, tuple[Problem, ...]]:
    """What one of them holds; None where something is wrong."""
    if file.text is None:
        return None, file.problems
    data, problem = _json(file.path, file.text)
    if problem is not None:
        return None, (*file.problems, problem)
    json_file = JsonFile(file.path, file.text)
    kind = data.get("kind") if isinstance(data, dict) else None
    try:
        if isinstance(data, dict) and data.get("version") != VERSION:
            json_file.warn("GA106", ("version",), seen=data.get("version"), version=VERSION)
            return None, tuple(json_file.problems)
        if isinstance(kind, str) and kind in _KINDS:
            return _KINDS[kind](json_file, data), ()
        Values.of(json_file, (), data, _FEED).refuse("kind", ", ".join(_KINDS))
    except RefusedError:
        pass  # the problem is written down
    return None, tuple(json_file.problems)


def _json(path: str, text: str) -> tuple[Any, Problem | None]:
    try:
        return json.loads(text), None
    except JSONDecodeError as failure:
        position = Position(path, failure.lineno, failure.colno)
        seen = text[failure.pos : failure.pos + 20].partition("\n")[0]
        return None, warning("GA101", position, seen=seen or "…")
    except RecursionError:
        return None, warning("GA101", Position(path), seen="[[[[…")
    except ValueError:  # a number of thousands of digits
        return None, warning("GA101", Position(path), seen="999…")


def _source(values: Values) -> dict[str, Any]:
    return {
        "path": values.file.path,
        "url": values.address("url"),
        "host": values.line("host", 300, is_needed=True),
        "moved": values.address("moved", is_needed=False),
        "refused": values.choice("refused", WHY, ""),
        "failing": values.day("failing"),
        "reason": values.choice("reason", REASONS, ""),
        "etag": values.line("etag", 500),
        "modified": values.line("modified", 100),
    }


def _feed(file: JsonFile, data: Any) -> GatheredFeed:
    values = Values.of(file, (), data, _FEED)
    return GatheredFeed(
        **_source(values),
        person=RecordId(values.line("person", 200, is_needed=True)),
        title=values.line("title", TITLE),
        latest=values.day("latest"),
        known=values.lines("known", MOST_KNOWN, 40),
        entries=values.all("entries", MOST_ENTRIES, partial(_entry, file)),
    )


def _entry(file: JsonFile, where: Path, data: Any) -> FeedEntry:
    values = Values.of(file, where, data, _ENTRY)
    seen = values.day("seen", is_needed=True)
    assert seen is not None
    return FeedEntry(
        id=values.line("id", 1_000, is_needed=True),
        url=values.address("url"),
        title=values.line("title", TITLE, is_needed=True),
        text=values.line("text", EXCERPT),
        language=values.language("language"),
        appeared=values.moment("date"),
        seen=seen,
    )


def _calendar(file: JsonFile, data: Any) -> GatheredCalendar:
    values = Values.of(file, (), data, _CALENDAR)
    return GatheredCalendar(
        **_source(values), events=values.all("events", MOST_EVENTS, partial(_event, file))
    )


def _event(file: JsonFile, where: Path, data: Any) -> NearbyEvent:
    values = Values.of(file, where, data, _EVENT)
    updated = values.moment("updated") if "updated" in data else None
    return NearbyEvent(
        uid=values.line("uid", 500, is_needed=True),
        day=values.day("day"),
        title=values.text("title", TITLE, is_needed=True),
        span=_span(values),
        place=values.text("place", TITLE),
        is_online=values.flag("online"),
        urls=values.addresses("urls"),
        status=Status(values.choice("status", [each.value for each in Status], "confirmed")),
        note=values.text("note", EXCERPT),
        scenes=values.lines("scenes", 30, 100),
        tags=values.lines("tags", 30, 100),
        revision=values.number("revision", 1_000_000_000),
        updated=updated,
        missing=values.day("missing"),
    )


def _span(values: Values) -> Span:
    """Whole days, the last one inclusive, or aware moments."""
    key = values.line("timezone", 60, is_needed=True)
    if key not in zone_names():
        raise values.refuse("timezone", "Asia/Taipei")
    zone = ZoneInfo(key)
    if len(str(values.data.get("start"))) == len("2026-12-31"):
        first, last = values.day("start", is_needed=True), values.day("end")
        assert first is not None
        last = last or first
        if last < first or not date(1900, 1, 1) < last < date(2200, 1, 1):
            raise values.refuse("end", first.isoformat())
        return Span.of_days(first, last, zone)
    start = values.moment("start").astimezone(zone)
    end: datetime | None = None
    if "end" in values.data:
        end = values.moment("end").astimezone(zone)
        if end < start:
            raise values.refuse("end", start.isoformat())
    return Span.of_times(start, end)


_KINDS: Final[Mapping[str, Callable[[JsonFile, Any], GatheredFeed | GatheredCalendar]]] = (
    MappingProxyType({"feed": _feed, "events": _calendar})
)

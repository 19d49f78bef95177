"""What a town that is made with Chaguan has on: its `api/community.json` and its calendar."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final, TypeGuard
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from chaguan.load.gathered import EXCERPT, TITLE
from chaguan.load.json_values import is_address
from chaguan.load.times import zone_names
from chaguan.model import ANY, NearbyEvent, Span, Status, Text, Url, Words

from .apart import apart
from .calendar import AHEAD, NoCalendarError, days_of, event_of, line_of, lines_of, plain_text
from .fetch import Answer, NotFetchedError, is_same_host
from .words import one_line

CALENDAR: Final = "events.ics"
Ask = Callable[[str], Answer]
_ID: Final = "urn:uuid:"


class Town:
    """A town that is made with Chaguan, by its `community.json`."""

    def __init__(self, answer: Answer, ask: Ask, zone: ZoneInfo, today: date) -> None:
        self._url, self._ask, self._zone, self._today = answer.url, ask, zone, today
        try:
            data = json.loads(answer.body.decode("utf-8-sig"))
        except (ValueError, RecursionError) as failure:
            raise NotFetchedError("no_calendar") from failure
        if not isinstance(data, dict) or not isinstance(data.get("events"), list):
            raise NotFetchedError("no_calendar")
        self._data = data
        self._places = {
            each.get("id"): each for each in _maps(data.get("places")) if _is_text(each.get("id"))
        }

    def events(self) -> Iterator[NearbyEvent]:
        series: dict[str, NearbyEvent] = {}
        for each in _maps(self._data["events"]):
            event = self._event(each)
            if event is None:
                continue
            if each.get("repeat") or each.get("also") or each.get("then"):
                series[event.uid] = event
            elif self._is_near(event.span):
                yield event
        if series:
            yield from self._days(series)

    def _is_near(self, span: Span) -> bool:
        first, last = span.last_day, span.first_day
        return first >= self._today and last <= self._today + AHEAD

    def _days(self, series: Mapping[str, NearbyEvent]) -> Iterator[NearbyEvent]:
        """The days of its series, as its own calendar unrolls them."""
        try:
            answer = self._ask(urljoin(self._url, f"../{CALENDAR}"))
            days = apart(days_of, answer.body, self._zone, self._today, self._today + AHEAD)
        except NoCalendarError as failure:
            raise NotFetchedError("no_calendar") from failure
        for day in days:
            told = event_of(day)
            usual = _series_of(day.uid, series)
            if told is None or usual is None:
                continue
            original = day.original or _day_in(day.uid) or day.span.first_day
            is_own = day.is_changed and day.status is Status.CONFIRMED
            has_title = is_own and _is_another(told.title, usual.title)
            yield replace(
                usual,
                day=original,
                span=day.span,
                title=told.title if has_title else usual.title,
                place=told.place if is_own and told.place else usual.place,
                status=day.status if day.status is not Status.CONFIRMED else usual.status,
                revision=max(day.revision, usual.revision),
            )

    def _event(self, event: Mapping[str, Any]) -> NearbyEvent | None:
        """An event; None for what no version of Chaguan writes."""
        title = _text(event.get("title"), TITLE)
        span = self._span(event)
        uid = _uid(event)
        if not title or span is None or not uid:
            return None
        place = self._place(event)
        scenes, tags = event.get("scenes"), event.get("tags")
        return NearbyEvent(
            uid=uid,
            title=title,
            span=span,
            place=place,
            is_online=_is_text(event.get("online")),
            urls=self._urls(event),
            status=_status(event.get("status")),
            note=_text(event.get("status_note"), EXCERPT),
            scenes=lines_of(filter(_is_text, scenes if isinstance(scenes, list) else ())),
            tags=lines_of(filter(_is_text, tags if isinstance(tags, list) else ())),
            revision=_number(event.get("revision")),
            updated=_moment(event.get("updated")),
        )

    def _span(self, event: Mapping[str, Any]) -> Span | None:
        start, end, key = event.get("start"), event.get("end"), event.get("timezone")
        zone = ZoneInfo(key) if isinstance(key, str) and key in zone_names() else self._zone
        if _is_day(start):
            last = end if _is_day(end) else start
            try:
                first_day, last_day = date.fromisoformat(start), date.fromisoformat(last)
            except ValueError:
                return None
            if not first_day <= last_day <= first_day + AHEAD or first_day.year < 1991:
                return None
            return Span.of_days(first_day, last_day, zone)
        begins, until = _moment(start), _moment(end)
        if begins is None:
            return None
        if until is not None and not begins <= until <= begins + AHEAD:
            return None
        return Span.of_times(begins.astimezone(zone), until.astimezone(zone) if until else None)

    def _place(self, event: Mapping[str, Any]) -> Text:
        place = self._places.get(event.get("place")) if _is_text(event.get("place")) else None
        location = event.get("location")
        found = place if place is not None else location if isinstance(location, dict) else {}
        name, city = _text(found.get("name"), TITLE), _text(found.get("city"), TITLE)
        if not name or not city:
            return name or city
        joined = (
            Words(one_line(f"{each.text} · {city.best(each.language).text}", TITLE), each.language)
            for each in name.versions
        )
        return Text(tuple(joined))

    def _urls(self, event: Mapping[str, Any]) -> tuple[tuple[str, Url], ...]:
        """Its pages by language, if they are on the town's own host."""
        pages = event.get("pages")
        own = urlsplit(self._url)
        return tuple(
            (key, Url(url))
            for key, url in (sorted(pages.items()) if isinstance(pages, dict) else ())
            if _is_language(key) and is_address(url) and is_same_host(own, urlsplit(url))
        )[:20]


def _series_of(uid: str, series: Mapping[str, NearbyEvent]) -> NearbyEvent | None:
    """The series of which a component of a calendar is a part, by what stands before its hyphens.

    A further rule has `-2` behind the identifier, a stretch `-from-20270106`, a day alone
    `-20261226`.
    """
    while uid:
        if uid in series:
            return series[uid]
        uid = uid.rpartition("-")[0]
    return None


def _day_in(uid: str) -> date | None:
    last = uid.rpartition("-")[2]
    try:
        return datetime.strptime(last, "%Y%m%d").date() if len(last) == 8 else None  # noqa: DTZ007
    except ValueError:
        return None


def _is_another(title: Text, usual: Text) -> bool:
    return title.versions[0].text not in {each.text for each in usual.versions}


def _uid(event: Mapping[str, Any]) -> str:
    """The identifier in its calendar; of older versions, which do not tell it, that of feeds."""
    own = event.get("uid") or str(event.get("iri") or "").removeprefix(_ID) or event.get("id")
    return line_of(own, 500) if _is_text(own) else ""


def _text(value: object, most: int) -> Text:
    if isinstance(value, str):
        return plain_text(line_of(value, most))
    if not isinstance(value, dict):
        return Text()
    found = (
        Words(line_of(words, most), ANY if key == "und" else key)
        for key, words in sorted(value.items())
        if _is_text(words) and _is_language(key)
    )
    return Text(tuple(each for each in found if each.text)[:20])


def _is_language(key: object) -> TypeGuard[str]:
    plain = isinstance(key, str) and 2 <= len(key) <= 35
    return plain and all(each.isascii() and each.isalnum() for each in str(key).split("-"))


def _status(value: object) -> Status:
    known = {each.value: each for each in Status}
    return known.get(value, Status.CONFIRMED) if isinstance(value, str) else Status.CONFIRMED


def _moment(value: object) -> datetime | None:
    """An aware moment; None for anything else."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    is_sensible = found is not None and found.utcoffset() is not None and 1991 <= found.year < 2200
    return found if is_sensible else None


def _number(value: object) -> int:
    is_number = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9
    return int(value) if is_number and isinstance(value, int) else 0


def _is_day(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) == len("2026-12-31")


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def _maps(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []

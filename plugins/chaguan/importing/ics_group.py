"""All components of one UID, as one event or several."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from chaguan.authoring.yaml_text import Value
from chaguan.model.frozen import dataclass

from .export import Asked, Clock, Export, OldEvent, OldPerson
from .ics_words import is_sign_up, point_of, untemplated, where_of, words_of
from .plain import clock_text, line, tags_of, without_mail
from .series import Series, series_of
from .series_days import Days
from .zones import offset_called, zone_at, zone_called

PRIVATE: Final = frozenset({"PRIVATE", "CONFIDENTIAL"})


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What the whole calendar says."""

    export: Export
    asked: Asked
    shown: str
    name: str
    platform: str
    zone: ZoneInfo | None
    """X-WR-TIMEZONE."""
    zones: tuple[Any, ...]
    """Its VTIMEZONEs."""


def raw_text(event: Any, name: str) -> str:
    """A property as it stands in the file."""
    value = event.get(name)
    value = value[0] if isinstance(value, list) else value
    return value.to_ical().decode() if hasattr(value, "to_ical") else str(value or "")


class Group:
    """All components of one UID."""

    def __init__(self, calendar: CalendarFile, uid: str, events: list[Any]) -> None:
        self._calendar, self._export, self._uid = calendar, calendar.export, uid
        self._events = events
        first = events[0]
        self._name = line(untemplated(str(first.get("SUMMARY") or ""))) or uid

    def lose(self, subject: str, **values: object) -> None:
        self._export.lose(self._name, subject, **values)

    def read(self) -> None:
        """Add the events that they make."""
        public = [e for e in self._events if str(e.get("CLASS") or "").upper() not in PRIVATE]
        if len(public) < len(self._events):
            self.lose("not_public", status="CLASS:PRIVATE")
        dated = [each for each in public if self._has_start(each)]
        if len(dated) < len(public):
            self.lose("no_date")
        masters = [each for each in dated if "RECURRENCE-ID" not in each]
        changes = [each for each in dated if "RECURRENCE-ID" in each]
        masters = self._different(masters)
        if not masters:
            for each in changes:
                if str(each.get("STATUS") or "").upper() != "CANCELLED":
                    self._single(each, self._dated_uid(each))
            return
        for number, master in enumerate(masters):
            uid = self._uid if number == 0 else self._dated_uid(master)
            if number:
                self.lose("uid_twice", uid=self._uid)
            if "RRULE" in master or "RDATE" in master:
                self._series(master, changes if number == 0 else [], uid)
            else:
                self._single(master, uid)

    def _has_start(self, event: Any) -> bool:
        try:
            return isinstance(event["DTSTART"].dt, date)
        except (KeyError, AttributeError, ValueError):
            return False

    def _different(self, masters: list[Any]) -> list[Any]:
        """The latest version of each; an event that stands there twice is one."""
        by_start: dict[str, Any] = {}
        for each in masters:
            key = raw_text(each, "DTSTART")
            if key not in by_start or self._sequence(each) >= self._sequence(by_start[key]):
                by_start[key] = each
        return list(by_start.values())

    def _sequence(self, event: Any) -> int:
        said = str(event.get("SEQUENCE") or "0")
        return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0

    def _dated_uid(self, event: Any) -> str:
        return f"{self._uid}-{raw_text(event, 'DTSTART')[:8]}"

    def zone_of(self, event: Any) -> ZoneInfo:
        """On whose clock the event is written here.

        A zone of its own, unless that is only the platform's; else the place's, the point's, what
        the person said, the calendar's, the community's.
        """
        asked, calendar = self._calendar.asked, self._calendar
        tzid = str(event["DTSTART"].params.get("TZID") or "")
        named = zone_called(tzid) if tzid else None
        if named is not None and named.key != "UTC" and calendar.platform != "Eventbrite":
            return named
        words = words_of(event, calendar.name, calendar.platform == "Meetup")
        where = where_of(event, words, asked.places, lambda *a, **k: None)
        if where.place is not None:
            return where.place.zone or asked.zone
        point = point_of(event)
        at_point = zone_at(*point) if point else None
        if at_point is not None:
            return at_point
        if asked.stated_zone is not None:
            return asked.stated_zone
        if calendar.zone is not None and calendar.zone.key != "UTC":
            return calendar.zone
        begins = event["DTSTART"].dt
        is_naive = isinstance(begins, datetime) and begins.tzinfo is None
        if tzid and is_naive and named is None and offset_called(tzid) is None:
            self.lose("zone_unknown", name=tzid, zone=asked.zone.key)
        elif raw_text(event, "DTSTART").endswith("Z") or tzid:
            self.lose("clock", zone=asked.zone.key)
        return asked.zone

    def clock(self, prop: Any, zone: ZoneInfo) -> Clock:
        """A time of the calendar on the clock of `zone`; whole days stay."""
        value = prop.dt if hasattr(prop, "dt") else prop
        if not isinstance(value, datetime):
            assert isinstance(value, date)
            return value
        return self.instant(prop, zone).astimezone(zone).replace(tzinfo=None, second=0)

    def instant(self, prop: Any, zone: ZoneInfo) -> datetime:
        """The moment that a time means: what names no zone is on the calendar's clock."""
        value: datetime = prop.dt if hasattr(prop, "dt") else prop
        tzid = str(prop.params.get("TZID") or "") if hasattr(prop, "params") else ""
        named = zone_called(tzid) if tzid else None
        known = named or (offset_called(tzid) if tzid else None)
        if known is not None:
            return value.replace(tzinfo=known).astimezone(UTC)
        if value.tzinfo is not None:
            return value.astimezone(UTC)
        own = self._calendar.asked.stated_zone or self._calendar.zone or zone
        return value.replace(tzinfo=own).astimezone(UTC)

    def span(self, event: Any, zone: ZoneInfo) -> tuple[Clock, Clock | None]:
        """From when to when; the last of whole days is inclusive."""
        start = self.clock(event["DTSTART"], zone)
        end = event.get("DTEND")
        length = getattr(event.get("DURATION"), "dt", None)
        if not isinstance(start, datetime):
            last = end.dt if end is not None else start + (length or timedelta(days=1))
            last = last.date() if isinstance(last, datetime) else last
            last -= timedelta(days=1)
            return start, last if last > start else None
        if end is not None and isinstance(end.dt, datetime):
            until = self.clock(end, zone)
        elif isinstance(length, timedelta):
            began = self.instant(event["DTSTART"], zone)
            until = (began + length).astimezone(zone).replace(tzinfo=None)
        else:
            return start, None
        assert isinstance(until, datetime)
        return start, until if until > start else None

    def values(self, event: Any, zone: ZoneInfo) -> dict[str, Value]:
        """The fields of an event but its title and its start."""
        asked, calendar = self._calendar.asked, self._calendar
        words = words_of(event, calendar.name, calendar.platform == "Meetup")
        if words.lost_mail:
            self.lose("mail", number=words.lost_mail)
        if words.had_template:
            self.lose("template", seen="#_…")
        where = where_of(event, words, asked.places, self.lose)
        values: dict[str, Value] = {}
        _, end = self.span(event, zone)
        if end is not None:
            values["end"] = clock_text(end)
        around = where.place.zone if where.place and where.place.zone else asked.zone
        if zone.key != around.key and isinstance(event["DTSTART"].dt, datetime):
            values["timezone"] = zone.key
        if where.place is not None:
            values["place"] = where.place.id
        if where.location:
            values["location"] = where.location
        if online := where.online or words.online:
            values["online"] = online
        status = str(event.get("STATUS") or "").lower()
        if status in ("tentative", "cancelled"):
            values["status"] = status
        description = words.description
        if words.page and is_sign_up(words.page):
            values["signup"] = {"url": words.page}
        elif words.page and words.page not in description:
            description = f"{description}\n\n<{words.page}>".strip()
        if description:
            values["description"] = description
        if tags := tags_of(self._categories(event)):
            values["tags"] = tags[:30]
        if event.get("ATTENDEE"):
            self.lose("attendees")
        if event.get("ATTACH"):
            self.lose("attachment")
        if revision := self._sequence(event):
            values["revision"] = revision
        for name, source in (("announced", "CREATED"), ("updated", "LAST-MODIFIED")):
            if (moment := self._stamp(event, source)) is not None:
                values[name] = clock_text(moment)
        return values

    def _categories(self, event: Any) -> list[str]:
        found = event.get("CATEGORIES")
        lists = found if isinstance(found, list) else [found] if found is not None else []
        return [str(each) for one in lists for each in getattr(one, "cats", [])]

    def _stamp(self, event: Any, name: str) -> datetime | None:
        """A moment on the community's clock; never DTSTAMP, which is when somebody asked."""
        try:
            value = event[name].dt
        except (KeyError, AttributeError, ValueError):
            return None
        if not isinstance(value, datetime) or value.year < 1990:
            return None
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        if aware.date() > self._calendar.asked.today:
            return None
        return aware.astimezone(self._calendar.asked.zone).replace(tzinfo=None)

    def hosts(self, event: Any) -> tuple[str, ...]:
        """Who organizes it, by name; a calendar's or a mail's name is nobody's."""
        organizer = event.get("ORGANIZER")
        organizer = organizer[0] if isinstance(organizer, list) else organizer
        name = line(unquote(str(getattr(organizer, "params", {}).get("CN") or "").strip('"')))
        if not name or without_mail(name)[1] or name == self._calendar.name or "@" in name:
            return ()
        if not any(each.key == name for each in self._export.people):
            self._export.people.append(OldPerson(key=name, name=name))
        return (name,)

    def _single(self, event: Any, uid: str) -> None:
        zone = self.zone_of(event)
        start, _ = self.span(event, zone)
        self.add(uid, start, self.values(event, zone) | {"uid": uid}, event)

    def add(self, uid: str, start: Clock, values: dict[str, Value], event: Any) -> None:
        title = line(str(event.get("SUMMARY") or ""))
        title = line(without_mail(untemplated(title))[0])
        if not title:
            title = self._name if self._name != self._uid else self._calendar.name
            self.lose("no_title", title=title)
        self._export.events.append(
            OldEvent(
                key=uid, where=title, title=title, start=start, values=values,
                hosts=self.hosts(event),
            )
        )  # fmt: skip

    def _series(self, master: Any, changes: list[Any], uid: str) -> None:
        zone = self.zone_of(master)
        days = Days(master, tuple(changes), self._calendar.zones, self, zone)
        values = self.values(master, zone) | {"uid": uid}
        if revision := max(self._sequence(each) for each in (master, *changes)):
            values["revision"] = revision
        title = line(without_mail(untemplated(str(master.get("SUMMARY") or "")))[0]) or self._name
        found = series_of(days, title, values, self._calendar.asked)
        if isinstance(found, Series):
            self.add(uid, found.start, found.values, master)
            if found.elsewhen:
                number, first = len(found.elsewhen), found.elsewhen[0]
                self.lose("other_clock", zone=zone.key, number=number, first=first)
        if found.why:
            subject = {"bad_rule": "bad_rule", "hourly": "hourly"}.get(found.why, "single_days")
            self.lose(subject, rule=raw_text(master, "RRULE"), number=len(found.singles))
        for start, event in found.singles:
            own = self.values(event, zone)
            own.pop("end", None)
            end = days.end_of(start, event)
            if end is not None:
                own["end"] = clock_text(end)
            day = clock_text(start)[:10].replace("-", "")
            self.add(f"{uid}-{day}", start, own | {"uid": f"{uid}-{day}"}, event)

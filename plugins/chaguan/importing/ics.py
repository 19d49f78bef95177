"""Calendars: iCalendar as Meetup, Luma, Google, Outlook, Eventbrite and plug-ins write it."""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

import icalendar

from .export import Asked, Export, NotAnExportError
from .ics_group import CalendarFile, Group, raw_text
from .plain import clean, line, without_mail
from .zones import zone_called

PLATFORMS: Final = {
    "meetup": "Meetup",
    "luma": "Luma",
    "google": "Google",
    "microsoft": "Outlook",
    "outlook": "Outlook",
    "eventbrite": "Eventbrite",
    "wordpress": "WordPress",
    "events-manager": "WordPress",
    "the events calendar": "WordPress",
    "ecal": "WordPress",
}
"""Words in PRODID, and whose calendar it then is."""
MOST: Final = 20_000
"""Events of one calendar."""


def read(path: Path, shown: str, asked: Asked) -> Export:
    """What the calendar at `path` holds. Raises NotAnExportError.

    What the library guesses of a zone's name it tells Python, and nobody who imports.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="icalendar")
        return _of(path.read_bytes(), shown, asked)


def _of(raw: bytes, shown: str, asked: Asked) -> Export:
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call] # else two files' zones of one name are read by the first one's clock
    try:
        calendars = icalendar.Calendar.from_ical(mended(raw), multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as failure:
        raise NotAnExportError("broken_ics", path=shown, reason=_short(failure)) from failure
    if not calendars or any(each.name != "VCALENDAR" for each in calendars):
        raise NotAnExportError("no_ics", path=shown)
    if b"END:VCALENDAR" not in raw.upper()[-4096:]:
        raise NotAnExportError("half_ics", path=shown)
    name = str(calendars[0].get("X-WR-CALNAME") or calendars[0].get("NAME") or "")
    name = line(without_mail(name)[0])  # Google calls a calendar by its owner's address
    export = Export(kind="ics", name=name or shown, origin=f"ics {name or shown}")
    for each in calendars:
        _read(each, export, asked, shown)
    return export


def mended(raw: bytes) -> bytes:
    """Without a byte order mark and the characters that no calendar may hold."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    stray = bytes(each for each in range(32) if each not in (9, 10, 13))
    text = raw.translate(None, stray).decode("utf-8", "replace")
    return re.sub(r"^RRULE:RRULE:", "RRULE:", text, flags=re.MULTILINE).encode()


def _short(failure: Exception) -> str:
    return line(str(failure))[:120]


def _read(component: Any, export: Export, asked: Asked, shown: str) -> None:
    product = str(component.get("PRODID") or "").lower()
    platform = next((name for word, name in PLATFORMS.items() if word in product), "")
    named = zone_called(str(component.get("X-WR-TIMEZONE") or ""))
    calendar = CalendarFile(
        export, asked, shown, export.name.removeprefix("Events - "), platform, named,
        tuple(each for each in component.walk("VTIMEZONE")),
    )  # fmt: skip
    export.platform = export.platform or platform
    groups: dict[str, list[Any]] = defaultdict(list)
    for each in component.subcomponents:
        if each.name in ("VTODO", "VJOURNAL", "VFREEBUSY"):
            export.lose(line(str(each.get("SUMMARY") or each.name)), "other_type", type=each.name)
        elif each.name == "VEVENT":
            title = without_mail(str(each.get("SUMMARY")))[0]
            key = str(each.get("UID") or "") or f"{title} {raw_text(each, 'DTSTART')}"
            groups[clean(key).strip()].append(each)
    if sum(len(each) for each in groups.values()) > MOST:
        raise NotAnExportError("too_many", path=shown, most=MOST)
    for uid, events in groups.items():
        Group(calendar, uid, events).read()
    if platform == "Outlook":
        export.lose(shown, "outlook_uids")

"""Events to make calendars of, and the clients that read them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from chaguan.model import Change, Community, Day, Event, Every, Repeat, Settings, Span, Text, Words
from chaguan.render.icalendar.calendar import Calendars
from chaguan.render.icalendar.options import AS_EVER, CalendarOptions
from chaguan.site.clock import Clock
from chaguan.site.images import NO_PICTURES, Album
from chaguan.site.index import Index
from chaguan.site.stream import site_stream
from chaguan.site.urls import Addresses
from support.tools import from_npm, lacking, program

SITE = "https://tea.example/"
SYSTEM_PYTHON = "/usr/bin/python3"
VOCABULARY = {
    "en": {
        "calendar.all": "{name} (all)",
        "calendar.cancelled": "Cancelled: {title}",
        "calendar.conference": "Join online",
        "calendar.cost": "Cost: {cost}",
        "calendar.description": "What is on: {name}",
        "calendar.name": "{name} · {site}",
        "calendar.online": "Join online: {url}",
        "calendar.page": "Details and latest news: {url}",
        "calendar.postponed": "Postponed: {title}",
        "calendar.signup": "Sign up: {url}",
        "calendar.signup_until": "Sign up by {until}: {url}",
        "calendar.tentative": "Not certain yet: {title}",
    },
    "zh-Hant": {
        "calendar.all": "{name}（全部）",
        "calendar.cancelled": "已取消：{title}",
        "calendar.conference": "線上參加",
        "calendar.cost": "費用：{cost}",
        "calendar.description": "{name} 的活動",
        "calendar.name": "{name} · {site}",
        "calendar.online": "線上參加：{url}",
        "calendar.page": "詳情與最新消息：{url}",
        "calendar.postponed": "延期：{title}",
        "calendar.signup": "報名：{url}",
        "calendar.signup_until": "{until} 前報名：{url}",
        "calendar.tentative": "還不確定：{title}",
    },
}


@dataclass(frozen=True)
class Vocabulary:
    """The words that calendars need, said here."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        return VOCABULARY[self.language][key].format(**values)


def an_event(
    start: str = "2026-04-03 14:00",
    end: str = "",
    zone: str = "Asia/Taipei",
    id: str = "tea",
    title: str | Text = "Spring tea",
    **fields: object,
) -> Event:
    """An event as its file would say it; `start` and `end` without a time are whole days."""
    return Event(
        id=id,
        path=f"events/2026/{id}.yml",
        title=Text.plain(title) if isinstance(title, str) else title,
        span=a_span(start, end, zone),
        **fields,
    )


def a_span(start: str, end: str = "", zone: str = "Asia/Taipei") -> Span:
    where = ZoneInfo(zone)
    if len(start) == 10:
        return Span.of_days(date.fromisoformat(start), date.fromisoformat(end or start), where)
    until = datetime.fromisoformat(end).replace(tzinfo=where) if end else None
    return Span.of_times(datetime.fromisoformat(start).replace(tzinfo=where), until)


def calendars_of(
    *events: Event,
    languages: tuple[str, ...] = ("en",),
    zone: str = "Asia/Taipei",
    album: Album = NO_PICTURES,
    options: CalendarOptions = AS_EVER,
    now: datetime | None = None,
    html: Callable[[Event, str], str] = lambda event, language: "",
    **kinds: object,
) -> Calendars:
    """The calendars of a community that has these events and knows English and Chinese."""
    settings = Settings(
        id="community",
        path="community.yml",
        uid="7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11",
        name=Text((Words("等潮茶館", "zh-Hant"), Words("Slack Tide", "en"))),
        languages=languages,
        zone=ZoneInfo(zone),
    )
    community = Community(settings=settings, events={event.id: event for event in events}, **kinds)
    streams = Index(community, Addresses(languages))
    clock = Clock(now) if now else None
    return Calendars(streams, SITE, Vocabulary, html, album, options, clock)


def calendar_of(*events: Event, language: str = "en", **kinds: object) -> bytes:
    """The calendar of the whole site, in a language."""
    calendars = calendars_of(*events, languages=(language,), **kinds)
    return calendars.of(site_stream(calendars.index, language))


@pytest.fixture(scope="session", name="an_event")
def fixture_an_event() -> Callable[..., Event]:
    return an_event


@pytest.fixture(scope="session", name="a_span")
def fixture_a_span() -> Callable[..., Span]:
    return a_span


@pytest.fixture(scope="session", name="calendars_of")
def fixture_calendars_of() -> Callable[..., Calendars]:
    return calendars_of


@pytest.fixture(scope="session", name="calendar_of")
def fixture_calendar_of() -> Callable[..., bytes]:
    return calendar_of


WEEKLY = Repeat(every=Every.WEEK)
LAST_FRIDAY = Repeat(every=Every.MONTH, on=(Day(weekday=4, nth=-1),))


def a_year_of_events(zone: str) -> tuple[Event, ...]:
    """What a community does in a year, on the clocks of one zone."""
    city = zone.rpartition("/")[2].lower().replace("_", "-")

    def event(name: str, start: str, end: str = "", **fields: object) -> Event:
        return an_event(start, end, zone, id=f"{city}-{name}", title=f"{city}-{name}", **fields)

    def moved(day: str, start: str, end: str = "", **fields: object) -> Change:
        return Change(original=date.fromisoformat(day), span=a_span(start, end, zone), **fields)

    return (
        event("once", "2026-07-04 19:00", "2026-07-04 21:30"),
        event("weekly", "2026-01-06 19:30", "2026-01-06 21:30", repeat=WEEKLY),
        event("last-friday", "2026-01-30 18:30", "2026-01-30 21:30", repeat=LAST_FRIDAY),
        event(
            "weekends",
            "2026-01-03 00:15",
            "2026-01-03 00:50",
            repeat=Repeat(
                every=Every.WEEK,
                on=(Day(weekday=5), Day(weekday=6)),
                exceptions=(date(2026, 3, 28), date(2026, 10, 24), date(2026, 10, 26)),
            ),
        ),
        event(
            "moved",
            "2026-02-05 18:00",
            "2026-02-05 20:00",
            repeat=Repeat(
                every=Every.WEEK, until=date(2026, 11, 12), exceptions=(date(2026, 3, 12),)
            ),
            changes=(
                moved("2026-03-12", "2026-03-13 18:00", "2026-03-13 20:00"),
                moved("2026-03-26", "2026-03-30 19:00", "2026-03-30 22:00"),
                moved("2026-10-29", "2026-10-28 09:00", "2026-10-28 11:00"),
                moved("2026-11-06", "2026-11-07 18:00", "2026-11-07 20:00"),
            ),
        ),
        event("midnight", "2026-01-10 22:00", "2026-01-11 00:30", repeat=WEEKLY),
        event(
            "fortnight",
            "2026-01-07 12:00",
            "2026-01-07 13:00",
            repeat=Repeat(every=Every.WEEK, interval=2, on=(Day(weekday=0), Day(weekday=2))),
        ),
        event(
            "days",
            "2026-01-31",
            repeat=Repeat(every=Every.MONTH, on=(Day(of_month=31), Day(of_month=-1)), count=9),
        ),
        event(
            "long-weekends",
            "2026-03-06",
            "2026-03-08",
            repeat=Repeat(every=Every.MONTH, on=(Day(weekday=4, nth=1),), interval=2),
        ),
        event("camp", "2026-08-07 18:00", "2026-08-09 15:00"),
        event(
            "may",
            "2026-05-10 09:00",
            "2026-05-10 10:00",
            repeat=Repeat(every=Every.YEAR, on=(Day(weekday=6, nth=2, month=5),)),
        ),
        event(
            "mixed",
            "2026-01-15 20:00",
            "2026-01-15 21:00",
            repeat=Repeat(
                every=Every.MONTH, on=(Day(of_month=15), Day(weekday=4, nth=-1)), count=15
            ),
        ),
    )


@pytest.fixture(scope="session")
def year_of_events() -> tuple[Event, ...]:
    zones = ("Asia/Taipei", "America/New_York", "Europe/London", "Asia/Kathmandu")
    return tuple(event for zone in zones for event in a_year_of_events(zone))


def items_of(calendar: bytes) -> Iterator[bytes]:
    """A calendar taken apart as vdirsyncer keeps it: one file for each UID."""
    whole = icalendar.Calendar.from_ical(calendar)
    by_uid: dict[str, list[icalendar.Component]] = {}
    for event in whole.events:
        by_uid.setdefault(str(event["UID"]), []).append(event)
    for events in by_uid.values():
        item = icalendar.Calendar()
        item.add("VERSION", "2.0")
        item.add("PRODID", "-//taken apart//")
        for component in (*whole.timezones, *events):
            item.add_component(component)
        yield item.to_ical()


def answer(command: list[str], calendars: Iterable[bytes]) -> list[object]:
    """What a program that reads calendars as JSON says in JSON."""
    asked = json.dumps([each.decode() for each in calendars])
    done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def ical_js() -> Callable[[str, Iterable[bytes]], list[object]]:
    """Runs a script on calendars; it finds `ICAL` and `calendars` and returns what is JSON."""
    node, module = program("node"), from_npm("ical.js/dist/ical.js")

    def run(script: str, calendars: Iterable[bytes]) -> list[object]:
        program = (
            f"import ICAL from {json.dumps(module.as_uri())};\n"
            "import {readFileSync} from 'node:fs';\n"
            "const calendars = JSON.parse(readFileSync(0, 'utf8'));\n"
            f"const answer = (() => {{ {script} }})();\n"
            "console.log(JSON.stringify(answer));\n"
        )
        return answer([node, "--input-type=module", "-e", program], calendars)

    return run


@pytest.fixture(scope="session")
def libical() -> Callable[[Iterable[bytes]], list[list[str]]]:
    """What libical's restrictions (RFC 5545, RFC 5546) find wrong in each calendar."""
    program = (
        "import gi, json, sys\n"
        "gi.require_version('ICalGLib', '3.0')\n"
        "from gi.repository import ICalGLib\n"
        "def errors(component):\n"
        "    kinds = (ICalGLib.PropertyKind.XLICERROR_PROPERTY,)\n"
        "    for kind in kinds:\n"
        "        each = component.get_first_property(kind)\n"
        "        while each is not None:\n"
        "            yield each.get_value_as_string()\n"
        "            each = component.get_next_property(kind)\n"
        "    inner = component.get_first_component(ICalGLib.ComponentKind.ANY_COMPONENT)\n"
        "    while inner is not None:\n"
        "        yield from errors(inner)\n"
        "        inner = component.get_next_component(ICalGLib.ComponentKind.ANY_COMPONENT)\n"
        "found = []\n"
        "for text in json.load(sys.stdin):\n"
        "    root = ICalGLib.Component.new_from_string(text)\n"
        "    ICalGLib.restriction_check(root)\n"
        "    found.append(list(errors(root)))\n"
        "print(json.dumps(found))\n"
    )
    python = SYSTEM_PYTHON if Path(SYSTEM_PYTHON).exists() else shutil.which("python3")
    probe = "import gi; gi.require_version('ICalGLib', '3.0'); from gi.repository import ICalGLib"
    if python is None or subprocess.run([python, "-c", probe], capture_output=True).returncode:
        lacking("libical for GObject")

    def run(calendars: Iterable[bytes]) -> list[list[str]]:
        return answer([python, "-c", program], calendars)

    return run


@pytest.fixture(scope="session")
def khal(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Iterable[bytes]], list[list[str]]]:
    """What khal lists for 2026, in UTC: title, start, end, whether it lasts all day."""
    client = program("khal")

    def run(calendars: Iterable[bytes]) -> list[list[str]]:
        home = tmp_path_factory.mktemp("khal")
        (home / "items").mkdir()
        for number, item in enumerate(item for each in calendars for item in items_of(each)):
            (home / "items" / f"{number}.ics").write_bytes(item)
        (home / "config").write_text(
            f"[calendars]\n[[tea]]\npath = {home}/items\ntype = calendar\n"
            f"[sqlite]\npath = {home}/khal.db\n"
            "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        )
        command = [client, "-c", str(home / "config"), "list"]
        shape = [
            "--day-format",
            "",
            "--format",
            "{title}\t{start-long-full}\t{end-long-full}\t{all-day}",
        ]
        done = subprocess.run(
            [*command, *shape, "2026-01-01", "365d"],
            env={"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        )
        return [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]

    return run

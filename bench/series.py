"""Two hundred awkward series, unrolled by what reads calendars and by us: who agrees, who not.

    python bench/series.py [--node-ical DIR] [--ical DIR]

Each client that is there is asked for every day of the next four hundred from 29 November 2026;
`--node-ical` names a folder with that package installed by npm, `--ical` one by `pip --target`;
khal, libical and KCalendarCore are asked where the system has them (`native_clients.py`).
Prints the agreements of each client and every disagreement with both answers.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import icalendar
import recurring_ical_events
from native_clients import native_clients

from chaguan.load import read
from chaguan.locales import vocabulary
from chaguan.model import Event
from chaguan.render.icalendar.calendar import Calendars
from chaguan.site.index import Index
from chaguan.site.occurrences import Window, occurrences
from chaguan.site.urls import Addresses
from chaguan.source import SourceFile

SINCE: Final = datetime(2026, 11, 29, tzinfo=UTC)
UNTIL: Final = SINCE + timedelta(days=400)
ZONES: Final = (
    "Europe/Berlin", "America/New_York", "Asia/Taipei", "Australia/Lord_Howe", "Europe/Dublin",
    "America/Santiago", "Asia/Kathmandu", "UTC", "America/Vancouver", "Africa/Casablanca",
)  # fmt: skip
RULES: Final = (
    "every: week", "every: week, interval: 2, on: [mon, thu]", "every: week, on: [sun, sat]",
    "every: day, interval: 3", "every: month, on: last fri", "every: month, on: [15, last fri]",
    "every: month, on: last day", "every: month, on: 31", "every: month, on: 5th wed",
    "every: month, on: last weekday", "every: month, on: sat after 1st fri",
    "every: month, interval: 2, on: 2nd tue", "every: year, on: [2nd sun of may, 3rd sat of june]",
    "every: year, on: 29 of feb", "every: month, on: [1st mon, 3rd mon]",
)  # fmt: skip
TOWN: Final = {
    "community.yml": "name: A\nlanguages: [en]\ntimezone: Europe/Berlin\n"
    "uid: 5108055d-ee18-4292-890d-56565444b7c5\n",
    "places/hall.yml": "name: Hall\n",
    "places/tokyo.yml": "name: Tokyo\ntimezone: Asia/Tokyo\n",
}


def awkward(number: int = 200) -> Iterator[tuple[str, Event, bytes]]:
    """The name, the event and the calendar of each series; the same each time."""
    chance = Random(200)
    made = tried = 0
    while made < number:
        tried += 1
        text = _text(chance, tried)
        files = [SourceFile(path, words) for path, words in (TOWN | {"events/b.yml": text}).items()]
        loaded = read(files, name="A")
        event = loaded.community.events.get("b")  # type: ignore[call-overload]
        if event is None:
            continue
        index = Index(loaded.community, Addresses(("en",)))
        calendars = Calendars(
            index, "https://a.example.org/", vocabulary, lambda event, language: ""
        )
        made += 1
        yield text.replace("\n", " | "), event, calendars.of_event(event, "en")


def _text(chance: Random, number: int) -> str:
    rule = RULES[number % len(RULES)]
    zone = ZONES[number // len(RULES) % len(ZONES)]
    first = date(2026, 10, 1) + timedelta(days=chance.randint(0, 40))
    clock = chance.choice(("19:30", "23:00", "00:15", "02:30", ""))
    start = f"{first} {clock}".strip()
    lines = [f"title: S{number}", f"timezone: {zone}", "place: hall"]
    days = _days(f"start: {start}\nrepeat: {{{rule}}}\n{lines[1]}\nplace: hall\ntitle: T\n")
    if not days:
        return "title: none"
    lines.append(f"start: {days[0]} {clock}".strip())
    more = [rule]
    if len(days) > 6 and chance.random() < 0.5:
        more.append(f"except: [{days[3]}]")
    if len(days) > 8 and chance.random() < 0.5:
        to = days[6] + timedelta(days=1)
        what = (
            f"start: {to} {clock}".strip()
            if chance.random() < 0.6
            else "place: tokyo, timezone: Asia/Tokyo"
        )
        more.append(f"moved: {{{days[6]}: {{{what}}}}}")
    if len(days) > 8 and chance.random() < 0.3:
        also = next(
            days[4] + timedelta(days=n)
            for n in range(1, 40)
            if days[4] + timedelta(days=n) not in days
        )
        more.append(f"also: [{also}]")
    if len(days) > 12 and chance.random() < 0.3:
        more.append(f"then: {{{days[9]}: {{capacity: 9}}}}")
    if chance.random() < 0.3:
        more.append(chance.choice(("count: 17", "until: 2027-06-30")))
    lines.append(f"repeat: {{{', '.join(more)}}}")
    return "\n".join(lines) + "\n"


def _days(text: str) -> list[date]:
    """The first days of a pattern, so that a series may start on one."""
    files = [SourceFile(path, words) for path, words in (TOWN | {"events/b.yml": text}).items()]
    event = read(files, name="A").community.events.get("b")  # type: ignore[call-overload]
    if event is None:
        return []
    return [each.original for each, _ in zip(event.occurrences(), range(20), strict=False)]


def ours(event: Event) -> list[str]:
    held = occurrences(event, Window(SINCE, UNTIL))
    return sorted(
        _written(each.span.first_day if each.span.all_day else each.span.start) for each in held
    )


def _written(moment: date) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    return moment.isoformat()


def _inside(days: list[str]) -> list[str]:
    """Without the days at the window's edges, where whole days begin in another zone."""
    since, until = (SINCE + timedelta(days=2)).isoformat(), (UNTIL - timedelta(days=2)).isoformat()
    return [day for day in days if day.startswith("refused") or since[:10] < day < until[:10]]


def by_recurring_ical_events(calendars: list[bytes]) -> list[list[str]]:
    icalendar.use_zoneinfo()
    found = []
    for each in calendars:
        unrolled = recurring_ical_events.of(icalendar.Calendar.from_ical(each)).between(
            SINCE, UNTIL
        )
        found.append(sorted(_written(event["DTSTART"].dt) for event in unrolled))
    return found


def by_ical_js(module: Path) -> Callable[[list[bytes]], list[list[str]]]:
    return lambda calendars: _node(
        calendars,
        f"import ICAL from {json.dumps(module.as_uri())};",
        """
      const day = (t) => t.isDate ? t.toString() : t.toJSDate().toISOString().slice(0, 16) + 'Z';
      const since = new Date('2026-11-29T00:00:00Z'), until = new Date(+since + 400 * 864e5);
      return calendars.map((text) => {
        ICAL.TimezoneService.reset();
        const root = new ICAL.Component(ICAL.parse(text));
        for (const zone of root.getAllSubcomponents('vtimezone')) {
          ICAL.TimezoneService.register(zone);
        }
        const found = [];
        const every = root.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
        for (const event of every.filter((each) => !each.isRecurrenceException())) {
          for (const other of every) {
            const isIts = other.isRecurrenceException() && other.uid === event.uid;
            if (isIts) event.relateException(other);
          }
          if (!event.isRecurring()) { found.push([event.startDate, event.endDate]); continue; }
          const rolled = event.iterator();
          for (let next, n = 0; n < 3000 && (next = rolled.next()); n += 1) {
            if (next.toJSDate() > +until + 864e5 * 60) break;
            const details = event.getOccurrenceDetails(next);
            found.push([details.startDate, details.endDate]);
          }
        }
        const moment = (t) => t.isDate ? new Date(t.toString()) : t.toJSDate();
        const inside = found.filter(([a, b]) => moment(a) < until && moment(b) > since);
        return inside.map(([a]) => day(a)).sort();
      });""",
    )


def by_node_ical(folder: Path) -> Callable[[list[bytes]], list[list[str]]]:
    place = json.dumps(str(folder / "x.js"))
    load = (
        "import {createRequire} from 'node:module';\n"
        f"const ical = createRequire({place})('node-ical');"
    )
    return lambda calendars: _node(
        calendars,
        load,
        """
      const since = new Date('2026-11-29T00:00:00Z'), until = new Date(+since + 400 * 864e5);
      return calendars.map((text) => {
        const found = [];
        for (const event of Object.values(ical.sync.parseICS(text))) {
          if (event.type !== 'VEVENT') continue;
          for (const each of ical.expandRecurringEvent(event, {from: since, to: until})) {
            const start = each.start;
            const parts = [start.getFullYear(), start.getMonth() + 1, start.getDate()];
            const written = parts.map((n) => String(n).padStart(2, '0')).join('-');
            const isDay = event.datetype === 'date' || start.dateOnly;
            found.push(isDay ? written : start.toISOString().slice(0, 16) + 'Z');
          }
        }
        return found.sort();
      });""",
    )


def _node(calendars: list[bytes], load: str, script: str) -> list[list[str]]:
    program = (
        f"{load}\nimport {{readFileSync}} from 'node:fs';\n"
        "const calendars = JSON.parse(readFileSync(0, 'utf8'));\n"
        f"console.log(JSON.stringify((() => {{ {script} }})()));\n"
    )
    told = json.dumps([each.decode() for each in calendars])
    done = subprocess.run(
        ["node", "--input-type=module", "-e", program],
        input=told,
        capture_output=True,
        text=True,
        check=True,
    )
    answer: list[list[str]] = json.loads(done.stdout)
    return answer


def by_ical(folder: Path) -> Callable[[list[bytes]], list[list[str]]]:
    """Home Assistant's library."""
    program = """
import json, sys, datetime
sys.path.insert(0, sys.argv[1])
from ical.calendar_stream import IcsCalendarStream
since = datetime.datetime(2026, 11, 29, tzinfo=datetime.timezone.utc)
until = since + datetime.timedelta(days=400)
def said(moment):
    if isinstance(moment, datetime.datetime):
        return moment.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%MZ")
    return moment.isoformat()
found = []
for text in json.load(sys.stdin):
    try:
        calendar = IcsCalendarStream.calendar_from_ics(text)
        timeline = calendar.timeline_tz(datetime.timezone.utc).overlapping(since, until)
        found.append(sorted(said(each.dtstart) for each in timeline))
    except Exception as failure:
        found.append(["refused: " + str(failure)[:90]])
print(json.dumps(found))
"""

    def run(calendars: list[bytes]) -> list[list[str]]:
        told = json.dumps([each.decode() for each in calendars])
        done = subprocess.run(
            [sys.executable, "-c", program, str(folder)],
            input=told,
            capture_output=True,
            text=True,
            check=True,
        )
        answer: list[list[str]] = json.loads(done.stdout)
        return answer

    return run


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--node-ical", type=Path)
    options.add_argument("--ical", type=Path)
    options.add_argument(
        "--ical-js", type=Path, default=Path("tests/tools/node_modules/ical.js/dist/ical.js")
    )
    chosen = options.parse_args()
    series = list(awkward())
    clients: dict[str, Callable[[list[bytes]], Any]] = {
        "recurring-ical-events": by_recurring_ical_events
    }
    if chosen.ical_js.exists():
        clients["ical.js"] = by_ical_js(chosen.ical_js.resolve())
    if chosen.node_ical:
        clients["node-ical"] = by_node_ical(chosen.node_ical.resolve())
    if chosen.ical:
        clients["ical"] = by_ical(chosen.ical.resolve())
    clients |= native_clients(SINCE, UNTIL)
    expected = [ours(event) for _, event, _ in series]
    print(f"{len(series)} series, {sum(map(len, expected))} days")
    for name, ask in clients.items():
        answers = ask([calendar for *_, calendar in series])
        answers = [_inside(answer) for answer in answers]
        other = [n for n, answer in enumerate(answers) if answer != _inside(expected[n])]
        print(f"{name}: {len(series) - len(other)} of {len(series)} agree")
        for n in other:
            more = sorted(set(answers[n]) - set(expected[n]))[:3]
            less = sorted(set(_inside(expected[n])) - set(answers[n]))[:3]
            print(f"  {series[n][0]}\n    only there: {more}\n    only here: {less}")


if __name__ == "__main__":
    main()

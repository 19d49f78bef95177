"""Calendar clients that are not Python libraries of ours, each asked when series take place.

Each function is given calendars and answers, for each of them, with the sorted starts within the
window: a day as `2026-12-01`, a time in UTC as `2026-12-01T18:30Z`.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from shutil import which
from typing import Final

Asked = Callable[[list[bytes]], list[list[str]]]

SYSTEM_PYTHON: Final = "/usr/bin/python3"
"""Has libical's introspection (Debian: python3-gi, gir1.2-ical-3.0)."""
LIBICAL: Final = """
import json, sys
from datetime import datetime, timezone
import gi
gi.require_version('ICalGLib', '3.0')
from gi.repository import ICalGLib as I

since, until, texts = json.load(sys.stdin)

def told(seconds, is_day):
    moment = datetime.fromtimestamp(seconds, timezone.utc)
    return moment.strftime('%Y-%m-%d' if is_day else '%Y-%m-%dT%H:%MZ')

def replaced(root, component):
    # The time in a series that a component stands for, on the clocks of its own TZID.
    stated = component.get_first_property(I.PropertyKind.RECURRENCEID_PROPERTY)
    zone = stated.get_first_parameter(I.ParameterKind.TZID_PARAMETER)
    clocks = root.get_timezone(zone.get_tzid()) if zone else I.Timezone.get_utc_timezone()
    return stated.get_recurrenceid().as_timet_with_zone(clocks)

def events(root):
    component = root.get_first_component(I.ComponentKind.VEVENT_COMPONENT)
    while component:
        yield component
        component = root.get_next_component(I.ComponentKind.VEVENT_COMPONENT)

answers = []
for text in texts:
    root = I.Component.new_from_string(text)
    every = list(events(root))
    found = []
    named = {}
    for each in every:
        again = each.get_recurrenceid()
        if not again.is_null_time():
            named.setdefault(each.get_uid(), set()).add(replaced(root, each))
    for each in every:
        start = each.get_dtstart()
        is_day = start.is_date()
        is_own = not each.get_recurrenceid().is_null_time()
        away = set() if is_own else named.get(each.get_uid(), set())
        def met(component, span, *rest):
            if span.get_start() not in away and span.get_end() > since and span.get_start() < until:
                found.append(told(span.get_start(), is_day))
        first, last = (I.Time.new_from_timet_with_zone(t, False, I.Timezone.get_utc_timezone())
                       for t in (since, until))
        each.foreach_recurrence(first, last, met)
    answers.append(sorted(found))
print(json.dumps(answers))
"""
CALENDARCORE: Final = """
#include <KCalendarCore/ICalFormat>
#include <KCalendarCore/MemoryCalendar>
#include <KCalendarCore/OccurrenceIterator>
#include <QCoreApplication>
#include <QFile>
#include <cstdio>

int main(int count, char **arguments) {
  QCoreApplication app(count, arguments);
  const auto since = QDateTime::fromSecsSinceEpoch(QString(arguments[1]).toLongLong(), Qt::UTC);
  const auto until = QDateTime::fromSecsSinceEpoch(QString(arguments[2]).toLongLong(), Qt::UTC);
  for (int number = 3; number < count; number++) {
    QFile file(arguments[number]);
    file.open(QIODevice::ReadOnly);
    KCalendarCore::MemoryCalendar::Ptr calendar(
        new KCalendarCore::MemoryCalendar(QTimeZone::utc()));
    KCalendarCore::ICalFormat().fromRawString(calendar, file.readAll());
    KCalendarCore::OccurrenceIterator next(*calendar, since, until);
    while (next.hasNext()) {
      next.next();
      const auto start = next.occurrenceStartDate();
      const auto told = next.incidence()->allDay()
          ? start.date().toString("yyyy-MM-dd")
          : start.toUTC().toString("yyyy-MM-ddTHH:mm'Z'");
      std::printf("%d\\t%s\\n", number - 3, qPrintable(told));
    }
  }
}
"""


def native_clients(since: datetime, until: datetime) -> dict[str, Asked]:
    """Those that are on this machine, by name."""
    found: dict[str, Asked] = {}
    if which("khal"):
        found["khal"] = lambda calendars: by_khal(calendars, since, until)
    probe = "import gi; gi.require_version('ICalGLib', '3.0'); from gi.repository import ICalGLib"
    if not subprocess.run(
        [SYSTEM_PYTHON, "-c", probe], capture_output=True, check=False
    ).returncode:
        found["libical"] = lambda calendars: by_libical(calendars, since, until)
    if which("g++") and Path("/usr/include/KF5/KCalendarCore").is_dir():
        found["KCalendarCore"] = lambda calendars: by_calendarcore(calendars, since, until)
    return found


def by_libical(calendars: list[bytes], since: datetime, until: datetime) -> list[list[str]]:
    """libical by its own unrolling, exceptions put in their places."""
    told = [int(since.timestamp()), int(until.timestamp()), [each.decode() for each in calendars]]
    done = subprocess.run(
        [SYSTEM_PYTHON, "-c", LIBICAL],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
    )
    answer: list[list[str]] = json.loads(done.stdout)
    return answer


def by_calendarcore(calendars: list[bytes], since: datetime, until: datetime) -> list[list[str]]:
    """KDE's library (Debian: libkf5calendarcore-dev), behind KOrganizer and Merkuro."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "ask.cpp").write_text(CALENDARCORE, encoding="utf-8")
        triplet = subprocess.run(
            ["g++", "-print-multiarch"], capture_output=True, text=True, check=True
        ).stdout.strip()
        qt = Path(f"/usr/include/{triplet}/qt5")
        included = (
            "/usr/include/KF5/KCalendarCore",
            "/usr/include/KF5",
            qt,
            qt / "QtCore",
            qt / "QtGui",
        )
        flags = [*(f"-I{each}" for each in included), "-fPIC", "-lKF5CalendarCore", "-lQt5Core"]
        subprocess.run(
            ["g++", "-o", root / "ask", root / "ask.cpp", *flags], capture_output=True, check=True
        )
        paths = []
        for number, each in enumerate(calendars):
            paths.append(root / f"{number}.ics")
            paths[-1].write_bytes(each)
        edges = (str(int(moment.timestamp())) for moment in (since, until))
        done = subprocess.run(
            [root / "ask", *edges, *paths], capture_output=True, text=True, check=True
        )
    return _by_number(done.stdout, len(calendars))


def by_khal(calendars: list[bytes], since: datetime, until: datetime) -> list[list[str]]:
    """khal's list, each series a calendar of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        sections = []
        for number, each in enumerate(calendars):
            sections.append(f"[[c{number}]]\npath = {home}/{number}\ntype = calendar\n")
            (home / f"{number}").mkdir()
            for at, item in enumerate(_items(each)):
                (home / f"{number}" / f"{at}.ics").write_bytes(item)
        (home / "config").write_text(
            f"[calendars]\n{''.join(sections)}[sqlite]\npath = {home}/khal.db\n"
            "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        )
        shape = ["--day-format", "", "--format", "{calendar}\t{all-day}\t{start-long-full}"]
        first, days = since.strftime("%Y-%m-%d"), (until - since) // timedelta(days=1)
        done = subprocess.run(
            ["khal", "-c", home / "config", "list", *shape, first, f"{days}d"],
            env={"PATH": "/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=True,
        )
    lines = set()
    for line in done.stdout.splitlines():
        name, whole, start = (*line.split("\t"), "", "")[:3]
        if name.startswith("c"):
            moment = start[:10] if whole == "True" else f"{start.replace(' ', 'T')}Z"
            lines.add(f"{name[1:]}\t{moment}")
    return _by_number("\n".join(sorted(lines)), len(calendars))


def _items(calendar: bytes) -> list[bytes]:
    """A file for each UID, as khal keeps them."""
    head, *events = calendar.split(b"BEGIN:VEVENT\r\n")
    by_uid: dict[bytes, list[bytes]] = {}
    for event in events:
        text = b"BEGIN:VEVENT\r\n" + event.removesuffix(b"END:VCALENDAR\r\n")
        unfolded = text.replace(b"\r\n ", b"")
        uid = next(line for line in unfolded.split(b"\r\n") if line.startswith(b"UID:"))
        by_uid.setdefault(uid, []).append(text)
    return [b"".join((head, *parts, b"END:VCALENDAR\r\n")) for parts in by_uid.values()]


def _by_number(lines: str, count: int) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in range(count)]
    for line in lines.splitlines():
        number, _, told = line.partition("\t")
        found[int(number)].append(told)
    return [sorted(each) for each in found]

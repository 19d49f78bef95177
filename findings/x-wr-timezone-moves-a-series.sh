#!/bin/sh
# recurring-ical-events 3.8.2 with x-wr-timezone 2.0.1 moves a series in UTC.
# Expected: three Tuesdays at 20:00 UTC (RRULE with BYDAY=TU;COUNT=3).
# Seen: one Tuesday, then three Mondays: the start moves to X-WR-TIMEZONE, its weekdays do not.
# Why it matters: X-WR-TIMEZONE is in most public calendars, and UTC in many generated ones.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q recurring-ical-events==3.8.2 x-wr-timezone==2.0.1 icalendar==7.3.0 python-dateutil==2.9.0.post0
cat > "$folder/run.py" <<'PY'
import sys
from datetime import UTC

import icalendar
import recurring_ical_events

text = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
X-WR-TIMEZONE:Asia/Taipei
BEGIN:VEVENT
UID:a
DTSTAMP:20260101T000000Z
DTSTART:20261103T200000Z
RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3
SUMMARY:Tuesdays
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
found = recurring_ical_events.of(icalendar.Calendar.from_ical(text))
seen = sorted(each.start.astimezone(UTC) for each in found.between((2026, 11, 1), (2026, 12, 31)))
print(*(f"{each:%a %d %b %H:%M}" for each in seen), sep="\n")
sys.exit(all(each.weekday() == 1 for each in seen) and len(seen) == 3)
PY
"$folder/venv/bin/python" "$folder/run.py"

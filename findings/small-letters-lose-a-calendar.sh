#!/bin/sh
# recurring-ical-events 3.8.2 refuses CALSCALE:gregorian.
# Expected: property values such as this are case-insensitive (RFC 5545, 3.7.1 and 2), so it is read.
# Seen: InvalidCalendar, "Only Gregorian calendars are supported."; the whole calendar is lost.
# Why it matters: the value is written in small letters in the wild.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q recurring-ical-events==3.8.2 icalendar==7.3.0 python-dateutil==2.9.0.post0
cat > "$folder/run.py" <<'PY'
import sys

import icalendar
import recurring_ical_events

text = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
CALSCALE:gregorian
BEGIN:VEVENT
UID:a
DTSTAMP:20260101T000000Z
DTSTART:20261103T200000Z
SUMMARY:Once
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
try:
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).at((2026, 11))
except ValueError as refusal:
    print(type(refusal).__name__, refusal)
    sys.exit(0)
print(len(found), "found")
sys.exit(1)
PY
"$folder/venv/bin/python" "$folder/run.py"

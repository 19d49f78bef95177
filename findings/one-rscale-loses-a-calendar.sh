#!/bin/sh
# recurring-ical-events 3.8.2 loses a calendar for one RSCALE rule.
# Expected: RSCALE=GREGORIAN (RFC 7529) is what every rule means; at worst this one event is left out.
# Seen: BadRuleStringFormat, "UNTIL parameter is missing", and nothing of the calendar is read.
# Why it matters: one event that somebody else wrote takes all others along.
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
BEGIN:VEVENT
UID:a
DTSTAMP:20260101T000000Z
DTSTART:20261103T200000Z
RRULE:RSCALE=GREGORIAN;FREQ=WEEKLY;COUNT=3
SUMMARY:Series
END:VEVENT
BEGIN:VEVENT
UID:b
DTSTAMP:20260101T000000Z
DTSTART:20261105T190000Z
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

#!/bin/sh
# Babel 2.18.0 swaps the names of the clocks of Dublin.
# Expected: Irish Standard Time in summer (UTC+1), Greenwich Mean Time in winter (tzdata has negative saving).
# Seen: the other way round.
# Why it matters: the name beside a time tells people an hour that is not so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q babel==2.18.0 tzdata==2026.3
cat > "$folder/run.py" <<'PY'
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_name

dublin = ZoneInfo("Europe/Dublin")
seen = {
    month: get_timezone_name(datetime(2026, month, 15, 12, tzinfo=dublin), locale="en_GB")
    for month in (1, 7)
}
print("January:", seen[1], "| July:", seen[7])
sys.exit("Irish" in seen[7])
PY
"$folder/venv/bin/python" "$folder/run.py"

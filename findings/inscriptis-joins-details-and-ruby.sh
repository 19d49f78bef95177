#!/bin/sh
# inscriptis 2.7.6 joins what HTML keeps apart.
# Expected: the line of <details> on a line of its own, and a reading apart from its character.
# Seen: SumBody text, and 漢hàn字zì好.
# Why it matters: text made of HTML for mails and calendars reads as other words.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q inscriptis==2.7.6
cat > "$folder/run.py" <<'PY'
import sys

from inscriptis import get_text

html = (
    "<details><summary>Sum</summary>Body text</details>"
    "<p><ruby>漢<rt>hàn</rt>字<rt>zì</rt></ruby>好</p>"
)
seen = get_text(html)
print(seen)
sys.exit("SumBody" not in seen or "漢hàn字zì好" not in seen)
PY
"$folder/venv/bin/python" "$folder/run.py"

#!/bin/sh
# feedparser 6.0.14 drops <summary>, <ruby> and <rt> and keeps their words.
# Expected: words that were apart stay apart (a space, or the tags).
# Seen: <details>MoreHidden</details> and 漢han好: the title of what was folded and its text are one word.
# Why it matters: every reader that is built on feedparser shows such entries so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q feedparser==6.0.14
cat > "$folder/run.py" <<'PY'
import sys

import feedparser

html = "<details><summary>More</summary>Hidden</details><p><ruby>漢<rt>han</rt></ruby>好</p>"
escaped = html.replace("<", "&lt;")
feed = (
    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title><entry><id>x</id><title>t</title>"
    f"<content type=\"html\">{escaped}</content></entry></feed>"
)
seen = feedparser.parse(feed).entries[0].content[0].value
print(seen)
sys.exit("MoreHidden" not in seen or "漢han好" not in seen)
PY
"$folder/venv/bin/python" "$folder/run.py"

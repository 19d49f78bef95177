#!/bin/sh
# rss2email 3.14 mails the summary of an Atom entry.
# Expected: the content, which is the entry; a summary is for lists (RFC 4287, 4.2.13).
# Seen: with the settings that it comes with, the first text/plain is taken, and that is the summary.
# Why it matters: whoever follows by mail gets one sentence. A summary of type html is the way around.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q rss2email==3.14
cat > "$folder/run.py" <<'PY'
import sys

import feedparser
from rss2email.feed import Feed

text = (
    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title><entry><id>x</id><title>t</title>"
    "<summary>One line.</summary>"
    "<content type=\"html\">&lt;p&gt;All of the story.&lt;/p&gt;</content></entry></feed>"
)
feed = Feed(name="town", url="https://example.org/atom.xml", to="me@example.org")
seen = feed._get_entry_content(feedparser.parse(text).entries[0])
print(seen["type"], seen["value"])
sys.exit(seen["value"] != "One line.")
PY
"$folder/venv/bin/python" "$folder/run.py"

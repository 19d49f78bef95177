#!/bin/sh
# Zensical 0.0.73 reads mkdocs.yml, passes over plugins that it does not know, and builds green.
# Expected: as MkDocs, an error for a plugin that is not there; at least a line that says so.
# Seen: exit status 0, and the plugin's name is nowhere in what it says.
# Why it matters: a site whose pages a plugin makes is published without them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q zensical==0.0.73
mkdir "$folder/docs"
echo "# Home" > "$folder/docs/index.md"
printf 'site_name: A\nplugins:\n  - search\n  - makes-all-the-pages\n' > "$folder/mkdocs.yml"
cd "$folder"
venv/bin/zensical build > said 2>&1
cat said
! grep -q makes-all-the-pages said

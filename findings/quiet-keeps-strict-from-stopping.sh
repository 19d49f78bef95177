#!/bin/sh
# MkDocs 1.6.1 counts no warning where it is to be strict and quiet.
# Expected: `mkdocs build --strict --quiet` says less and ends as `mkdocs build --strict` does: with 1.
# Seen: 1 without --quiet; 0 with it, for the counter hears only what is said.
# Why it matters: a nightly build that somebody made quiet goes on publishing what --strict was to stop.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q mkdocs==1.6.1 click==8.5.1
mkdir "$folder/docs"
echo "[a page](nowhere.md)" > "$folder/docs/index.md"
echo "site_name: A" > "$folder/mkdocs.yml"
cd "$folder"
strict=0; venv/bin/mkdocs build --strict > said 2>&1 || strict=$?
quiet=0; venv/bin/mkdocs build --strict --quiet > said 2>&1 || quiet=$?
echo "--strict ends with $strict, --strict --quiet with $quiet"
[ "$strict" = 1 ] && [ "$quiet" = 0 ]

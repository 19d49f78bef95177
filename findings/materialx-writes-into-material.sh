#!/bin/sh
# mkdocs-materialx 10.2.2 and mkdocs-material 9.8.1 own the same folder of an environment.
# Expected: two packages of different names stand beside each other, or one refuses the other.
# Seen: installing MaterialX changes the templates of `theme: material` without a word; taking it
#       away again leaves a mkdocs-material that pip calls installed and that has no templates.
# Why it matters: who tries the successor beside the theme has neither afterwards.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --no-deps mkdocs-material==9.8.1
base=$(echo "$folder"/venv/lib/python3*/site-packages/material/templates/base.html)
before=$(cksum < "$base")
"$folder/venv/bin/pip" install -q --no-deps mkdocs-materialx==10.2.2
[ "$before" != "$(cksum < "$base")" ] && echo "base.html of theme: material is another one now"
"$folder/venv/bin/pip" uninstall -q -y mkdocs-materialx
"$folder/venv/bin/pip" show -q mkdocs-material && echo "pip: mkdocs-material is installed"
[ ! -e "$base" ] && echo "and its base.html is gone"

#!/usr/bin/env bash
# Asks the hosts whether a series is still on, in one issue for each: ask.sh FILE
# FILE is what `chaguan garden --format json` found. What was asked and closed is asked again
# only if the series falls silent again.
set -euo pipefail

found=$1
label="still on?"
gh label create "$label" --repo "$GITHUB_REPOSITORY" --color FEF2C0 --force \
  --description "A series that nobody has spoken for" > /dev/null
asked=$(gh issue list --repo "$GITHUB_REPOSITORY" --label "$label" --state open --limit 500 --json title)
jq --compact-output '.[] | select(.subject == "silent")' "$found" | while read -r each; do
  path=$(jq --raw-output .path <<< "$each")
  title="還在辦嗎？ Still on? $path"
  if jq --exit-status --arg title "$title" 'any(.[]; .title == $title)' <<< "$asked" > /dev/null; then
    continue
  fi
  jq --raw-output '"\(.message)\n\n\(.hint)"' <<< "$each" |
    gh issue create --repo "$GITHUB_REPOSITORY" --label "$label" --title "$title" --body-file -
done

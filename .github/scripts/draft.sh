#!/usr/bin/env bash
# Opens a draft pull request with the one new file of a result of `chaguan from-issue`, or
# brings the one that is open up to date: draft.sh RESULT NUMBER BASE. Prints its number.
# Through the API, so that nothing but this file can be in it and no password lies about.
set -euo pipefail

result=$1
number=$2
base=$3
[[ $number =~ ^[0-9]+$ ]]
path=$(jq --raw-output .path "$result")
branch=$(jq --raw-output .branch "$result")
[[ $path =~ ^content/(posts|events|people|places)/([0-9]{4}/)?[a-z0-9-]+(\.[A-Za-z-]+)?\.(md|yml)$ ]]
[[ $branch =~ ^form/[a-z0-9-]+$ ]]

start=$(gh api "repos/$GITHUB_REPOSITORY/git/ref/heads/$base" --jq .object.sha)
if ! gh api "repos/$GITHUB_REPOSITORY/git/ref/heads/$branch" --silent 2> /dev/null; then
  gh api --method POST "repos/$GITHUB_REPOSITORY/git/refs" --silent \
    --raw-field ref="refs/heads/$branch" --raw-field sha="$start"
fi
there=$(gh api "repos/$GITHUB_REPOSITORY/contents/$path?ref=$branch" --jq .sha 2> /dev/null) || there=""
jq --null-input --rawfile text "$path" --arg branch "$branch" --arg there "$there" --slurpfile result "$result" '
  ($result[0].co_author | if . == "" then "" else "\n\nCo-authored-by: \(.)" end) as $credit
  | {branch: $branch, content: ($text | @base64), message: ($result[0].message + $credit)}
  + if $there == "" then {} else {sha: $there} end' |
  gh api --method PUT "repos/$GITHUB_REPOSITORY/contents/$path" --input - --silent

open=$(gh pr list --repo "$GITHUB_REPOSITORY" --head "$branch" --json number --jq '.[0].number // empty')
if [[ -z $open ]]; then
  {
    echo "由表單 #$number 寫成；按下「Ready for review」就會開始檢查。"
    echo
    echo "From the form in #$number; “Ready for review” starts the check."
    echo
    echo "Closes #$number"
  } > "$RUNNER_TEMP/body.md"
  gh pr create --repo "$GITHUB_REPOSITORY" --draft --base "$base" --head "$branch" \
    --title "$(jq --raw-output .title "$result")" --body-file "$RUNNER_TEMP/body.md" >&2
  open=$(gh pr list --repo "$GITHUB_REPOSITORY" --head "$branch" --json number --jq '.[0].number')
fi
echo "$open"

#!/usr/bin/env bash
# Opens a draft pull request with the one new file of a result of `chaguan from-issue`, or
# makes the one that is open anew: draft.sh RESULT NUMBER BASE. Prints its number.
# Through the API, so that the branch is the base and this file, and no password lies about.
set -euo pipefail

result=$1
number=$2
base=$3
[[ $number =~ ^[0-9]+$ ]]
path=$(jq --raw-output .path "$result")
branch=$(jq --raw-output .branch "$result")
[[ $path =~ ^content/(posts|events|people|places)/([0-9]{4}/)?[a-z0-9-]+(\.[A-Za-z-]+)?\.(md|yml)$ ]]
[[ $branch == "form/$number" ]]

git="repos/$GITHUB_REPOSITORY/git"
start=$(gh api "$git/ref/heads/$base" --jq .object.sha)
before=$(gh api "$git/commits/$start" --jq .tree.sha)
after=$(jq --null-input --rawfile text "$path" --arg path "$path" --arg before "$before" '
  {base_tree: $before, tree: [{path: $path, mode: "100644", type: "blob", content: $text}]}' |
  gh api --method POST "$git/trees" --input - --jq .sha)
commit=$(jq --arg start "$start" --arg after "$after" '
  (if .co_author == "" then "" else "\n\nCo-authored-by: \(.co_author)" end) as $credit
  | {message: (.message + $credit), tree: $after, parents: [$start]}' "$result" |
  gh api --method POST "$git/commits" --input - --jq .sha)
if gh api "$git/ref/heads/$branch" --silent 2> /dev/null; then
  gh api --method PATCH "$git/refs/heads/$branch" --silent --raw-field sha="$commit" --field force=true
else
  gh api --method POST "$git/refs" --silent --raw-field ref="refs/heads/$branch" --raw-field sha="$commit"
fi

pull() {
  gh pr list --repo "$GITHUB_REPOSITORY" --head "$branch" --json number --jq '.[0].number // empty'
}
open=$(pull)
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
  open=$(pull)
fi
echo "$open"

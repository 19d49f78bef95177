#!/usr/bin/env bash
# Puts what `chaguan gather` fetched on the branch `gather`, one commit on top of BASE, and opens
# its pull request if none is open: gather.sh BASE. Prints its number, or nothing where all is as
# it was. Through the API, so that no password lies about.
set -euo pipefail

base=$1
folder=content/.gathered
[[ -n $(git status --porcelain --untracked-files=all -- "$folder") ]] || exit 0

there=$(find "$folder" -maxdepth 1 -type f -name '*.json' 2> /dev/null | LC_ALL=C sort)
gone=$(git -c core.quotepath=false ls-files --deleted -- "$folder")
while read -r path; do
  [[ -z $path || $path =~ ^content/\.gathered/(person|neighbour)-[a-z0-9._-]+\.json$ ]]
done <<< "$there"$'\n'"$gone"

git="repos/$GITHUB_REPOSITORY/git"
start=$(gh api "$git/ref/heads/$base" --jq .object.sha)
before=$(gh api "$git/commits/$start" --jq .tree.sha)
{
  while read -r path; do
    [[ -z $path ]] || jq --null-input --rawfile text "$path" --arg path "$path" \
      '{path: $path, mode: "100644", type: "blob", content: $text}'
  done <<< "$there"
  while read -r path; do
    [[ -z $path ]] || jq --null-input --arg path "$path" \
      '{path: $path, mode: "100644", type: "blob", sha: null}'
  done <<< "$gone"
} > "$RUNNER_TEMP/files.json"
after=$(jq --slurp --arg before "$before" '{base_tree: $before, tree: .}' "$RUNNER_TEMP/files.json" |
  gh api --method POST "$git/trees" --input - --jq .sha)
commit=$(jq --null-input --arg start "$start" --arg after "$after" \
  '{message: "Take what members and neighbours published", tree: $after, parents: [$start]}' |
  gh api --method POST "$git/commits" --input - --jq .sha)
if gh api "$git/ref/heads/gather" --silent 2> /dev/null; then
  gh api --method PATCH "$git/refs/heads/gather" --silent --raw-field sha="$commit" --field force=true
else
  gh api --method POST "$git/refs" --silent --raw-field ref=refs/heads/gather --raw-field sha="$commit"
fi

pull() {
  gh pr list --repo "$GITHUB_REPOSITORY" --head gather --json number --jq '.[0].number // empty'
}
open=$(pull)
if [[ -z $open ]]; then
  {
    echo "成員在別處寫的、鄰居的活動，都是純文字。合併之後就會出現在網站上；要停掉一個來源，刪掉它那一行。"
    echo
    echo "What members wrote elsewhere and what neighbours have on, as plain text. It is on the site once this is merged; a source goes when its line is deleted."
  } > "$RUNNER_TEMP/body.md"
  gh pr create --repo "$GITHUB_REPOSITORY" --base "$base" --head gather \
    --title "從別處收來的 Gathered" --body-file "$RUNNER_TEMP/body.md" >&2
  open=$(pull)
fi
echo "$open"

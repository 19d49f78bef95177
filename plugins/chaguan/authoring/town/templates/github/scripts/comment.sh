#!/usr/bin/env bash
# Posts a comment on an issue or pull request, or replaces ours: comment.sh NUMBER FILE
set -euo pipefail

number=$1
file=$2
[[ $number =~ ^[0-9]+$ ]]

ours=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$number/comments" --jq '
  .[] | select(.user.login == "github-actions[bot]")
      | select(.body | startswith("<!-- chaguan -->")) | .id' | sed -n 1p)
if [[ -n $ours ]]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$ours" --field body=@"$file" --silent
else
  gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments" --field body=@"$file" --silent
fi

"""Which pull request brought a commit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from .commits import Commit

_SUBJECTS: Final = (
    re.compile(r"^Merge pull request (#[1-9][0-9]{0,8})\b"),
    re.compile(r"^Merge pull request '.*' \((#[1-9][0-9]{0,8})\) from "),
    re.compile(r"\((#[1-9][0-9]{0,8})\)$"),
)
"""GitHub's and Forgejo's merges, and what both write when they squash."""
_GITLAB: Final = re.compile(r"^See merge request \S*(![1-9][0-9]{0,8})$", re.MULTILINE)


def pull_of(commit: Commit) -> str:
    """The pull request that a commit's own message names: `#12`, on GitLab `!12`."""
    found = (_GITLAB.search(commit.body), *(each.search(commit.subject) for each in _SUBJECTS))
    return next((match[1] for match in found if match), "")


def merges_of(commits: Sequence[Commit]) -> Mapping[str, Commit | None]:
    """For each commit, the merge of a pull request that brought it; None for most.

    `commits` are newest first. Each is looked at once: what is reached from the oldest merge
    came with it, unless it was there before.
    """
    known = {commit.id: commit for commit in commits}
    found: dict[str, Commit | None] = {}
    for tip in commits:
        waiting: list[tuple[str, Commit | None]] = [(tip.id, None)]
        while waiting:
            id, merge = waiting.pop()
            while id in known and id not in found:
                found[id] = merge
                commit = known[id]
                inner = commit if pull_of(commit) else merge
                waiting.extend((parent, inner) for parent in commit.parents[1:])
                id = commit.parents[0] if commit.parents else ""
    return found

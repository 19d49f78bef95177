"""How files came to be: by whom, by which pull request, and when they last said something else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from chaguan.model import History, Revision

from .commits import Commit, FileChange, Log, Signature
from .nodes import Node, Scalar, Sequence
from .yaml_nodes import nodes_of

Naming = Callable[[str, str], str]
"""From a name and an e-mail address to the name that may be shown; empty for none."""

_SUBJECTS: Final = (
    re.compile(r"^Merge pull request (#[1-9][0-9]{0,8})\b"),
    re.compile(r"^Merge pull request '.*' \((#[1-9][0-9]{0,8})\) from "),
    re.compile(r"\((#[1-9][0-9]{0,8})\)$"),
)
"""GitHub's and Forgejo's merges, and what both write when they squash."""
_GITLAB: Final = re.compile(r"^See merge request \S*(![1-9][0-9]{0,8})$", re.MULTILINE)

MOST_RECORDS: Final = 20
"""A commit that touches more of them is housekeeping, and no word about any of them."""
_RECORDS: Final = (".yml", ".yaml", ".md")


def history_of(log: Log, naming: Naming) -> History:
    """Every file's revisions; an empty history where there is no repository.

    The log is read once, from the newest commit back: a renamed file is found under its older
    names. What was renamed without changing a letter is no revision.
    """
    merges = merges_of(log.commits)
    revisions: dict[str, list[Revision]] = defaultdict(list)
    cut_off: set[str] = set()
    for commit, paths in paths_today(log.commits):
        if commit.id in log.cut_off_at:
            cut_off.update(paths)
        elif paths and (revision := _revision(commit, merges.get(commit.id), naming)):
            for path in paths:
                revisions[path].append(revision)
    return History(
        revisions={path: _newest_first(found) for path, found in sorted(revisions.items())},
        arrivals=log.arrivals,
        cut_off=frozenset(cut_off),
    )


def paths_today(commits: Iterable[Commit]) -> Iterator[tuple[Commit, Mapping[str, FileChange]]]:
    """Each commit with the files that it changed, as they are called today, and how."""
    today: dict[str, str] = {}
    for commit in commits:
        paths: dict[str, FileChange] = {}
        older: dict[str, str] = {}
        for change in commit.changes:
            path = today.get(change.path, change.path)
            if change.before:
                older[change.before] = path
                older.setdefault(change.path, "")  # what had this name before was another file
            if path and change.kind != "D" and not change.is_move:
                paths[path] = change
        today.update(older)
        yield commit, paths


def _revision(commit: Commit, merge: Commit | None, naming: Naming) -> Revision | None:
    if commit.moment is None:
        return None
    reviewers = commit.reviewers + (merge.reviewers if merge else ())
    return Revision(
        moment=commit.moment,
        authors=_names(_people((commit.author, *commit.co_authors)), naming),
        reviewers=_names(reviewers, naming),
        pull=pull_of(merge or commit),
    )


def _people(signatures: tuple[Signature, ...]) -> tuple[Signature, ...]:
    """Without the robot that only carried what somebody wrote."""
    people = tuple(each for each in signatures if not each.name.endswith("[bot]"))
    return people or signatures


def _names(signatures: tuple[Signature, ...], naming: Naming) -> tuple[str, ...]:
    return tuple(dict.fromkeys(naming(each.name, each.address) for each in signatures))


def _newest_first(revisions: list[Revision]) -> tuple[Revision, ...]:
    return tuple(sorted(revisions, key=lambda each: each.moment, reverse=True))


def pull_of(commit: Commit) -> str:
    """The pull request that a commit's own message names: `#12`, on GitLab `!12`."""
    found = (_GITLAB.search(commit.body), *(each.search(commit.subject) for each in _SUBJECTS))
    return next((match[1] for match in found if match), "")


def merges_of(commits: tuple[Commit, ...]) -> Mapping[str, Commit | None]:
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


def last_said(log: Log, paths: Collection[str]) -> Mapping[str, datetime]:
    """When each of some YAML files (by its path today) last began to say something else.

    Comments, order and spacing say nothing.
    """
    found: dict[str, datetime] = {}
    for commit, changed in paths_today(log.commits):
        touched = sum(change.path.endswith(_RECORDS) for change in commit.changes)
        if commit.moment is None or touched > MOST_RECORDS:
            continue
        for path in changed.keys() & (set(paths) - found.keys()):
            if _says_more(commit, changed[path], log):
                found[path] = commit.moment
        if len(found) == len(paths):
            break
    return found


def _says_more(commit: Commit, change: FileChange, log: Log) -> bool:
    if change.kind == "A" or commit.id in log.cut_off_at or not commit.parents:
        return commit.id not in log.cut_off_at
    before = log.text(commit.parents[0], change.before or change.path)
    after = log.text(commit.id, change.path)
    return bool(_values(before, change.path) != _values(after, change.path))


def _values(text: str, path: str) -> Any:
    node, _ = nodes_of(text, path)
    return _plain_values(node)


def _plain_values(node: Node | None) -> Any:
    if node is None or isinstance(node, Scalar):
        return node.value.strip() if node else ""
    if isinstance(node, Sequence):
        return [_plain_values(each) for each in node.items]
    return {key.value: _plain_values(value) for key, value in node.entries}

"""When somebody last changed what a file says: a sign of life, read from git."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from .commits import Change, Commit, Log
from .history import paths_today
from .nodes import Node, Scalar, Sequence
from .yaml_nodes import nodes_of

MOST_RECORDS: Final = 20
"""A commit that touches more of them is housekeeping, and no word about any of them."""
_RECORDS: Final = (".yml", ".yaml", ".md")


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


def _says_more(commit: Commit, change: Change, log: Log) -> bool:
    if change.kind == "A" or commit.id in log.cut_off_at or not commit.parents:
        return commit.id not in log.cut_off_at
    before = log.text(commit.parents[0], change.before or change.path)
    after = log.text(commit.id, change.path)
    return bool(_values(before, change.path) != _values(after, change.path))


def _values(text: str, path: str) -> Any:
    node, _ = nodes_of(text, path)
    return _plain(node)


def _plain(node: Node | None) -> Any:
    if node is None or isinstance(node, Scalar):
        return node.value.strip() if node else ""
    if isinstance(node, Sequence):
        return [_plain(each) for each in node.items]
    return {key.value: _plain(value) for key, value in node.entries}

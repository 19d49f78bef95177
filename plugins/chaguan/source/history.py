"""How the files of a content folder came to be, read from its git repository."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from chaguan.model import History, Revision

from .commits import Change, Commit, Log, Signature
from .pulls import merges_of, pull_of

Naming = Callable[[str, str], str]
"""From a name and an e-mail address to the name that may be shown; empty for none."""


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


def paths_today(commits: Iterable[Commit]) -> Iterator[tuple[Commit, Mapping[str, Change]]]:
    """Each commit with the files that it changed, as they are called today, and how."""
    today: dict[str, str] = {}
    for commit in commits:
        paths: dict[str, Change] = {}
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

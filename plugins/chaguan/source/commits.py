"""The commits that changed a content folder, as `git log` tells them, and when each file came."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from chaguan.model.frozen import dataclass

_FORMAT: Final = "%x00".join(
    (
        "tformat:%H",
        "%P",
        "%at",
        "%aN",
        "%aE",
        "%(trailers:key=Co-authored-by,valueonly,separator=%x1f)",
        "%(trailers:key=Reviewed-by,valueonly,separator=%x1f)",
        "%s",
        "%b",
    )
)
_FIELDS: Final = 9
_PATHS: Final = {"R": 2, "C": 2}
"""How many paths follow a status; one, where it is not here."""
_LOG: Final = (
    *("-c", "log.showRoot=true", "-c", "log.showSignature=false"),
    *("log", "-z", "--topo-order", "--full-history", "--parents", "--name-status", "-M", "-l1000"),
    *("--relative", "--no-color", "--no-ext-diff", "--encoding=UTF-8", f"--format={_FORMAT}"),
)
"""Newest first; with the merges, whose messages name pull requests. No setting changes it."""

LOG: Final = (
    *("-c", "log.showRoot=true", "-c", "log.showSignature=false"),
    *("log", "-z", "--first-parent", "-m", "--name-status", "-M", "-l1000"),
    *("--relative", "--no-color", "--no-ext-diff", "--format=%H %ct"),
)
"""Newest first. A merge is told against what was there before it, so that a file counts from the
day on which it was taken in, not from the day on which somebody began to write it.
"""


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody, as a commit names them. Not for pages: the address is private."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a commit did to one file."""

    kind: str
    """`A`dded, `M`odified, `D`eleted, `R`enamed, `T`urned into a link or back."""
    path: str
    """After the commit, relative to the content folder."""
    before: str = ""
    """Its path until then, where it was renamed."""
    is_move: bool = False
    """Renamed, and not a letter changed."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit."""

    id: str
    parents: tuple[str, ...]
    """The nearest ancestors that concern the folder."""
    moment: datetime | None
    """When it was written, in UTC; None where git cannot say."""
    author: Signature
    co_authors: tuple[Signature, ...]
    reviewers: tuple[Signature, ...]
    subject: str
    body: str
    changes: tuple[FileChange, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """The commits that are here, newest first, and those behind which the rest is missing."""

    commits: tuple[Commit, ...] = ()
    cut_off_at: frozenset[str] = frozenset()
    arrivals: Mapping[str, datetime] = field(default_factory=dict)
    """When each file came to the branch, as far as that is known; by its path today."""
    folder: Path | None = None
    """Of whose files they tell."""

    def text(self, commit: str, path: str) -> str:
        """A file as it was after a commit; empty where it was not there."""
        if self.folder is None:
            return ""
        return _git(self.folder, "show", f"{commit}:./{path}").decode("utf-8", "replace")


def log_of(folder: Path) -> Log:
    """The log of a folder; an empty one without git, repository or commit."""
    asked = _git(folder, "rev-parse", "--is-shallow-repository", "--git-path", "shallow", "HEAD")
    answers = asked.decode("utf-8", "surrogateescape").splitlines()
    if len(answers) != 3:
        return Log()
    is_shallow, shallow, head = answers
    cut_off = frozenset[str]()
    if is_shallow == "true":
        cut_off = frozenset((folder / shallow).read_text(encoding="ascii").split())
    came = arrivals(_git(folder, *LOG, head, "--", "."), cut_off)
    return Log(_commits(folder, head, cut_off), cut_off, came, folder)


@lru_cache(maxsize=1)
def _commits(folder: Path, head: str, cut_off: frozenset[str]) -> tuple[Commit, ...]:
    """Kept while the site is served: until there is a new commit, they stay the same."""
    return tuple(_read(_git(folder, *_LOG, head, "--", ".")))


def _git(folder: Path, *arguments: str) -> bytes:
    """What git says; nothing where there is no git, or where it says no."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return b""
    return done.stdout


def _read(log: bytes) -> Iterator[Commit]:
    tokens = log.decode("utf-8", "surrogateescape").split("\0")
    at = 0
    while at + _FIELDS <= len(tokens):
        id, parents, seconds, name, address, co_authors, reviewers, subject, body = tokens[
            at : at + _FIELDS
        ]
        at += _FIELDS
        changes = []
        # A status is a letter and perhaps a number; the next commit begins with its long name.
        while at < len(tokens) and len(status := tokens[at].lstrip("\n")) < 5:
            paths = tokens[at + 1 : at + 1 + _PATHS.get(status[:1], 1)] if status else []
            at += 1 + len(paths)
            if paths:
                changes.append(_change(status, paths))
        yield Commit(
            id,
            tuple(parents.split()),
            _moment(seconds),
            Signature(name, address),
            tuple(_signatures(co_authors)),
            tuple(_signatures(reviewers)),
            subject,
            body,
            tuple(changes),
        )


def _change(status: str, paths: list[str]) -> FileChange:
    if status[0] == "R":
        return FileChange("R", paths[1], before=paths[0], is_move=status == "R100")
    return FileChange(status[0], paths[-1])


def _signatures(values: str) -> Iterator[Signature]:
    """`Lin Mei <mei@example.org>`, several of them with a unit separator between."""
    for value in filter(None, (each.strip() for each in values.split("\x1f"))):
        name, _, address = value.partition("<")
        yield Signature(name.strip(), address.strip(" >"))


def _moment(seconds: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (OSError, OverflowError, ValueError):
        return None


def arrivals(said: bytes, cut_off_at: frozenset[str]) -> Mapping[str, datetime]:
    """By a file's path today, when it came to the branch: the committer's date, in UTC.

    `said` is what git answers to `LOG`. Renames are followed. A file is missing where that is not
    known: never committed, or older than what a shallow clone has.
    """
    found: dict[str, datetime] = {}
    today: dict[str, str] = {}
    moment, is_known = datetime.fromtimestamp(0, UTC), False
    tokens = iter(said.decode("utf-8", "surrogateescape").split("\0"))
    for token in tokens:
        word = token.strip("\n")
        commit, _, seconds = word.partition(" ")
        if seconds:
            moment, is_known = datetime.fromtimestamp(int(seconds), UTC), commit not in cut_off_at
        elif word.startswith("R"):
            before, after = next(tokens), next(tokens)
            today[before] = today.pop(after, after)
        elif word:
            path = next(tokens)
            if word == "A":
                name = today.pop(path, path)
                if is_known:
                    found.setdefault(name, moment)
    return found

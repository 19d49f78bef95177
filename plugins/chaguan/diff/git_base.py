"""A content folder as it was at another commit."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from chaguan.check.changes import FOR_GIT
from chaguan.model.frozen import dataclass


class NoSuchBaseError(Exception):
    """There is no repository here, or no such commit in it."""


GITLINK: Final = "160000"
"""The mode of another repository's place (gitsubmodules(7))."""


class _Change(NamedTuple):
    path: str
    """From the content folder."""
    kept: str
    """The name of the blob before."""
    is_gone: bool
    is_link_to_a_repository: bool

    @property
    def is_around(self) -> bool:
        """Whether it is no content."""
        is_for_git = self.path.rpartition("/")[2] in FOR_GIT
        return self.path.startswith("../") or is_for_git or self.is_link_to_a_repository


@dataclass(frozen=True)
class Base:
    """The files of a content folder at the commit that a change started from."""

    blobs: dict[str, str]
    """Path below the folder to the blob's name; hidden ones are left out."""
    folder: Path
    commit: str = ""
    """The commit itself."""

    def around(self) -> tuple[str, ...]:
        """What was added, changed or removed besides content, from the folder.

        It is outside of the folder, or for git itself: another repository (a submodule) and what
        tells git how to read files. What nobody has added to git is no part of a change. Sorted.
        """
        changed = (*self._committed.values(), *self._edited.values())
        return tuple(sorted({each.path for each in changed if each.is_around}))

    def differing(self) -> frozenset[str]:
        """The paths that were added, changed or removed since; links and devices among them.

        What git was told to take for unchanged (git-update-index(1)) is.
        """
        here = frozenset(_files_below(str(self.folder)))
        there = self.blobs.keys()
        let_go = [path for path in self._committed if self._committed[path].is_gone]
        hashed = self._hashed(here & there & set(let_go))
        same = {path for path in hashed if hashed[path] == self.blobs[path]}
        changed = (self._committed.keys() | self._edited.keys()) - same
        return (here ^ there) | (here & there & changed)

    @cached_property
    def _committed(self) -> Mapping[str, _Change]:
        """What git keeps otherwise than at the commit: told from names, whatever is read of it."""
        options = ("--cached", "-r", "--no-renames", "--ignore-submodules=none")
        return self._told("diff-index", *options, self.commit)

    @cached_property
    def _edited(self) -> Mapping[str, _Change]:
        """What stands in the folder otherwise than git keeps it.

        git-diff-files(1) does not open a file that is as old as git remembers it; of the others,
        those that git would store as they are kept, whatever it does to line ends, are the same.
        """
        told = self._told("diff-files", "--no-renames", "--ignore-submodules=none")
        hashed = self._hashed(told)
        return {path: each for path, each in told.items() if hashed.get(path) != each.kept}

    def _told(self, *command: str) -> Mapping[str, _Change]:
        top = Path(os.fsdecode(_git(self.folder, "rev-parse", "--show-toplevel")).strip())
        fields = iter(_git(top, *command, "--raw", "-z").split(b"\0"))
        told = {}
        for info, name in zip(fields, fields, strict=False):
            before, after, kept, _, status = os.fsdecode(info).removeprefix(":").split()
            shown = os.path.relpath(top.resolve() / os.fsdecode(name), self.folder)
            path = shown.replace(os.sep, "/")
            told[path] = _Change(path, kept, status == "D", GITLINK in (before, after))
        return told

    def _hashed(self, paths: Iterable[str]) -> dict[str, str]:
        """What git would call the blobs of those that are plain files."""
        plain = sorted(path for path in paths if self._is_plain(path))
        named = b"\n".join(os.fsencode(self._full(path)) for path in plain)
        hashed = _git(self.folder, "hash-object", "--stdin-paths", stdin=named).decode().split()
        return dict(zip(plain, hashed, strict=True))

    def _is_plain(self, path: str) -> bool:
        """Whether git can be given its path, and opening it opens that file."""
        full = self._full(path)
        return "\n" not in path and os.path.isfile(full) and not os.path.islink(full)

    def _full(self, path: str) -> str:
        return os.path.join(self.folder, path)

    def contents(self, paths: frozenset[str]) -> dict[str, bytes]:
        """The files as they were."""
        wanted = sorted(path for path in paths if path in self.blobs)
        names = "".join(f"{self.blobs[path]}\n" for path in wanted)
        answer = _git(self.folder, "cat-file", "--batch", stdin=names.encode())
        found, at = {}, 0
        for path in wanted:
            head, _, _ = answer[at:].partition(b"\n")
            size = int(head.split()[2])
            start = at + len(head) + 1
            found[path] = answer[start : start + size]
            at = start + size + 1
        return found


def _files_below(folder: str, below: str = "") -> Iterator[str]:
    """Every file's path; hidden ones are left out."""
    with suppress(OSError), os.scandir(f"{folder}/{below}") as found:
        for entry in found:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(folder, f"{below}{entry.name}/")
            else:
                yield f"{below}{entry.name}"


def base_of(folder: Path, reference: str) -> Base:
    """The folder where the work since `reference` began: at the merge base with it.

    Raises NoSuchBaseError where git knows no such commit.
    """
    folder = folder.resolve()
    commit = _git(folder, "rev-parse", "--verify", "--quiet", f"{reference}^{{commit}}")
    start = commit.decode().strip()
    with suppress(NoSuchBaseError):  # without common history, the commit itself will do
        start = _git(folder, "merge-base", start, "HEAD").decode().strip() or start
    listing = _git(folder, "ls-tree", "-r", "-z", start, ".")
    blobs = {}
    for line in listing.decode("utf-8", "surrogateescape").split("\0"):
        if line:
            info, _, path = line.partition("\t")
            _, sort, blob = info.split()
            if sort == "blob" and not any(name.startswith(".") for name in path.split("/")):
                blobs[path] = blob
    return Base(blobs, folder, start)


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    command = ["git", "-c", "core.quotepath=false", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, check=True)
    except FileNotFoundError as missing:
        raise NoSuchBaseError("git is not installed") from missing
    except subprocess.CalledProcessError as failure:
        said = failure.stderr.decode("utf-8", "replace").strip()
        raise NoSuchBaseError(said or "git knows no such commit") from failure
    return done.stdout

"""A content folder as it was at another commit."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from chaguan.check.beyond import FOR_GIT


class NoSuchBaseError(Exception):
    """There is no repository here, or no such commit in it."""


@dataclass(frozen=True)
class Base:
    """The files of a content folder at the commit that a change started from."""

    blobs: dict[str, str]
    """Path below the folder to the blob's name; hidden ones are left out."""
    folder: Path
    commit: str = ""
    """The commit itself."""

    def around(self) -> tuple[str, ...]:
        """The files besides content that were added, changed or removed, from the folder.

        They are outside of it, or for git itself. As git knows them: what nobody has added to it
        is no part of a change. Sorted.
        """
        return tuple(sorted(path for path in self._suspected if _is_around(path)))

    def differing(self) -> frozenset[str]:
        """The paths that were added, changed or removed since; links and devices among them.

        What git was told to take for unchanged (git-update-index(1)) is.
        """
        here = frozenset(_files_below(str(self.folder)))
        there = self.blobs.keys()
        unsure = sorted(path for path in here & there & self._suspected if self._is_plain(path))
        return (here ^ there) | (here & there & self._suspected - self._same(unsure))

    @cached_property
    def _suspected(self) -> frozenset[str]:
        """All that may have changed in the repository, from the folder.

        git-diff-index(1) does not open a file that is as old as git remembers it.
        """
        top = Path(os.fsdecode(_git(self.folder, "rev-parse", "--show-toplevel")).strip())
        options = ("-r", "--name-only", "-z", "--no-renames", "--ignore-submodules=none")
        changed = _git(top, "diff-index", *options, self.commit)
        paths = (os.fsdecode(each) for each in changed.split(b"\0") if each)
        shown = (os.path.relpath(top.resolve() / path, self.folder) for path in paths)
        return frozenset(path.replace(os.sep, "/") for path in shown)

    def _same(self, paths: Sequence[str]) -> frozenset[str]:
        """Those that git would store as they were, whatever it does to line ends and the like."""
        named = b"\n".join(os.fsencode(self._full(path)) for path in paths)
        hashed = _git(self.folder, "hash-object", "--stdin-paths", stdin=named).decode().split()
        return frozenset(
            path for path, name in zip(paths, hashed, strict=True) if name == self.blobs[path]
        )

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


def _is_around(path: str) -> bool:
    return path.startswith("../") or path.rpartition("/")[2] in FOR_GIT


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
            if not any(name.startswith(".") for name in path.split("/")):
                blobs[path] = info.split()[2]
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

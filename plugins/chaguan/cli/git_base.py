"""A content folder as it was at another commit."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


class NoSuchBaseError(Exception):
    """There is no repository here, or no such commit in it."""


@dataclass(frozen=True, slots=True)
class Base:
    """The files of a content folder at the commit that a change started from."""

    blobs: dict[str, str]
    """Path below the folder to the blob's name."""
    folder: Path

    def differing(self) -> frozenset[str]:
        """The paths that were added, changed or removed since."""
        here = tuple(_files_below(str(self.folder)))
        unsure = [path for path in here if self._name_of(path) != self.blobs.get(path)]
        named = "\n".join(str(self.folder / each) for each in unsure).encode()
        hashed = _git(self.folder, "hash-object", "--stdin-paths", stdin=named).split()
        differ = {
            path
            for path, name in zip(unsure, hashed, strict=True)
            if name.decode() != self.blobs.get(path)
        }
        return frozenset(differ | self.blobs.keys() - set(here))

    def _name_of(self, path: str) -> str:
        """What git calls a blob of the file's bytes, where nothing converts line ends or the like.

        git-hash-object(1) minds what does, and takes its time.
        """
        if path not in self.blobs:
            return ""
        try:
            with open(os.path.join(self.folder, path), "rb") as file:
                raw = file.read()
        except OSError:  # git says why
            return ""
        algorithm = "sha1" if len(self.blobs[path]) == 40 else "sha256"
        return hashlib.new(
            algorithm, b"blob %d\0" % len(raw) + raw, usedforsecurity=False
        ).hexdigest()

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
            elif entry.is_file():
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
            blobs[path] = info.split()[2]
    return Base(blobs, folder)


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

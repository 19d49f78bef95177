"""A content folder as it was at another commit."""

from __future__ import annotations

import subprocess
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
        paths = [
            path
            for path in (each.relative_to(self.folder) for each in self.folder.rglob("*"))
            if (self.folder / path).is_file() and not any(p.startswith(".") for p in path.parts)
        ]
        here = [path.as_posix() for path in paths]
        named = "\n".join(str(self.folder / each) for each in here).encode()
        hashed = _git(self.folder, "hash-object", "--stdin-paths", stdin=named).split()
        now = dict(zip(here, (name.decode() for name in hashed), strict=True))
        everything = now.keys() | self.blobs.keys()
        return frozenset(path for path in everything if now.get(path) != self.blobs.get(path))

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

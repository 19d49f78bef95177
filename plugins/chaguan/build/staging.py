"""The site that is being made, aside from the one that readers see, and by one build at a time."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import IO

from .cache import Cache, Written


class SiteError(Exception):
    """There can be no site at its place; the message says why, to whoever builds."""


@contextmanager
def writing(site: Path) -> Iterator[None]:
    """Tell what the system refuses by the place of the site. Raises SiteError."""
    try:
        yield
    except OSError as failure:
        reason = failure.strerror or str(failure)
        raise SiteError(
            f"The site cannot be written to {site}: {reason}. Is there room, and may it be "
            "written? `site_dir: FOLDER` in mkdocs.yml names another place."
        ) from failure


class Staging:
    """A site's folder, and one beside it where the next version of its files is written.

    They may be the same, where nobody looks at the site while it is made. Where the next version
    `is_partial`, whatever is not written stays as it is, and is not looked at.
    """

    def __init__(self, site: Path, aside: Path, cache: Cache, *, is_partial: bool = False) -> None:
        self.site, self.aside = site, aside
        self._cache, self._is_partial = cache, is_partial
        self._left = {} if is_partial else cache.site(site)
        self._made: dict[str, bytes] = {}
        self._stays: set[str] = set()
        self._fresh: set[str] = set()
        """What was written aside, by us and by others."""

    def is_there(self, path: str, digest: bytes) -> bool:
        """Whether the file is in the site as this digest names it."""
        if self.aside == self.site:
            return self._made.get(path) == digest
        left = self._as_left(path)
        if left is None or left.digest != digest:
            return False
        return self._is_partial or self._found.get(path) == (left.size, left.changed)

    def _as_left(self, path: str) -> Written | None:
        if self._is_partial and path not in self._left:
            left = self._cache.written(self.site, path)
            if left is None:
                return None
            self._left[path] = left
        return self._left.get(path)

    def folders(self) -> dict[str, int]:
        """The folders of a site that was published, and when each was last written (nanoseconds).

        Whoever adds, removes or replaces a file of a folder writes it.
        """
        names = {path.rpartition("/")[0] for path in self._made.keys() | self._fresh}
        for name in list(names):
            while name:
                name = name.rpartition("/")[0]
                names.add(name)
        return {name: _written_at(self.site / name) for name in sorted(names)}

    @cached_property
    def _found(self) -> dict[str, tuple[int, int]]:
        """The size and time of each file of the site as it was found, by one walk."""
        return dict(_looked_at(self.site))

    def stay(self, path: str, digest: bytes) -> None:
        """The file stays as it is."""
        self._stays.add(path)
        self._made[path] = digest

    def write(self, path: str, digest: bytes, content: bytes) -> None:
        """The file's next version; its folders are made."""
        file = f"{self.aside}/{path}"
        with writing(self.site):
            try:
                _write(file, content)
            except FileNotFoundError:
                os.makedirs(file.rpartition("/")[0], exist_ok=True)
                _write(file, content)
        self.written(path, digest)

    def written(self, path: str, digest: bytes) -> None:
        """The file's next version was written by another process."""
        self._made[path] = digest

    def publish(self) -> None:
        """Take over what was written, file by file, and remove what nobody made."""
        if self.aside == self.site:
            return
        with writing(self.site):
            if (
                not self._is_partial
                and not self._stays
                and not self._has_files()
                and not self.site.is_symlink()
            ):
                self._move_whole()
            else:
                self._move_each()
        site = {
            path: self._left[path]  # it was just looked at
            if path in self._stays
            else _written(f"{self.site}/{path}", digest)
            for path, digest in self._made.items()
        }
        found = {path: each for path, each in site.items() if each is not None}
        known = {path: each for path, each in self._left.items() if path in self._made}
        self._cache.remember_site(self.site, known if self._is_partial else self._left, found)

    def discard(self) -> None:
        """Leave the site as it is."""
        if self.aside == self.site:
            return
        shutil.rmtree(self.aside, ignore_errors=True)

    def _has_files(self) -> bool:
        return self.site.is_dir() and any(self.site.iterdir())

    def _move_whole(self) -> None:
        if self.site.is_dir():
            self.site.rmdir()
        self.aside.mkdir(parents=True, exist_ok=True)
        self._fresh = set(_files(self.aside))
        os.replace(self.aside, self.site)

    def _move_each(self) -> None:
        self._fresh = fresh = set(_files(self.aside))
        gone = [] if self._is_partial else sorted(self._found.keys() - fresh - self._stays)
        for path in gone:
            (self.site / path).unlink(missing_ok=True)  # it was seen as the build began
        for path in sorted(fresh):
            new, old = self.aside / path, self.site / path
            if old.is_file() and filecmp.cmp(new, old, shallow=False):
                continue
            if old.is_symlink():
                old.unlink()
            elif old.is_dir():
                shutil.rmtree(old)
            try:
                os.replace(new, old)
            except (FileNotFoundError, NotADirectoryError):
                _make_room(self.site, old.parent)
                os.replace(new, old)
        if gone:
            _remove_empty(self.site)
        self.discard()


def _write(file: str, content: bytes) -> None:
    """What a `Path` does, for thousands of files in half the time."""
    with open(file, "wb") as opened:
        opened.write(content)


def are_as_left(site: Path, folders: Mapping[str, int]) -> bool:
    """Whether nobody has written to a folder of a site since `Staging.folders` told of them."""
    return all(_written_at(f"{site}/{name}") == at for name, at in folders.items())


def _written_at(folder: Path | str) -> int:
    """Nanoseconds; 0 for what is not there."""
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:
        return 0


def _make_room(site: Path, folder: Path) -> None:
    """The folder, even where a file has its name or one of its parents'."""
    for parent in (*reversed(folder.parents), folder):
        if parent.is_relative_to(site) and parent.is_file():
            parent.unlink()
    folder.mkdir(parents=True, exist_ok=True)


def _files(folder: Path, below: str = "") -> Iterator[str]:
    """Every file in a folder, but for the hidden ones at its top, which are not ours."""
    with suppress(OSError), os.scandir(f"{folder}/{below}") as found:
        for entry in found:
            if not below and entry.name.startswith("."):
                continue
            if not entry.is_dir():
                yield f"{below}{entry.name}"
            elif not entry.is_symlink():
                yield from _files(folder, f"{below}{entry.name}/")


def _looked_at(folder: Path, below: str = "") -> Iterator[tuple[str, tuple[int, int]]]:
    """The same, with the size and time of each."""
    with suppress(OSError), os.scandir(f"{folder}/{below}") as found:
        for entry in found:
            if not below and entry.name.startswith("."):
                continue
            path = f"{below}{entry.name}"
            if not entry.is_dir():
                looked = entry.stat() if entry.is_file() else None  # a link may lead nowhere
                yield path, (looked.st_size, looked.st_mtime_ns) if looked else (-1, 0)
            elif not entry.is_symlink():
                yield from _looked_at(folder, f"{path}/")


def _remove_empty(folder: Path) -> None:
    for root, _, _ in os.walk(folder, topdown=False):
        if root != str(folder) and not any(os.scandir(root)):
            os.rmdir(root)


def _written(file: str, digest: bytes) -> Written | None:
    try:
        found = os.stat(file)
    except OSError:
        return None
    return Written(digest, found.st_size, found.st_mtime_ns)


try:
    import fcntl
except ImportError:  # pragma: no cover  a system without it leaves that to its people
    fcntl = None  # type: ignore[assignment]


class FileLock:
    """A file that one process holds; who ends, however that comes, holds it no more (flock(2))."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held: IO[bytes] | None = None

    def take(self) -> bool:
        """Hold it; False where another does."""
        if fcntl is None:
            return True
        self._file.parent.mkdir(parents=True, exist_ok=True)
        while self._held is None:
            held = self._file.open("ab")
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                held.close()
                return False
            if self._is_there(held):
                self._held = held
            else:  # whoever held it has just taken it away
                held.close()
        return True

    def let_go(self) -> None:
        """Leave nothing behind."""
        if self._held is not None:
            self._file.unlink(missing_ok=True)
            self._held.close()
            self._held = None

    def _is_there(self, held: IO[bytes]) -> bool:
        try:
            return os.path.samestat(os.fstat(held.fileno()), self._file.stat())
        except FileNotFoundError:
            return False

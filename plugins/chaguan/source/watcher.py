"""Which files somebody saves while they are looked after, as the operating system tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

WRITES: Final = frozenset({"created", "modified", "moved", "deleted"})


class Watcher:
    """Tells of each file of a folder that was written, by its path below the folder."""

    def __init__(self, folder: Path, saw: Callable[[str], None]) -> None:
        """`saw` is called in a thread of its own."""
        self._folder, self._saw = folder, saw
        self._observer: Any = Observer()

    def start(self) -> None:
        """Begin. Raises OSError where the system cannot watch one more folder."""
        handler = FileSystemEventHandler()
        handler.on_any_event = self._heard  # type: ignore[method-assign]
        self._observer.schedule(handler, str(self._folder), recursive=True)
        self._observer.start()

    def stop(self) -> None:
        """End, if it has begun."""
        if self._observer.is_alive():
            self._observer.stop()

    def _heard(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type not in WRITES:
            return
        for path in map(Path, filter(None, (str(event.src_path), str(event.dest_path)))):
            if not path.is_relative_to(self._folder):
                continue  # it was moved here, or away
            name = path.relative_to(self._folder).as_posix()
            if not _is_hidden(name):
                self._saw(name)


def last_written(paths: Iterable[Path], besides: Path) -> int:
    """When one of these files, or one below these folders, was last written (nanoseconds).

    What is in the folder `besides` does not count; 0 where there is none.
    """
    files = (file for path in paths if path != besides for file in (path, *path.rglob("*")))
    others = (file for file in files if not file.is_relative_to(besides))
    return max(map(_written, others), default=0)


def _written(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:  # it is gone again
        return 0


def _is_hidden(path: str) -> bool:
    """What editors write beside a file while it is open."""
    return path.endswith("~") or any(part.startswith(".") for part in path.split("/"))

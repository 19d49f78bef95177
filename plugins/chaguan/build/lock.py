"""One build at a time writes a site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

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

"""Pictures of an old site, fetched from it: only from that host, within bounds of size and time."""

from __future__ import annotations

import tempfile
import time
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.error import URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from chaguan import __version__
from chaguan.source import DRAWINGS, OTHERS, PICTURES

from .addresses import rewritten
from .export import Export, NotAnExportError

LARGEST: Final = 40 * 1024 * 1024
"""Bytes of one picture."""
LONGEST: Final = 60.0
"""Seconds for one, from the first byte to the last; no library counts that."""
PATIENCE: Final = 3
"""Failures in a row before nothing more is asked."""
_SAFE: Final = "%/:?#[]@!$&'()*+,;=~"


class Fetcher:
    """Asks one host for pictures, each once."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc.lower()
        self._folder = tempfile.TemporaryDirectory(prefix="chaguan-")
        self._known: dict[str, Path | None] = {}
        self._failures = 0
        self._answered = False
        """Somebody is there at all."""

    def count(self, export: Export) -> int:
        """How many addresses of this host the texts show as pictures."""
        found: set[str] = set()

        def hear(target: str) -> None:
            target = export.pictures.get(target, target)
            is_picture = PurePosixPath(urlsplit(target).path).suffix.lower() in PICTURES | DRAWINGS
            if is_picture and urlsplit(target).netloc.lower() == self.host:
                found.add(target)

        for text in export.texts:
            rewritten(export.body_of(text), hear)
            hear(text.image)
        return len(found)

    def __call__(self, address: str) -> Path | None:
        """The file that stands at `address`. Raises NotAnExportError where nothing answers."""
        parts = urlsplit(address)
        ending = PurePosixPath(parts.path).suffix.lower()
        if parts.netloc.lower() != self.host or ending not in PICTURES | DRAWINGS | OTHERS:
            return None
        if address not in self._known:
            self._known[address] = self._fetched(address, ending)
        return self._known[address]

    def _fetched(self, address: str, ending: str) -> Path | None:
        target = Path(self._folder.name) / f"{len(self._known)}{ending}"
        began, size = time.monotonic(), 0
        request = Request(
            quote(address, safe=_SAFE), headers={"User-Agent": f"chaguan/{__version__}"}
        )
        try:
            with urlopen(request, timeout=15) as answer, target.open("wb") as file:
                while block := answer.read(1 << 16):
                    size += len(block)
                    if size > LARGEST or time.monotonic() - began > LONGEST:
                        return None
                    file.write(block)
        except URLError as failure:
            if hasattr(failure, "code"):
                self._answered = True
                return None
            self._failures += 1
            if self._failures >= PATIENCE or not self._answered:
                raise NotAnExportError(
                    "no_network", address=address, reason=failure.reason
                ) from failure
            return None
        except (HTTPException, OSError, ValueError):
            return None
        self._failures, self._answered = 0, True
        return target

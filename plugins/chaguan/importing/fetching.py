"""Pictures of an old site, fetched from that host alone, within bounds of size and time."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from chaguan import __version__
from chaguan.gathering.fetch import Answer, Limits, MovedError, NotFetchedError, fetched
from chaguan.gathering.network import is_public
from chaguan.source import DRAWINGS, OTHERS, PICTURES

from .addresses import rewritten
from .export import Export, NotAnExportError

LARGEST: Final = 40 * 1024 * 1024
"""Bytes of one picture."""
LONGEST: Final = 60.0
"""Seconds for one, from the name to the last byte."""
SILENCE: Final = 15.0
"""Seconds without a byte."""
PATIENCE: Final = 3
"""Failures in a row before nothing more is asked."""
AGENT: Final = f"chaguan/{__version__}"
ACCEPT: Final = "image/*, */*;q=0.5"


def may_ask(host: str) -> Callable[[str], bool]:
    """Which addresses of the network the host that somebody has named may have.

    Public ones. An old site on one's own machine or in the house is asked where it was named as
    such, by number or by a name that nobody else can have (RFC 6761, 6762); never because a public
    name leads there.
    """
    bare = host.rstrip(".").lower()
    try:
        is_near = not is_public(str(ip_address(bare)))
    except ValueError:
        is_near = bare == "localhost" or bare.endswith((".localhost", ".local"))
    return (lambda address: not is_public(address)) if is_near else is_public


class Fetcher:
    """Asks one host for pictures, each once."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host = parts.netloc.lower()
        self._limits = Limits(
            seconds=LONGEST, silence=SILENCE, size=LARGEST, allows=may_ask(parts.hostname or "")
        )
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
        try:
            answer = self._asked(address)
        except MovedError:
            self._failures, self._answered = 0, True
            return None
        except NotFetchedError as failure:
            if failure.reason not in ("network", "slow", "private"):
                self._failures, self._answered = 0, True
                return None
            self._failures += 1
            if self._failures >= PATIENCE or not self._answered:
                raise NotAnExportError(f"no_network_{failure.reason}", address=address) from failure
            return None
        self._failures, self._answered = 0, True
        target = Path(self._folder.name) / f"{len(self._known)}{ending}"
        target.write_bytes(answer.body)
        return target

    def _asked(self, address: str) -> Answer:
        """The answer, also from the same name with or without `www.` before it."""
        try:
            return fetched(address, self._limits, accept=ACCEPT, agent=AGENT)
        except MovedError as moved:
            if _bare(moved.to) != _bare(address):
                raise
            return fetched(moved.to, self._limits, accept=ACCEPT, agent=AGENT)


def _bare(address: str) -> str:
    return urlsplit(address).netloc.lower().removeprefix("www.")

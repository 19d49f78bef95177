"""The field that keeps a record's old addresses alive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from chaguan.source import Node

from .reading import Reading
from .words import Line

_PAGE: Final = re.compile(r"(?:[^./][^/.]*/)*(?:[^./][^/.]*(?:\.html?|/?))?", re.IGNORECASE)
"""Folders and a page; a dot is in the page's ending only."""
_UNFIT: Final = re.compile(r"[\x00-\x20\x7f<>\"'\\^`{|}?#:&]")
_OURS: Final = frozenset({"admin", "api", "assets", "search"})
"""Folders in which no page of the community has ever been."""


@dataclass(frozen=True, slots=True)
class OldAddress:
    """An address on this site, from its root: `posts/old-name/` or `/old-name.html`.

    The value has no leading slash; without an ending such as `.html` it has a closing one.
    """

    def read(self, node: Node, name: str, reading: Reading) -> str | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        address = unquote(line).removeprefix("/")
        is_page = _PAGE.fullmatch(address) and not _UNFIT.search(address)
        if not address or not is_page or address.partition("/")[0].lower() in _OURS:
            reading.error("FD117", node.position, seen=line)
            return None
        last = address.rpartition("/")[2]
        return f"{address}/" if last and "." not in last else address

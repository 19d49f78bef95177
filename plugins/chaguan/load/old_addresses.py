"""The field that keeps a record's old addresses alive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from chaguan.source import Node

from .reading import Reading
from .words import Line

_UNFIT = re.compile(r"[\x00-\x20<>\"'\\^`{|}?#]|[a-zA-Z][a-zA-Z0-9+.-]*:|//|(^|/)\.\.?(/|$)")


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
        if not address or _UNFIT.search(address):
            reading.error("FD117", node.spot, seen=line)
            return None
        last = address.rpartition("/")[2]
        return f"{address}/" if last and "." not in last else address

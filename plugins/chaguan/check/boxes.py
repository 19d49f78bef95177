"""Rules over boxes as other programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from chaguan.load import BOX_KINDS, Prose
from chaguan.model import Problem, warning

_KNOWN: Final = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_ALERT: Final = re.compile(
    r"^(?P<lead>(?: {0,3}>)+ ?)\[!(?P<kind>[A-Za-z]+)\](?P<sign>[-+]?)[ \t]*(?P<title>[^\n]*)$",
    re.MULTILINE,
)
_QUOTED: Final = re.compile(r" {0,3}>")


def alerts_are_known(pieces: Iterable[Prose]) -> Iterator[Problem]:
    """MD111: an alert is a line of its own, and there are five; else its brackets are shown."""
    for piece in pieces:
        if "[!" not in piece.plain:
            continue
        for found in _ALERT.finditer(piece.plain):
            before = piece.plain[: found.start()].rpartition("\n")[0].rpartition("\n")[2]
            kind, title = found["kind"].upper(), found["title"].strip()
            if _QUOTED.match(before) or (kind in _KNOWN and not title and not found["sign"]):
                continue
            meant = kind if kind in _KNOWN else BOX_KINDS.get(kind.casefold(), "")
            yield warning(
                "MD111",
                piece.at(found.start("kind") - 2),
                seen=found.group()[len(found["lead"]) :],
                fix=f"{found['lead']}[!{meant or 'NOTE'}]",
                kind=meant,
                title=(title,),
                known=tuple(f"[!{each}]" for each in _KNOWN),
            )

"""Rules over links that lead nowhere since nothing says where, and notes that nobody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from chaguan.load import Prose
from chaguan.model import Problem, warning

_NOTE: Final = re.compile(r"\[\^(?P<name>[^\]\s^\[]{1,40})\](?!:)")
_NOTE_BELOW: Final = re.compile(r"^[ >]*\[\^(?P<name>[^\]\s]{1,40})\]:", re.MULTILINE)
_REFERENCE: Final = re.compile(
    r"(?<![\w\]\\])!?\[(?P<words>[^\[\]\n^]{1,200})\]\[(?P<label>[^\[\]\n]{1,100})\]"
)
_DEFINED: Final = re.compile(r"^ {0,3}(?:> ?)*\[(?P<label>[^\]\n^][^\]\n]{0,99})\]:", re.MULTILINE)
_EMPTY: Final = re.compile(r"(?<!\\)\[(?P<words>[^\[\]\n^]{1,200})\]\([ ]*\)")


def links_say_where(pieces: Iterable[Prose]) -> Iterator[Problem]:
    """MD116: what is to be looked up below the text is not there, and brackets are shown.

    MD117: a link without an address leads to where it stands.
    """
    for piece in pieces:
        if "[" not in piece.plain:
            continue
        notes = {found["name"].casefold() for found in _NOTE_BELOW.finditer(piece.plain)}
        for found in _NOTE.finditer(piece.plain):
            if found["name"].casefold() not in notes:
                yield warning("MD116", piece.at(found.start()), seen=found.group())
        defined = {_folded(found["label"]) for found in _DEFINED.finditer(piece.plain)}
        for found in _REFERENCE.finditer(piece.plain):
            if _folded(found["label"]) not in defined:
                seen = f"[{found['label']}]"
                yield warning("MD116", piece.at(found.start("label") - 1), seen=seen)
        for found in _EMPTY.finditer(piece.plain):
            yield warning("MD117", piece.at(found.start("words") - 1), seen=found["words"])


def _folded(label: str) -> str:
    """A label as labels are compared (CommonMark, 4.7)."""
    return " ".join(label.split()).casefold()

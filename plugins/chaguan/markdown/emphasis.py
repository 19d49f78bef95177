"""Which runs of `*`, `_` and `~` begin and end what (CommonMark, 6.2; GFM, 6.5).

Beside 漢字 the rules of CommonMark leave `**「帶傘」**喔` with its asterisks. Here a full-width
mark counts as a letter, and 漢字 as a space where another mark stands on the other side.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

_TAGS: Final = {("*", 1): "em", ("*", 2): "strong", ("_", 1): "em", ("_", 2): "strong"}


@dataclass(slots=True, eq=False)
class Run:
    """A run of one character that may begin or end emphasis."""

    sign: str
    number: int
    opens: bool
    closes: bool
    length: int = 0
    """How long it was written."""

    def __post_init__(self) -> None:
        self.length = self.number


@dataclass(slots=True, eq=False)
class Emphasised:
    """What is emphasised or linked, or a picture."""

    tag: str
    inner: list[str | Emphasised] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)


Piece = str | Run | Emphasised


@lru_cache(maxsize=4096)
def _class(letter: str) -> str:
    """`s` space, `p` punctuation, `c` 漢字 and their marks, `w` anything else."""
    if letter.isspace():
        return "s"
    if unicodedata.east_asian_width(letter) in "WF" or "\u3000" <= letter <= "\u303f":
        return "c" if unicodedata.category(letter)[0] not in "PS" else "m"
    return "p" if unicodedata.category(letter)[0] in "PS" else "w"


def run(sign: str, number: int, before: str, after: str) -> Run:
    """A run between two characters, either of them empty at the end of the text."""
    left, right = _class(before or "\n"), _class(after or "\n")
    opens = right != "s" and (right != "p" or left != "w")
    closes = left != "s" and (left != "p" or right != "w")
    if sign == "_":
        is_left_mark, is_right_mark = left in "pm", right in "pm"
        opens, closes = (
            opens and (not closes or is_left_mark),
            closes and (not opens or is_right_mark),
        )
    return Run(sign, number, opens, closes)


def resolved(pieces: list[Piece]) -> list[str | Emphasised]:
    """`pieces` with spans in place of the runs that belong together; other runs are text."""
    found: list[Piece] = []
    openers: list[int] = []
    bottom: dict[tuple[str, bool, int], int] = {}
    for piece in pieces:
        if not isinstance(piece, Run):
            found.append(piece)
            continue
        if piece.closes:
            _close(piece, found, openers, bottom)
        if piece.number:
            if piece.opens:
                openers.append(len(found))
            found.append(piece)
    return [_shown(each) for each in found]


def _close(
    closer: Run,
    found: list[Piece],
    openers: list[int],
    bottom: dict[tuple[str, bool, int], int],
) -> None:
    """End with `closer` what it ends."""
    while closer.number:
        key = (closer.sign, closer.opens, closer.length % 3)
        lowest = min(bottom.get(key, 0), len(openers))
        number = len(openers) - 1
        while number >= lowest and not _match(found[openers[number]], closer):
            number -= 1
        if number < lowest:
            bottom[key] = len(openers)
            return
        at = openers[number]
        opener = found[at]
        assert isinstance(opener, Run)
        if closer.sign == "~" and opener.number != closer.number:
            del openers[number:]
            closer.opens = False
            return
        used = 2 if opener.number >= 2 and closer.number >= 2 else 1
        tag = "del"
        if closer.sign == "~":
            used = opener.number
        else:
            tag = _TAGS[closer.sign, used]
        span = Emphasised(tag, [_shown(each) for each in found[at + 1 :]])
        opener.number -= used
        closer.number -= used
        del found[at + 1 :]
        del openers[number + 1 :]
        if not opener.number:
            del found[at]
            openers.pop()
        found.append(span)


def _match(opener: Piece, closer: Run) -> bool:
    if not isinstance(opener, Run) or opener.sign != closer.sign:
        return False
    if closer.sign == "~":
        return True  # of another length, neither means anything (GFM, 6.5)
    if (opener.closes or closer.opens) and (opener.length + closer.length) % 3 == 0:
        return opener.length % 3 == 0 and closer.length % 3 == 0
    return True


def _shown(piece: Piece) -> str | Emphasised:
    if isinstance(piece, Run):
        return "".join(f"\x02{ord(piece.sign)}\x03" for _ in range(piece.number))
    return piece

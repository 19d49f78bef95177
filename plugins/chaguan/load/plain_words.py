"""Whether words are what they seem to be: nothing in them is invisible or passes for another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Final

from chaguan.model import Position
from chaguan.source import (
    DIRECTION,
    SLIGHT,
    Scalar,
    called,
    invisible,
    misleading,
    mixed,
    without_slight,
)

from .reading import Reading

MOST: Final = 5
"""Places that are reported in one value."""


def is_plain(node: Scalar, reading: Reading) -> bool:
    """Whether a name, a title or the like shows all that is in it; each place is reported.

    What hides nothing is reported, too, and left out of what is read (`without_slight`).
    """
    if not node.written:
        return True
    known = len(reading.problems)
    slight, is_seen = 0, bool(without_slight(node.value).strip())
    for offset in islice(invisible(node.value), MOST):
        is_slight = is_seen and node.value[offset] in SLIGHT
        slight += is_slight
        report = reading.warning if is_slight else reading.error
        report("SR108", node.at(offset), character=called(node.value[offset]))
    for offset, word in islice(mixed(node.value), MOST):
        reading.error("SR109", node.at(offset), seen=word, character=called(node.value[offset]))
    return len(reading.problems) == known + slight


def report_misleading(text: str, at: Callable[[int], Position], reading: Reading) -> None:
    """Report what misleads in Markdown; `at` tells where a letter of it stands."""
    for offset, code, word in misleading(text):
        values = {"seen": word} if word else {}
        is_slight = text[offset] in SLIGHT or (code == "SR111" and text[offset] not in DIRECTION)
        report = reading.warning if is_slight else reading.error
        report(code, at(offset), character=called(text[offset]), **values)

"""What stands around many pages, cut where each of them has something of its own.

Links in it are right wherever no folder on the way is one that it leads to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from markupsafe import Markup

NOBODY: Final = "\N{REPLACEMENT CHARACTER}"
"""The name of a folder that is not; no address has it, for addresses are ASCII."""
_BESIDE: Final = re.compile(r"""(?:\.\./)+([^/?#"'<>&\\\s]+)""")
"""Where a relative address goes down again."""
PARTS: Final = ("htmltitle", "extrahead", "alternate", "toc", "content", "copyright")
"""What a page writes by itself: the blocks of `OWN_PARTS`."""
TEXTS: Final = ("title", "description", "canonical", "skip")
"""What the theme takes from a page as it is."""


def _mark(name: str) -> Markup:
    """What stands for what each page has its own of.

    Whatever may be done to a text on its way to the page would change it.
    """
    return Markup(f"<Chaguan  {name} &\"'>")


MARKS: Final = {name: _mark(name) for name in (*PARTS, *TEXTS)}
_MARKS: Final = re.compile("|".join(re.escape(mark) for mark in MARKS.values()))
_NAMES: Final = {str(mark): name for name, mark in MARKS.items()}


class Kept:
    """What stands around many pages, cut where each has something of its own."""

    def __init__(self, html: str) -> None:
        self.pieces = [_encoded(piece) for piece in _MARKS.split(html)]
        self.holes = [_NAMES[mark] for mark in _MARKS.findall(html)]
        self._beside = frozenset(_BESIDE.findall(html))

    def fits(self, name: str) -> bool:
        """Whether links are right in a folder of that name: none leads to it, or below it."""
        return name not in self._beside

    def filled(self, own: Mapping[str, str]) -> bytes:
        """A page, with its own parts."""
        written = [self.pieces[0]]
        for hole, piece in zip(self.holes, self.pieces[1:], strict=True):
            written += (_encoded(own[hole]), piece)
        return b"".join(written)


def place(url: str, ways: Collection[str]) -> tuple[str, str]:
    """An address that stands for many, and the first name in `url` that it lacks.

    Relative addresses are the same from both where they do not lead down to that name. `ways`
    are folders whose names are better kept, for something is linked in them.
    """
    names = url.split("/")[:-1]
    known = 0
    while known < len(names) - 1 and "/".join(names[: known + 1]) in ways:
        known += 1
    nobody = [NOBODY] * (len(names) - known)
    return "/".join([*names[:known], *nobody, ""]), names[known]


def _encoded(html: str) -> bytes:
    return html.encode("utf-8", "xmlcharrefreplace")

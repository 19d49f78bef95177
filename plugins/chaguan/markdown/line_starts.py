"""What a line may begin with that makes a block of it (CommonMark, 4 and 5).

Instructions (`<?`), declarations and CDATA are text here: nobody means them to vanish.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from .known_tags import is_known

CODE_INDENT: Final = 4
"""Blanks that make code of a line, or hold it in what an extension began."""
ATX: Final = re.compile(r"(#{1,6})(?:[ ]+|$)")
ATX_END: Final = re.compile(r"(?:^|[ ]+)#+[ ]*$")
SETEXT: Final = re.compile(r"(?:=+|-+)[ ]*$")
RULE: Final = re.compile(r"(?:(?:\*[ ]*){3,}|(?:_[ ]*){3,}|(?:-[ ]*){3,})$")
FENCE: Final = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
LIST_MARK: Final = re.compile(r"([-+*])(?=[ ]|$)|(\d{1,9})([.)])(?=[ ]|$)", re.ASCII)
_OPEN_TAG: Final = (
    r"<[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*"
    r"\s*/?>"
)
TAG: Final = rf"{_OPEN_TAG}|</[A-Za-z][A-Za-z0-9-]*\s*>"
"""An opening or closing tag (CommonMark, 6.6)."""
_BLOCK_TAGS: Final = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details"
    "|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header"
    "|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param"
    "|search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)


class Html(NamedTuple):
    """A way in which HTML begins and ends (CommonMark, 4.6)."""

    begins: re.Pattern[str]
    ends: re.Pattern[str] | None
    """None where an empty line ends it."""
    interrupts: bool = True


HTML: Final = (
    Html(
        re.compile(r"<(?:script|pre|style|textarea)(?:[\s>]|$)", re.IGNORECASE),
        re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
    Html(re.compile(r"<!--"), re.compile(r"-->")),
    Html(re.compile(rf"</?(?:{_BLOCK_TAGS})(?:\s|/?>|$)", re.IGNORECASE), None),
    Html(re.compile(rf"(?:{TAG})\s*$"), None, interrupts=False),
)
_CELL: Final = r"[ ]*:?-+:?[ ]*"
DELIMITER_ROW: Final = re.compile(rf"\|?{_CELL}(?:\|{_CELL})*\|?[ ]*$")
"""The second line of a table (GFM, 4.10)."""


def html_at(line: str, at: int, is_in_paragraph: bool) -> int | None:
    """Which way of `HTML` begins at `at`; None for none."""
    for number, sort in enumerate(HTML):
        if sort.begins.match(line, at) and (sort.interrupts or not is_in_paragraph):
            return number if sort.interrupts or is_known(line[at:]) else None
    return None

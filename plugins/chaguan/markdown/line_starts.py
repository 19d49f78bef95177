"""Names that HTML knows, so that `<your-name>` is told from a tag (HTML, 3.2 and 15.2)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

KNOWN_TAGS: Final = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big"
    " blink blockquote body br button canvas caption center circle cite code col colgroup command"
    " data datalist dd defs del details dfn dialog dir div dl dt ellipse em embed fieldset"
    " figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr"
    " html i iframe image img input ins isindex kbd keygen label legend li line link listing main"
    " map mark marquee math menu menuitem meta meter nav nobr noembed noframes noscript object ol"
    " optgroup option output p param path picture plaintext polygon polyline pre progress q rb rp"
    " rt rtc ruby s samp script search section select slot small source spacer span strike strong"
    " style sub summary sup svg symbol table tbody td template text textarea tfoot th thead time"
    " title tr track tt u ul use var video wbr xmp".split()
)
"""Elements of HTML today and in the past, and the commonest of drawings within it."""
_NAME: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")

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


def is_known(tag: str) -> bool:
    """Whether a tag, or the beginning of one, is HTML; comments are."""
    if tag.startswith("<!--"):
        return True
    found = _NAME.match(tag)
    return found is not None and found.group(1).lower() in KNOWN_TAGS


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


def owned(lines: list[str], end: int) -> int:
    """Where what is indented below a block's first line ends."""
    while True:
        after = next((n for n in range(end, len(lines)) if lines[n].strip()), len(lines))
        if after == len(lines) or not lines[after].startswith(" " * CODE_INDENT):
            return end
        end = next((n for n in range(after, len(lines)) if not lines[n].strip()), len(lines))


def end_of_html(lines: list[str]) -> int:
    """The line after the one that closes what the first line opens."""
    name = lines[0][1:].split(None, 1)[0].split(">")[0].split("/")[0]
    depth = 0
    for number, line in enumerate(lines, 1):
        depth += line.count(f"<{name}") - line.count(f"</{name}")
        if depth <= 0:
            return number
    return len(lines)

"""Whether a text is read alike by the forge, where its writer sees it first, and by the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from chaguan.load import Prose, without_blocks
from chaguan.markdown.repairs import LONGEST, Repair, Way, repaired, repairs
from chaguan.model import Problem, notice, warning
from chaguan.source import tangle

if TYPE_CHECKING:
    from markdown import Markdown

    from chaguan.markdown.differences import Difference

MOST_COMPARED: Final = 400_000
"""Characters that are compared when all texts are checked; of a change, all texts are."""
_CODES: Final = {
    Way.ADDRESS: "MD101",
    Way.BEGINNING: "MD102",
    Way.EMPHASIS: "MD103",
    Way.WORDS: "MD104",
}
_LEFT_OVER: Final = {
    "mermaid": re.compile(r"^[ >]*(?:`{3,}|~{3,})[ ]*\{?\.?mermaid\b", re.MULTILINE),
    "math": re.compile(
        r"\$\$[^$]+\$\$|(?<![\w$\\])\$(?=\S)[^$\n]*[\\^_{}][^$\n]*(?<=\S)\$(?![\w$])"
    ),
    "emoji": re.compile(r":(?<![\w:/.]:)(?<!:::)[a-z][a-z0-9_+-]{1,30}:(?![\w:/])"),
    "hugo": re.compile(r"\{\{[<%][^\n]{0,300}?[%>]\}\}"),
    "jekyll": re.compile(r"\{%-?[^\n]{0,300}?-?%\}"),
    "wordpress": re.compile(
        r"\[(?:gallery|caption|embed|audio|video|playlist)\b[^\]\n]*\](?![(:\[])"
    ),
    "bbcode": re.compile(
        r"\[(?P<tag>b|i|u|s|url|img|quote|code|size|color|youtube)(?:=[^\]\n]{1,200})?\]"
        r"[^\[\]\n]{0,500}\[/(?P=tag)\]",
        re.IGNORECASE,
    ),
    "hackmd": re.compile(
        r"(?<![=A-Za-z0-9])==(?=[^\s=])[^=\n]{1,100}(?<=[^\s=])==(?![=A-Za-z0-9])"
    ),
    "obsidian": re.compile(r"!?\[\[[^\[\]\n]+\]\](?!\()"),
}
"""What other programs read, and this site does not."""
_SIGNS: Final = {
    "mermaid": "mermaid",
    "math": "$",
    "hugo": "{{",
    "jekyll": "{%",
    "bbcode": "[/",
    "hackmd": "==",
    "obsidian": "[[",
}
"""What stands in each of them; most texts have none."""


def texts_are_read_alike(pieces: Iterable[Prose], *, knows_site: bool = False) -> Iterator[Problem]:
    """MD101 to MD105, MD107: who writes on the forge trusts what is shown there."""
    for piece in filter(_is_looked_at, pieces):
        for repair in repairs(piece.text, piece.plain):
            yield _answer(piece, repair)
        yield from _left_over(piece, knows_site=knows_site)


def compared(pieces: Iterable[Prose], left: int = MOST_COMPARED) -> Iterator[Prose]:
    """The first pieces, of `left` characters, which are compared with the forge as a whole."""
    for piece in filter(_is_looked_at, pieces):
        left -= len(piece.text)
        if left <= 0:
            return
        if not found_elsewhere(piece):
            yield piece


def texts_have_one_structure(pieces: Iterable[Prose]) -> Iterator[Problem]:
    """MD106: whatever else the forge and the site read differently."""
    for piece in pieces:
        yield from _differences(piece, repairs(piece.text, piece.plain))


def _is_looked_at(piece: Prose) -> bool:
    return 0 < len(piece.text) <= LONGEST and tangle(piece.text) is None


def found_elsewhere(piece: Prose) -> bool:
    """Whether the text has HTML that other rules answer, which has no structure of its own."""
    return "<script" in piece.text or "<style" in piece.text


def _answer(piece: Prose, repair: Repair) -> Problem:
    seen = piece.text[repair.start : repair.end]
    code, at = _CODES[repair.way], piece.at(repair.start)
    if repair.way is Way.BEGINNING:
        return notice(code, at, seen=(seen,), fix=(repair.fix,))
    return warning(code, at, seen=(seen,), fix=(repair.fix,))


def _left_over(piece: Prose, *, knows_site: bool) -> Iterator[Problem]:
    """MD107: what another program would have read stands on the page as it is.

    Who knows the site's own extensions is told of `==` by what they show otherwise.
    """
    for what, pattern in _LEFT_OVER.items():
        if what == "hackmd" and knows_site:
            continue
        text = piece.text if what == "mermaid" else piece.plain
        if _SIGNS.get(what, "") not in text:
            continue
        for found in pattern.finditer(text):
            seen = found.group().strip().splitlines()[0]
            yield warning("MD107", piece.at(found.start()), seen=seen, leftover=what)


def read_otherwise(piece: Prose, site: Markdown) -> Iterator[Problem]:
    """MD106, where a site converts with extensions of its own."""
    if _is_looked_at(piece) and not found_elsewhere(piece):
        yield from _differences(piece, repairs(piece.text, piece.plain), site)


def _differences(
    piece: Prose, found: list[Repair], site: Markdown | None = None
) -> Iterator[Problem]:
    """MD106: whatever else the two read differently."""
    text = without_blocks(repaired(piece.text, found))
    for each in _compared(text) if site is None else _compared_by(text, site):
        start = _start_of(piece.text, each.line)
        yield warning("MD106", piece.at(start), forge=each.forge or "–", site=each.site or "–")


@lru_cache(maxsize=512)
def _compared(text: str) -> tuple[Difference, ...]:
    return _compared_by(text, None)


def _compared_by(text: str, site: Markdown | None) -> tuple[Difference, ...]:
    from chaguan.markdown.differences import differences  # a parser, which few builds ask

    return tuple(differences(text, site))


def _start_of(text: str, line: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
        if not at:
            return max(0, len(text) - 1)
    return min(at, max(0, len(text) - 1))

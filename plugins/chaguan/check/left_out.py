"""Rules about HTML in contributed text that no page shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from chaguan.load import Prose
from chaguan.model import Problem, warning

_HINTS: Final = ("<", "{")
_SHOWN_ELSEWHERE: Final = frozenset("audio embed iframe frame object picture source video".split())
_TAG: Final = re.compile(
    r"<(?P<tag>applet|audio|base|button|embed|form|frame|frameset|iframe|link|marquee|meta|object"
    r"|picture|script|select|source|style|template|textarea|video)(?=[\s/>])[^>]*",
    re.IGNORECASE,
)
_PLAYED: Final = frozenset(("audio", "source", "video"))
_OWN: Final = re.compile(r"\ssrc\s*=\s*[\"']?(?![a-z][a-z0-9+.-]*:|//)[^\s\"'>]", re.IGNORECASE)
"""A file of the site's own."""
_HANDLER: Final = re.compile(
    r"(?:<[a-z][^<>]*?\s|\{:?[^{}\n]*?\s)(?P<name>on[a-z]{3,}|style)\s*=", re.IGNORECASE
)
_ALIGNED: Final = re.compile(r"\s*=\s*[\"']?\s*text-align\s*:", re.IGNORECASE)


def nothing_is_left_out(pieces: Iterable[Prose]) -> Iterator[Problem]:
    """HT101 to HT103, over everything contributed in Markdown."""
    for piece in pieces:
        if any(each in piece.text for each in _HINTS):
            yield from _tags(piece)
            yield from _attributes(piece)


def without_left_out(problems: Iterable[Problem], trusted: Collection[str]) -> tuple[Problem, ...]:
    """`problems` but those of pages that hosts trust: nothing of them is left out."""
    return tuple(
        each for each in problems if each.code[:2] != "HT" or each.position.path not in trusted
    )


def _tags(piece: Prose) -> Iterator[Problem]:
    """HT101: what another site shows in a frame is a link here, so that it asks nobody unasked.

    HT102: what acts on the page is taken out, whoever wrote it.
    MD109: a film of the site's own has no player here, and a link leads to it.
    """
    for found in _TAG.finditer(piece.plain):
        tag = found["tag"].lower()
        code = "HT101" if tag in _SHOWN_ELSEWHERE else "HT102"
        if tag in _PLAYED and _OWN.search(found.group()):
            code = "MD109"
        yield warning(code, piece.at(found.start()), tag=tag)


def _attributes(piece: Prose) -> Iterator[Problem]:
    """HT103: a style or a handler of events on a tag is taken out."""
    for found in _HANDLER.finditer(piece.plain):
        if not _ALIGNED.match(piece.plain, found.end("name")):
            yield warning("HT103", piece.at(found.start("name")), name=found["name"].lower())

"""Rules over what texts ask of a page: blocks, boxes, and HTML that no page shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Final

from chaguan.load import BOX_KINDS, Prose, block_lines, near
from chaguan.model import Community, Event, Post, Problem, warning

_KNOWN: Final = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_ALERT: Final = re.compile(
    r"^(?P<lead>(?: {0,3}>)+ ?)\[!(?P<kind>[A-Za-z]+)\](?P<sign>[-+]?)[ \t]*(?P<title>[^\n]*)$",
    re.MULTILINE,
)
_QUOTED: Final = re.compile(r" {0,3}>")
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


def blocks_show_something(pieces: Iterable[Prose], community: Community) -> Iterator[Problem]:
    """BK108: a list of what nobody ever tagged so is empty, and mostly a slip of the pen."""
    shelf = _WordsInUse(community)
    for piece in pieces:
        for line in block_lines(piece.text):
            if line.block is None or piece.is_code(line.start):
                continue
            for key, value in line.block.filters:
                known = shelf.of(key, line.block.name)
                if known is not None and _plain(value) not in map(_plain, known):
                    seen, guess = f"{key}={value}", near(value, known)
                    yield warning("BK108", piece.at(line.start), seen=seen, near=guess)


def asks_for_something(piece: Prose) -> bool:
    """Whether what is in the blocks of a text hangs on other records."""
    return any(line.block is not None and line.block.filters for line in block_lines(piece.text))


class _WordsInUse:
    """The words in use, looked up once they are asked for."""

    def __init__(self, community: Community) -> None:
        self._community = community

    def of(self, key: str, block: str) -> tuple[str, ...] | None:
        """The words that `key` may have in a block; None for ids."""
        if key == "tag":
            return self._tags
        if key == "kind":
            return self._sorts if block == "places" else self._forms
        return None

    @cached_property
    def _tags(self) -> tuple[str, ...]:
        tagged: tuple[Post | Event, ...] = (
            *self._community.posts,
            *self._community.events.values(),
        )
        return tuple(sorted({tag for record in tagged for tag in record.tags}))

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        return tuple(sorted({event.category for event in self._community.events.values()} - {""}))

    @cached_property
    def _sorts(self) -> tuple[str, ...]:
        places = self._community.places.values()
        return tuple(sorted({words.text for place in places for words in place.category.versions}))


def _plain(word: str) -> str:
    """A word as addresses tell it from others."""
    return re.sub(r"[^\w]+", "-", unicodedata.normalize("NFKC", word).casefold()).strip("-")


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

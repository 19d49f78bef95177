"""Rules of kindness to readers: those who listen, those who skim, and those who want to come."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from chaguan.load import Prose
from chaguan.locales.han import folded
from chaguan.model import Event, Page, Position, Post, Problem, Status, warning

from .rules import event_rule, named_list, post_rule

WIDEST_TITLE: Final = 110
"""Columns, 漢字 take two; feed readers and cards cut what is longer."""
_PICTURE: Final = re.compile(r"!\[(?P<alt>[^\]\n]*)\][(\[]")
_PICTURE_TAG: Final = re.compile(r"<img\b(?P<inside>[^>]*)>")
_ALT: Final = re.compile(r"\balt\s*=")
_FILE_NAME: Final = re.compile(r"\S+\.(?:avif|gif|heic|jpe?g|png|svg|webp)", re.IGNORECASE)
_HEADING: Final = re.compile(r"\n {0,3}(?P<marks>#{1,6})[ \t]+(?P<words>[^\s#].*)")
_UNDERLINED: Final = re.compile(r"\n {0,3}(?P<words>[^\s>#|-].*)\n {0,3}=+[ \t]*(?=\n|\Z)")
_LINK: Final = re.compile(r"\[(?P<words>[^\[\]\n]{1,40})\][(\[]")
_MARKS: Final = re.compile(r"[\W_]+")
_NOWHERE: Final = (Status.CANCELLED, Status.POSTPONED)


def kind_to_readers(pieces: Iterable[Prose]) -> Iterator[Problem]:
    """KD101 to KD103, over everything written in Markdown."""
    for piece in pieces:
        yield from describes_its_pictures(piece)
        yield from steps_down_one_heading_at_a_time(piece)
        yield from says_where_links_lead(piece)


def describes_its_pictures(piece: Prose) -> Iterator[Problem]:
    """KD101: who cannot see a picture hears its words, or the name of a file."""
    found = []
    if "![" in piece.text:
        for picture in _PICTURE.finditer(piece.text):
            alt = picture["alt"].strip()
            if not alt or _FILE_NAME.fullmatch(alt):
                found.append(picture.start())
    if "<img" in piece.text:
        for picture in _PICTURE_TAG.finditer(piece.text):
            if not _ALT.search(picture["inside"]):
                found.append(picture.start())
    for offset in sorted(found):
        if not piece.is_code(offset):
            yield warning("KD101", piece.at(offset))


def steps_down_one_heading_at_a_time(piece: Prose) -> Iterator[Problem]:
    """KD102: who listens to a page jumps by its headings, and a missing step is a lost room."""
    headings = _headings(piece.text)
    if all(level == 2 for _, level, _ in headings):
        return
    above = 1
    for offset, level, words in _headings(piece.plain):
        if level == 1 and not (above == 1 and _is_its_title(piece, offset)):
            yield warning("KD102", piece.at(offset), seen=words, marks="#", wanted="##")
        elif level > above + 1:
            marks, wanted = "#" * level, "#" * (above + 1)
            yield warning("KD102", piece.at(offset), seen=words, marks=marks, wanted=wanted)
        above = level


def _headings(text: str) -> list[tuple[int, int, str]]:
    """Where each heading stands, its level and its words."""
    found = []
    if "#" in text:
        for each in _HEADING.finditer(f"\n{text}"):
            found.append((each.start(), len(each["marks"]), each["words"].rstrip("# \t")))
    if "\n=" in text:
        for each in _UNDERLINED.finditer(f"\n{text}"):
            found.append((each.start(), 1, each["words"]))
    return sorted(found)


def _is_its_title(piece: Prose, offset: int) -> bool:
    """A page without a title takes its first heading."""
    record = piece.record
    return isinstance(record, Page) and not record.title and not piece.plain[:offset].strip()


def says_where_links_lead(piece: Prose) -> Iterator[Problem]:
    """KD103: links are also read alone, one after the other: "here, here, here"."""
    if "](" not in piece.text and "][" not in piece.text:
        return
    for found in _LINK.finditer(piece.text):
        words = _MARKS.sub(" ", folded(found["words"])).strip()
        before = piece.text[found.start() - 1 : found.start()]
        if words in _vague() and before not in ("!", "\\") and not piece.is_code(found.start()):
            yield warning("KD103", piece.at(found.start()), seen=found["words"])


@cache
def _vague() -> frozenset[str]:
    return frozenset(folded(line) for line in named_list("vague"))


@post_rule("KD105")
def post_title_fits(post: Post) -> Iterator[Problem]:
    """A title that is cut in the middle says half of it."""
    yield from _title_fits(post.title, post.position("title"))


@event_rule("KD105")
def event_title_fits(event: Event) -> Iterator[Problem]:
    """A title that is cut in the middle says half of it."""
    for words in event.title.versions:
        yield from _title_fits(words.text, event.position(f"title.{words.language}"))


def _title_fits(title: str, position: Position) -> Iterator[Problem]:
    if len(title) > WIDEST_TITLE // 2 and (width := columns(title)) > WIDEST_TITLE:
        yield warning("KD105", position, width=width, limit=WIDEST_TITLE)


def columns(text: str) -> int:
    """How wide `text` is on a screen: 漢字 and their like take two columns."""
    return len(text) + sum(unicodedata.east_asian_width(each) in "WF" for each in text)


@event_rule("KD106")
def can_be_found(event: Event) -> Iterator[Problem]:
    """Who wants to come must know where to."""
    if event.is_physical or event.is_online or event.status in _NOWHERE:
        return
    if not any(change.place or change.location or change.online for change in event.changes):
        yield warning("KD106", event.position())

"""What the forge shows otherwise than the site, and what to write so that both show the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from chaguan.locales.line_ends import is_joined

from .bare_links import BARE_BEGINS, bare_link, trimmed
from .emphasis import run
from .line_starts import TAG, is_known


class Way(StrEnum):
    """A way of writing that is read in two ways."""

    ADDRESS = "address"
    """A bare address that ends where 漢字 begin: the forge takes them into it."""
    BEGINNING = "beginning"
    """A bare address right behind 漢字: some forges make no link of it."""
    EMPHASIS = "emphasis"
    """Emphasis beside a mark and a letter: the forge shows its asterisks."""
    WORDS = "words"
    """Words in angle brackets: the forge takes them for HTML and shows nothing."""


class Repair(NamedTuple):
    """A piece of a text, and what to write instead."""

    way: Way
    start: int
    end: int
    fix: str


LONGEST: Final = 40_000
"""Characters of a text that is looked at; longer ones are lists that a machine wrote."""
_BEGINS: Final = re.compile(BARE_BEGINS, re.IGNORECASE)
_WORDS: Final = re.compile(f"{TAG}|<\\?[^\n]{{0,300}}?\\?>|<!\\[CDATA\\[[^\n]{{0,300}}?\\]\\]>")
_BRACKETS: Final = ("()", "[]", "（）", "「」", "『』", "《》", "〈〉", "【】", "“”")
_AROUND: Final = re.compile(r"[^\s`*_\[\]()<>\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
"""A letter of the word that angle brackets are part of."""
_TARGET: Final = re.compile(r"\](?:\(|:)\s*\Z")
"""What stands before an address in angle brackets."""
_EMPHASIS: Final = re.compile(
    r"(?<![\\*_])(\*{1,3}|_{1,3})(?![*_\s])([^*_\n`<>\[\]]+?)(?<!\s)\1(?![*_])"
)


def repairs(text: str, plain: str) -> list[Repair]:
    """Every one, in the order of the text; `plain` is the text with its code blanked out."""
    if len(text) > LONGEST:
        return []
    found = [*_words(text, plain), *_addresses(plain), *_emphasis(plain)]
    kept: list[Repair] = []
    for repair in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or repair.start >= kept[-1].end:
            kept.append(repair)
    return kept


def repaired(text: str, found: list[Repair]) -> str:
    """The text with every repair done."""
    parts, at = [], 0
    for repair in found:
        parts += [text[at : repair.start], repair.fix]
        at = repair.end
    return "".join((*parts, text[at:]))


def _addresses(plain: str) -> Iterator[Repair]:
    if "://" not in plain and "www." not in plain:
        return
    for begins in _BEGINS.finditer(plain):
        start = begins.start()
        found = bare_link().match(plain, start)
        address = trimmed(found.group()) if found else ""
        if not found or not address or _is_within(plain, start, start + len(address)):
            continue
        end = start + len(address)
        before, after = _beside(plain, start, found.end())
        fix = f"<{address if '://' in address else f'http://{address}'}>"
        if after and (is_joined(after) or after in "…“”‘’") and end == found.end():
            yield Repair(Way.ADDRESS, start, end, fix)
        elif before and is_joined(before):
            yield Repair(Way.BEGINNING, start, end, fix)


def _is_within(plain: str, start: int, end: int) -> bool:
    """Whether an address is the text or the target of a link, or in a tag."""
    before = plain[max(0, start - 2) : start]
    if before.endswith(("<", "](", '"', "'", "=", "]: ", "]:")) or plain.startswith("](", end):
        return True
    line = plain[max(plain.rfind("\n", 0, start) + 1, start - 300) : start]
    return line.count("[") > line.count("]") or bool(re.fullmatch(r" {0,3}\[[^\]]+\]: *<?", line))


def _emphasis(plain: str) -> Iterator[Repair]:
    if "*" not in plain and "_" not in plain:
        return
    for found in _EMPHASIS.finditer(plain):
        mark, inner = found.groups()
        before, after = _beside(plain, *found.span())
        opens, closes = _flanks(before, inner[0]), _flanks(after, inner[-1])
        if opens and closes:
            continue
        here = run(mark[0], len(mark), before, inner[0]), run(mark[0], len(mark), inner[-1], after)
        if not (here[0].opens and here[1].closes):
            continue
        first = 0 if opens else _marks(inner)
        last = 0 if closes else _marks(inner[::-1])
        core = inner[first : len(inner) - last]
        if core.strip():
            head, tail = inner[:first], inner[len(inner) - last :]
            fix = f"{head}{mark}{core}{mark}{tail}"
            if any(core.count(left) > core.count(right) for left, right in _BRACKETS):
                fix = f"{'' if opens else ' '}{found.group()}{'' if closes else ' '}"
            yield Repair(Way.EMPHASIS, *found.span(), fix)


def _flanks(outside: str, inside: str) -> bool:
    """Whether a run between the two begins or ends emphasis on the forge (CommonMark, 6.2)."""
    return not _is_mark(inside) or not outside or outside.isspace() or _is_mark(outside)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"


def _marks(words: str) -> int:
    """How many marks `words` begin with."""
    return next((n for n, letter in enumerate(words) if not _is_mark(letter)), len(words))


def _words(text: str, plain: str) -> Iterator[Repair]:
    at = 0
    for found in _WORDS.finditer(plain):
        if is_known(found.group()) or found.start() < at:
            continue
        if _TARGET.search(plain, max(found.start() - 8, 0), found.start()):
            continue
        start, end = found.span()
        while start > at and _AROUND.fullmatch(plain[start - 1]):
            start -= 1
        while end < len(plain) and (_AROUND.fullmatch(plain[end]) or _tag_at(plain, end)):
            end = _tag_at(plain, end) or end + 1
        while end > found.end() and plain[end - 1] in ".,;:!?":
            end -= 1
        piece = text[start:end]
        if "`" not in piece and "\n" not in piece:
            at = end
            yield Repair(Way.WORDS, start, end, f"`{piece}`")


def _tag_at(plain: str, at: int) -> int:
    """Where further words in angle brackets end that begin at `at`; 0 for none."""
    found = _WORDS.match(plain, at)
    return found.end() if found and not is_known(found.group()) else 0


def _beside(plain: str, start: int, end: int) -> tuple[str, str]:
    """The letters before and after a piece; empty at the ends of the text."""
    return plain[max(0, start - 1) : start], plain[end : end + 1]

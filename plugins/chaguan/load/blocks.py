"""Lines that stand for lists: `::: upcoming 5 group=menders`.

One line, at the beginning of it, with nothing to close: who knows little writes it right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from chaguan.model import Block, Record, RecordId
from chaguan.model.frozen import dataclass
from chaguan.source import without_code

from .prose import prose_of
from .reading import Reading, Referred, near

MOST_IN_A_TEXT: Final = 20
"""Each is a list of its own; a text of lists is none any more."""
SINGLE: Final = ("event", "group", "person", "place", "scene", "campaign", "offer")
"""Blocks that show one record, by its id."""

BOX_KINDS: Final = MappingProxyType(
    {
        name: kind
        for kind, names in {
            "NOTE": "note info abstract summary tldr todo example quote cite question help faq",
            "TIP": "tip hint success check done",
            "IMPORTANT": "important",
            "WARNING": "warning warn attention",
            "CAUTION": "caution danger error bug failure fail missing",
        }.items()
        for name in names.split()
    }
)
"""The forge's alert by a name in small letters (of HackMD, Docusaurus, Obsidian …)."""
FOLDED: Final = ("spoiler", "details")
"""Boxes that a reader opens."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a list may be asked for."""

    usual: int
    most: int
    filters: tuple[str, ...] = ()


LISTS: Final = MappingProxyType(
    {
        "upcoming": Shelf(5, 30, ("group", "kind", "person", "place", "scene", "tag")),
        "latest": Shelf(4, 30, ("group", "person", "place", "scene", "tag")),
        "faces": Shelf(12, 60, ("group", "place")),
        "groups": Shelf(4, 30, ("person", "place", "scene")),
        "places": Shelf(6, 30, ("kind", "person", "scene")),
        "scenes": Shelf(6, 30),
        "campaigns": Shelf(4, 30, ("group", "place", "scene")),
        "offers": Shelf(4, 30, ("person", "place", "scene")),
    }
)
"""Blocks that are lists."""

NAMES: Final = (*LISTS, *SINGLE)

_MEANT: Final = MappingProxyType(
    {
        "events": "upcoming",
        "calendar": "upcoming",
        "posts": "latest",
        "stories": "latest",
        "news": "latest",
        "people": "faces",
        "members": "faces",
        "活動": "upcoming",
        "文章": "latest",
        "故事": "latest",
        "人物": "faces",
        "情境": "scenes",
        "場景": "scenes",
        "小組": "groups",
        "地點": "places",
        "行動": "campaigns",
        "products": "offers",
        "好物": "offers",
        "當季": "offers",
    }
)
"""What people call them who have not looked them up."""

_LINE: Final = re.compile(r"\n {0,3}[:：]{3}(?![:：])(?P<words>[^\n]*)")
"""Three colons; four and more are an ornament of the text."""

_COLONS: Final = re.compile("[:：][:：]{2}")

_WORD: Final = re.compile(r'[^\s=＝]+\s*[=＝]\s*(?:"[^"\n]*"|[^\s"]*)|\S+')


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a block's line."""

    code: str
    at: int
    """Where in the text."""
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A line that begins with three colons."""

    start: int
    end: int
    """Where in the text, the line's end left out."""
    block: Block | None
    """None where it cannot be understood."""
    mistakes: tuple[Mistake, ...] = ()
    named: tuple[tuple[str, str, int], ...] = ()
    """The records it names: kind, id and where in the text."""


def block_lines(markdown: str) -> Iterator[BlockLine]:
    """Each line of `markdown` that begins with three colons, wherever it stands."""
    if _may_have_blocks(markdown):
        yield from map(_read, _LINE.finditer(f"\n{markdown}"))


def without_blocks(markdown: str) -> str:
    """`markdown` without its blocks, for readers who get words only."""
    kept, copied = [], 0
    for line in block_lines(without_code(markdown)) if _may_have_blocks(markdown) else ():
        if line.block is not None:
            kept.append(markdown[copied : line.start])
            copied = line.end
    return "".join((*kept, markdown[copied:]))


def read_blocks(record: Record, reading: Reading) -> None:
    """Report what is wrong with the blocks in a record's texts; note the records they name."""
    for piece in prose_of(record):
        if not _may_have_blocks(piece.text):
            continue
        boxes = 0
        for number, line in enumerate(block_lines(piece.plain)):
            if number == MOST_IN_A_TEXT:
                reading.error("BK106", piece.at(line.start), most=MOST_IN_A_TEXT)
                break
            for mistake in line.mistakes:
                if mistake.code == "BK107" and boxes:
                    boxes -= 1  # it closes a box, of which has been told
                elif mistake.code == "MD110":
                    boxes += 1
                    reading.warning("MD110", piece.at(mistake.at), **dict(mistake.values))
                else:
                    reading.error(mistake.code, piece.at(mistake.at), **dict(mistake.values))
            for kind, id, offset in line.named:
                reading.references.append(Referred(piece.at(offset), kind, RecordId(id)))


def _may_have_blocks(text: str) -> bool:
    """Whether three colons stand together somewhere."""
    return ":::" in text or ("：" in text and _COLONS.search(text) is not None)


def _read(found: re.Match[str]) -> BlockLine:
    """What a line says, found with the end of the line before it."""
    start, end = found.start(), found.end() - 1
    offset = found.start("words") - 1
    words = [
        (unicodedata.normalize("NFKC", each.group()), offset + each.start())
        for each in _WORD.finditer(found["words"])
    ]
    if not words:
        return BlockLine(start, end, None, (Mistake("BK107", start),))
    name, at = words.pop(0)
    if name in SINGLE:
        return _one(name, at, words, (start, end))
    if name in LISTS:
        return _list(name, words, (start, end))
    if (box := name.casefold()) in BOX_KINDS or box in FOLDED:
        fix, how = (
            ("<details>", "folded") if box in FOLDED else (f"> [!{BOX_KINDS[box]}]", "quoted")
        )
        said = (("seen", name), ("fix", fix), ("how", how))
        return BlockLine(start, end, None, (Mistake("MD110", at, said),))
    guess = _MEANT.get(name.casefold(), "") or near(name, NAMES)
    values = (("seen", name), ("near", guess), ("known", NAMES))
    return BlockLine(start, end, None, (Mistake("BK101", at, values),))


def _one(name: str, at: int, words: list[tuple[str, int]], span: tuple[int, int]) -> BlockLine:
    if not words:
        return BlockLine(*span, None, (Mistake("BK104", at, (("kind", name), ("seen", name))),))
    id, where = words[0]
    if len(words) > 1:
        return BlockLine(*span, None, (_too_many(*words[1]),))
    return BlockLine(*span, Block(name, id=id), named=((name, id, where),))


def _list(name: str, words: list[tuple[str, int]], span: tuple[int, int]) -> BlockLine:
    shelf = LISTS[name]
    number = 0
    filters: list[tuple[str, str]] = []
    named: list[tuple[str, str, int]] = []
    mistakes: list[Mistake] = []
    for word, at in words:
        key, sign, value = word.partition("=")
        key, value = key.strip(), value.strip().strip('"').strip()
        if not sign:
            digits = word if word.isdecimal() and len(word) < 6 else ""
            if number:
                mistakes.append(_too_many(word, at))
            elif not digits or not 0 < int(digits) <= shelf.most:
                limits = (("seen", word), ("most", shelf.most), ("name", name))
                mistakes.append(Mistake("BK102", at, limits))
            else:
                number = int(digits)
        elif not shelf.filters:
            mistakes.append(_too_many(word, at))
        elif key not in shelf.filters or not value:
            values = (
                ("seen", word),
                ("name", name),
                ("near", near(key, shelf.filters) if value else ""),
                ("known", tuple(f"{each}=" for each in shelf.filters)),
            )
            mistakes.append(Mistake("BK103", at, values))
        else:
            filters.append((key, value))
            if key not in ("tag", "kind"):
                named.append((key, value, at + word.index(value)))
    if mistakes:
        return BlockLine(*span, None, tuple(mistakes))
    block = Block(name, number or shelf.usual, filters=tuple(filters))
    return BlockLine(*span, block, named=tuple(named))


def _too_many(word: str, at: int) -> Mistake:
    return Mistake("BK105", at, (("seen", word),))

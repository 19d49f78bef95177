"""Characters that nobody sees: which of them a script or an emoji needs, and which mislead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but tabs and line ends
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # hyphens, joiners, fillers, blanks
    "\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"  # what chooses a variant
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # the direction of text
    "\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f"  # no width; ends of lines
    "\ufeff\ufff0-\ufffc\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"  # tags, and what is kept for more of them
)
_FLAG: Final = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
"""The flag of a part of a country (UTS #51, ED-14a): the only use of tags."""
_EMOJI_BY_STYLE: Final = frozenset("#*0123456789\u203c\u2049\u2139\u3030")
"""What `VARIATION SELECTOR-16` makes an emoji of, besides symbols."""
_MODIFIERS: Final = frozenset("\ufe0f\u20e3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
"""What may stand between an emoji and the joiner after it."""
_JOINED: Final = re.compile(
    "[\u0600-\u07ff\u0840-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17d3\u1820-\u18aa"
    "\u1a20-\u1aad\u1b00-\u1b4b\ua840-\ua877\ua880-\ua8c5\ua980-\ua9c0\uaae0-\uaaf6\uabc0-\uabed"
    "\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00010a3f\U00010ac0-\U00010aff\U00010d00-\U00010d3f"
    "\U00011000-\U00011fff\U0001e900-\U0001e94b]"
)
"""Letters and marks of scripts that are written joined, from Arabic to Adlam (UAX #31, 2.3)."""
_TURNS_BACK: Final = {"\u202c": "\u202a\u202b", "\u2069": "\u2066\u2067\u2068"}
_TURNS: Final = frozenset("".join(_TURNS_BACK.values()))
_OVERRIDES: Final = frozenset("\u202d\u202e")
DIRECTION: Final = frozenset("\u061c\u200e\u200f") | _TURNS | _OVERRIDES | _TURNS_BACK.keys()
"""What decides in which direction text runs (UAX #9)."""
SLIGHT: Final = frozenset("\u00ad\u200b\u2060\ufeff")
"""What pasted text brings along, and what hides nothing: words read the same without it."""
_PARTED: Final = re.compile("[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff]")
"""Scripts without spaces between words, where U+200B may stand between two."""

_OTHER: Final = re.compile(
    "[^\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff"  # Latin letters
    "\u2000-\u200a\u2010-\u2027\u202f-\u205f\u2070-\u27ff\u2900-\u2bff"  # marks, arrows, signs
    "\u2e80-\u3130\u3190-\ua4cf\uac00-\ud7ff\uf900-\ufaff"  # 漢字, kana, hangul, bopomofo
    "\ufe30-\ufe6f\uff01-\uff9f\uffa1-\uffef]"  # full and half width
)
"""All within the first 65,536 code points, of which Python makes one quick table."""


def without_slight(text: str) -> str:
    """`text` as it is seen."""
    return "".join(each for each in text if each not in SLIGHT)


def has_invisible(text: str) -> bool:
    """Whether there are characters that nobody sees, needed or not."""
    return _UNSEEN.search(text) is not None


def invisible(text: str) -> Iterator[int]:
    """Where characters stand that nobody sees and that neither a script nor an emoji needs."""
    flags: list[tuple[int, int]] | None = None
    for found in _UNSEEN.finditer(text):
        at = found.start()
        if "\U000e0020" <= text[at] <= "\U000e007f":
            if flags is None:
                flags = [flag.span() for flag in _FLAG.finditer(text)]
            if any(start < at < end for start, end in flags):
                continue
        elif _is_needed(text, at):
            continue
        yield at


def called(character: str) -> str:
    """A character's number and name: `U+202E RIGHT-TO-LEFT OVERRIDE`; controls have no name."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def turned(text: str) -> Iterator[int]:
    """Where the direction of text is forced, or is changed and not changed back on its line."""
    if DIRECTION.isdisjoint(text):
        return
    at = 0
    for line in text.split("\n"):
        opened: list[int] = []
        for offset, character in enumerate(line, at):
            if character in _OVERRIDES:
                yield offset
            if character in _TURNS | _OVERRIDES:
                opened.append(offset)
            elif character in _TURNS_BACK and opened:
                last = text[opened[-1]]
                if last in _TURNS_BACK[character] or last in _OVERRIDES:
                    opened.pop()
        yield from (offset for offset in opened if text[offset] not in _OVERRIDES)
        at += len(line) + 1


def _is_needed(text: str, at: int) -> bool:
    character, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if not before:
        return False
    if character == "\u200b":
        return _PARTED.match(before) is not None and _PARTED.match(after) is not None
    if character == "\u200d":
        return _joins_emoji(text, at) or _JOINED.match(before) is not None
    if character == "\u200c":
        return _JOINED.match(before) is not None and _JOINED.match(after) is not None
    if character in "\ufe0e\ufe0f":
        is_keycap = before not in "#*0123456789" or after == "\u20e3"
        return (before in _EMOJI_BY_STYLE and is_keycap) or _is_symbol(before)
    if "\ufe00" <= character <= "\ufe0d":
        return _is_han(before) or unicodedata.category(before) in ("Sm", "Po", "Ps", "Pe", "Mn")
    if "\U000e0100" <= character <= "\U000e01ef":
        return _is_han(before)
    return "\u180b" <= character <= "\u180f" and "\u1820" <= before <= "\u18aa"


def _joins_emoji(text: str, at: int) -> bool:
    before = at - 1
    while before >= 0 and text[before] in _MODIFIERS:
        before -= 1
    return before >= 0 and _is_symbol(text[before]) and _is_symbol(text[at + 1 : at + 2])


def _is_symbol(character: str) -> bool:
    """Whether it is an emoji, or becomes one: they are all of these two sorts."""
    return bool(character) and unicodedata.category(character) in ("So", "Sm")


def _is_han(character: str) -> bool:
    return unicodedata.name(character, "").startswith("CJK ")


def is_usual(text: str) -> bool:
    """Whether nothing in `text` is a control, unseen (`invisible`) or may mislead (`confusables`).

    False is no blame: most of the world's letters are just not counted here.
    """
    return _OTHER.search(text) is None

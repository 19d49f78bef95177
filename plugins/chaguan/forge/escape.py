"""What strangers typed, so that it means nothing but itself wherever it is shown.

Forges look for mentions and references in the finished page, so HTML entities do not help:
the characters themselves give way to their full-width twins, which read the same.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

ACTIVE: Final = str.maketrans({
    "@": "＠", "#": "＃", "&": "＆", "<": "＜", ">": "＞", "`": "＇", "*": "＊", "$": "＄",
})  # fmt: skip
"""What mentions, refers, hides, quotes, formats or evaluates."""
BRACKETS: Final = str.maketrans({"[": "［", "]": "］"})
"""Commands to the forge stand in brackets in titles: `[skip ci]`."""
_LINK = re.compile(r"(?i)://|\]\(|\bwww\.|\bgh-(?=\d)")
_TWINS: Final = str.maketrans({".": "．", "-": "－", ":": "：", "(": "（"})
_JOINERS: Final = "\u200c\u200d"
"""Emoji and some scripts need them."""


def neutral(text: str, limit: int = 400) -> str:
    """`text` in one line, shortened, without anything that a forge would act on."""
    line = " ".join("".join(" " if is_unseen(each) else each for each in text).split())
    line = line if len(line) <= limit else f"{line[: limit - 1]}…"
    return _LINK.sub(lambda found: found.group().translate(_TWINS), line.translate(ACTIVE))


def neutral_title(text: str) -> str:
    """`text` as it may stand in a title, which may become a commit's."""
    return neutral(text, 80).translate(BRACKETS)


def is_unseen(character: str) -> bool:
    """Whether nobody sees `character`: controls, text direction, zero width, no character."""
    if character in _JOINERS:
        return False
    category = unicodedata.category(character)
    return category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") or ord(character) & 0xFFFE == 0xFFFE


def first_unseen(text: str) -> str:
    """The first such character but line ends and tabs, as `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    for character in text:
        if character not in "\n\t" and is_unseen(character):
            return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
    return ""

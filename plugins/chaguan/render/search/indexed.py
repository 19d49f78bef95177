"""One page as the index keeps it; made anew only when the page changes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .entry import Entry
from .terms import terms, title_terms

IN_TEXT, IN_TEXT_OFTEN, NEAR_TITLE, IN_TITLE = range(4)
"""Where a term stands, the better places last."""
OFTEN: Final = 3
SHOWN: Final = 12_000
"""Characters of a text that are kept to show what stands around a match."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A page, ready to be put together with the others."""

    card: str
    """What a result shows, a value a line: address, title, note, names, mentions, then the text."""
    weights: Mapping[str, int]
    """Each term of the page, to the best place where it stands."""


def indexed(entry: Entry) -> Indexed:
    """What of a page goes into the index."""
    often = Counter(terms(entry.text))
    weights = {
        term: IN_TEXT_OFTEN if number >= OFTEN else IN_TEXT for term, number in often.items()
    }
    for words in (entry.summary, *entry.mentions, *entry.headings):
        weights |= dict.fromkeys(terms(words), NEAR_TITLE)
    for words in (entry.title, *entry.names):
        weights |= dict.fromkeys(title_terms(words), IN_TITLE)
    names = " · ".join(name for name in dict.fromkeys(entry.names) if name != entry.title)
    mentions = " · ".join(entry.mentions)
    head = (_line(each) for each in (entry.address, entry.title, entry.note, names, mentions))
    card = "\n".join((*head, *filter(None, (entry.summary, entry.text[:SHOWN]))))
    return Indexed(card, weights)


def _line(text: str) -> str:
    return " ".join(text.split())


def told(weights: Mapping[str, int]) -> bytes:
    """The terms of a page as text, for `heard`."""
    return json.dumps(weights, ensure_ascii=False, separators=(",", ":")).encode()


def heard(said: bytes) -> Mapping[str, int]:
    """The terms that `told` has told."""
    weights: Mapping[str, int] = json.loads(said)
    return weights

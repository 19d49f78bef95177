"""What of one page can be found, from plain values, and how the index keeps it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from chaguan.model.frozen import dataclass

KINDS: Final = (
    *("person", "group", "place", "scene", "tag", "event", "post", "page", "campaign", "offer"),
)
"""The kinds of pages; where titles match alike, the earlier kind is shown first."""


@dataclass(frozen=True, slots=True)
class PageKey:
    """Which page it is; it has a number by this."""

    kind: str
    """One of `KINDS`."""
    key: str
    """The same for every language of one record, and for no other of its kind."""
    language: str
    """The page's language (BCP 47)."""
    order: str = ""
    """Of its kind, what sorts later is newer (an ISO 8601 date, say)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """A page as readers may look for it."""

    named: PageKey
    address: str
    """Percent-encoded and relative to the site's root."""
    title: str
    names: tuple[str, ...] = ()
    """What else it is called, in other languages say; found like the title."""
    summary: str = ""
    mentions: tuple[str, ...] = ()
    """Its people, places, tags…; found before the text, like the summary."""
    headings: tuple[str, ...] = ()
    text: str = ""
    """All its words, a block of the page on each line."""
    note: str = ""
    """A few words beside the title, in the page's language: the day, the city."""


def sections(languages: Iterable[str]) -> list[tuple[str, str]]:
    """Each kind in each language, in the order in which the index has them."""
    return [(kind, language) for kind in KINDS for language in languages]


def numbered(pages: Sequence[PageKey]) -> list[int]:
    """The number of each page among its kind: a record's is one in all languages.

    The newest comes last, so that one more changes no other's number.
    """
    order: dict[str, dict[str, str]] = defaultdict(dict)
    for page in pages:
        known = order[page.kind].get(page.key, "")
        order[page.kind][page.key] = min(known, page.order) if known else page.order
    numbers = {
        (kind, key): number
        for kind, keys in order.items()
        for number, key in enumerate(sorted(keys, key=lambda key: (keys[key], key)))
    }
    return [numbers[page.kind, page.key] for page in pages]


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


def indexed(entry: SearchEntry) -> Indexed:
    """What of a page goes into the index."""
    from .terms import terms, title_terms  # not where no page is indexed anew

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


def terms_told(weights: Mapping[str, int]) -> bytes:
    """The terms of a page as text, for `terms_heard`: those of each weight on a line."""
    lines: tuple[list[str], ...] = ([], [], [], [])
    for term, weight in weights.items():
        lines[weight].append(term)
    return "\n".join(map(" ".join, lines)).encode()


def terms_heard(said: bytes) -> Mapping[str, int]:
    """The terms that `terms_told` has told."""
    weights: dict[str, int] = {}
    for weight, line in enumerate(said.decode().split("\n")):
        weights |= dict.fromkeys(line.split(), weight)
    return weights

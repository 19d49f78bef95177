"""The numbers by which an index calls its pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from .entry import KINDS, Named


def sections(languages: Iterable[str]) -> list[tuple[str, str]]:
    """Each kind in each language, in the order in which the index has them."""
    return [(kind, language) for kind in KINDS for language in languages]


def numbered(pages: Sequence[Named]) -> list[int]:
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

"""What is kept of a feed: each entry once, with the date on which it was first there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from chaguan.check.shingles import Paragraph
from chaguan.load.gathered import MOST_ENTRIES, MOST_KNOWN
from chaguan.locales.han import folded
from chaguan.model import FeedEntry, GatheredFeed, Url
from chaguan.site.gathered import PER_DAY

from .feed import FoundEntry, FoundFeed

ALIKE: Final = 0.9
"""The part of two texts' pieces that is in both, from which on one is a copy of the other."""
FEW: Final = 3
"""Entries of which none comes again where an address has changed hands."""
ENOUGH: Final = 24
"""Letters (漢字 count three) below which two texts may be alike by chance."""
_TRACKING: Final = re.compile(r"(?i)utm_.*|fbclid|gclid|mc_[ce]id|spm")
_NUMBERS: Final = re.compile(r"\d+")


def kept_of(
    old: GatheredFeed, found: FoundFeed, now: datetime, ours: Collection[str] = ()
) -> GatheredFeed:
    """The feed as it is kept after it was read once more at `now` (aware).

    `ours` are the identifiers of the community's own posts: what repeats them is no feed of
    somebody's own. What its author took back is not kept.
    """
    own = [each for each in found.entries if each.id in ours]
    why = "planet" if found.is_planet else "own" if 2 * len(own) > len(found.entries) else ""
    if not why and _has_changed_hands(old, found):
        why = "changed"
    if why:
        return replace(old, refused=why)
    shelf = _Shelf(old.entries, old.known, now)
    for number, each in enumerate(found.entries):
        if each.id not in ours:
            shelf.add(each, number)
    entries, known = shelf.kept(found.entries)
    latest = old.latest
    if shelf.has_new:
        newest = max((each.appeared.date() for each in entries), default=now.date())
        latest = now.date() if old.entries or old.latest else min(newest, now.date())
    return replace(old, refused="", title=found.title, entries=entries, known=known, latest=latest)


def _has_changed_hands(old: GatheredFeed, found: FoundFeed) -> bool:
    """Whether nothing of what was there is there, and it is called something else.

    A host that was let go is often somebody else's within a week.
    """
    if len(old.entries) < FEW or not found.entries or folded(old.title) == folded(found.title):
        return False
    shelf = _Shelf(old.entries, old.known, datetime.now(UTC))
    return not any(shelf.like(each) or shelf.knows(each) for each in found.entries)


class _Shelf:
    def __init__(self, entries: Iterable[FeedEntry], known: Iterable[str], now: datetime) -> None:
        self._entries = list(entries)
        self._known = dict.fromkeys(known)
        self._now = now.replace(second=0, microsecond=0).astimezone(UTC)
        self._found: set[str] = set()
        self.has_new = False

    def knows(self, each: FoundEntry) -> bool:
        """Whether it was seen and is not kept."""
        return not self._known.keys().isdisjoint(_names(each.id, each.url))

    def like(self, each: FoundEntry) -> FeedEntry | None:
        """The entry that it is: by identifier, by address, or since it says the same."""
        for kept in self._entries:
            if kept.id == each.id:
                return kept
        address = plain_address(each.url)
        for kept in self._entries:
            if plain_address(kept.url) == address:
                return kept
        return next((kept for kept in self._entries if is_near_copy(kept, each)), None)

    def add(self, each: FoundEntry, number: int) -> None:
        """Keep it, as what it was first."""
        published = min(each.published, self._now) if each.published else None
        kept = self.like(each)
        if kept is not None:
            if kept.id not in self._found:
                self._found.add(kept.id)
                self._entries[self._entries.index(kept)] = replace(
                    kept,
                    url=Url(each.url),
                    title=each.title,
                    text=each.text,
                    language=each.language,
                    appeared=min(kept.appeared, published or kept.appeared),
                )
            return
        if self.knows(each):
            return
        self.has_new = True
        self._found.add(each.id)
        self._entries.append(
            FeedEntry(
                id=each.id,
                url=Url(each.url),
                title=each.title,
                text=each.text,
                language=each.language,
                # those without a date stay in the feed's own order
                appeared=published or self._now - timedelta(seconds=number),
                seen=self._now.date(),
            )
        )

    def kept(self, found: Iterable[FoundEntry]) -> tuple[tuple[FeedEntry, ...], tuple[str, ...]]:
        """The newest entries, a few of each day, and the digests of all others."""
        oldest = min((e.appeared for e in self._entries if e.id in self._found), default=self._now)
        days: Counter[date] = Counter()
        chosen: list[FeedEntry] = []
        for each in sorted(self._entries, key=lambda e: (-e.appeared.timestamp(), e.id)):
            is_taken_back = each.id not in self._found and each.appeared > oldest
            days[each.appeared.date()] += not is_taken_back
            is_one_of_many = days[each.appeared.date()] > PER_DAY
            if is_taken_back or is_one_of_many or len(chosen) >= MOST_ENTRIES:
                self._known |= dict.fromkeys(_names(each.id, each.url))
            else:
                chosen.append(each)
        return tuple(chosen), tuple(self._known)[-MOST_KNOWN:]


def _names(id: str, url: str) -> tuple[str, ...]:
    """By what an entry is known again that is not kept."""
    names = dict.fromkeys((id, plain_address(url)))
    return tuple(sha256(each.encode()).hexdigest()[:16] for each in names)


def plain_address(url: str) -> str:
    """An address without what changes on the way to it: scheme, `www.`, campaigns, fragment."""
    parts = urlsplit(url)
    said = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(key)
    ]
    host = (parts.hostname or "").removeprefix("www.")
    path = re.sub(r"(?:/|/index\.\w+)$", "", parts.path)
    return f"{host}{path}?{urlencode(sorted(said))}"


def is_near_copy(kept: FeedEntry, found: FoundEntry) -> bool:
    """Whether two entries say the same: nearly all letters, and the same numbers in the title.

    "Picture of the day 12" and "13" are two, however alike they are.
    """
    if _NUMBERS.findall(kept.title) != _NUMBERS.findall(found.title):
        return False
    one, other = (_paragraph(f"{each.title} {each.text}") for each in (kept, found))
    longer = max(len(one.pieces), len(other.pieces))
    is_enough = min(one.length, other.length) >= ENOUGH
    return is_enough and len(one.pieces & other.pieces) >= ALIKE * longer


@lru_cache(maxsize=2 * MOST_ENTRIES)
def _paragraph(words: str) -> Paragraph:
    return Paragraph(1, words, is_quotation=False)

"""Which file wants which address, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil
from typing import Final

from chaguan.model import Community, Event, Spot

from .addresses import POSTED, SECTIONS, Address, Addresses
from .published import event_languages

POSTS_ON_A_PAGE: Final = 10
PAST_ON_A_PAGE: Final = 30
EVENTS_ON_A_PAGE: Final = 50
_OF_THE_CLOCK: Final = re.compile(r"(month/\d{4}-\d\d|(online/)?page/\d+|online)/index\.html")
"""Pages of `/events/` that are there or not as time goes by."""

Claim = tuple[str, Spot | None]
"""A file below the built site, and the source that wants it; None for what Chaguan makes."""


def claims(community: Community, addresses: Addresses, files: frozenset[str]) -> Iterator[Claim]:
    """Every page's claim; pages that Chaguan makes come first."""
    for language in community.settings.languages:
        yield from ((path, None) for path in _made(community, addresses, language))
    for record in community.records():
        languages = community.settings.languages
        if isinstance(record, Event):
            languages = event_languages(record, community.default_language)
        pages = {addresses.record(record, language).file for language in languages}
        for page in sorted(pages):
            if _is_kept_free(page, addresses):
                yield page, None
            yield page, Spot(record.path)
        for number, alias in enumerate(getattr(record, "aliases", ())):
            yield Address(alias).file, record.spot(f"aliases.{number}")
    for file in sorted(files):
        if not file.endswith((".md", ".yml", ".yaml")):
            yield file, Spot(file)


def _made(community: Community, addresses: Addresses, language: str) -> Iterator[str]:
    """Indexes and the further pages of them; posters."""
    for kind in SECTIONS:
        yield addresses.section(kind, language).file
    posts = len({post.id for post in community.posts})
    for number in range(2, ceil(posts / POSTS_ON_A_PAGE) + 1):
        yield addresses.section("post", language, number).file
    for number in range(1, ceil(len(community.events) / PAST_ON_A_PAGE) + 1):
        yield addresses.past(language, number).file
    yield addresses.special("subscribe", language).file
    for record in community.records():
        if record.kind in POSTED:
            yield addresses.poster(record, language).file


def _is_kept_free(page: str, addresses: Addresses) -> bool:
    """Whether a page of ours may come to be there on some day."""
    sections = (addresses.section("event", language).path for language in addresses.languages)
    below = (page[len(path) :] for path in sections if page.startswith(path))
    return any(_OF_THE_CLOCK.fullmatch(each) for each in below)

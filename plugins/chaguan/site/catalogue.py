"""Which file wants which address, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil
from typing import Final

from chaguan.model import STREAMS, Community, Page, Position, Post

from .index import Index
from .pagination import SECTION_PAGE, Further, at_most, every_further_page, follow_pages, pages
from .urls import CARD, POSTED, Address, Addresses

PAST_ON_A_PAGE: Final = 30
EVENTS_ON_A_PAGE: Final = 50
_OF_THE_CLOCK: Final = re.compile(r"(month/\d{4}-\d\d|(online/)?page/\d+|online)/index\.html")
"""Pages of `/events/` that are there or not as time goes by."""

OURS: Final = ("admin", "api", "assets")
"""Folders that have, or may come to have, a page that no record makes."""

Claim = tuple[str, Position | None]
"""A file below the built site, and the source that wants it; None for what Chaguan makes."""


def claims(community: Community, addresses: Addresses, files: frozenset[str]) -> Iterator[Claim]:
    """Every page's claim; pages that Chaguan makes come first."""
    index = Index(community, addresses)
    further = tuple(every_further_page(index, at_most))
    homes = {addresses.home(language).file for language in community.settings.languages}
    made = {f"{folder}/index.html" for folder in sorted(OURS)}
    for language in community.settings.languages:
        made.update(_made(index, language, further))
    yield from ((path, None) for path in sorted(made))
    pages_there = made | homes
    of_events = tuple(addresses.section("event", each).path for each in addresses.languages)
    for record in community.records():
        languages = community.settings.languages
        if not isinstance(record, Post | Page):  # whose own language stands in the address
            languages = record.written_in(community.settings.languages)
        pages = {addresses.record(record, language).file for language in languages}
        for page in sorted(pages):
            if _is_kept_free(page, of_events):
                yield page, None
            yield page, Position(record.path)
        pages_there |= pages
        for number, alias in enumerate(getattr(record, "aliases", ())):
            yield Address(alias).file, record.position(f"aliases.{number}")
    for file in sorted(files):
        if not file.endswith((".md", ".yml", ".yaml")):
            if _is_card(file, pages_there, of_events):
                yield file, None
            yield file, Position(file)


def _is_card(file: str, pages_there: set[str], of_events: tuple[str, ...]) -> bool:
    """Whether a page's own card for messengers is, or may come to be, at this path."""
    folder, _, name = file.rpartition("/")
    page = f"{folder}/index.html".lstrip("/")
    return name == CARD and (page in pages_there or _is_kept_free(page, of_events))


def section_counts(index: Index) -> dict[str, int]:
    """How many there are of each kind that has an index of several pages."""
    community = index.community
    return {
        "post": len(index.ids("post")),
        **{kind: len(community.of_kind(kind)) for kind in STREAMS},
        "tag": len(index.tags()),
    }


def _made(index: Index, language: str, further: tuple[Further, ...]) -> Iterator[str]:
    """Indexes and the further pages of them and of streams; posters."""
    community, addresses = index.community, index.addresses
    yield addresses.section("event", language).file
    for kind, count in section_counts(index).items():
        for number in range(1, pages(count, SECTION_PAGE[kind]) + 1):
            yield addresses.section(kind, language, number).file
        for number in range(1, follow_pages(count) + 1 if kind != "post" else 1):
            yield addresses.follow(kind, language, number).file
    for whose, part, number in further:
        page = (
            addresses.tag(whose, language)
            if isinstance(whose, str)
            else addresses.record(whose, language)
        )
        yield addresses.part(page, part, number).file
    for number in range(1, ceil(len(community.events) / PAST_ON_A_PAGE) + 1):
        yield addresses.past(language, number).file
    for name in ("subscribe", "search", "offline"):
        yield addresses.special(name, language).file
    for record in community.records():
        if record.kind in POSTED:
            yield addresses.poster(record, language).file


def _is_kept_free(page: str, of_events: tuple[str, ...]) -> bool:
    """Whether a page of ours may come to be there on some day; `of_events` are its sections."""
    below = (page[len(path) :] for path in of_events if page.startswith(path))
    return any(_OF_THE_CLOCK.fullmatch(each) for each in below)

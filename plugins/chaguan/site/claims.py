"""Which file wants which address, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from chaguan.model import Community, Page, Position, Post

from .catalogue import CONTRIBUTE, HOME, TAG, copies, embeds, page_outputs, posters
from .features import Features
from .index import Index
from .urls import CARD, Address, Addresses

_OF_THE_CLOCK: Final = re.compile(
    r"(month(/\d{4}-\d\d)?|((online|nearby)/)?page(/\d+)?|online|calls|nearby)/index\.html"
)
"""Pages of `/events/` that are there or not as time goes by."""
_WEEK: Final = re.compile(r"\d{4}-w\d\d/index\.html")
"""The digest of a week, which comes when the week is over."""
_OWN: Final = (HOME, CONTRIBUTE, TAG)
"""The kinds of pages that a community may write itself, in the place of ours."""
OURS: Final = ("admin", "api", "assets")
"""Folders that have, or may come to have, a page that no record makes."""

_WITHOUT_SETTINGS: Final = Features()
"""What a site may have whose settings nobody knows here."""

_Kept = Iterable[tuple[str, re.Pattern[str]]]
"""Sections, and what the pages are called that may come to be in them."""
Claim = tuple[str, Position | None]
"""A file below the built site, and the source that wants it; None for what Chaguan makes."""


def claims(
    community: Community,
    addresses: Addresses,
    files: frozenset[str],
    wants: Features = _WITHOUT_SETTINGS,
) -> Iterator[Claim]:
    """Every page's claim; pages that Chaguan makes come first.

    What only the site's settings ask for is claimed where `wants` has it.
    """
    index = Index(community, addresses)
    homes = {addresses.home(language).file for language in addresses.languages}
    made = {f"{folder}/index.html" for folder in sorted(OURS)}
    for output in page_outputs(index, None, wants):
        if output.kind not in _OWN and (output.record is None or output.part):
            made.add(output.address.file)
    beside = [*posters(index)]
    beside += copies(index) if wants.has_copies else ()
    beside += embeds(index) if wants.has_embeds else ()
    made.update(output.address.file for output in beside)
    yield from ((path, None) for path in sorted(made))
    pages_there = made | homes
    of_time = [(addresses.section("event", each).path, _OF_THE_CLOCK)
               for each in addresses.languages]  # fmt: skip
    if community.settings.digest is not None:
        of_time += [(addresses.digest(each).path, _WEEK) for each in addresses.languages]
    for record in community.records():
        languages = community.settings.languages
        if not isinstance(record, Post | Page):  # whose own language stands in the address
            languages = record.written_in(community.settings.languages)
        pages = {addresses.record(record, language).file for language in languages}
        for page in sorted(pages):
            if _is_kept_free(page, of_time):
                yield page, None
            yield page, Position(record.path)
        pages_there |= pages
        for number, alias in enumerate(record.aliases):
            yield Address(alias).file, record.position(f"aliases.{number}")
    for file in sorted(files):
        if not file.endswith((".md", ".yml", ".yaml")):
            if _is_card(file, pages_there, of_time):
                yield file, None
            yield file, Position(file)


def _is_card(file: str, pages_there: set[str], of_time: _Kept) -> bool:
    """Whether a page's own card for messengers is, or may come to be, at this path."""
    folder, _, name = file.rpartition("/")
    page = f"{folder}/index.html".lstrip("/")
    return name == CARD and (page in pages_there or _is_kept_free(page, of_time))


def _is_kept_free(page: str, of_time: _Kept) -> bool:
    """Whether a page of ours may come to be there on some day, below one of these sections."""
    return any(
        page.startswith(path) and named.fullmatch(page, len(path)) for path, named in of_time
    )

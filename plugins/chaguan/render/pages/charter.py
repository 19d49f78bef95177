"""What stands below the charter: its version, who signed it, and its other versions."""

from __future__ import annotations

from chaguan.model import Page
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.text.localized import date_words
from chaguan.site.urls import CHARTER, charter_version

from .cards import PersonCard, person_card


@dataclass(frozen=True, slots=True)
class CharterPage:
    """One version of the charter."""

    version: str
    """In words."""
    signers: tuple[PersonCard, ...]
    nameless: str
    """Who signed and is not named, in words."""
    line: str
    """What somebody writes to sign; empty for a version that no longer holds."""
    others: tuple[Link, ...]
    """The version that holds first, then the latest of the earlier ones."""


def charter_page(page: Page, view: PageContext) -> CharterPage | None:
    """What is below a version of the charter; None for any other page, and where none is named."""
    version = version_of(page)
    if not version:
        return None
    taking = view.index.participants("charter", version)
    words = view.words("charter.version", version=version)
    if page.since is not None:
        day = date_words(page.since, view.language)
        words = view.words("charter.since", version=version, day=day)
    return CharterPage(
        version=words,
        signers=tuple(person_card(each, view) for each in taking.people),
        nameless=view.words.count("charter.nameless", taking.nameless) if taking.nameless else "",
        line=f'signed: "{version}"' if page.id == CHARTER else "",
        others=tuple(_others(page, view)),
    )


def version_of(page: Page) -> str:
    """The version that a page is of the charter: as it says, else as its name does."""
    named = charter_version(str(page.id))
    return page.version or named if named or page.id == CHARTER else ""


def _others(page: Page, view: PageContext) -> list[Link]:
    """Each other version, in the page's language or in the one there is."""
    found: dict[str, Page] = {}
    for each in view.community.pages:
        known = found.get(each.id)
        if version_of(each) and (known is None or each.language == view.language):
            found[each.id] = each
    ordered = sorted(found.values(), key=_order)
    return [
        Link(
            view.words("charter.version", version=version_of(each)),
            view.addresses.record(each, each.language).url,
            view.foreign(each.language),
        )
        for each in ordered
        if each.id != page.id
    ]


def _order(page: Page) -> tuple[bool, tuple[int, ...]]:
    numbers = (int(part) for part in version_of(page).split(".") if part.isdecimal())
    return page.id != CHARTER, tuple(-number for number in numbers)

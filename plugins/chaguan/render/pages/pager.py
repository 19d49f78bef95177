"""Where one is in a list of several pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from chaguan.render.html.page_context import Link
from chaguan.site.urls import Address

AROUND: Final = 2
"""Pages before and after this one that are named, besides the first and the last."""


@dataclass(frozen=True, slots=True)
class Pager:
    """The ways to the other pages; however many there are, few are named."""

    number: int
    pages: tuple[Link, ...] = ()
    """In order; this one and what is left out ("…") lead nowhere."""
    newer: Link | None = None
    older: Link | None = None


ALONE: Final = Pager(1)
"""On the only page of a list."""


def pager(number: int, count: int, address: Callable[[int], Address]) -> Pager:
    """The ways from page `number` of `count`."""
    if count < 2:
        return Pager(number)

    def link(page: int) -> Link:
        return Link(str(page), address(page).url)

    near = range(number - AROUND, number + AROUND + 1)
    named = sorted({1, count, *(page for page in near if 1 <= page <= count)})
    links: list[Link] = []
    for page, before in zip(named, [0, *named], strict=False):
        if page > before + 1:
            links.append(Link("…"))
        links.append(Link(str(page)) if page == number else link(page))
    return Pager(
        number,
        tuple(links),
        newer=link(number - 1) if number > 1 else None,
        older=link(number + 1) if number < count else None,
    )

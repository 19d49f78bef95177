"""What stands around many pages, cut where each of them has something of its own.

Links in it are right wherever no folder on the way is one that it leads to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, Protocol

from markupsafe import Markup

from chaguan.build.entries import Lately

NOBODY: Final = "\N{REPLACEMENT CHARACTER}"
"""The name of a folder that is not; no address has it, for addresses are ASCII."""
MOST: Final = 2_000
"""Pieces that are held for the next page that shows them; one is about a kilobyte."""
_SAID: Final = {"template", "hide", "description"}
"""What our pages say of themselves to the theme."""
_BESIDE: Final = re.compile(r"""(?:\.\./)+([^/?#"'<>&\\\s]+)""")
"""Where a relative address goes down again."""
PARTS: Final = ("htmltitle", "extrahead", "alternate", "toc", "content", "copyright")
"""What a page writes by itself: the blocks of `OWN_PARTS`."""
TEXTS: Final = ("title", "description", "canonical", "skip")
"""What the theme takes from a page as it is."""


def _mark(name: str) -> Markup:
    """What stands for what each page has its own of.

    Whatever may be done to a text on its way to the page would change it.
    """
    return Markup(f"<Chaguan  {name} &\"'>")


MARKS: Final = {name: _mark(name) for name in (*PARTS, *TEXTS)}
_MARKS: Final = re.compile("|".join(re.escape(mark) for mark in MARKS.values()))
_NAMES: Final = {str(mark): name for name, mark in MARKS.items()}


class Kept:
    """What stands around many pages, cut where each has something of its own."""

    def __init__(self, html: str) -> None:
        self.pieces = [_encoded(piece) for piece in _MARKS.split(html)]
        self.holes = [_NAMES[mark] for mark in _MARKS.findall(html)]
        self._beside = frozenset(_BESIDE.findall(html))

    def fits(self, name: str) -> bool:
        """Whether links are right in a folder of that name: none leads to it, or below it."""
        return name not in self._beside

    def filled(self, own: Mapping[str, str]) -> bytes:
        """A page, with its own parts."""
        written = [self.pieces[0]]
        for hole, piece in zip(self.holes, self.pieces[1:], strict=True):
            written += (_encoded(own[hole]), piece)
        return b"".join(written)


class _Heading:
    """Stands for a page's headings."""

    def __init__(self, level: int, *children: _Heading) -> None:
        self.level, self.children = level, children
        self.title, self.url = MARKS["toc"], f"#{MARKS['skip']}"
        self.id, self.typeset = "", None


class Stranger:
    """A page of which nothing is known but where it is, what it hides, and its headings."""

    previous_page = next_page = parent = None
    ancestors = children = ()

    def __init__(self, page: Any, url: str, *, has_headings: bool) -> None:
        self._page = page
        self.url = url
        self.title = MARKS["title"]
        self.meta = {"hide": page.meta["hide"]}
        if page.meta.get("description"):
            self.meta["description"] = MARKS["description"]
        self.canonical_url = MARKS["canonical"] if page.canonical_url else page.canonical_url
        self.is_homepage = page.is_homepage
        self.toc = [_Heading(1, _Heading(2))] if has_headings else []
        self.asked: list[str] = []
        """What else was read of it."""

    def __getattr__(self, name: str) -> Any:
        self.asked.append(name)
        return getattr(self._page, name)


class Macro(Protocol):
    """What a template makes of a card and more."""

    name: str

    def __call__(self, *given: Any) -> str: ...


class KeptPieces:
    """What macros have made of cards, for the next page that shows them."""

    def __init__(self) -> None:
        self._kept: Lately = Lately(MOST)

    def __call__(self, macro: Macro, card: object, *given: Any) -> str:
        """What a macro makes of a card; all else that it is given is plain, or of the language."""
        plain = tuple([each for each in given if isinstance(each, int | str | None)])
        key = (macro.name, id(card), plain)
        known = self._kept.get(key)
        if known is not None and known[0] is card:
            made: str = known[1]
            return made
        made = macro(card, *given)
        self._kept[key] = card, made
        return made


def is_alike(page: Any, navigation: Any) -> bool:
    """Whether a page is one of many: outside of the navigation, and with nothing of its own."""
    if page.meta.keys() - _SAID or not page.url.endswith("/"):
        return False
    if page.parent or page.previous_page or page.next_page:
        return False
    return not any(item.active for item in navigation.items)


def ways(items: Iterable[Any]) -> Iterator[str]:
    """The folders on the way to what a navigation names."""
    for item in items:
        names = str(getattr(item, "url", "") or "").split("/")
        yield from ("/".join(names[:number]) for number in range(1, len(names)))
        yield from ways(getattr(item, "children", None) or ())


def place(url: str, ways: Collection[str]) -> tuple[str, str]:
    """An address that stands for many, and the first name in `url` that it lacks.

    Relative addresses are the same from both where they do not lead down to that name. `ways`
    are folders whose names are better kept, for something is linked in them.
    """
    names = url.split("/")[:-1]
    known = 0
    while known < len(names) - 1 and "/".join(names[: known + 1]) in ways:
        known += 1
    nobody = [NOBODY] * (len(names) - known)
    return "/".join([*names[:known], *nobody, ""]), names[known]


def _encoded(html: str) -> bytes:
    return html.encode("utf-8", "xmlcharrefreplace")

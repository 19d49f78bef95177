"""What the theme writes around pages: rendered once for all of which it says the same.

The header, the tabs, the navigation, the configuration for scripts and the footer hang on the
language, on where the page is (links are relative) and on what the page hides. They are kept
for the pages that the navigation does not name, which are nearly all. That they hang on nothing
else is not taken for granted: while they are rendered, the page is a `Stranger`, and what reads
more of it than that is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import jinja2
import mkdocs.theme
from jinja2.runtime import BlockReference, Context
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_theme_dir
from mkdocs.utils.templates import url_filter

from .theirs import THEMES
from .theme import PACKAGE

MOST: Final = 500
"""How many blocks are kept; each has some kilobytes."""
NOBODY: Final = "\N{REPLACEMENT CHARACTER}"
"""The name of a folder that is not; no address has it, for addresses are ASCII."""
_KNOWN: Final = {"template", "hide", "description"}
"""What our pages say of themselves to the theme."""
_BESIDE: Final = re.compile(r"""(?:\.\./)+([^/?#"'<>&\\\s]+)""")
"""Where a relative address goes down again."""


def _mark(name: str) -> Markup:
    """What stands in a kept block for what each page has its own of.

    Whatever may be done to a text on its way to the page would change it.
    """
    return Markup(f"<Chaguan  {name} &\"'>")


MARKS: Final = {name: _mark(name) for name in ("title", "alternate", "copyright")}
"""The page's title, and the parts of the theme's that are ours."""
_MARKS: Final = re.compile("|".join(re.escape(mark) for mark in MARKS.values()))
_NAMES: Final = {str(mark): name for name, mark in MARKS.items()}


class Stranger:
    """A page of which nothing is known but where it is, what it hides, and its headings."""

    def __init__(self, page: Page, url: str) -> None:
        self._page = page
        self.url = url
        self.title = MARKS["title"]
        self.meta = {"hide": page.meta["hide"]}
        self.asked: list[str] = []
        """What else was read of it."""

    def __getattr__(self, name: str) -> Any:
        self.asked.append(name)
        return getattr(self._page, name)


class KeptBlock:
    """A block of the theme, cut where each page has something of its own."""

    def __init__(self, text: str, toc: str) -> None:
        parts = text.split(toc) if toc else [text]
        self.pieces: list[str] = []
        self.holes: list[str] = []
        for number, part in enumerate(parts):
            if number:
                self.holes.append("toc")
            self.holes += (_NAMES[mark] for mark in _MARKS.findall(part))
            self.pieces += _MARKS.split(part)
        self._beside = frozenset(_BESIDE.findall(text))

    def fits(self, name: str) -> bool:
        """Whether links are right in a folder of that name: none leads to it, or below it."""
        return name not in self._beside

    def filled(self, own: dict[str, str]) -> str:
        """The block of a page."""
        pieces, holes = self.pieces, self.holes
        if not holes:
            return pieces[0]
        written = [pieces[0]]
        for hole, piece in zip(holes, pieces[1:], strict=True):
            written += (own[hole], piece)
        return "".join(written)


class Around:
    """The blocks around the pages of one build."""

    def __init__(
        self,
        env: jinja2.Environment,
        config: MkDocsConfig,
        navigations: Iterable[Navigation],
    ) -> None:
        self._is_plain = is_plain(env, config)
        self._ways = {way for each in navigations for way in _ways(each.items)}
        self._kept: dict[object, KeptBlock | None] = {}

    def on(self, page: Page, navigation: Navigation, language: str) -> Blocks | None:
        """The blocks around a page; None where it is not one of many alike."""
        if not self._is_plain or page.meta.keys() - _KNOWN or not page.url.endswith("/"):
            return None
        if any(item.active for item in navigation.items):
            return None
        if len(self._kept) >= MOST:
            self._kept.clear()
        url, name = place(page.url, self._ways)
        return Blocks(page, url, name, (language, url, *page.meta["hide"]), self._kept)


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks around one page."""

    page: Page
    url: str
    """An address that stands for those of many pages."""
    name: str
    """What must not be linked for that."""
    key: tuple[str, ...]
    """What those pages have in common."""
    kept: dict[object, KeptBlock | None]
    """The blocks of all pages, so far."""

    @jinja2.pass_context
    def of(self, context: Context, block: BlockReference, **own: str) -> Markup:
        """A block of the theme.

        `own` are the page's own parts of it, by the names in `MARKS`, and `toc`.
        """
        key = (block.name, self.key)
        if key in self.kept:
            kept = self.kept[key]
        else:
            kept = self.kept[key] = _kept(context, block.name, self.page, self.url, own)
        if kept is None or not kept.fits(self.name):
            return Markup(block())
        return Markup(kept.filled({"title": str(self.page.title), **own} if kept.holes else own))


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


def _ways(items: Iterable[StructureItem]) -> Iterator[str]:
    """The folders on the way to what the navigation names."""
    for item in items:
        names = str(getattr(item, "url", "") or "").split("/")
        yield from ("/".join(names[:number]) for number in range(1, len(names)))
        yield from _ways(getattr(item, "children", None) or ())


def _kept(
    context: Context, name: str, page: Page, url: str, own: dict[str, str]
) -> KeptBlock | None:
    """A block as it may be kept; None where it says more of the page."""
    blocks = context.blocks[name]
    if len(blocks) != 2:  # ours, and the theme's
        return None
    stranger = Stranger(page, url)
    text = "".join(blocks[1](context.derived({"page": stranger, "marks": MARKS})))
    toc = own.get("toc", "")
    if stranger.asked != (["toc"] if toc else []) or NOBODY in text:
        return None
    if toc and text.count(toc) != 1:
        return None
    return KeptBlock(text, toc)


def is_plain(env: jinja2.Environment, config: MkDocsConfig) -> bool:
    """Whether all templates are ours or of a theme we know, so that it is known what they read."""
    theme, loader = config.theme, env.loader
    if theme.name not in THEMES or theme.custom_dir:
        return False
    engine = mkdocs.theme.__file__.rpartition("theme.py")[0] + "templates"
    folders = [str(PACKAGE / "templates"), get_theme_dir(theme.name), engine]
    if not isinstance(loader, jinja2.FileSystemLoader) or env.filters.get("url") is not url_filter:
        return False
    return folders == list(theme.dirs) == list(loader.searchpath)

"""What the theme writes around pages: rendered once for all of which it says the same.

All that stands around what we write hangs on the language, on where the page is (links are
relative) and on what the page hides. It is rendered once, with marks where each page has
something of its own and for each link, and finished once for each place, and every page puts its
own parts there. That it hangs on
nothing else is not taken for granted: while it is rendered, the page is a `Stranger`, and where
more is read of it than that, each page is rendered whole.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

import jinja2
import mkdocs.theme
from jinja2.runtime import Context
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, get_theme_dir

from chaguan.render.assets import PACKAGE
from chaguan.render.html.finish import Finish, finished_part
from chaguan.render.html.kept_frame import (
    MARKS,
    NOBODY,
    Kept,
    KeptPieces,
    Stranger,
    is_alike,
    place,
    ways,
)
from chaguan.render.html.marked_links import out_of_json
from chaguan.render.html.themes import THEMES

from .environment import OWN_FOLDER
from .marked_links import are_known, links_from, marking

if TYPE_CHECKING:
    from chaguan.render.pages.page_frame import Frame

MOST: Final = 100
"""How many of them are kept; each has some kilobytes."""
_SWITCH: Final = 'id="__toc"'
"""With it, the labels of a page's headings are valid as the theme writes them."""
OWN_PARTS: Final = f"{OWN_FOLDER}own_parts.html"
BLOCKS: Final = ("htmltitle", "extrahead", "content")
"""Those that each page has; a list of headings only some have."""
ALIKE: Final = {
    "alternate": "partials/alternate.html",
    "copyright": "partials/copyright.html",
}
"""Parts that differ in the ways to a page's other languages alone."""
_BASE: Final = "Chaguan  base"
"""Stands for the way to the site's root, which the theme tells its scripts."""
AROUND: Final = f"{OWN_FOLDER}around.html"
"""The templates that a page's own is put upon, and in which the marks stand."""


class Around:
    """What stands around the pages of one build."""

    def __init__(
        self,
        env: jinja2.Environment,
        config: MkDocsConfig,
        navigations: Iterable[Navigation],
        finish: Finish,
    ) -> None:
        self._config, self._finish = config, finish
        self._is_plain = is_plain(env, config)
        self._ways = {way for each in navigations for way in ways(each.items)}
        self._frames: dict[tuple[object, ...], str | None] = {}
        """What stands around pages wherever they are, with its links marked."""
        self._kept: dict[object, Kept | None] = {}
        self._words: dict[str, object] = {}
        self._marking = marking(env)
        self._pieces: dict[str, dict[str, object]] = {}
        self._alike: dict[object, Mapping[str, str]] = {}
        self._blocks: dict[str, dict[str, list[Callable[[Context], Iterator[str]]]]] = {}
        """Of each template, its own and those of all that it extends."""

    def page(self, page: Page, shown: Mapping[str, Any], language: str) -> bytes | None:
        """A finished page; None where it is not one of many alike, and to be rendered whole."""
        if not self._is_plain or not is_alike(page, shown["nav"]):
            return None
        url, name = place(page.url, self._ways)
        kind = (
            language, *page.meta["hide"], page.is_homepage, _has_headings(page),
            bool(page.canonical_url), bool(page.meta.get("description")),
        )  # fmt: skip
        if kind not in self._frames:
            stranger = Stranger(page, f"{NOBODY}/", has_headings=_has_headings(page))
            self._frames[kind] = self._around(stranger, shown, language)
        key = (url, kind)
        if key not in self._kept:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = self._at(url, self._frames[kind])
        kept = self._kept[key]
        if kept is None or not kept.fits(name):
            return None
        own = self._own(page, shown, language)
        if _SWITCH in own["content"] or _SWITCH in own.get("toc", ""):
            return None
        own |= {
            "title": str(page.title),
            "description": str(page.meta.get("description") or ""),
            "canonical": str(page.canonical_url),
            "skip": "".join(each.url.removeprefix("#") for each in [*page.toc][:1]),
        }
        return kept.filled(own)

    def _own(self, page: Page, shown: Mapping[str, Any], language: str) -> dict[str, str]:
        """The parts that a page writes by itself."""
        given = {
            **shown, **self._with_pieces(shown, language),
            "page": page, "lang": self._words[language], "upon": OWN_PARTS,
        }  # fmt: skip
        context = self._laid_out(page.meta["template"], given)
        own = {name: "".join(context.blocks[name][0](context)) for name in BLOCKS}
        if _has_headings(page):
            own["toc"] = "".join(context.blocks["toc"][0](context))
        own |= self._alike_parts(given, language)
        frame: Frame = shown["frame"]
        led = links_from(page.url, {each.language: each.href for each in frame.alternates})
        return {name: finished_part(led(part)) for name, part in own.items()}

    def _laid_out(self, name: str, given: dict[str, Any]) -> Context:
        """What the blocks of a template are rendered with: itself and all that it extends."""
        template = self._marking.get_template(name)
        context = template.new_context(given)
        if name in self._blocks:
            context.blocks = self._blocks[name]
            return context
        deque(template.root_render_func(context), maxlen=0)  # as it extends others, by and by
        if not context.vars:
            self._blocks[name] = context.blocks
        return context

    def _with_pieces(self, shown: Mapping[str, Any], language: str) -> dict[str, object]:
        """What several pages show in the same way, whose links are marked until they are there."""
        if language not in self._pieces:
            given: dict[str, object] = {"t": shown["t"], "kept": KeptPieces()}
            parts = self._marking.get_template("chaguan/parts.html").make_module(given)
            given["parts"] = parts
            blocks = self._marking.get_template("chaguan/blocks.html").make_module(given)
            self._pieces[language] = {"parts": parts, "blocks": blocks}
        return self._pieces[language]

    def _alike_parts(self, given: Mapping[str, Any], language: str) -> Mapping[str, str]:
        """What all pages of a language say but for the ways to their own other languages."""
        frame: Frame = given["frame"]
        others = tuple([(each.is_here, each.is_translation) for each in frame.alternates])
        key = (language, others, frame.next_meeting)
        if key not in self._alike:
            shown = {**given, "frame": frame.led_by(NOBODY)}
            self._alike[key] = {
                name: self._marking.get_template(partial).render(shown)
                for name, partial in ALIKE.items()
            }
        return self._alike[key]

    def _at(self, url: str, html: str | None) -> Kept | None:
        """The same for pages at an address."""
        if html is None:
            return None
        led = links_from(url, {})(html)
        return Kept(self._finish.of(led.replace(_BASE, get_relative_url(".", url))))

    def _around(self, page: Stranger, shown: Mapping[str, Any], language: str) -> str | None:
        """What may be kept; None where it says more of the page."""
        given = {
            **get_context(shown["nav"], (), self._config, cast("Page", page)), **shown,
            "page": page, "base_url": _BASE, "extra_css": [NOBODY], "extra_javascript": [NOBODY],
        }  # fmt: skip
        words = self._marking.get_template("partials/language.html").make_module(given)
        self._words[language] = words
        html = out_of_json(self._marking.get_template(AROUND).render({**given, "marks": MARKS}))
        if page.toc:
            headings = self._marking.get_template("partials/toc.html").render(
                {**given, "lang": words}
            )
            if html.count(headings) == 1:
                html = html.replace(headings, MARKS["toc"])
        if page.asked or NOBODY in html or html.count(MARKS["toc"]) > 1 or _SWITCH in html:
            return None
        return html


def _has_headings(page: Page) -> bool:
    return any(True for _ in page.toc)


def is_plain(env: jinja2.Environment, config: MkDocsConfig) -> bool:
    """Whether all templates are ours or of a theme we know, so that it is known what they read."""
    theme, loader = config.theme, env.loader
    if theme.name not in THEMES or theme.custom_dir:
        return False
    engine = mkdocs.theme.__file__.rpartition("theme.py")[0] + "templates"
    folders = [str(PACKAGE / "templates"), get_theme_dir(theme.name), engine]
    if not isinstance(loader, jinja2.FileSystemLoader) or not are_known(env):
        return False
    return folders == list(theme.dirs) == list(loader.searchpath)

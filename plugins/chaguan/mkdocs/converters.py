"""The engine's converters: one is kept for all texts that are read alike.

To set one up takes as long as a text of two pages. Where all that it is made of is known to
forget a text wholly, it is told the next page; else each text has a converter of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from chaguan.markdown.block_lines import BlockLines
from chaguan.markdown.commonmark import CommonMark
from chaguan.markdown.reusable import is_reusable

from .markdown_settings import text_settings

_TOLD: Final = frozenset("md file files config title present_anchor_ids links_to_anchors".split())
"""What the engine's own processors know of a page; of one that knows more, nothing is kept."""


@dataclass(frozen=True)
class _Converter:
    """A converter that the engine has set up for its first page."""

    md: Any
    blocks: BlockLines
    settings: tuple[Any, ...]
    """What it was set up with."""
    processors: tuple[Any, ...]
    """The engine's own, which find a page's title and anchors, and where its links lead."""
    tells_links: bool
    """Whether pages are told the anchors that they link to."""

    def forgets(self) -> bool:
        """Whether all that it is made of forgets a text, or is told the next page."""
        is_known = all(vars(each).keys() <= _TOLD for each in self.processors)
        return is_known and is_reusable(*self.settings)

    def convert(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Give a page its text, as `Page.render` does."""
        for each in self.processors:
            told = {"file": page.file, "files": files, "config": config, "title": None}
            told |= {"present_anchor_ids": set(), "links_to_anchors": {}}
            vars(each).update({name: told[name] for name in vars(each).keys() & told.keys()})
        self.blocks.begin(page.markdown or "")
        page.content = self.md.reset().convert(page.markdown)
        page.toc = get_toc(getattr(self.md, "toc_tokens", []))
        found = [item for each in self.processors for item in vars(each).items()]
        page._title_from_render = dict(found).get("title")
        page.present_anchor_ids = {
            anchor for name, anchors in found if name == "present_anchor_ids" for anchor in anchors
        }
        if self.tells_links:
            page.links_to_anchors = dict(found)["links_to_anchors"]


class Converters:
    """The converters of a process, by language and by whether their texts are trusted."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, bool], _Converter] = {}

    def convert(
        self, page: Page, config: MkDocsConfig, files: Files, language: str, *, is_trusted: bool
    ) -> BlockLines:
        """Give a page its text as HTML; returns the lines in it that stand for lists."""
        own = text_settings(config, is_trusted=is_trusted)
        settings = (own["markdown_extensions"], own["mdx_configs"])
        # What fails is not used again: it has not come to its end.
        kept = self._kept.pop((language, is_trusted), None)
        if kept is not None and kept.settings == settings:
            kept.convert(page, own, files)
            self._kept[language, is_trusted] = kept
            return kept.blocks
        new = _set_up(page, own, files, language)
        if new.forgets():
            self._kept[language, is_trusted] = new
        return new.blocks


def _set_up(page: Page, config: MkDocsConfig, files: Files, language: str) -> _Converter:
    """A converter that the engine has made for a page, and that has given it its text."""
    blocks, ours = BlockLines(page.markdown or ""), CommonMark(language)
    settings = (config["markdown_extensions"], config["mdx_configs"])
    config["markdown_extensions"] = [*config["markdown_extensions"], blocks, ours]
    Page.render(page, config, files)
    md = ours.md
    processors = tuple(
        each
        for registry in (md.preprocessors, md.treeprocessors)
        for each in registry
        if type(each).__module__ == Page.__module__
    )
    return _Converter(md, blocks, settings, processors, page.links_to_anchors is not None)


CONVERTERS: Final = Converters()

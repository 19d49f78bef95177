"""The engine's converters: one is kept for all texts that are read alike.

To set one up takes as long as a text of two pages. Where all that it is made of is known to
forget a text wholly, it is told the next page; else each text has a converter of its own.
"""

from __future__ import annotations

from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from chaguan.markdown.block_lines import BlockLines
from chaguan.markdown.commonmark import CommonMark
from chaguan.markdown.kept_converter import KeptConverter

from .markdown_settings import text_settings

_TOLD: Final = frozenset("md file files config title present_anchor_ids links_to_anchors".split())
"""What the engine's own processors know of a page; of one that knows more, nothing is kept."""


class Converters:
    """The converters of a process, by language and by whether their texts are trusted."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, bool], KeptConverter] = {}

    def convert(
        self, page: Page, config: MkDocsConfig, files: Files, language: str, *, is_trusted: bool
    ) -> BlockLines:
        """Give a page its text as HTML; returns the lines in it that stand for lists."""
        own = text_settings(config, is_trusted=is_trusted)
        settings = (own["markdown_extensions"], own["mdx_configs"])
        # What fails is not used again: it has not come to its end.
        kept = self._kept.pop((language, is_trusted), None)
        if kept is not None and kept.settings == settings:
            _convert(kept, page, own, files)
            self._kept[language, is_trusted] = kept
            return kept.blocks
        new = _set_up(page, own, files, language)
        if new.forgets(_TOLD):
            self._kept[language, is_trusted] = new
        return new.blocks


def _convert(kept: KeptConverter, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Give a page its text, as `Page.render` does."""
    told: dict[str, Any] = {"file": page.file, "files": files, "config": config, "title": None}
    told |= {"present_anchor_ids": set(), "links_to_anchors": {}}
    page.content = kept.html(page.markdown or "", told)
    page.toc = get_toc(kept.headings())
    page._title_from_render = next(reversed(kept.found("title")), None)
    page.present_anchor_ids = set().union(*kept.found("present_anchor_ids"))
    if kept.tells_links:
        page.links_to_anchors = kept.found("links_to_anchors")[-1]


def _set_up(page: Page, config: MkDocsConfig, files: Files, language: str) -> KeptConverter:
    """A converter that the engine has made for a page, and that has given it its text."""
    blocks, ours = BlockLines(page.markdown or ""), CommonMark(language)
    settings = (config["markdown_extensions"], config["mdx_configs"])
    config["markdown_extensions"] = [*config["markdown_extensions"], blocks, ours]
    Page.render(page, config, files)
    tells_links = page.links_to_anchors is not None
    return KeptConverter.of(ours, blocks, settings, Page.__module__, tells_links=tells_links)


CONVERTERS: Final = Converters()

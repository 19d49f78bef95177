"""A converter that was set up for one text, and is kept for those that are read alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Self

from chaguan.model.frozen import dataclass

from .block_lines import BlockLines
from .commonmark import CommonMark
from .reusable import is_reusable


@dataclass(frozen=True)
class KeptConverter:
    """A converter (`Markdown`), and those of its processors that are told of each page."""

    md: Any
    blocks: BlockLines
    settings: tuple[Any, ...]
    """What it was set up with: extensions, and their configuration."""
    processors: tuple[Any, ...]
    """The engine's own, which find a page's title and anchors, and where its links lead."""
    tells_links: bool
    """Whether pages are told the anchors that they link to."""

    @classmethod
    def of(
        cls,
        ours: CommonMark,
        blocks: BlockLines,
        settings: tuple[Any, ...],
        engine: str,
        *,
        tells_links: bool,
    ) -> Self:
        """The one for which `ours` was used; `engine` is the module of those processors."""
        md = ours.md
        processors = tuple(
            each
            for registry in (md.preprocessors, md.treeprocessors)
            for each in registry
            if type(each).__module__ == engine
        )
        return cls(md, blocks, settings, processors, tells_links)

    def forgets(self, told: Collection[str]) -> bool:
        """Whether all that it is made of forgets a text, or is `told` the next page."""
        is_known = all(vars(each).keys() <= set(told) for each in self.processors)
        return is_known and is_reusable(*self.settings)

    def html(self, text: str, told: Mapping[str, Any]) -> str:
        """A text as HTML; each of the processors is told what it knows of a page."""
        for each in self.processors:
            vars(each).update({name: told[name] for name in vars(each).keys() & told.keys()})
        self.blocks.begin(text)
        return str(self.md.reset().convert(text))

    def headings(self) -> Any:
        """The headings of the last text, as Python-Markdown tells them."""
        return getattr(self.md, "toc_tokens", [])

    def found(self, name: str) -> list[Any]:
        """What each of the processors that looks for something of that name has found of it."""
        return [vars(each)[name] for each in self.processors if name in vars(each)]

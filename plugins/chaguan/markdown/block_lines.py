"""Lines that stand for lists, on their way through the Markdown parser.

Each becomes a paragraph with a mark that no text can hold, since it is made of the text's own
hash: so contributed HTML cannot forge one. The parser, not a search in text, says where a line
stands of its own: in code, in HTML and in attributes there is none.
"""

from __future__ import annotations

from hashlib import blake2b
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from chaguan.load import MOST_IN_A_TEXT, BlockLine, block_lines
from chaguan.model import Block

BEFORE_ALL_OTHERS = 170


class BlockLines(Extension):
    """The blocks of one text, in the order in which they stand."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.begin(markdown)

    def begin(self, markdown: str) -> None:
        """Be those of another text, which is converted next."""
        self.mark = f"block{blake2b(markdown.encode(errors='replace'), digest_size=16).hexdigest()}"
        self.found: list[Block] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        processor = _BlockProcessor(md.parser, self)
        md.parser.blockprocessors.register(processor, "chaguan-blocks", BEFORE_ALL_OTHERS)


class _BlockProcessor(BlockProcessor):
    def __init__(self, parser: BlockParser, lines: BlockLines) -> None:
        super().__init__(parser)
        self._lines = lines

    def test(self, parent: Element, block: str) -> bool:
        return parent is self.parser.root and self._first(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        text = blocks.pop(0)
        line = self._first(text)
        assert line is not None
        assert line.block is not None
        if text[: line.start].strip():
            self.parser.parseBlocks(parent, [text[: line.start].rstrip("\n")])
        found = self._lines.found
        SubElement(parent, "p").text = f"{self._lines.mark}n{len(found)}z"
        found.append(line.block)
        if text[line.end :].strip():
            blocks.insert(0, text[line.end :].lstrip("\n"))

    def _first(self, text: str) -> BlockLine | None:
        """The first line that is understood, while there is room for it."""
        if len(self._lines.found) >= MOST_IN_A_TEXT:
            return None
        return next((line for line in block_lines(text) if line.block is not None), None)

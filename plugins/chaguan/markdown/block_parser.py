"""Blocks of a text to elements: CommonMark's rules, and the site's own processors within them.

In place of Python-Markdown's parser, whose rules for lists, quotations and code differ. What
extensions of the site know (admonitions, tabs, definition lists, footnotes …) is still read by
their processors, which are asked wherever a paragraph would begin. Those that own what is
indented below them are handed it in one piece, with a mark in place of each empty line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString, code_escape

from .additions import add_table
from .block_nodes import BlockKind, BlockNode, has_gap
from .line_reader import LineReader
from .line_starts import CODE_INDENT, end_of_html, owned
from .link_targets import Target

BLANK: Final = "\x02\x03"
"""Stands for an empty line on its way through a processor; no text can hold it."""
_OWNERS: Final = frozenset(
    ("admonition", "details", "tabbed", "footnote", "defindent", "deflist", "abbr")
)
"""Processors that read what is indented below their first line, and nothing else."""
_CORE: Final = (
    "empty indent code hashheader setextheader hr olist ulist quote reference paragraph table"
).split()
"""Processors whose work is done here."""
_HTML_PLACEHOLDER: Final = "\x02wzxhzdk:"
_HTML: Final = "markdown_block"
"""The processor of Markdown within HTML."""
_OURS: Final = ("markdown.", "pymdownx.saneheaders", "pymdownx.superfences", "pymdownx.quotes")

Changed = Callable[[str], str]
"""Changes the first line of a block, or the addresses in HTML."""


class CommonMarkParser(BlockParser):
    """Reads blocks as CommonMark does."""

    targets: dict[str, Target]
    """Where links by reference lead, by label."""
    _fences: Preprocessor | None
    _html_blocks: Preprocessor
    _quoted: Callable[[Element], None]
    _started: Changed
    _linked: Changed
    _extensions: list[tuple[str, BlockProcessor]] | None

    @classmethod
    def of(cls, parser: BlockParser) -> CommonMarkParser:
        """`parser` itself, reading so from now on: extensions hold it already."""
        parser.__class__ = cls
        assert isinstance(parser, cls)
        return parser

    def set_up(
        self,
        fences: Preprocessor | None,
        html_blocks: Preprocessor,
        quoted: Callable[[Element], None],
        started: Changed,
        linked: Changed,
    ) -> None:
        """What the site's extensions do for fences and for HTML, and what is done to blocks."""
        self.targets = {}
        self._fences, self._html_blocks = fences, html_blocks
        self._quoted, self._started, self._linked = quoted, started, linked
        self._extensions = None

    def forget(self) -> None:
        """Forget the last text."""
        self.targets.clear()

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802
        self._parse(parent, text.split("\n"))

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        text = "\n\n".join(blocks)
        blocks.clear()
        self._parse(parent, text.split("\n"))

    def _parse(self, parent: Element, lines: list[str]) -> None:
        if any(BLANK in line for line in lines):
            lines = ["" if line.strip(" ") == BLANK else line for line in lines]
        is_first_plain = False
        is_tight = self.state.isstate("list")
        while lines:
            reader = LineReader(lambda block, top: self._taken(parent, block, top), self.targets)
            lines = reader.read(lines, is_first_plain)
            nodes = reader.root.children
            self._show(parent, nodes, is_tight=is_tight and not has_gap(nodes))
            is_first_plain = False
            if lines:
                left = self._extended(parent, lines)
                is_first_plain = left is None
                lines = lines if left is None else left

    @property
    def _processors(self) -> list[tuple[str, BlockProcessor]]:
        """Those of the site's extensions, in their order."""
        if self._extensions is None:
            registry = self.blockprocessors
            named = {
                id(registry[name]): name for name in (*_CORE, *_OWNERS, _HTML) if name in registry
            }
            every = ((named.get(id(each), ""), each) for each in registry)
            self._extensions = [
                (name, processor)
                for name, processor in every
                if name not in _CORE or not type(processor).__module__.startswith(_OURS)
            ]
        return self._extensions

    def _taken(self, parent: Element, block: str, is_top: bool) -> bool:
        """Whether a processor of the site takes a block."""
        return self._taker(parent if is_top else Element("div"), block) is not None

    def _taker(self, parent: Element, block: str) -> tuple[str, BlockProcessor] | None:
        if block.startswith("<"):
            return ("", self._processors[0][1]) if self._is_markdown_in_html(block) else None
        for name, processor in self._processors:
            if processor.test(parent, block) and _means(name, processor, block):
                return name, processor
        return None

    def _is_markdown_in_html(self, block: str) -> bool:
        """Whether a tag asks for Markdown within it, and the site's extensions know of that."""
        return "markdown=" in block.partition(">")[0] and _HTML in self.blockprocessors

    def _extended(self, parent: Element, lines: list[str]) -> list[str] | None:
        """Let a processor of the site read a block; the lines after it, or None if it refuses."""
        first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
        lines = lines[first:]
        end = next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
        if lines[0].startswith("<"):
            return self._html(parent, lines)
        taker = self._taker(parent, "\n".join(lines[:end]))
        if taker is None:
            return None
        name, processor = taker
        lines[:end] = map(self._started, lines[:end])
        if name in _OWNERS:
            end = owned(lines, end)
            own = [line if line.strip() else " " * CODE_INDENT + BLANK for line in lines[:end]]
            blocks, after = ["\n".join(own)], lines[end:]
        else:
            blocks, after = self._with_code_aside(lines).split("\n\n"), []
        if processor.run(parent, blocks) is False:
            return None
        rest = "\n\n".join(blocks).split("\n") if blocks else []
        rest = ["" if line.strip(" ") == BLANK else line for line in rest]
        return [*rest, *after]

    def _with_code_aside(self, lines: list[str]) -> str:
        """`lines` with a placeholder for each fenced block: processors cut at empty lines."""
        return "\n".join(self._fences.run(lines) if self._fences else lines)

    def _html(self, parent: Element, lines: list[str]) -> list[str]:
        """HTML whose tag asks for Markdown within it, up to where it is closed."""
        end = end_of_html(lines)
        html = self._with_code_aside(lines[:end]).split("\n")
        blocks = "\n".join(self._html_blocks.run(html)).split("\n\n")
        processor = self.blockprocessors[_HTML]
        while blocks:
            is_own = bool(blocks[0].strip()) and processor.test(parent, blocks[0])
            if is_own and processor.run(parent, blocks) is not False:
                continue
            block = blocks.pop(0)
            if block.strip():
                SubElement(parent, "p").text = block.strip()
        return lines[end:]

    def _show(self, parent: Element, nodes: list[BlockNode], *, is_tight: bool) -> None:
        for node in nodes:
            match node.kind:
                case BlockKind.PARAGRAPH:
                    self._paragraph(parent, node, is_tight)
                case BlockKind.HEADING:
                    text = "\n".join(node.lines).strip()
                    SubElement(parent, f"h{node.level}").text = text
                case BlockKind.RULE:
                    SubElement(parent, "hr")
                case BlockKind.QUOTE:
                    quote = SubElement(parent, "blockquote")
                    self._within("blockquote", quote, node)
                    self._quoted(quote)
                case BlockKind.LIST:
                    self._list(parent, node)
                case BlockKind.CODE:
                    while node.lines and not node.lines[-1].strip():
                        node.lines.pop()
                    while node.lines and not node.lines[0].strip():
                        node.lines.pop(0)
                    _code(parent, "\n".join(node.lines), "")
                case BlockKind.FENCE:
                    self._fence(parent, node)
                case BlockKind.HTML:
                    html = self._linked("\n".join(node.lines))
                    _add_text(parent, self.md.htmlStash.store(html))
                case BlockKind.TABLE:
                    add_table(parent, node.lines, node.aligned)
                case BlockKind.EXTENSION:
                    self._parse(parent, node.lines)
                case _:
                    raise AssertionError(node.kind)

    @staticmethod
    def _paragraph(parent: Element, node: BlockNode, is_tight: bool) -> None:
        text = "\n".join(node.lines).rstrip(" ")
        if not text:
            return
        if not is_tight:
            SubElement(parent, "p").text = text
        elif len(parent):
            last = parent[-1]
            last.tail = f"{last.tail}\n{text}" if last.tail else f"\n{text}"
        else:
            parent.text = f"{parent.text}\n{text}" if parent.text else text

    def _list(self, parent: Element, node: BlockNode) -> None:
        shown = SubElement(parent, "ol" if node.is_ordered else "ul")
        if node.is_ordered and node.start != 1:
            shown.set("start", str(node.start))
        is_tight = not node.is_loose()
        for item in node.children:
            state = "list" if is_tight else "looselist"
            self._within(state, SubElement(shown, "li"), item)

    def _within(self, state: str, parent: Element, node: BlockNode) -> None:
        """Show what `node` holds, while extensions can see within what they are."""
        self.state.set(state)
        self._show(parent, node.children, is_tight=state == "list")
        self.state.reset()

    def _fence(self, parent: Element, node: BlockNode) -> None:
        """Code between fences, written so that the site's own processor of fences takes it."""
        code = "\n".join(node.lines)
        if self._fences is not None:
            longest = 3
            while "`" * longest in code:
                longest += 1
            fence = "`" * longest
            before = self.md.htmlStash.html_counter
            made = self._fences.run([f"{fence}{node.info}", *node.lines, fence])
            text = "\n".join(made).strip()
            if self.md.htmlStash.html_counter > before and not text.startswith(fence):
                SubElement(parent, "p").text = text
                return
        _code(parent, code, node.info)


def _means(name: str, processor: BlockProcessor, block: str) -> bool:
    """Whether a processor that would look at any block finds its own in this one."""
    if name == _HTML:
        return _HTML_PLACEHOLDER in block
    sought = getattr(processor, "RE", None)
    return not isinstance(sought, re.Pattern) or sought.search(block) is not None


def _code(parent: Element, code: str, info: str) -> None:
    shown = SubElement(SubElement(parent, "pre"), "code")
    language = info.split()[0] if info.split() else ""
    if language and "{" not in language:
        shown.set("class", f"language-{language}")
    shown.text = AtomicString(code_escape(f"{code}\n" if code else ""))


def _add_text(parent: Element, text: str) -> None:
    """Add text between blocks."""
    if len(parent):
        parent[-1].tail = f"{parent[-1].tail or ''}\n{text}\n"
    else:
        parent.text = f"{parent.text or ''}\n{text}\n"

"""Lines to blocks, as CommonMark reads them: what is open goes on or ends, or something begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from .additions import aligned_by
from .block_nodes import BlockKind, BlockNode
from .line_starts import ATX, ATX_END, CODE_INDENT, FENCE, HTML, LIST_MARK, RULE, SETEXT, html_at
from .link_targets import Target, without_definitions

DEEPEST: Final = 60
"""Containers within each other; what lies deeper is text."""
LONGEST_BLOCK: Final = 60
"""Lines that a processor of the site is shown when it is asked whether it takes a block."""
_BEGINS: Final = frozenset("#`~*_-+<>0123456789")
"""What a line may begin with that is no paragraph."""
_EXTENDS: Final = frozenset("!?=:：/[*$\\`+\x02")
"""What a line may begin with that a processor of the site takes although a paragraph is open."""
_LEAVES: Final = frozenset((BlockKind.FENCE, BlockKind.HTML, BlockKind.CODE, BlockKind.EXTENSION))
_HOLDS: Final = frozenset((BlockKind.DOCUMENT, BlockKind.QUOTE, BlockKind.ITEM))

Extends = Callable[[str, bool], bool]
"""Whether a processor of the site takes a block; the block, and whether it stands at the top."""


class LineReader:
    """Reads the lines of one container."""

    def __init__(self, extends: Extends, references: dict[str, Target]) -> None:
        self.root = BlockNode(BlockKind.DOCUMENT, 0)
        self._open = [self.root]
        self._extends = extends
        self._references = references
        self._lines: Sequence[str] = ()
        self._number = 0

    def read(self, lines: list[str], is_first_plain: bool = False) -> list[str]:
        """Read lines up to one that a processor of the site takes; returns those that are left.

        The first is not offered to a processor where `is_first_plain`.
        """
        self._lines = lines
        for self._number, line in enumerate(lines):
            if self._takes(line, is_first_plain and self._number == 0):
                self._close(1)
                return lines[self._number :]
        self._close(1)
        return []

    def _takes(self, line: str, is_plain: bool) -> bool:
        """Read a line; true where a processor of the site takes it at the top, and it is left."""
        kept, at = self._continued(line, self._open)
        if at < 0:
            self._close(kept)
            return False
        is_lazy = self._open[-1].kind is BlockKind.PARAGRAPH
        node = self._open[kept - 1]
        while node.kind not in _LEAVES:
            words = line[at:].lstrip(" ")
            if not words:
                break
            indent = len(line) - at - len(words)
            if indent >= CODE_INDENT:
                if not is_lazy:
                    self._add(BlockKind.CODE, kept)
                    kept, at = len(self._open), at + CODE_INDENT
                break
            begins = words[0]
            is_text = is_lazy or node.kind is BlockKind.TABLE
            if not is_plain and (begins in _EXTENDS or begins == "<" or not is_text):
                outer = kept
                while self._open[outer - 1].kind not in _HOLDS:
                    outer -= 1
                if begins not in _BEGINS or begins in "<*`+":
                    first = line[at + indent :]
                    block = first if is_text else self._block(first, outer)
                    if self._extends(block, outer == 1):
                        if outer == 1:
                            return True
                        self._add(BlockKind.EXTENSION, outer)
                        kept, at = len(self._open), at + indent
                        break
            if begins in _BEGINS:
                found = self._begun(line, at, indent, kept)
                if found == -1:
                    return False
                if found is not None:
                    at, kept = found, len(self._open)
                    node, is_lazy = self._open[-1], False
                    continue
            if node.kind is BlockKind.PARAGRAPH and self._ends_paragraph(node, words, kept):
                return False
            break
        self._text(line, at, kept)
        return False

    def _continued(self, line: str, nodes: Sequence[BlockNode]) -> tuple[int, int]:
        """How many of `nodes` go on, and where the line goes on in them; -1: it ends a fence."""
        at = 0
        for number, node in enumerate(nodes):
            words = line[at:].lstrip(" ")
            indent = len(line) - at - len(words)
            match node.kind:
                case BlockKind.QUOTE:
                    if indent >= CODE_INDENT or words[:1] != ">":
                        return number, at
                    at += indent + 1
                    at += line.startswith(" ", at)
                case BlockKind.ITEM:
                    if (words and indent < node.level) or not (words or node.children):
                        return number, at
                    at = min(len(line), at + node.level)
                case BlockKind.FENCE:
                    if indent < CODE_INDENT and _closes(words, node.mark):
                        self._touch()
                        return number, -1
                    at += min(indent, node.level)
                case BlockKind.CODE:
                    if words and indent < CODE_INDENT:
                        return number, at
                    at += min(indent, CODE_INDENT)
                case BlockKind.HTML:
                    if not words and HTML[node.level].ends is None:
                        return number, at
                case BlockKind.PARAGRAPH | BlockKind.TABLE:
                    if not words:
                        return number, at
                case _:
                    pass
        return len(nodes), at

    def _begun(self, line: str, at: int, indent: int, kept: int) -> int | None:
        """Let begin what does; where the line goes on, -1 where it is over, None for nothing."""
        start = at + indent
        words = line[start:]
        begins = words[0]
        is_in_paragraph = self._open[kept - 1].kind is BlockKind.PARAGRAPH
        if begins == ">" and len(self._open) < DEEPEST:
            self._add(BlockKind.QUOTE, kept)
            return start + 1 + line.startswith(" ", start + 1)
        if begins == "#" and (found := ATX.match(words)):
            heading = self._add(BlockKind.HEADING, kept)
            heading.level = len(found.group(1))
            heading.lines = [ATX_END.sub("", words[found.end() :]).strip(" ")]
            self._open.pop()
            return -1
        if begins in "`~" and (found := FENCE.match(words)):
            fence = self._add(BlockKind.FENCE, kept)
            fence.level, fence.mark = indent, found.group(1) or found.group(3)
            fence.info = (found.group(2) or found.group(4) or "").strip()
            return -1
        if begins == "<":
            sort = html_at(line, start, self._open[-1].kind is BlockKind.PARAGRAPH)
            if sort is None:
                return None
            self._add(BlockKind.HTML, kept).level = sort
            return at
        if is_in_paragraph and begins == "-" and SETEXT.match(words):
            return None
        if begins in "*_-" and RULE.match(words):
            self._add(BlockKind.RULE, kept)
            self._open.pop()
            return -1
        return self._item(line, start, indent, kept) if len(self._open) < DEEPEST else None

    def _item(self, line: str, start: int, indent: int, kept: int) -> int | None:
        found = LIST_MARK.match(line[start:])
        if found is None:
            return None
        after = start + found.end()
        rest = line[after:].lstrip(" ")
        parent = self._open[kept - 1]
        if parent.kind is BlockKind.PARAGRAPH and (not rest or int(found.group(2) or 1) != 1):
            return None
        spaces = len(line) - after - len(rest)
        padding = spaces if rest and spaces <= CODE_INDENT else 1
        mark = found.group(1) or found.group(3)
        if parent.kind is not BlockKind.LIST or parent.mark != mark:
            parent = self._add(BlockKind.LIST, kept)
            parent.mark, parent.start = mark, int(found.group(2) or 1)
            parent.is_ordered = found.group(2) is not None
            kept = len(self._open)
        self._add(BlockKind.ITEM, kept).level = indent + found.end() + padding
        return min(len(line), after + padding)

    def _ends_paragraph(self, paragraph: BlockNode, words: str, kept: int) -> bool:
        """Whether a line makes a heading of the paragraph, or a table of its last line."""
        if words[0] in "=-" and SETEXT.match(words):
            self._take_definitions(paragraph)
            if not paragraph.lines:
                return False
            self._close(kept)
            paragraph.kind, paragraph.level = BlockKind.HEADING, 1 if words[0] == "=" else 2
            self._touch()
            self._open.pop()
            return True
        if words[0] not in "|:-":
            return False
        aligned = aligned_by(words, paragraph.lines[-1])
        if aligned is None:
            return False
        self._close(kept)
        head = paragraph.lines.pop()
        paragraph.last = self._number - 2
        if not paragraph.lines:
            self._open.pop()
            self._open[-1].children.pop()
        table = self._add(BlockKind.TABLE, len(self._open))
        table.first, table.lines, table.aligned = self._number - 1, [head], aligned
        return True

    def _text(self, line: str, at: int, kept: int) -> None:
        """Add what is left of a line to what is open for it."""
        is_blank = not line[at:].strip(" ")
        if kept < len(self._open) and not is_blank and self._open[-1].kind is BlockKind.PARAGRAPH:
            kept = len(self._open)
        self._close(kept)
        node = self._open[-1]
        match node.kind:
            case BlockKind.CODE | BlockKind.FENCE | BlockKind.EXTENSION:
                node.lines.append(line[at:])
            case BlockKind.HTML:
                node.lines.append(line[at:])
                ends = HTML[node.level].ends
                if ends is not None and ends.search(line, at):
                    self._touch()
                    self._open.pop()
            case BlockKind.PARAGRAPH | BlockKind.TABLE:
                node.lines.append(line[at:].lstrip(" "))
            case _ if not is_blank:
                self._add(BlockKind.PARAGRAPH, kept).lines.append(line[at:].lstrip(" "))
        if not is_blank or node.kind is BlockKind.FENCE:
            self._touch()
        else:
            self._touch(BlockKind.QUOTE)  # its own mark stands on an empty line, too

    def _add(self, kind: BlockKind, kept: int) -> BlockNode:
        """A block of `kind` within the innermost of the first `kept` that can hold it."""
        self._close(kept)
        while self._open[-1].kind not in _HOLDS:
            if kind is BlockKind.ITEM and self._open[-1].kind is BlockKind.LIST:
                break
            self._close(len(self._open) - 1)
        node = BlockNode(kind, self._number)
        self._open[-1].children.append(node)
        self._open.append(node)
        self._touch()
        return node

    def _touch(self, innermost: BlockKind | None = None) -> None:
        """Everything open reaches to this line, down to the `innermost` of a kind."""
        number = len(self._open)
        while innermost is not None and number and self._open[number - 1].kind is not innermost:
            number -= 1
        for node in self._open[:number]:
            node.last = self._number

    def _close(self, kept: int) -> None:
        """Close all but the first `kept` of what is open."""
        while len(self._open) > kept:
            node = self._open.pop()
            if node.kind is BlockKind.PARAGRAPH:
                self._take_definitions(node)

    def _take_definitions(self, paragraph: BlockNode) -> None:
        """Take the definitions of links out of the beginning of a paragraph."""
        paragraph.lines = without_definitions(paragraph.lines, self._references)

    def _block(self, first: str, outer: int) -> str:
        """The block that begins with `first` in the innermost of `outer` containers."""
        block, nodes = [first], self._open[:outer]
        start = self._number + 1
        for line in self._lines[start : start + LONGEST_BLOCK]:
            kept, at = self._continued(line, nodes) if outer > 1 else (1, 0)
            inner = line[at:]
            words = inner.lstrip(" ")
            if not words or kept < outer:
                break
            if len(inner) - len(words) < CODE_INDENT and FENCE.match(words):
                break
            block.append(inner)
        return "\n".join(block)


def _closes(words: str, mark: str) -> bool:
    """Whether a line ends a fence that was opened by `mark`."""
    if not words.startswith(mark):
        return False
    return not words.strip(" ").strip(mark[0])

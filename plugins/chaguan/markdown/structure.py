"""What a text is made of, told from its HTML: blocks, items, links, tables, emphasis and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple
from urllib.parse import unquote

from lxml import html as lxml_html
from lxml.etree import ParserError
from lxml.html import HtmlElement

_BLOCKS: Final = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr table thead tbody tr td th".split()
)
_INLINE: Final = {
    "a": "a", "b": "strong", "br": "br", "code": "code", "del": "del", "em": "em", "i": "em",
    "img": "img", "s": "del", "strike": "del", "strong": "strong",
}  # fmt: skip
_PAGE: Final = re.compile(r"</?(?:html|head|body|frameset)\b[^>]*>", re.IGNORECASE)
"""What there is once on a page, and what no text has."""
_SPACE: Final = re.compile(r"\s+")
_NOTE: Final = re.compile(r"#?fn(?:ref)?\d*[:-]")


class StructurePart(NamedTuple):
    """Something that begins or ends, or words."""

    what: str
    """`p`, `/p`, `text` …"""
    value: str = ""
    """The words; where a link leads; how a cell is aligned."""
    line: int = 0
    """Where in the source the block begins, if it is known."""

    @property
    def key(self) -> tuple[str, str]:
        """What is compared."""
        return self.what, self.value


def structure(html: str) -> tuple[StructurePart, ...]:
    """The parts of a text, in their order; empty for none."""
    if not html.strip():
        return ()
    try:
        # within a page of our own, or a text that begins with `<html` would be taken for one
        page = f"<html><body>{_PAGE.sub('', html)}</body></html>"
        root = lxml_html.fragment_fromstring(page, create_parent="div")
    except ParserError:  # comments and declarations alone are nothing to see
        return ()
    parts = list(_merged(_parts(root, 0, False)))
    for at, (box, block) in enumerate(pairwise(parts)):
        if box.what == "box" and block.what == "p":  # the forge puts it before the paragraph
            parts[at], parts[at + 1] = block, box
    return tuple(parts)


def _merged(parts: Iterator[StructurePart]) -> Iterator[StructurePart]:
    """The same with words in one piece, and without blanks beside blocks."""
    words: list[str] = []
    line = 0
    after_block = True
    for part in parts:
        if part.what == "text":
            words.append(part.value)
            line = line or part.line
            continue
        is_block = part.what.lstrip("/") in _BLOCKS or part.what in ("box", "br")
        text = _SPACE.sub(" ", "".join(words))
        text = text.lstrip() if after_block else text
        text = text.rstrip() if is_block else text
        if text:
            yield StructurePart("text", text, line)
        words, line = [], 0
        yield part
        after_block = is_block
    text = _SPACE.sub(" ", "".join(words))
    text = (text.lstrip() if after_block else text).rstrip()
    if text:
        yield StructurePart("text", text, line)


def _parts(element: HtmlElement, line: int, is_code: bool) -> Iterator[StructurePart]:
    if element.text:
        yield StructurePart("text", element.text, line)
    for child in element:
        if isinstance(child.tag, str):
            position = child.get("data-sourcepos", "")
            here = int(position.partition(":")[0]) if position else line
            yield from _of(child, here, is_code)
        if child.tail:
            yield StructurePart("text", child.tail, line)


def _of(element: HtmlElement, line: int, is_code: bool) -> Iterator[StructurePart]:
    tag, names = element.tag, (element.get("class") or "").split()
    if "headerlink" in names or "footnote-backref" in names:
        return
    if "admonition-title" in names:
        return
    if "admonition" in names or "cg-alert" in names:
        tag = "blockquote"
    if tag == "input" and element.get("type") == "checkbox":
        yield StructurePart("box", "x" if element.get("checked") is not None else "", line)
        return
    if tag == "a" and _NOTE.match(element.get("href") or ""):
        yield StructurePart("note", "", line)
        return
    above = element.getparent()
    if tag == "hr" and above is not None and "footnote" in (above.get("class") or ""):
        return  # it stands above the notes
    if tag in _BLOCKS:
        value = _alignment(element) if tag in ("td", "th") else ""
        if tag == "ol":
            value = element.get("start") or "1"
        yield StructurePart(tag, value, line)
        yield from _parts(element, line, is_code or tag == "pre")
        yield StructurePart(f"/{tag}", "", line)
    elif tag in _INLINE and not (is_code and tag != "a"):
        name = _INLINE[tag]
        value = _address(element.get("href" if tag == "a" else "src") or "")
        yield StructurePart(name, value, line)
        if tag not in ("br", "img"):
            yield from _parts(element, line, is_code)
            yield StructurePart(f"/{name}", "", line)
    else:
        yield from _parts(element, line, is_code)


def _address(address: str) -> str:
    return unquote(address)


def _alignment(element: HtmlElement) -> str:
    aligned = element.get("align") or ""
    style = element.get("style") or ""
    return aligned or style.partition("text-align:")[2].strip(" ;")

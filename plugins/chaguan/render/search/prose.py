"""The words of a page's HTML, and its headings, as somebody who reads it would type them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from .terms import WIDE

_SILENT: Final = frozenset({"iframe", "object", "rp", "rt", "script", "style", "svg", "template"})
_INLINE: Final = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span "
    "strong sub sup time u var wbr".split()
)
"""What does not part words: 漁<b>港</b> is read as one."""
_BLOCK: Final = "\x1e"
"""What parts blocks, since a line end within one parts no more than a space does."""
_WRAPPED: Final = re.compile(rf"(?<=[{WIDE}，。、；：！？」』）])[ \t]*\n[ \t]*(?=[{WIDE}「『（])")
"""A line end between two 漢字 parts nothing (CSS Text 4, 4.1.3)."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Prose:
    """A page in plain words."""

    text: str = ""
    """All of them, a block on each line."""
    headings: tuple[str, ...] = ()


def prose(html: str) -> Prose:
    """The words of an HTML fragment; the links that headings carry to themselves are left out."""
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<div>{html}</div>", parser)
    words: list[str] = []
    headings: list[str] = []
    starts = 0
    readings: list[str] = []  # of a block, which stand behind its words and part none of them
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag not in _INLINE:
                words.append(_BLOCK)
            if tag == "rt":
                readings.append("".join(element.itertext()))
            if _is_silent(element):
                walk.skip_subtree()
                continue
            if tag in _HEADINGS:
                starts = len(words)
            said = element.text or element.get("alt") or ""
            parent = element.getparent()
            is_code = tag == "pre" or (parent is not None and parent.tag == "pre")
            words.append(said.replace("\n", _BLOCK) if is_code else said)
        else:
            if tag in _HEADINGS:
                headings.append(_WRAPPED.sub("", "".join(words[starts:])).replace(_BLOCK, " "))
            if tag not in _INLINE:
                words.append(f" {' '.join(readings)}{_BLOCK}")
                readings.clear()
            words.append(element.tail or "")
    whole = _WRAPPED.sub("", "".join(words))
    lines = (" ".join(line.split()) for line in whole.split(_BLOCK))
    return Prose("\n".join(filter(None, lines)), tuple(headings))


def _is_silent(element: etree._Element) -> bool:
    """Whether an element stands within words and is none of them: a note's mark, a reading."""
    if element.tag == "sup":
        return any(child.get("class") == "footnote-ref" for child in element)
    return element.tag in _SILENT or element.get("class") == "headerlink"

"""Anchors of headings as the forge makes them, beside those that the site has always had."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PLACEHOLDER: Final = re.compile("\x02[^\x02\x03]*\x03")
_ESCAPED: Final = re.compile("\x02([0-9]+)\x03")
_SILENT: Final = frozenset(("sup", "svg"))


def forge_anchor(words: str) -> str:
    """What the forge calls a heading: letters, digits, `-` and `_`; each space is a hyphen."""
    kept = (
        "-" if letter == " " else letter.lower()
        for letter in words.strip()
        if letter in " -_" or unicodedata.category(letter)[0] in "LNM" or letter == "\u203f"
    )
    return "".join(kept)


def forge_anchors(headings: Iterable[str]) -> Iterator[str]:
    """What the forge calls each of a text's headings; the second of a name ends with `-1`."""
    seen: dict[str, int] = {}
    for words in headings:
        anchor = forge_anchor(words)
        number = seen.get(anchor, 0)
        seen[anchor] = number + 1
        yield f"{anchor}-{number}" if number else anchor


class ForgeAnchors(Treeprocessor):
    """Gives each heading the forge's anchor, too, where it differs and nothing else has it."""

    def run(self, root: Element) -> None:
        headings = [each for each in root.iter() if each.tag in _HEADINGS]
        if not headings:
            return
        used = {each.get("id") for each in root.iter()}
        for heading, anchor in zip(headings, forge_anchors(map(_words, headings)), strict=True):
            if anchor and anchor not in used:
                used.add(anchor)
                mark = Element("span", {"id": anchor})
                mark.tail, heading.text = heading.text, ""
                heading.insert(0, mark)


def _words(heading: Element) -> str:
    """The words of a heading, without its link to itself and without marks of notes."""
    text = "".join(_texts(heading))
    text = _ESCAPED.sub(lambda found: chr(int(found.group(1))), text)
    return _PLACEHOLDER.sub("", text)


def _texts(element: Element) -> Iterator[str]:
    if element.get("class") != "headerlink" and element.tag not in _SILENT:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""

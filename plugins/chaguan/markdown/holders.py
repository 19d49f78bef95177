"""Elements without meaning that hold the parts of a line until the site's patterns saw them."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

HOLDER: Final = "cg-line"


class Unfolded(Treeprocessor):
    """Puts the parts of each line in place of the element that held them."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            if any(child.tag == HOLDER for child in parent):
                _unfold(parent)


def _unfold(parent: Element) -> None:
    children = list(parent)
    for child in children:
        parent.remove(child)
    for child in children:
        if child.tag != HOLDER:
            parent.append(child)
            continue
        _unfold(child)
        _add(parent, child.text or "")
        for part in list(child):
            parent.append(part)
        _add(parent, child.tail or "")


def _add(parent: Element, text: str) -> None:
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text

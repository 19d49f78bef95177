"""Lists of tasks, as GitHub shows them, where no extension of the site does (GFM, 5.3)."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

BEFORE_LINES: Final = 25
_BOX: Final = re.compile(r"\[([ xX])\][ \n](?=\S|[ ])")


class Tasks(Treeprocessor):
    """Puts a box in the place of `[ ]` at the beginning of an item."""

    def run(self, root: Element) -> None:
        for item in root.iter("li"):
            holder = item
            if not (item.text or "").strip() and len(item) and item[0].tag == "p":
                holder = item[0]
            found = _BOX.match(holder.text or "")
            if found is None:
                continue
            box = Element("input", {"type": "checkbox", "disabled": ""})
            if found.group(1) != " ":
                box.set("checked", "")
            box.tail, holder.text = f" {(holder.text or '')[found.end() :]}", ""
            holder.insert(0, box)
            item.set("class", "task-list-item")

"""Lists in lists, told in words: many an editor keeps one level, and numbers it anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from .elements import NESTED, begin_with, each, filled, made, put_instead, runs

_COUNT: Final = re.compile(r"-?[0-9]{1,6}")
_MARKS: Final = ("– ", "· ")
"""Before an item of a list without numbers, by how deep it is; the last from there on."""


def flatten(root: HtmlElement) -> None:
    """Every list has items and no lists in them; an inner one's are lines with their mark."""
    for any_list in each(root, "ul", "ol"):
        _gather(any_list)
    for outer in each(root, "ul", "ol"):
        if any(above.tag in ("ul", "ol") for above in outer.iterancestors()):
            continue
        if _counts_by_itself(outer):
            _flatten_items(outer)
        else:
            put_instead(outer, filled("section", list(_lines(outer, 0))))


def _gather(any_list: HtmlElement) -> None:
    """Put what stands in a list and in no item into an item: HTML allows none, people write it."""
    loose, any_list.text = any_list.text or "", None
    for child in [None, *any_list]:
        if child is not None:
            loose, child.tail = child.tail or "", None
            if child.tag not in ("li", "ul", "ol"):
                item = made("li")
                child.addprevious(item)
                item.append(child)
                child = item
        if loose.strip():
            item = made("li", loose)
            if child is None:
                any_list.insert(0, item)
            else:
                child.addnext(item)


def _flatten_items(outer: HtmlElement) -> None:
    for item in list(outer):
        if item.tag in ("ul", "ol"):  # a list right in a list, as old editors write it
            tail, item.tail = item.tail, None
            inner = filled("li", list(_lines(item, 1)))
            put_instead(item, inner)
            inner.tail = tail
        elif next(item.iter("ul", "ol"), None) is not None:
            item[:], item.text = _told(item, 1), None


def _counts_by_itself(numbered: HtmlElement) -> bool:
    """Whether its numbers are those that an editor would give; always without numbers."""
    if numbered.tag == "ul":
        return True
    is_plain = numbered.get("start", "1") == "1" and numbered.get("reversed") is None
    return is_plain and not any(item.get("value") for item in numbered.findall("li"))


def _told(item: HtmlElement, depth: int) -> list[HtmlElement]:
    """What is in an item, the lists in it as lines."""
    found: list[HtmlElement] = []
    for block in list(runs(item)):
        if block.tag in ("ul", "ol"):
            found += _lines(block, depth)
        else:
            for inner in _outermost(block):
                put_instead(inner, filled("section", list(_lines(inner, depth))))
            found.append(block)
    return found


def _outermost(block: HtmlElement) -> list[HtmlElement]:
    """The lists in a block that are in no other one of it."""
    lists = each(block, "ul", "ol")
    return [one for one in lists if not any(above in lists for above in one.iterancestors())]


def _lines(inner: HtmlElement, depth: int) -> Iterator[HtmlElement]:
    """The items of a list as paragraphs that begin with their mark or number."""
    items = [item for item in inner if isinstance(item.tag, str)]
    number = _number(inner.get("start"), len(items) if inner.get("reversed") is not None else 1)
    step = -1 if inner.get("reversed") is not None else 1
    style = NESTED[min(depth, len(NESTED)) - 1] if depth else ""
    for item in items:
        if item.tag in ("ul", "ol"):
            yield from _lines(item, depth + 1)
            continue
        number = _number(item.get("value"), number)
        mark = f"{number}. " if inner.tag == "ol" else _MARKS[min(depth, len(_MARKS)) - 1]
        item.tail = None
        told = _told(item, depth + 1)
        if not told or told[0].tag != "p":
            told.insert(0, made("p"))
        begin_with(told[0], mark)
        for block in told:
            if style and block.tag == "p" and not block.get("style"):
                block.set("style", style)
            yield block
        number += step


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and _COUNT.fullmatch(written.strip()) else otherwise

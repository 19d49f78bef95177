"""The elements of WordPress's extended RSS (WXR 1.0 to 1.2), in one pass and within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from lxml import etree

from .export import NotAnExportError

_STRAY: Final = bytes(each for each in range(32) if each not in (9, 10, 13))
"""What XML cannot hold and WordPress writes all the same."""


@dataclass(slots=True)
class Item:
    """What is taken of one item."""

    values: dict[str, str] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    comments: int = 0


class _Bounded:
    """A file without the characters that XML cannot hold."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size).translate(None, _STRAY)


def elements(path: Path, shown: str) -> Iterator[tuple[str, etree._Element]]:
    """The channel's children, each forgotten once the next is asked for."""
    with path.open("rb") as file:
        try:
            events = etree.iterparse(
                _Bounded(file),
                events=("start", "end"),
                resolve_entities=False,
                load_dtd=False,
                no_network=True,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            )
            depth = 0
            for event, element in events:
                if event == "start":
                    depth += 1
                    if depth == 1:
                        _is_rss(element, shown)
                    continue
                depth -= 1
                if depth == 2:
                    yield etree.QName(element).localname, element
                    element.clear()
                    parent = element.getparent()
                    while parent is not None and element.getprevious() is not None:
                        del parent[0]
        except etree.XMLSyntaxError as failure:
            raise NotAnExportError("broken_xml", path=shown, reason=_reason(failure)) from failure


def _is_rss(root: etree._Element, shown: str) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotAnExportError("has_dtd", path=shown)
    if etree.QName(root).localname.lower() == "html":
        raise NotAnExportError("web_page", path=shown)
    if etree.QName(root).localname != "rss":
        raise NotAnExportError("no_wxr", path=shown)


def _reason(failure: etree.XMLSyntaxError) -> str:
    return re.sub(r",? \(?<?string>?,? ?line.*$", "", str(failure.msg or failure)).strip()


def item_of(element: etree._Element) -> Item:
    """By local name: the namespace has been written with http and https, and as 1.0 to 1.2."""
    item = Item()
    for child in element:
        name = etree.QName(child)
        match name.localname:
            case "category":
                domain = child.get("domain", "category")
                if domain in ("category", "post_tag", "tag"):
                    item.categories.append(child.text or child.get("nicename") or "")
            case "postmeta":
                key, value = (
                    next((each.text or "" for each in child if local_name(each) == wanted), "")
                    for wanted in ("meta_key", "meta_value")
                )
                if key == "_thumbnail_id":
                    item.meta[key] = value.strip()
            case "comment":
                item.comments += 1
            case "encoded":
                part = "excerpt" if "excerpt" in (name.namespace or "") else "content"
                item.values[part] = child.text or ""
            case local:
                item.values.setdefault(local, (child.text or "").strip())
    return item


def local_name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)

"""What is drawn with switches, check boxes and columns, as words and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.html import Element, HtmlElement, fragment_fromstring

from chaguan.render.text.xml_text import legible

from .portable import TAB

_HAN: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_DEEPEST: Final = 6


def in_words(html: str) -> str:
    """HTML that says what it would have drawn."""
    root = fragment_fromstring(legible(html), create_parent="div")
    for step in (_without_numbers, _tabs_as_headings, _tasks_in_text, _unfolded, _in_brackets):
        step(root)
    inner = etree.tostring(root, encoding="unicode", method="html")
    return inner.removeprefix("<div>").removesuffix("</div>")


def _without_numbers(root: HtmlElement) -> None:
    """Code beside its line numbers: the code alone."""
    for table in _each(root, "table", "highlighttable"):
        for code in _each(table, "td", "code"):
            block = code.find(".//pre")
            if block is not None:
                block.tail = None
                _put_instead(table, block)
    for number in _each(root, "span", "linenos"):
        _put_instead(number)


def _tabs_as_headings(root: HtmlElement) -> None:
    """Each tab below a heading, one level deeper than the last before them."""
    level = 2
    for element in list(root.iter()):
        if isinstance(element.tag, str) and re.fullmatch("h[1-6]", element.tag):
            level = int(element.tag[1])
        elif element.tag == "div" and "tabbed-set" in element.classes:
            section = Element("div")
            for label, block in _tabs(element):
                heading = deepcopy(label)
                heading.tag, heading.tail = f"h{min(level + 1, _DEEPEST)}", None
                heading.attrib.clear()
                heading.set("class", TAB)
                section.append(heading)
                block.tail = None
                section.append(block)
            _put_instead(element, section)


def _tabs(tabs: HtmlElement) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    """Labels and what they show, in either way in which pymdownx.tabbed writes them."""
    labels = [label for bar in tabs.findall("div") for label in bar.findall("label")]
    if "tabbed-alternate" in tabs.classes:
        blocks = [each for part in _own(tabs, "tabbed-content") for each in part.findall("div")]
    else:
        labels, blocks = tabs.findall("label"), _own(tabs, "tabbed-content")
    yield from zip(labels, blocks, strict=False)


def _tasks_in_text(root: HtmlElement) -> None:
    for box in list(root.iter("input")):
        if box.get("type") != "checkbox":
            _put_instead(box)
            continue
        control = box.getparent()
        mark = "☐" if box.get("checked") is None else "☑"
        is_drawn = control is not None and control.tag == "label"
        _put_instead(control if is_drawn and control is not None else box, mark)


def _unfolded(root: HtmlElement) -> None:
    """The line of `<details>` as a bold paragraph: feedparser drops its tags, not its words."""
    for folded in list(root.iter("details")):
        folded.tag = "div"
        folded.attrib.pop("open", None)
        for line in folded.findall("summary"):
            bold = deepcopy(line)
            bold.tag, bold.tail = "strong", None
            paragraph = Element("p")
            paragraph.append(bold)
            _put_instead(line, paragraph)


def _in_brackets(root: HtmlElement) -> None:
    """Ruby for clients that cannot draw it (HTML, 4.5.10): `漢（hàn）`."""
    for ruby in root.iter("ruby"):
        if ruby.find(".//rp") is not None:
            continue
        left, right = "（）" if _HAN.search(ruby.text_content()) else "()"
        for reading in list(ruby.iter("rt")):
            opening, closing = Element("rp"), Element("rp")
            opening.text, closing.text = left, right
            closing.tail, reading.tail = reading.tail, None
            reading.addprevious(opening)
            reading.addnext(closing)


def _each(root: HtmlElement, tag: str, name: str) -> list[HtmlElement]:
    return [each for each in root.iter(tag) if name in each.classes]


def _own(parent: HtmlElement, name: str) -> list[HtmlElement]:
    return [each for each in parent.findall("div") if name in each.classes]


def _put_instead(old: HtmlElement, new: HtmlElement | str = "") -> None:
    """`new` where `old` stood, and what came after it."""
    tail = old.tail or ""
    if not isinstance(new, str):
        new.tail = tail
        old.addprevious(new)
        old.tail = None
        old.drop_tree()
        return
    old.tail = f"{new}{tail}"
    old.drop_tree()

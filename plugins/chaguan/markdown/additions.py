"""What GitHub adds to CommonMark: alerts, lists of tasks, anchors of headings, tables (GFM)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

from chaguan.locales import Vocabulary

from .line_starts import DELIMITER_ROW

ALERT: Final = re.compile(
    r"[ ]*\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ ]*(?:\n|$)", re.IGNORECASE
)
_ADMONITION: Final = re.compile(
    r"(?P<head>(?:!!!|\?\?\?\+?)[ ]+(?P<kind>[\w-]+)(?:[ ]+[\w-]+)*)[ ]*$"
)
"""The first line of an admonition or of one to open, that has no title."""
CLASSES: Final = {"important": "info", "caution": "danger"}
"""What Material calls those that it knows by another name."""

BEFORE_LINES: Final = 25
_BOX: Final = re.compile(r"\[([ xX])\][ \n](?=\S|[ ])")

_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PLACEHOLDER: Final = re.compile("\x02[^\x02\x03]*\x03")
_ESCAPED: Final = re.compile("\x02([0-9]+)\x03")
_SILENT: Final = frozenset(("sup", "svg"))

_CUT: Final = re.compile(r"(\\.)|(\|)")


def show_alert(quote: Element, words: Vocabulary) -> None:
    """Make an admonition of a quotation that begins as an alert; leave others as they are."""
    first = quote[0] if len(quote) else None
    found = ALERT.match(first.text or "") if first is not None and first.tag == "p" else None
    if first is None or found is None:
        return
    kind = found.group(1).lower()
    first.text = (first.text or "")[found.end() :]
    if not first.text.strip() and not len(first):
        quote.remove(first)
    quote.tag = "div"
    quote.set("class", f"admonition {CLASSES.get(kind, kind)}")
    title = Element("p", {"class": "admonition-title"})
    title.text = words(f"markdown.{kind}")
    quote.insert(0, title)


def with_title(line: str, words: Vocabulary) -> str:
    """The first line of an admonition with its title in the page's language."""
    found = _ADMONITION.match(line)
    if found is None:
        return line
    kind = found["kind"].lower()
    title = words.of("markdown", kind)
    return f'{found["head"]} "{title}"' if title != kind else line


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


def cells(row: str) -> list[str]:
    """The cells of a row; `\\|` is a bar within one, also in code."""
    row = row.strip()
    found, begun = [], 0
    for each in _CUT.finditer(row):
        if each.group(2):
            found.append(row[begun : each.start()])
            begun = each.end()
    found.append(row[begun:])
    if row.startswith("|"):
        found = found[1:]
    if len(found) > 1 or row.endswith("|"):
        found = found[:-1] if not found[-1].strip() else found
    return [each.strip().replace("\\|", "|") for each in found]


def aligned_by(row: str, head: str) -> tuple[str, ...] | None:
    """How the second line of a table aligns its columns; None where there is no table."""
    if not DELIMITER_ROW.match(row.strip()):
        return None
    marks = cells(row)
    if len(marks) != len(cells(head)) or not all(marks):
        return None
    return tuple(_alignment(each) for each in marks)


def add_table(parent: Element, rows: list[str], aligned: tuple[str, ...]) -> None:
    """A table of `rows`, the first of which is its head, below `parent`."""
    shown = SubElement(parent, "table")
    _row(SubElement(shown, "thead"), cells(rows[0]), aligned, "th")
    if len(rows) > 1:
        body = SubElement(shown, "tbody")
        for row in rows[1:]:
            _row(body, cells(row), aligned, "td")


def _row(parent: Element, texts: list[str], aligned: tuple[str, ...], tag: str) -> None:
    row = SubElement(parent, "tr")
    for number, alignment in enumerate(aligned):
        cell = SubElement(row, tag)
        cell.text = texts[number] if number < len(texts) else ""
        if alignment:
            cell.set("style", f"text-align: {alignment};")


def _alignment(mark: str) -> str:
    if mark.startswith(":") and mark.endswith(":") and len(mark) > 1:
        return "center"
    return "left" if mark.startswith(":") else "right" if mark.endswith(":") else ""

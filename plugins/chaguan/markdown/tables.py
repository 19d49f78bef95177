"""Tables as GitHub reads them (GFM, 4.10): cells are cut before anything in them is read."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from .line_starts import DELIMITER_ROW

_CUT: Final = re.compile(r"(\\.)|(\|)")


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


def table(parent: Element, rows: list[str], aligned: tuple[str, ...]) -> None:
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

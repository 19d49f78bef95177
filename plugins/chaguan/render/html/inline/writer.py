"""The one writer of HTML whose styles stand in its tags, for copies, digests and mail."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from chaguan.locales import Vocabulary
from chaguan.model.frozen import dataclass
from chaguan.render.html.portable import portable, without_permalinks
from chaguan.render.text.xml_text import legible

from .elements import (
    BY_TAG,
    EVERY,
    MARKED,
    SIDES,
    TAGS,
    add_after,
    add_at_end,
    aligned,
    begin_with,
    each,
    filled,
    has_blocks,
    is_bare,
    made,
    put_instead,
    runs,
)
from .lists import flatten
from .marks import Marks

_RENAMED: Final = {
    "b": "strong", "big": "strong", "cite": "em", "del": "s", "dfn": "em", "i": "em", "ins": "u",
    "kbd": "code", "mark": "span", "samp": "code", "strike": "s", "tfoot": "tbody", "tt": "code",
    "var": "em",
}  # fmt: skip
_SILENT: Final = ("svg", "script", "style", "template", "input", "label", "colgroup", "col")
_HAN: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_ATTRIBUTES: Final = {
    "a": ("href",),
    "img": ("src", "alt", "width"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
}
"""What stays of each tag, besides its style."""
_APART: Final = frozenset("blockquote h1 h2 h3 h4 h5 h6 li ol p section table tr ul".split())
"""What stands on lines of its own, also where an editor keeps the words alone."""
_SIDE: Final = re.compile(r"text-align:\s*(\w+)")


@dataclass(frozen=True, slots=True)
class Inlined:
    """A text that needs no style sheet."""

    html: str
    links: tuple[str, ...]
    """Where it leads: the first is ［1］. None where links are not numbered."""


def with_inline_styles(
    html: str, page_url: str, words: Vocabulary, *, is_numbered: bool = True
) -> Inlined:
    """Sanitised `html`, whose addresses are relative to `page_url`, without `class` and scripts.

    It is written with `TAGS` and the styles of `EVERY` alone, and loses no heading, item, line of
    code or address when an editor takes the styles away as well.
    """
    plain = portable(without_permalinks(html))
    root = fragment_fromstring(legible(plain), create_parent="div")
    marks = Marks(page_url, words, is_numbered=is_numbered)
    etree.strip_elements(root, etree.Comment, with_tail=False)
    for step in (_titles, *marks.steps(), _in_words, _terms, flatten, _tables, _known_tags, _dress):
        step(root)
    inner = etree.tostring(root, encoding="unicode", method="html")
    return Inlined(inner.removeprefix("<div>").removesuffix("</div>").strip(), marks.links)


def _titles(root: HtmlElement) -> None:
    """Alerts and the like as quotations whose title stands in brackets; captions in bold."""
    for box in each(root, "div"):
        if "admonition" in box.classes:
            box.tag = "blockquote"
    for line in each(root, "p", "span"):
        if "admonition-title" in line.classes:
            bold = made("strong", f"【{line.text_content().strip()}】")
            put_instead(line, filled("p", [bold]))
        elif line.tag == "span" and "filename" in line.classes:
            put_instead(line, filled("p", [made("strong", line.text_content().strip())]))
    for caption in each(root, "caption"):
        table = caption.getparent()
        if table is not None and table.tag == "table":
            caption.drop_tree()
            caption.tag, caption.tail = "p", None
            table.addprevious(caption)


def _in_words(root: HtmlElement) -> None:
    """Readings, quotations and short forms as words."""
    for quoted in each(root, "q"):
        left, right = "「」" if _HAN.search(quoted.text_content()) else "“”"
        begin_with(quoted, left)
        add_at_end(quoted, right)
    told = set()
    for short in each(root, "abbr"):
        long = (short.get("title") or "").strip()
        if long and long not in told:
            told.add(long)
            left, right = "（）" if _HAN.search(long) else (" (", ")")
            add_after(short, f"{left}{long}{right}")
    for silent in each(root, *_SILENT):
        put_instead(silent)


def _terms(root: HtmlElement) -> None:
    """Terms in bold, and below each what it means."""
    for term in each(root, "dt"):
        tail, term.tail = term.tail, None
        term.tag = "strong"
        line = made("p")
        term.addprevious(line)
        line.append(term)
        line.tail = tail
    for meaning in each(root, "dd"):
        meaning.tag = "section" if has_blocks(meaning) else "p"


def _tables(root: HtmlElement) -> None:
    """Cells that stay apart where an editor keeps the words and not the table."""
    for cell in each(root, "td", "th"):
        side = _SIDE.search(cell.get("style") or "")
        named = side[1] if side else cell.get("align") or ""
        tag = str(cell.tag)
        cell.set("style", aligned(tag, named) if named in SIDES else BY_TAG[tag])
        if not (cell.tail or "").strip():
            cell.tail = "\n"


def _known_tags(root: HtmlElement) -> None:
    """Nothing but `TAGS`: other blocks are sections or paragraphs, others only their words."""
    for element in each(root):
        if element is root or not isinstance(element.tag, str):
            continue
        if element.tag == "mark":
            element.set("style", MARKED)
        element.tag = _RENAMED.get(element.tag, element.tag)
        if element.tag in TAGS and (element.tag != "span" or element.get("style") == MARKED):
            continue
        if element.tag in ("address", "figcaption", "summary", "center"):
            element.tag = "section" if has_blocks(element) else "p"
        elif element.tag in ("div", "figure") and not has_blocks(element):
            element.tag = "p"
        elif element.tag in ("article", "aside", "details", "div", "dl", "figure"):
            element.tag = "section"
        else:
            element.drop_tag()


def _dress(root: HtmlElement) -> None:
    """Each tag's style, and of its other attributes those that say something."""
    for element in each(root):
        if element is root:
            continue
        if element.tag in ("p", "section", "span", "li") and is_bare(element):
            if element.tag != "li":
                put_instead(element)
            continue
        tag = str(element.tag)
        kept = {name: element.get(name) for name in _ATTRIBUTES.get(tag, ())}
        style = element.get("style") or ""
        style = style if style in EVERY else BY_TAG.get(tag, "")
        element.attrib.clear()
        for name, value in kept.items():
            if value is not None:
                element.set(name, value)
        if style:
            element.set("style", style)
        if tag in _APART and not (element.tail or "").strip():
            element.tail = "\n"
    loose = list(runs(root))
    root[:], root.text = loose, None
    for block in loose:
        if block.tag == "p" and not block.get("style"):
            block.set("style", BY_TAG["p"])
        block.tail = "\n"

"""What a text is written with that needs no style sheet: tags, their styles, and small changes.

No words have a colour, so that they can be read on any paper, light or dark. There are no
quotation marks in a style: it stands in an attribute, and a page's policy names it by its hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lxml.html import Element, HtmlElement

_MONO: Final = "font-family: Menlo, Consolas, monospace; font-size: 0.88em;"
_GREY: Final = "background-color: rgba(128, 128, 128, 0.14);"
_HEADING: Final = "line-height: 1.4; font-weight: bold;"
BY_TAG: Final = {
    "a": "text-decoration: underline; word-break: break-word;",
    "blockquote": "margin: 1em 0; padding: 0.1em 1em; border-left: 4px solid rgba(128, 128, 128, "
    f"0.5); {_GREY}",
    "code": f"{_MONO} {_GREY} padding: 0.1em 0.3em; border-radius: 3px;",
    "h1": f"margin: 0 0 0.6em; font-size: 1.5em; {_HEADING}",
    "h2": f"margin: 1.6em 0 0.6em; font-size: 1.3em; {_HEADING}",
    "h3": f"margin: 1.4em 0 0.6em; font-size: 1.15em; {_HEADING}",
    "h4": f"margin: 1.2em 0 0.5em; font-size: 1.05em; {_HEADING}",
    "h5": f"margin: 1.2em 0 0.5em; font-size: 1em; {_HEADING}",
    "h6": f"margin: 1.2em 0 0.5em; font-size: 1em; {_HEADING}",
    "hr": "margin: 1.5em 0; border: 0; border-top: 1px solid rgba(128, 128, 128, 0.5);",
    "img": "max-width: 100%; height: auto;",
    "li": "margin: 0.3em 0; line-height: 1.75;",
    "ol": "margin: 1em 0; padding-left: 1.6em;",
    "p": "margin: 0.9em 0; line-height: 1.75;",
    "section": "margin: 1em 0;",
    "table": "margin: 1em 0; border-collapse: collapse; line-height: 1.5;",
    "td": "padding: 0.4em 0.7em; border: 1px solid rgba(128, 128, 128, 0.5);",
    "th": f"padding: 0.4em 0.7em; border: 1px solid rgba(128, 128, 128, 0.5); {_GREY}",
    "ul": "margin: 1em 0; padding-left: 1.6em;",
}
CODE: Final = f"margin: 1em 0; padding: 0.8em 1em; overflow-x: auto; {_GREY} border-radius: 4px;"
"""Around a block of code."""
LINES: Final = f"{_MONO} line-height: 1.6; white-space: nowrap;"
"""Its lines."""
MARKED: Final = "background-color: rgba(255, 200, 0, 0.4);"
NESTED: Final = ("margin: 0.3em 0 0.3em 1em; line-height: 1.75;",
                 "margin: 0.3em 0 0.3em 2em; line-height: 1.75;",
                 "margin: 0.3em 0 0.3em 3em; line-height: 1.75;")  # fmt: skip
"""A line of a list in a list, by how deep that is."""
SIDES: Final = ("left", "center", "right")


def aligned(tag: str, side: str) -> str:
    """The style of a cell of a column that is set to a side."""
    return f"{BY_TAG[tag]} text-align: {side};"


EVERY: Final = frozenset(
    {*BY_TAG.values(), CODE, LINES, MARKED, *NESTED}
    | {aligned(tag, side) for tag in ("td", "th") for side in SIDES}
)
"""All that may stand in what is written here."""
TAGS: Final = frozenset(
    "a blockquote br code em h1 h2 h3 h4 h5 h6 hr img li ol p s section span strong sub sup table"
    " tbody td th thead tr u ul".split()
)
"""All that it is written with; thirty is what an editor can be hoped to know."""


BLOCKS: Final = frozenset(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table ul".split()
)


HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


def made(tag: str, text: str = "", style: str = "") -> HtmlElement:
    """A new element."""
    element = Element(tag)
    element.text = text or None
    if style:
        element.set("style", style)
    return element


def each(root: HtmlElement, *tags: str) -> list[HtmlElement]:
    """Every element with one of the tags, in order, as they are now."""
    return list(root.iter(*tags))


def put_instead(old: HtmlElement, new: HtmlElement | str = "") -> None:
    """`new` where `old` stood; what came after it stays."""
    tail = old.tail or ""
    if isinstance(new, str):
        old.tail = f"{new}{tail}"
    else:
        old.addprevious(new)
        new.tail = tail
        old.tail = None
    parent = old.getparent()
    if parent is None:
        return
    if isinstance(new, str):
        old.drop_tree()
    else:
        parent.remove(old)


def add_after(element: HtmlElement, words: str) -> None:
    """Words right behind an element."""
    element.tail = f"{words}{element.tail or ''}"


def add_at_end(element: HtmlElement, words: str) -> None:
    """Words behind all that is in an element."""
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}{words}"
    else:
        element.text = f"{element.text or ''}{words}"


def is_block(node: object) -> bool:
    return isinstance(node, HtmlElement) and node.tag in BLOCKS


def has_blocks(element: HtmlElement) -> bool:
    """Whether there are blocks in it, however deep."""
    return any(is_block(inner) for inner in element.iterdescendants())


def is_bare(element: HtmlElement) -> bool:
    """Whether nothing of it can be seen."""
    seen = element.text_content().strip(" \t\n\r\f")
    return not seen and next(element.iter("img", "hr", "br"), None) is None


def runs(element: HtmlElement) -> Iterator[HtmlElement]:
    """What is in an element as blocks one after the other: words between blocks in a `p`.

    The element is taken apart.
    """
    line = made("p", element.text or "")
    for child in list(element):
        tail, child.tail = child.tail, None
        if is_block(child) or has_blocks(child):
            if not is_bare(line):
                yield line
            yield child
            line = made("p", tail or "")
        else:
            child.tail = tail
            line.append(child)
    if not is_bare(line):
        yield line


def filled(tag: str, children: Iterable[HtmlElement], style: str = "") -> HtmlElement:
    """A new element around others."""
    element = made(tag, style=style)
    element.extend(children)
    return element


def begin_with(element: HtmlElement, words: str) -> None:
    """Words before all that is in an element."""
    element.text = f"{words}{(element.text or '').lstrip()}"

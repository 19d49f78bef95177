"""Small changes to a tree of elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lxml.html import Element, HtmlElement

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

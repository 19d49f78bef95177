"""Quotations that begin with `[!NOTE]`, as GitHub shows them: admonitions with a title."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from chaguan.locales import Vocabulary

ALERT: Final = re.compile(
    r"[ ]*\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ ]*(?:\n|$)", re.IGNORECASE
)
_ADMONITION: Final = re.compile(
    r"(?P<head>(?:!!!|\?\?\?\+?)[ ]+(?P<kind>[\w-]+)(?:[ ]+[\w-]+)*)[ ]*$"
)
"""The first line of an admonition or of one to open, that has no title."""
CLASSES: Final = {"important": "info", "caution": "danger"}
"""What Material calls those that it knows by another name."""


def shown(quote: Element, words: Vocabulary) -> None:
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


def titled(line: str, words: Vocabulary) -> str:
    """The first line of an admonition with its title in the page's language."""
    found = _ADMONITION.match(line)
    if found is None:
        return line
    kind = found["kind"].lower()
    title = words.of("markdown", kind)
    return f'{found["head"]} "{title}"' if title != kind else line

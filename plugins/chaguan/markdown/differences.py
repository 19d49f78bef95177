"""A text as the forge shows it, by the forge's own parser (cmark-gfm, in `cmarkgfm`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final, NamedTuple

from markdown import Markdown

from chaguan.locales.line_ends import meets

from .converter import converter, first_converter, plain_converter
from .han_lines import without_readings
from .repairs import LONGEST
from .structure import StructurePart, structure

_OWN: Final = re.compile(
    r"^[ >]*(?:!!!|\?\?\?\+?|===\+?!?|///|:::|：：：|\*\[[^\]]+\]:|: |\{:)[^\n]*$", re.MULTILINE
)
"""Lines that MkDocs sites know and the forge does not."""
_NOTE: Final = re.compile(r"^ {0,3}(\[\^[^\]\s]+\]):[^\n]*$", re.MULTILINE)
_ATTRIBUTE: Final = r"(?:[#.][\w-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s}]+))"
_ATTRIBUTES: Final = re.compile(rf" ?\{{:? *{_ATTRIBUTE}(?: +{_ATTRIBUTE})* *\}}")
"""Classes and ids in curly brackets."""
_HAN_SPACE: Final = re.compile(r"(.) (?=(.))")
_TAGS: Final = re.compile(r"<!--.*?-->", re.DOTALL)
MOST_PAIRS: Final = 100_000
"""Pairs of like parts, above which those that are everywhere are no landmarks: a text that says
the same a thousand times would be compared for half a minute."""
_SHOWN: Final = 4
"""Parts that are told of where a text has changed."""


try:
    import cmarkgfm.cmark as _cmark
except ImportError:  # there is no wheel for this machine, and nothing to compile it with
    _cmark = None

_ALERT: Final = re.compile(
    r"(?P<quote><blockquote[^>]*>\s*)(?P<p><p[^>]*>)"
    r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ ]*(?:(?P<end></p>)|\n)",
    re.IGNORECASE,
)
"""A quotation that the forge shows as an alert; its parser leaves that to what comes after."""

_ADDITIONS: Final = ["table", "autolink", "strikethrough", "tasklist"]


def has_forge_parser() -> bool:
    """Whether a text can be compared with what the forge shows."""
    return _cmark is not None


def forge_html(markdown: str) -> str | None:
    """A text as HTML, with the lines of its blocks in `data-sourcepos`; None without the parser.

    HTML within it stays: it is compared, and not shown.
    """
    if _cmark is None:
        return None
    options: Any = _cmark.Options
    flags = options.CMARK_OPT_SOURCEPOS | options.CMARK_OPT_UNSAFE | options.CMARK_OPT_FOOTNOTES
    html: str = _cmark.markdown_to_html_with_extensions(markdown, flags, extensions=_ADDITIONS)
    return _ALERT.sub(_as_quoted, html) if "[!" in html else html


def _as_quoted(alert: re.Match[str]) -> str:
    return alert["quote"] + ("" if alert["end"] else alert["p"])


class Difference(NamedTuple):
    """Two readings of one place."""

    line: int
    """Counted from 1, in the text."""
    forge: str
    """What the forge shows, in a few words; empty for nothing."""
    site: str


def differences(markdown: str, site: Markdown | None = None) -> Iterator[Difference]:
    """Each place where the two differ; none without the forge's parser.

    What MkDocs sites know and the forge does not, such as admonitions, is left out.
    `site` is the converter of a site with extensions of its own.
    """
    text = _without_own(markdown)
    if len(text) > LONGEST:
        return
    theirs = forge_html(text)
    if theirs is None:
        return
    made = (site or plain_converter()).reset().convert(text)
    forge, here = _shown(theirs), _shown(made)
    left, right = [each.key for each in forge], [each.key for each in here]
    if left == right:
        return
    counted = Counter(right)
    pairs = sum(counted[each] for each in left)  # what one search for a longest match looks at
    matcher = SequenceMatcher(None, left, right, autojunk=pairs > MOST_PAIRS)
    seen = -1
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        line = _line(forge, first) or _line(forge, first - 1) or 1
        if line != seen:
            yield Difference(line, _told(forge[first:last]), _told(here[start:end]))
        seen = line


def since_the_first(markdown: str) -> tuple[str, str] | None:
    """Where a text has another structure than in Chaguan 0.1, which read it by Python-Markdown
    alone: the first words that were shown otherwise, and what is shown now. None for alike.
    """
    before = _shown(first_converter().reset().convert(markdown))
    now = _shown(converter().reset().convert(markdown))
    left, right = [each.key for each in before], [each.key for each in now]
    if left == right:
        return None
    at = next(
        (at for at, (old, new) in enumerate(zip(left, right, strict=False)) if old != new),
        min(len(left), len(right)),
    )
    return _told(before[at : at + _SHOWN]), _told(now[at : at + _SHOWN])


def _without_own(markdown: str) -> str:
    """The text without what only MkDocs sites know; every line keeps its place."""
    text = without_readings(_OWN.sub("", markdown))
    if "[^" in text:  # a note that nothing refers to: the forge leaves it out, the site shows it
        text = _NOTE.sub(lambda found: found[0] if text.count(found[1]) > 1 else "", text)
    return _ATTRIBUTES.sub("", text) if "{" in text else text


def _shown(html: str) -> list[StructurePart]:
    parts = [each._replace(value=_packed(each.value)) for each in structure(_TAGS.sub("", html))]
    words = [at for at, each in enumerate(parts) if each.what == "text"]
    blanks = {
        at
        for before, at, after in zip(words, words[1:], words[2:], strict=False)
        if parts[at].value == " " and meets(parts[before].value[-1:], parts[after].value[:1])
    }
    if blanks:
        parts = [each for at, each in enumerate(parts) if at not in blanks]
        words = [at for at, each in enumerate(parts) if each.what == "text"]
    for at, after in pairwise(words):
        left, right = parts[at].value, parts[after].value
        if left.endswith(" ") and meets(left[-2:-1], right[:1]):
            parts[at] = parts[at]._replace(value=left[:-1])
        elif right.startswith(" ") and meets(left[-1:], right[1:2]):
            parts[after] = parts[after]._replace(value=right[1:])
    return parts


@lru_cache(maxsize=1024)
def _packed(words: str) -> str:
    """Words without the spaces that a line end makes between two 漢字."""
    if " " not in words or words.isascii():
        return words
    return _HAN_SPACE.sub(lambda found: found[0][: 1 if meets(found[1], found[2]) else 2], words)


def _line(parts: list[StructurePart], at: int) -> int:
    """The line of the innermost block around a part."""
    return next((each.line for each in reversed(parts[: at + 1]) if each.line), 0)


def _told(parts: list[StructurePart]) -> str:
    """A few parts as people call them."""
    said = []
    for each in parts:
        if each.what == "text":
            said.append(each.value)
        elif each.what == "br" or not each.what.startswith("/"):
            said.append(f"<{each.what}>")
    return " ".join(said)

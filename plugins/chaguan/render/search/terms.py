"""The pieces of a text by which it is found; `assets/search-index.js` takes a query apart alike.

漢字, and other scripts that put no space between words, go in by twos, each character with the
next: so any two neighbours are found, wherever a dictionary would part them. Everything else
goes in by words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from lxml import etree

from chaguan.locales.han import one_form
from chaguan.model.frozen import dataclass

WIDE: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3105-\u312f\u31a0-\u31bf"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""The characters of which each is looked up with its neighbour."""
PREFIX: Final = 3
"""The letters of a word that decide in which file it stands, so that its beginning finds it."""
_PIECES: Final = re.compile(rf"([{WIDE}]+)|([^\W_{WIDE}]+)")
_PARTS: Final = re.compile(r"\d+|[^\W\d_]+")
_NUMBER: Final = re.compile(r"[ -](?=\d)(?<=[a-z][ -])(\d+)(?![^\W_])")
"""One behind a word and a space or hyphen; few texts have many."""
_MARKS: Final = re.compile("[\u0300-\u036f]")


def plainest(text: str) -> str:
    """`text` in small letters without accents, each 漢字 in one of its forms."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).lower()
    plain = unicodedata.normalize("NFC", _MARKS.sub("", apart))
    forms = one_form()
    found = {each: forms[number] for each in set(plain) if (number := ord(each)) in forms}
    for each, form in found.items():  # as `translate` does, which asks for every character
        plain = plain.replace(each, form)
    return plain


def terms(text: str) -> list[str]:
    """Each two neighbours of an unspaced script (or one without any), and each word.

    Letters and digits are found together and apart: SITCON 2027 finds SITCON2027, iOS18 iOS 18.
    """
    plain = plainest(text)
    found = list(_joined(plain))
    for wide, word in _PIECES.findall(plain):
        if not wide:
            found.append(word)
            if not (word.isalpha() or word.isdigit()):
                found += _PARTS.findall(word)
        elif len(wide) == 1:
            found.append(wide)
        else:
            found += map(str.__add__, wide, wide[1:])
    return found


def _joined(plain: str) -> Iterator[str]:
    """A word and the number behind it, as one."""
    for number in _NUMBER.finditer(plain):
        start = number.start()
        while start and "a" <= plain[start - 1] <= "z":
            start -= 1
        if not plain[start - 1 : start].isalnum():
            yield f"{plain[start : number.start()]}{number[1]}"


def title_terms(title: str) -> Iterator[str]:
    """The same, and what a reader has typed before there is more: one 漢字, two letters."""
    for wide, word in _PIECES.findall(plainest(title)):
        yield from wide
        if word:
            yield word[: PREFIX - 1]
    yield from terms(title)


def shelf_mark(term: str) -> str:
    """What terms that stand in the same file share."""
    return term[:PREFIX]


def number_of(mark: str) -> int:
    """A shelf mark as a number, spread evenly; the browser reckons the same."""
    number = 0
    for character in mark:
        number = (number * 31 + ord(character)) % 65521
    return number


_SILENT: Final = frozenset({"iframe", "object", "rp", "rt", "script", "style", "svg", "template"})
_INLINE: Final = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span "
    "strong sub sup time u var wbr".split()
)
"""What does not part words: 漁<b>港</b> is read as one."""
_BLOCK: Final = "\x1e"
"""What parts blocks, since a line end within one parts no more than a space does."""
_WRAPPED: Final = re.compile(rf"(?<=[{WIDE}，。、；：！？」』）])[ \t]*\n[ \t]*(?=[{WIDE}「『（])")
"""A line end between two 漢字 parts nothing (CSS Text 4, 4.1.3)."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class PageText:
    """A page in plain words."""

    text: str = ""
    """All of them, a block on each line."""
    headings: tuple[str, ...] = ()


def prose(html: str) -> PageText:
    """The words of an HTML fragment; the links that headings carry to themselves are left out."""
    if not html:
        return PageText()
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<div>{html}</div>", parser)
    words: list[str] = []
    headings: list[str] = []
    starts = 0
    readings: list[str] = []  # of a block, which stand behind its words and part none of them
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag not in _INLINE:
                words.append(_BLOCK)
            if tag == "rt":
                readings.append("".join(element.itertext()))
            if _is_silent(element):
                walk.skip_subtree()
                continue
            if tag in _HEADINGS:
                starts = len(words)
            said = element.text or element.get("alt") or ""
            if "\n" in said and _is_code(element):
                said = said.replace("\n", _BLOCK)
            words.append(said)
        else:
            if tag in _HEADINGS:
                headings.append(_WRAPPED.sub("", "".join(words[starts:])).replace(_BLOCK, " "))
            if tag not in _INLINE:
                words.append(f" {' '.join(readings)}{_BLOCK}")
                readings.clear()
            words.append(element.tail or "")
    whole = _WRAPPED.sub("", "".join(words))
    lines = (" ".join(line.split()) for line in whole.split(_BLOCK))
    return PageText("\n".join(filter(None, lines)), tuple(headings))


def _is_code(element: etree._Element) -> bool:
    parent = element.getparent()
    return element.tag == "pre" or (parent is not None and parent.tag == "pre")


def _is_silent(element: etree._Element) -> bool:
    """Whether an element stands within words and is none of them: a note's mark, a reading."""
    if element.tag == "sup":
        return any(child.get("class") == "footnote-ref" for child in element)
    return element.tag in _SILENT or element.get("class") == "headerlink"

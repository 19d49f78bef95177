"""Marks of a Chinese keyboard where YAML wants those of a plain one, and the line as it was meant.

Unicode calls them full-width forms (U+FF01 to U+FF5E) and CJK punctuation (U+3000 to U+303F).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

BLANKS: Final = (
    "\u3000\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
)
"""Spaces to the eye that YAML takes for letters (YAML 1.2.2, 5.5)."""
_OPENING: Final = {"［": "[", "【": "[", "〔": "[", "｛": "{", "[": "[", "{": "{"}
_CLOSING: Final = {"］": "]", "】": "]", "〕": "]", "｝": "}", "]": "]", "}": "}"}
_COMMAS: Final = "，、"
_BRACKETED: Final = re.compile(
    r"(?P<head> *(?:- +)*(?:[\w-]+: +)?)(?P<value>[\[{［【〔｛].*?)(?P<tail>\s+#\s.*|\s*)"
)
_COLON: Final = re.compile(r"(?P<head> *(?:[-－] *)*[^\W\d][\w-]*) *：\s*")
_DASH: Final = re.compile(r"(?P<indent> *)－(?!－)[\s－]*")
_HASH: Final = re.compile(r"(?P<indent> *)＃\s*")
_CURLY: Final = re.compile(r"(?P<head> *(?:- +)*(?:[\w-]+: +)?)[“”](?P<words>[^“”\"\\]*)[“”]\s*")
_KEY: Final = re.compile(r"\s*[\w-]+\s*[:：]")
_QUOTED: Final = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:''|[^'])*'")


class Meant(NamedTuple):
    """A line as it was meant."""

    offset: int
    """Of the first mark that is not plain, from 0."""
    character: str
    """That mark."""
    wanted: str
    """The plain one."""
    line: str


def half_width(line: str) -> Meant | None:
    """The line with plain marks wherever YAML needs them; None where it has no others.

    Words for readers keep theirs: `{zh-Hant: 茶，水}` stays, `{zh-Hant: 茶，en: Tea}` does not.
    """
    if line.isascii():
        return None
    meant = _HASH.sub(r"\g<indent># ", line, count=1) if _HASH.match(line) else line
    if found := _DASH.match(meant):
        meant = f"{found['indent']}- {meant[found.end() :]}"
    if found := _COLON.match(meant):
        meant = f"{found['head']}: {meant[found.end() :]}".rstrip()
    if found := _CURLY.fullmatch(meant):
        meant = f'{found["head"]}"{found["words"]}"'
    elif found := _BRACKETED.fullmatch(meant):
        meant = f"{found['head']}{flow(found['value'])}{found['tail']}"
    for offset, (seen, wanted) in enumerate(zip(line, meant, strict=False)):
        if seen != wanted:
            return Meant(offset, seen, wanted, meant)
    return None


def flow(value: str) -> str:
    """A list or map on one line with plain brackets, commas and colons."""
    within: list[str] = []
    made = ""
    at = 0
    while at < len(value):
        letter = value[at]
        if letter in "\"'" and (quoted := _QUOTED.match(value, at)):
            made += quoted.group()
            at = quoted.end()
            continue
        at += 1
        if letter in _OPENING:
            within.append(_OPENING[letter])
            made += _OPENING[letter]
        elif letter in _CLOSING:
            made += _CLOSING[letter]
            within[-1:] = []
        elif letter in _COMMAS and (within[-1:] == ["["] or _KEY.match(value, at)):
            made = f"{made.rstrip()}, "
            at += len(value[at:]) - len(value[at:].lstrip())
        elif letter == "：" and within[-1:] == ["{"] and re.search(r"[{,]\s*[\w-]+\s*$", made):
            made = f"{made.rstrip()}: "
            at += len(value[at:]) - len(value[at:].lstrip())
        else:
            made += letter
    return made
